"""The app uses documented names only, so it runs on any Frappe; nothing in it knows which server runs it."""

import ast
import re

import pytest

from tests.house.frappe_names import names, used
from tools.paths import APP, ROOT

PACKAGE = APP / "cso_management"


def allowed() -> set[str]:
    return set(
        re.findall(r"`(frappe[\w.*]*)`", (ROOT / "docs" / "frappe-names.md").read_text(encoding="utf-8"))
    )


def may_use(name: str, names: set[str]) -> bool:
    parts = name.split(".")
    wild = (".".join(parts[:count]) + ".*" for count in range(1, len(parts)))
    return name in names or any(pattern in names for pattern in wild)


def test_only_documented_names() -> None:
    if not PACKAGE.is_dir():
        pytest.skip("no app in this tree")
    list_of_names = allowed()
    foreign = {
        name: sorted(files) for name, files in used(PACKAGE).items() if not may_use(name, list_of_names)
    }
    assert not foreign, "not in docs/frappe-names.md"


def test_nothing_knows_which_server_runs_it() -> None:
    if not PACKAGE.is_dir():
        pytest.skip("no app in this tree")
    sources = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.json"), *PACKAGE.rglob("*.html")]
    telling = [
        path for path in sources if "benchless" in path.read_text(encoding="utf-8", errors="ignore").lower()
    ]
    assert [path.relative_to(PACKAGE).as_posix() for path in telling if "public" not in path.parts] == []


def test_the_reader_of_names_sees_every_way() -> None:
    lines = ["import frappe", "from frappe.utils import cint", "frappe.db.sql(1).y", "a.frappe.z"]
    source = "\n".join([*lines, "frappe.session.user"])
    seen = sorted(set(names(ast.parse(source))))
    assert seen == ["frappe", "frappe.db.sql", "frappe.session.user", "frappe.utils.cint"]


def test_every_name_is_offered_by_the_embedded_server() -> None:
    """What the app uses must exist where it runs here."""
    frappe = pytest.importorskip("frappe", reason="no face in this tree")
    import importlib

    def offered(name: str) -> bool:
        parts = name.split(".")
        for count in range(len(parts), 0, -1):
            try:
                found = importlib.import_module(".".join(parts[:count]))
            except ModuleNotFoundError:
                continue
            return all(hasattr(found, part) for part in parts[count : count + 1])
        return False

    assert frappe and [name for name in used(PACKAGE) if not offered(name)] == []
