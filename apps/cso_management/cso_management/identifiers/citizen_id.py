"""Citizen ID number, GB 11643-1999."""

from datetime import date

from .normalise import identifier
from .province import is_province
from .result import OK, Finding

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
ADULT_AGE = 18


def check(text: str | None, *, today: date, allow_demo: bool = False) -> Finding:
	"""Check an 18-character number; the birthplace is judged by its province only."""
	number = identifier(text)
	if len(number) != 18:
		return Finding("LENGTH", number)
	if not _has_right_characters(number):
		return Finding("CHARSET", number)
	for name, is_broken in (
		("REGION_PREFIX", not is_province(number[:2], allow_demo=allow_demo)),
		("BIRTH_DATE", not _is_birth_date(birth_date(number), today)),
		("SEQUENCE", number[14:17] == "000"),
		("CHECK_CHAR", check_character(number[:17]) != number[17]),
	):
		if is_broken:
			return Finding(name, number)
	return Finding(OK, number)


def check_character(first_seventeen: str) -> str:
	total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, WEIGHTS, strict=True))
	return CHECK_CHARACTERS[total % 11]


def birth_date(number: str) -> date | None:
	try:
		return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
	except ValueError:
		return None


def gender(number: str) -> str:
	"""An odd sequence belongs to a man."""
	return "Male" if int(number[16]) % 2 else "Female"


def age(number: str, today: date) -> int:
	born = birth_date(number)
	if born is None:
		return 0
	return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def is_adult(number: str, today: date) -> bool:
	return age(number, today) >= ADULT_AGE


def _has_right_characters(number: str) -> bool:
	return number.isascii() and number[:17].isdigit() and (number[17].isdigit() or number[17] == "X")


def _is_birth_date(born: date | None, today: date) -> bool:
	return born is not None and date(1900, 1, 1) <= born <= today
