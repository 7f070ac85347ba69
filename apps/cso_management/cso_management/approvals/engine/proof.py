"""What an act leaves behind as proof, beside the form: the signature and the words of the decision."""

from typing import Any

from .. import snapshots

# Acts that write into the row of their task; `take_back` clears it again.
DECISIONS = frozenset({"agree", "refuse", "return", "answer"})
PASSED_ON = "transfer"
FIELDS = ("opinion", "signature", "acted_by", "on_behalf_of")


def of_turn(turn: Any) -> dict[str, str]:
	"""Hashes for the log row of an act."""
	found = {"signature_hash": snapshots.keep_signature(turn.signature)}
	if turn.number and turn.act in DECISIONS | {PASSED_ON}:
		found["decision_hash"] = snapshots.decision_hash(_decision(turn))
	return found


def _decision(turn: Any) -> dict[str, str]:
	if turn.act == PASSED_ON:
		return {"opinion": turn.opinion, "acted_by": turn.user}
	return {
		"opinion": turn.opinion,
		"signature": turn.signature,
		"acted_by": turn.user,
		"on_behalf_of": turn.principal if turn.principal != turn.user else "",
	}
