"""The documents say what the repository holds."""

import json
import re

import pytest

from tools.paths import FRONTEND, ROOT


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
