"""Conditions built from fields: rows of field, operator and value that must all hold. No code is run."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

EMPTY: tuple[Any, ...] = (None, "", 0, 0.0)
OPERATORS = ("=", "!=", ">", ">=", "<", "<=", "in", "not in", "contains", "is set", "is not set")


def holds(rows: Iterable[Mapping[str, Any]], values: Mapping[str, Any]) -> bool:
	return all(row_holds(row, values.get(row["field"])) for row in rows)


def row_holds(row: Mapping[str, Any], value: Any) -> bool:
	return _TESTS[row["operator"]](value, row.get("value"))


def problems(rows: Iterable[Mapping[str, Any]], fields: set[str]) -> list[str]:
	"""Keys of what is wrong: `field:x`, `operator:x`."""
	found = []
	for row in rows:
		if row.get("field") not in fields:
			found.append(f"field:{row.get('field')}")
		if row.get("operator") not in OPERATORS:
			found.append(f"operator:{row.get('operator')}")
	return found


def _number(value: Any) -> float | None:
	try:
		return float(value or 0)
	except (TypeError, ValueError):
		return None


def _compare(test: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
	def run(value: Any, wanted: Any) -> bool:
		numbers = _number(value), _number(wanted)
		if None not in numbers:
			return test(*numbers)
		return test(str(value or ""), str(wanted or ""))

	return run


def _same(value: Any, wanted: Any) -> bool:
	return _compare(lambda a, b: a == b)(value, wanted)


def _listed(value: Any, wanted: Any) -> bool:
	items = wanted.split("\n") if isinstance(wanted, str) else list(wanted or ())
	return any(_same(value, item) for item in items)


_TESTS: dict[str, Callable[[Any, Any], bool]] = {
	"=": _same,
	"!=": lambda value, wanted: not _same(value, wanted),
	">": _compare(lambda a, b: a > b),
	">=": _compare(lambda a, b: a >= b),
	"<": _compare(lambda a, b: a < b),
	"<=": _compare(lambda a, b: a <= b),
	"in": _listed,
	"not in": lambda value, wanted: not _listed(value, wanted),
	"contains": lambda value, wanted: str(wanted or "") in str(value or ""),
	"is set": lambda value, _wanted: value not in EMPTY,
	"is not set": lambda value, _wanted: value in EMPTY,
}
