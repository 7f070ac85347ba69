"""The documents say what the repository holds."""

import json
import re

import pytest

from tools import stamps
from tools.paths import APP, ENGINE, FRONTEND, ROOT

# uv installs the others; tzdata is data that zoneinfo finds by itself.
NEVER_IMPORTED = {"uv", "tzdata"}
IMPORTED_AS = {
    "argon2-cffi": "argon2",
    "fonttools": "fontTools",
    "pillow": "PIL",
    "python-calamine": "python_calamine",
    "python-dateutil": "dateutil",
    "restrictedpython": "RestrictedPython",
}


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def packages(name: str) -> list[str]:
    lines = [line.strip() for line in text(name).splitlines()]
    return [re.split("[=<>]", line)[0] for line in lines if line and line[0] not in "#-"]


def test_every_python_dependency_is_explained() -> None:
    explained = text("docs/dependencies.md").lower()
    wanted = packages("requirements.in") + packages("requirements-test.in")
    missing = [name for name in wanted if not re.search(rf"[| ,]{re.escape(name.lower())}[ ,|]", explained)]
    assert not missing


def test_every_python_dependency_is_used() -> None:
    folders = (ENGINE, APP / "cso_management", ROOT / "tools")
    sources = "\n".join(path.read_text() for folder in folders for path in stamps.files(folder, (".py",)))
    names = [name for name in packages("requirements.in") if name not in NEVER_IMPORTED]
    unused = [
        name
        for name in names
        if not re.search(rf"^\s*(import|from) {IMPORTED_AS.get(name, name)}\b", sources, re.M)
    ]
    assert unused == []


def test_every_dependency_of_the_front_end_is_explained() -> None:
    if not (FRONTEND / "package.json").exists():
        pytest.skip("no front end in this tree")
    explained = text("docs/dependencies.md")
    wanted = json.loads((FRONTEND / "package.json").read_text())["dependencies"]
    assert [name for name in wanted if f"| {name} |" not in explained] == []


def test_the_two_readmes_are_equal_in_structure() -> None:
    english, chinese = text("README.md"), text("README.zh.md")

    def shape(readme: str) -> list[str]:
        kept = re.findall(r"^(#+ |```|\| |\* |!\[)", readme, re.M)
        return [mark.strip() for mark in kept]

    def commands(readme: str) -> list[str]:
        return [line.partition("#")[0].strip() for line in readme.splitlines() if line.startswith("./cso")]

    assert shape(english) == shape(chinese)
    assert commands(english) == commands(chinese)


@pytest.mark.parametrize("name", ["README.md", "README.zh.md", "CONTRIBUTING.md"])
def test_links_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)", text(name))
    assert [link for link in links if not (ROOT / link).exists()] == []
