"""When an opinion or a signature must be there. Pure."""

NEGATIVE_ACTS = frozenset({"refuse", "return", "terminate"})
DECIDING_ACTS = frozenset({"agree", "refuse", "return"})


def needs_opinion(rule: str, act: str, *, overdue: bool = False) -> bool:
	"""A refusal, a return and a termination always say why."""
	if act in NEGATIVE_ACTS:
		return True
	if act not in DECIDING_ACTS:
		return False
	return rule == "always" or (rule == "overdue" and overdue)


def needs_signature(rule: str, act: str) -> bool:
	return rule in ("typed", "drawn") and act in DECIDING_ACTS


def is_signed(rule: str, signature: str) -> bool:
	"""A drawn signature is a picture; where a typed one is asked for, a drawn one is more than enough."""
	return signature.startswith("data:image/") if rule == "drawn" else bool(signature)
