"""Telephone numbers and bank accounts."""

import re

MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
LANDLINE = re.compile(r"0\d{2,3}-?\d{7,8}", re.ASCII)
ACCOUNT = re.compile(r"\d{10,30}", re.ASCII)


def is_mobile(text: str | None) -> bool:
	return bool(MOBILE.fullmatch(str(text or "")))


def is_landline(text: str | None) -> bool:
	return bool(LANDLINE.fullmatch(str(text or "")))


def is_telephone(text: str | None) -> bool:
	return is_mobile(text) or is_landline(text)


def is_account(text: str | None) -> bool:
	return bool(ACCOUNT.fullmatch(str(text or "")))


def passes_luhn(digits: str) -> bool:
	"""A warning only: not every account number carries the check digit."""
	total = 0
	for index, char in enumerate(reversed(digits)):
		digit = int(char) * (2 if index % 2 else 1)
		total += digit - 9 if digit > 9 else digit
	return total % 10 == 0
