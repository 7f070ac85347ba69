"""Agreeing to many reports at once: as suggested, and only where nothing stands out."""

from typing import Any

from frappe import _

from .suggestion import QUALIFIED

JUDGED = ("Town Review", "County Examination", "County Conclusion")
OBJECTION = "Under Objection"
FIRST_OPINION = "Agree Qualified"


def exclusion(doc: Any) -> str | None:
	"""Why this report is looked at by itself; nothing when it may go with the others."""
	if doc.workflow_state == OBJECTION:
		return _("An objection is decided by itself.")
	if doc.workflow_state not in JUDGED:
		return None
	if doc.flagged or doc.suggested_conclusion != QUALIFIED:
		return _("Flagged: look at it by itself.")
	if doc.conclusion not in (None, "", QUALIFIED) or doc.first_opinion not in (None, "", FIRST_OPINION):
		return _("A colleague judged otherwise: look at it by itself.")
	return None


def adopt(doc: Any) -> None:
	"""What whoever agrees adopts: the suggested conclusion, or the first opinion of the town on it."""
	if doc.workflow_state not in JUDGED:
		return
	first = doc.workflow_state == "Town Review" and doc.tier == "Registered"
	field, value = ("first_opinion", FIRST_OPINION) if first else ("conclusion", doc.suggested_conclusion)
	if not doc.get(field):
		doc.set(field, value)
		doc.save()
