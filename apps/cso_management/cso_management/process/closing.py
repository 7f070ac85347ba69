"""Which fields of a document are closed in which state, and why: judged at every save, told to the form."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import frappe
from frappe import _

from . import difference, moves


@dataclass(frozen=True)
class Closing:
	"""`fields` are closed, or all but those `but`; in these `states`, or without any once it was handed in.

	`columns`: of a table whose rows neither come nor go, the columns that are closed. `why`: a sentence for
	whoever finds the form closed.
	"""

	why: str
	fields: tuple[str, ...] = ()
	but: tuple[str, ...] | None = None
	states: tuple[str, ...] | None = None
	columns: dict[str, tuple[str, ...]] = field(default_factory=dict)

	def holds(self, state: str | None) -> bool:
		if self.states is None:
			return state not in (None, *moves.BY_AUTHOR)
		return state in self.states

	def names(self, inputs: Iterable[str]) -> tuple[str, ...]:
		if self.but is None:
			return self.fields
		return tuple(name for name in inputs if name not in self.but)


def of(doc: Any) -> tuple[Closing, ...]:
	"""What the controller of a document says."""
	return getattr(type(doc), "closings", ())


def state_field(doc: Any) -> str:
	return getattr(type(doc), "state_field", "workflow_state")


def closed(doc: Any, state: str | None) -> dict[str, str]:
	"""Closed field to the reason, in a state."""
	inputs = [df.fieldname for df in difference.input_fields(doc.meta) if not df.hidden]
	found: dict[str, str] = {}
	for rule in of(doc):
		if rule.holds(state):
			found.update(dict.fromkeys(rule.names(inputs), rule.why))
	return {name: why for name, why in found.items() if name != state_field(doc)}


def columns(doc: Any, state: str | None) -> dict[str, tuple[str, ...]]:
	"""Tables whose rows are fixed in a state, and their closed columns."""
	found: dict[str, tuple[str, ...]] = {}
	for rule in of(doc):
		if rule.holds(state):
			found |= rule.columns
	return found


def before_validate(doc: Any, method: str | None = None) -> None:
	"""What was sent is judged before anything is computed; whose turn it is was judged before (`gate`).

	Refuses a save that changes what the stored state closes. Steps that follow by themselves pass.
	"""
	before = doc.get_doc_before_save()
	if not before or doc.flags.by_system:
		return
	state = before.get(state_field(doc)) or moves.DRAFT
	for name, why in closed(doc, state).items():
		# Columns that the server computes inside a table are not judged.
		if difference.text_of(before, name) != difference.text_of(doc, name):
			_refuse(doc, name, why)
	for rule in of(doc):
		for name, kept in rule.columns.items() if rule.holds(state) else ():
			if difference.rows_of(before, name, kept) != difference.rows_of(doc, name, kept):
				_refuse(doc, name, rule.why)


def _refuse(doc: Any, name: str, why: str) -> None:
	text = _("{0} cannot be changed in this state.").format(_(doc.meta.get_label(name)))
	frappe.throw(f"{text} {_(why)}".strip(), title=_("Not Possible"))
