"""Which fields of a document in approval are open to somebody. Pure sets of names."""

from collections.abc import Collection

from . import model

# A document that keeps the words of the next act and the list of corrections itself has these fields.
ACTING = frozenset({"next_opinion", "correction_items"})


def open_fields(
	status: str,
	*,
	inputs: Collection[str],
	listed: Collection[str],
	cited: Collection[str],
	own: Collection[str] | None,
	holds_task: bool,
	may_resubmit: bool,
) -> frozenset[str]:
	"""`listed` are the fields of the step, `cited` those of the last return, `own` what the document's rules
	allow (None when it has none). Nothing is open to whoever has no turn.

	A step that lists nothing opens nothing, unless the document has rules of its own. A return that cites no
	field opens them all.
	"""
	if status == model.RUNNING and holds_task:
		found = frozenset(listed) if listed or own is None else frozenset(own)
	elif status == model.CASE_RETURNED and may_resubmit:
		found = frozenset(cited or inputs) | ACTING
	else:
		return frozenset()
	return found | ACTING & frozenset(inputs) if own is None else found & frozenset(own)


def hidden_fields(
	open_steps: Collection[Collection[str]], past_steps: Collection[Collection[str]]
) -> set[str]:
	"""What every one of the steps hides; the open ones count before those that were decided."""
	steps = [set(step) for step in open_steps or past_steps]
	return set.intersection(*steps) if steps else set()
