"""How far a document has come, asked by papers by the names of its process's groups of states."""

from types import ModuleType
from typing import Any

from ..annual_review import states as review
from ..registry.filing import states as filing
from ..rural_pilot import states as pilot
from ..service_purchase import states as purchase

STATES: dict[str, ModuleType] = {
	"CSO Filing Application": filing,
	"CSO Annual Review": review,
	"CSO Rural Pilot": pilot,
}


def states_of(doctype: str, group: str) -> tuple[str, ...]:
	"""States of a group, by the name it has in the `states.py` of the process."""
	return tuple(getattr(STATES.get(doctype, purchase), group))


def stage_is(doc: Any, group: str) -> bool:
	"""Is the document in a state of that group?"""
	return doc.workflow_state in states_of(doc.doctype, group)
