"""Virtual DocTypes: their documents live elsewhere, and their controllers answer for the database."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from ..errors import ValidationError
from ..messages import throw
from ..schema import Meta
from ..translations import _
from ..values import Row, cint, cstr
from .filters import Filter, parse
from .permissions import check_permission

_loaders: list[Callable[[str], Any]] = []


def set_controller_loader(loader: Callable[[str], Any]) -> None:
    """How the class of a DocType is found (the documents package is above this one)."""
    _loaders.append(loader)


def get_list(meta: Meta, arguments: dict[str, Any], *, ignore_permissions: bool) -> Any:
    """Rows as the controller's `get_list` gives them, as Rows, lists (`as_list`) or values (`pluck`)."""
    rows = _ask(meta, "get_list", arguments, ignore_permissions) or []
    found = [Row(row) if isinstance(row, dict) else row for row in rows]
    if arguments.get("pluck"):
        return [row.get(arguments["pluck"]) for row in found]
    if arguments.get("as_list"):
        return [list(row.values()) if isinstance(row, Row) else list(row) for row in found]
    return found


def count(meta: Meta, arguments: dict[str, Any], *, ignore_permissions: bool) -> int:
    """How many documents the controller's `get_count` counts."""
    if hasattr(_loaders[-1](cstr(meta["name"])), "get_count"):
        return cint(_ask(meta, "get_count", arguments, ignore_permissions))
    return len(_ask(meta, "get_list", arguments, ignore_permissions) or [])


def _ask(meta: Meta, method: str, arguments: dict[str, Any], free: bool) -> Any:
    """Call a controller as Frappe does: all arguments as `args`, and those it names besides."""
    if not free:
        check_permission(meta["name"], "read", user=arguments.get("user"))
    function = getattr(_loaders[-1](cstr(meta["name"])), method, None)
    if function is None:
        throw(_("{0} has no list").format(_(meta["name"])), ValidationError)
    given = Row({key: value for key, value in arguments.items() if value is not None}, doctype=meta["name"])
    parameters = inspect.signature(function).parameters.values()
    if any(parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in parameters):
        return function(**{"args": given, **given})
    names = {parameter.name for parameter in parameters}
    return function(**{key: value for key, value in {"args": given, **given}.items() if key in names})


# rows in memory -------------------------------------------------------------------------------


def chosen(rows: list[Row], args: dict[str, Any]) -> list[Row]:
    """Of rows in memory those that the arguments of `get_list` ask for, in their order and page."""
    found = filtered(rows, args.get("filters"))
    for field, backwards in reversed(_order(cstr(args.get("order_by")))):
        found.sort(key=lambda row: (row.get(field) is not None, cstr(row.get(field))), reverse=backwards)
    start = cint(args.get("limit_start") or args.get("start"))
    length = cint(args.get("limit_page_length") or args.get("page_length"))
    return found[start : start + length] if length else found[start:]


def filtered(rows: list[Row], filters: Any) -> list[Row]:
    """Of rows in memory those that meet filters of the list API."""
    return [row for row in rows if all(_meets(row.get(one.field), one) for one in parse(filters))]


def _order(text: str) -> list[tuple[str, bool]]:
    parts = [part.strip().rpartition(" ") for part in text.replace("`", "").split(",") if part.strip()]
    named = [(field, word.lower() == "desc") if field else (word, False) for field, _space, word in parts]
    return [(field.rpartition(".")[2], backwards) for field, backwards in named]


def _meets(value: Any, wanted: Filter) -> bool:
    operator, operand = cstr(wanted.operator).lower(), wanted.value
    text = cstr(value)
    if operator in ("in", "not in"):
        members = operand.split(",") if isinstance(operand, str) else _members(operand)
        return bool((text in {cstr(member).strip() for member in members}) == (operator == "in"))
    if operator in ("like", "not like"):
        return bool((cstr(operand).strip("%").lower() in text.lower()) == (operator == "like"))
    if operator == "is":
        return bool(bool(text) == (operand == "set"))
    if operator == "between" and len(_members(operand)) == 2:
        return bool(cstr(operand[0]) <= text <= cstr(operand[1]))
    return bool(COMPARISONS[operator](text, cstr(operand))) if operator in COMPARISONS else False


def _members(operand: Any) -> list[Any]:
    return list(operand) if isinstance(operand, list | tuple) else [operand]


COMPARISONS: dict[str, Callable[[str, str], bool]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
}
