"""Unified social credit code, GB 32100-2015."""

from .normalise import identifier
from .province import is_province
from .result import OK, Finding

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
NATIONAL_REGION = "100000"
PREFIX_BY_FORM = {"Social Group": "51", "Service Organization": "52"}


def check(text: str | None, *, allow_demo: bool = False) -> Finding:
	"""Check a credit code; the first rule that fails gives the code of the finding."""
	code = identifier(text)
	for name, is_broken in (
		("LENGTH", len(code) != 18),
		("CHARSET", any(char not in ALPHABET for char in code)),
		("REGION_NOT_DIGITS", not code[2:8].isdigit()),
		("REGION_PREFIX", not _is_region(code[2:8], allow_demo)),
		("CHECK_CHAR", len(code) == 18 and not _has_right_check(code)),
	):
		if is_broken:
			return Finding(name, code)
	return Finding(OK, code, _warnings(code))


def check_character(first_seventeen: str) -> str:
	total = sum(ALPHABET.index(char) * weight for char, weight in zip(first_seventeen, WEIGHTS, strict=True))
	return ALPHABET[(31 - total % 31) % 31]


def fits_form(code: str, org_form: str | None) -> bool:
	"""Social groups carry 51, service organisations 52; other forms are not judged."""
	prefix = PREFIX_BY_FORM.get(org_form or "")
	return prefix is None or code.startswith(prefix)


def _is_region(region: str, allow_demo: bool) -> bool:
	return region == NATIONAL_REGION or is_province(region[:2], allow_demo=allow_demo)


def _has_right_check(code: str) -> bool:
	return all(char in ALPHABET for char in code) and check_character(code[:17]) == code[17]


def _warnings(code: str) -> tuple[str, ...]:
	return () if _organisation_digit(code[8:16]) == code[16] else ("ORGANISATION_DIGIT",)


def _organisation_digit(body: str) -> str:
	"""GB 11714: A counts 10 … Z counts 35; newly assigned codes may not follow it."""
	total = sum(int(char, 36) * weight for char, weight in zip(body, ORGANISATION_WEIGHTS, strict=True))
	digit = 11 - total % 11
	return {10: "X", 11: "0"}.get(digit, str(digit))
