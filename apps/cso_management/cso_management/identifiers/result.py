"""What a check of an identifier found."""

from typing import NamedTuple

OK = "OK"


class Finding(NamedTuple):
	"""`code` is OK or the name of the first rule that failed; `value` is the normalised text."""

	code: str
	value: str
	warnings: tuple[str, ...] = ()

	@property
	def is_ok(self) -> bool:
		return self.code == OK
