"""Rows of a log that each carry the hash of the row before."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any


def row_hash(row: Mapping[str, Any], previous: str) -> str:
	text = json.dumps(dict(row), ensure_ascii=False, sort_keys=True, default=str, separators=(",", ":"))
	return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def first_broken(rows: Iterable[tuple[Mapping[str, Any], str, str]]) -> int | None:
	"""Rows as (content, stored previous hash, stored hash); the index of the first that does not fit."""
	previous = ""
	for index, (content, stored_previous, stored) in enumerate(rows):
		if stored_previous != previous or stored != row_hash(content, previous):
			return index
		previous = stored
	return None
