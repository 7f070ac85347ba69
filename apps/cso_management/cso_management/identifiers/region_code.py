"""Twelve-digit statistical region codes."""

import re

from .result import OK, Finding

SEGMENTS = ((0, 2, "Province"), (2, 4, "City"), (4, 6, "County"), (6, 9, "Town"), (9, 12, "Village"))
LEVELS = tuple(level for _, _, level in SEGMENTS)
TOWN_KINDS = (("Street", 1, 99), ("Town", 100, 199), ("Township", 200, 399))
COMMUNITY_TYPES = (("Urban", 1, 199), ("Rural", 200, 399))


def check(code: str | None, *, city_has_no_county: bool = False) -> Finding:
	"""Check the shape of a code. Towns straight under a city are right only where the city says so."""
	text = str(code or "").strip()
	if not re.fullmatch(r"[0-9]{12}", text):
		return Finding("FORMAT", text)
	filled = _filled(text)
	if not any(filled):
		return Finding("ALL_ZERO", text)
	if city_has_no_county and filled[:4] == [True, True, False, True]:
		filled[2] = True
	deepest = max(index for index, is_filled in enumerate(filled) if is_filled)
	return Finding(OK if all(filled[: deepest + 1]) else "GAP", text)


def level(code: str) -> str:
	"""The deepest segment that is not zero."""
	return [name for (_, _, name), is_filled in zip(SEGMENTS, _filled(code), strict=True) if is_filled][-1]


def parent_code(code: str) -> str | None:
	"""The same code with its last non-zero segment zeroed; none for a province."""
	filled = [index for index, is_filled in enumerate(_filled(code)) if is_filled]
	if len(filled) < 2:
		return None
	start, end, _ = SEGMENTS[filled[-1]]
	return code[:start] + "0" * (end - start) + code[end:]


def town_kind(code: str) -> str | None:
	return _kind(int(code[6:9]), TOWN_KINDS)


def community_type(code: str) -> str | None:
	return _kind(int(code[9:12]), COMMUNITY_TYPES)


def county6(code: str) -> str:
	return code[:6]


def town9(code: str) -> str:
	return code[:9]


def _filled(code: str) -> list[bool]:
	return [bool(int(code[start:end])) for start, end, _ in SEGMENTS]


def _kind(number: int, kinds: tuple[tuple[str, int, int], ...]) -> str | None:
	return next((name for name, low, high in kinds if low <= number <= high), None)
