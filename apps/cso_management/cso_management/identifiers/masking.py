"""Values that lists and reports may show."""


def id_number(text: str | None) -> str:
	"""990121********001X"""
	return _masked(text, 6, 4)


def phone(text: str | None) -> str:
	"""138****0001"""
	return _masked(text, 3, 4)


def account(text: str | None) -> str:
	return _masked(text, 4, 4)


def _masked(text: str | None, head: int, tail: int) -> str:
	value = str(text or "")
	hidden = len(value) - head - tail
	if hidden <= 0:
		return "*" * len(value)
	return value[:head] + "*" * hidden + value[-tail:]
