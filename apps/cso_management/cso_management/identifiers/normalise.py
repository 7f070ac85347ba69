"""Bring typed text into one shape before any check."""

import re
import unicodedata

BLANKS_AND_HYPHENS = re.compile(r"[\s\u200b\ufeff\-‐‑‒–—―－]+")
BLANKS = re.compile(r"\s+")


def identifier(text: str | None) -> str:
	"""Half-width, upper-case, without blanks and hyphens."""
	half_width = unicodedata.normalize("NFKC", str(text or ""))
	return BLANKS_AND_HYPHENS.sub("", half_width).upper()


def organisation_name(text: str | None, divisions: tuple[str, ...] = ()) -> str:
	"""The part of a name that must differ inside a county: no blanks, no division in front."""
	name = BLANKS.sub("", unicodedata.normalize("NFKC", str(text or "")))
	for division in sorted(divisions, key=len, reverse=True):
		if division and name.startswith(division) and len(name) > len(division):
			name = name[len(division) :]
	return name
