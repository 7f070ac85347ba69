"""Whether a documented name is there: asked of the imported modules, the DocType files and an open site."""

import ast
import importlib
import inspect
import json
from collections.abc import Callable
from functools import cache
from typing import Any

from werkzeug.test import Client

from benchless import registry
from benchless.access.filters import OPERATORS
from benchless.context import activate, current
from benchless.http.app import create_app
from benchless.jobs.scheduler import FREQUENCIES
from benchless.printing import environment
from benchless.schema.fieldtypes import NO_VALUE_TYPES, TABLE_TYPES, TYPES
from tools.paths import ENGINE
from tools.surface.names import Name

MISSING = object()
NO_PAGE = "PageDoesNotExistError"
NO_METHOD = "Failed to get method"


def found(name: Name) -> bool:
    """Whether the code has the name."""
    return LOOKUPS[name.kind](name)


def resolve(path: str) -> Any:
    """The object at a dotted path, or MISSING."""
    parts = path.split(".")
    for count in range(len(parts), 0, -1):
        try:
            value: Any = importlib.import_module(".".join(parts[:count]))
        except ModuleNotFoundError:
            continue
        for part in parts[count:]:
            value = getattr(value, part, MISSING)
            if value is MISSING:
                break
        return value
    return MISSING


def _python(name: Name) -> bool:
    return resolve(name.name) is not MISSING


def _member(name: Name) -> bool:
    holder = resolve(name.of)
    if holder is MISSING:
        return False
    annotated = inspect.isclass(holder) and any(
        name.name in vars(base).get("__annotations__", {}) for base in holder.__mro__
    )
    return annotated or hasattr(holder, name.name)


def _arguments(name: Name) -> bool:
    function = resolve(name.of)
    if function is MISSING:
        return False
    parameters = inspect.signature(function).parameters
    return name.name in parameters


def _whitelisted(name: Name) -> bool:
    function = resolve(name.name)
    return function is not MISSING and registry.door_of(function) is not None


def _exception(name: Name) -> bool:
    kind = resolve(f"frappe.{name.name}")
    return kind is not MISSING and kind.http_status_code == name.status


def _fieldtype(name: Name) -> bool:
    return name.name in TYPES or name.name in NO_VALUE_TYPES or name.name in TABLE_TYPES


def _table(name: Name) -> bool:
    return bool(current().db.has_table(name.name))


def _operator(name: Name) -> bool:
    return name.name in OPERATORS


def _schedule(name: Name) -> bool:
    return name.name in FREQUENCIES or name.name == "cron"


def _jinja(name: Name) -> bool:
    made = environment()
    if name.name.startswith("|"):
        return name.name[1:] in made.filters
    value: Any = made.globals
    for part in name.name.split("."):
        value = value.get(part, MISSING) if isinstance(value, dict) else getattr(value, part, MISSING)
        if value is MISSING:
            return False
    return True


def _route(name: Name) -> bool:
    """An address is there when its answer is anything but "no such page"."""
    verb, _space, path = name.name.partition(" ")
    asking = current()
    caller = Client(create_app(asking.site))
    try:
        answer = caller.open(path, method=verb, headers={"Accept": "application/json"})
    finally:
        activate(asking)
    text = answer.get_data(as_text=True)
    return not (answer.status_code == 404 and NO_PAGE in text) and NO_METHOD not in text


# files ----------------------------------------------------------------------------------------


@cache
def doctypes() -> dict[str, set[str]]:
    """DocType → the names of its fields, of the built-in files."""
    found: dict[str, set[str]] = {}
    for path in (ENGINE / "frappe").glob("*/doctype/*/*.json"):
        content = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(content, dict) and content.get("doctype") == "DocType":
            found[content["name"]] = {field["fieldname"] for field in content.get("fields", [])}
    return found


def _doctype(name: Name) -> bool:
    return name.name in doctypes()


def _doctype_fields(name: Name) -> bool:
    return name.name in doctypes().get(name.of, ())


def _doctype_property(name: Name) -> bool:
    return name.name in doctypes()["DocType"] or name.name in ALWAYS


def _field_property(name: Name) -> bool:
    return name.name in doctypes()["DocField"]


ALWAYS = ("name", "modified", "field_order")


@cache
def words() -> frozenset[str]:
    """Every text constant in the code of the engine and the face, without the built-in app's own hooks."""
    sources = [path for path in ENGINE.rglob("*.py") if path.name != "hooks.py"]
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in sources)
    return frozenset(
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _word(name: Name) -> bool:
    return name.name in words()


LOOKUPS: dict[str, Callable[[Name], bool]] = {
    "arguments": _arguments,
    "doctype": _doctype,
    "doctype_fields": _doctype_fields,
    "doctype_property": _doctype_property,
    "event": _word,
    "exception": _exception,
    "field_property": _field_property,
    "fieldtype": _fieldtype,
    "hook": _word,
    "jinja": _jinja,
    "member": _member,
    "operator": _operator,
    "python": _python,
    "route": _route,
    "schedule": _schedule,
    "table": _table,
    "whitelisted": _whitelisted,
    "word": _word,
}
