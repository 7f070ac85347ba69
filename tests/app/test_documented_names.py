"""The app uses documented Frappe names only: each is listed, with its purpose, in frappe-names-used.md."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "apps" / "cso_management" / "cso_management"
LIST = ROOT / "docs" / "frappe-names-used.md"
# Names that hang on a documented value: `frappe.session.user`, `frappe.db.…`, `frappe.local.…`.
SERVERS = ("benchless",)
# Background jobs whose rows stand by themselves, while somebody watches how far they are; and taking the app
# off, which ends without a commit on a bench.
TELL_THEIR_PROGRESS = {"approvals/engine/batch.py", "approvals/engine/jobs.py", "uninstall.py"}


def used_names() -> dict[str, set[str]]:
    """Dotted Frappe name -> files that use it."""
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for name in _names_in(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(name, set()).add(str(path.relative_to(PACKAGE)))
    return found


def listed_names() -> set[str]:
    return set(re.findall(r"^\| `(frappe[\w.]*)` \|", LIST.read_text(encoding="utf-8"), re.MULTILINE))


def test_every_frappe_name_is_on_the_list() -> None:
    unknown = {name: sorted(files) for name, files in used_names().items() if name not in listed_names()}
    assert not unknown, f"not documented in {LIST.name}: {unknown}"


def test_the_list_names_nothing_that_is_not_used() -> None:
    assert not listed_names() - set(used_names())


def test_the_app_knows_no_server() -> None:
    for path in PACKAGE.rglob("*.py"):
        modules = {module for module, _names in _imports(ast.parse(path.read_text(encoding="utf-8")))}
        assert not {module for module in modules if module.split(".")[0] in SERVERS}, path


def test_no_raw_sql_and_no_manual_commit() -> None:
    assert "frappe.db.sql" not in used_names()
    assert set(used_names().get("frappe.db.commit", ())) <= TELL_THEIR_PROGRESS


def test_a_rollback_goes_to_a_savepoint_only() -> None:
    loose = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _dotted(node.func) == "frappe.db.rollback":
                named = {keyword.arg for keyword in node.keywords}
                loose += [] if "save_point" in named else [f"{path.name}:{node.lineno}"]
    assert not loose


def test_every_list_states_its_order() -> None:
    missing = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _is_list_without_order(node):
                missing.append(f"{path.name}:{node.lineno}")
    assert not missing


def test_every_whitelisted_function_names_its_methods_and_types() -> None:
    loose = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                loose += [f"{path.name}:{node.name}" for call in node.decorator_list if _is_loose(call, node)]
    assert not loose


def _is_list_without_order(call: ast.Call) -> bool:
    is_list = _dotted(call.func) in ("frappe.get_all", "frappe.get_list")
    return is_list and "order_by" not in {keyword.arg for keyword in call.keywords}


def _is_loose(decorator: ast.expr, function: ast.FunctionDef) -> bool:
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    if _dotted(target) != "frappe.whitelist":
        return False
    named = isinstance(decorator, ast.Call) and "methods" in {keyword.arg for keyword in decorator.keywords}
    arguments = [given for given in function.args.args + function.args.kwonlyargs if given.arg != "self"]
    return not named or function.returns is None or any(argument.annotation is None for argument in arguments)


def _names_in(tree: ast.Module) -> set[str]:
    names = set()
    for module, imported in _imports(tree):
        if module.split(".")[0] == "frappe":
            names |= {f"{module}.{name}" if name else module for name in imported}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            dotted = _dotted(node)
            if dotted and dotted.startswith("frappe."):
                names.add(dotted)
    return {_short(name) for name in names if not _is_prefix(name, names)}


def _imports(tree: ast.Module) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, [""]) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append((node.module, [alias.name for alias in node.names]))
    return found


def _is_prefix(name: str, names: set[str]) -> bool:
    """`frappe.db` inside `frappe.db.get_value` is the same use."""
    return name != "frappe" and any(other.startswith(f"{name}.") for other in names)


def _short(name: str) -> str:
    """What hangs on a value is the value's business: `frappe.__version__.split` is `frappe.__version__`."""
    return name.removesuffix(".split")


def _dotted(node: ast.expr) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        above = _dotted(node.value)
        return f"{above}.{node.attr}" if above else None
    return None
