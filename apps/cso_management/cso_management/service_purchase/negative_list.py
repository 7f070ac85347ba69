"""What may never be bought: words of the list that occur together in a project's text."""

from collections.abc import Iterable
from typing import Any

import frappe

RULE = "CSO Negative List Rule"
BLOCK, WARN = "Block", "Warn"


def hits(text: str, rules: Iterable[Any]) -> list[Any]:
	"""The rules all of whose words occur in the text."""
	found = []
	for rule in rules:
		words = str(rule.get("pattern") or "").split()
		if words and all(word in text for word in words):
			found.append(rule)
	return found


def of_site() -> list[Any]:
	return frappe.get_all(
		RULE,
		filters={"disabled": 0},
		fields=["name", "pattern", "reason", "severity"],
		order_by="pattern asc, name asc",
	)
