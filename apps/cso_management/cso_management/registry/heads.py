"""The head of printed papers: the nearest one up the region tree."""

from typing import Any

import frappe

from . import regions

DEFAULT_WORD = "社备"
DECISION = "决"


def nearest(region: str | None) -> Any:
	"""The Print Head of the region or of the nearest region above it."""
	if not region:
		return None
	for row in reversed(regions.lineage(region)):
		head = frappe.db.get_value(
			"CSO Print Head",
			{"region": row.name},
			["issuer_name", "issuer_unit", "document_word", "address", "phone", "certificate_name"],
			as_dict=True,
		)
		if head:
			return head
	return None


def word_of(region: str | None) -> str:
	head = nearest(region)
	return (head and head.document_word) or DEFAULT_WORD


def decision_word_of(region: str | None) -> str:
	"""Decisions that are no filing number have a word of their own, so that no two papers share a number."""
	return word_of(region) + DECISION
