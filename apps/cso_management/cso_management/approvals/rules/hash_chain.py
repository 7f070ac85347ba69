"""Rows of a log that each carry the hash of the row before. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any


def digest(text: str) -> str:
	return hashlib.sha256(text.encode()).hexdigest()


def canonical(value: Any) -> str:
	"""The one text of a value: keys in order of their code points, no spaces."""
	return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str, separators=(",", ":"))


def row_hash(row: Mapping[str, Any], previous: str) -> str:
	return digest(f"{previous}\n{canonical(dict(row))}")


def first_broken(rows: Iterable[tuple[Mapping[str, Any], str, str]]) -> int | None:
	"""Rows as (content, stored previous hash, stored hash); the index of the first that does not fit."""
	previous = ""
	for index, (content, stored_previous, stored) in enumerate(rows):
		if stored_previous != previous or stored != row_hash(content, previous):
			return index
		previous = stored
	return None
