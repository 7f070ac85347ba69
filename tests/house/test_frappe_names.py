"""Nothing in the app knows which server runs it, and the embedded server offers every name it uses."""

import ast
import importlib

from tests.house.frappe_names import names, used
from tools.paths import APP

PACKAGE = APP / "cso_management"


def test_nothing_knows_which_server_runs_it() -> None:
    sources = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.json"), *PACKAGE.rglob("*.html")]
    ours = [path for path in sources if "public" not in path.parts]
    telling = [
        path for path in ours if "benchless" in path.read_text(encoding="utf-8", errors="ignore").lower()
    ]
    assert [path.relative_to(PACKAGE).as_posix() for path in telling] == []


def test_every_name_is_offered_by_the_embedded_server() -> None:
    assert [name for name in used(PACKAGE) if not offered(name)] == []


def offered(name: str) -> bool:
    """The longest part that is a module has what follows it."""
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:count]))
        except ModuleNotFoundError:
            continue
        return all(hasattr(found, part) for part in parts[count : count + 1])
    return False


def test_the_reader_of_names_sees_every_way() -> None:
    lines = ["import frappe", "from frappe.utils import cint", "frappe.db.sql(1).y", "a.frappe.z"]
    source = "\n".join([*lines, "frappe.session.user"])
    seen = sorted(set(names(ast.parse(source))))
    assert seen == ["frappe", "frappe.db.sql", "frappe.session.user", "frappe.utils.cint"]
