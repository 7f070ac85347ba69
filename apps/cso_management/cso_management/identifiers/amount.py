"""Amounts of money: two decimals, half-up, and in Chinese capitals."""

from decimal import ROUND_HALF_UP, Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")
LIMIT = Decimal(10) ** 16
TOLERANCE = Decimal("0.01")


def rounded(value: Decimal | float | int | str | None) -> Decimal:
	return Decimal(str(value or 0)).quantize(TOLERANCE, rounding=ROUND_HALF_UP)


def is_same(one: Decimal | float | str, other: Decimal | float | str) -> bool:
	"""Sums may differ by one fen."""
	return abs(rounded(one) - rounded(other)) <= TOLERANCE


def in_capitals(value: Decimal | float | int | str | None) -> str:
	"""人民币大写, as banks write it: 壹仟零伍元叁角整."""
	amount = rounded(value)
	if abs(amount) >= LIMIT:
		raise ValueError("amount is too large")
	sign = "负" if amount < 0 else ""
	yuan, cents = divmod(int(abs(amount) * 100), 100)
	jiao, fen = divmod(cents, 10)
	return sign + _join(_whole(yuan), jiao, fen)


def _join(yuan: str, jiao: int, fen: int) -> str:
	if not (jiao or fen):
		return f"{yuan or '零'}元整"
	head = f"{yuan}元" if yuan else ""
	if not jiao:
		return f"{head}{'零' if head else ''}{DIGITS[fen]}分"
	tail = f"{DIGITS[fen]}分" if fen else "整"
	return f"{head}{DIGITS[jiao]}角{tail}"


def _whole(number: int) -> str:
	groups = []
	while number:
		number, group = divmod(number, 10000)
		groups.append(group)
	text = ""
	for index in range(len(groups) - 1, -1, -1):
		text = _append_group(text, groups[index], index)
	return text.rstrip("零")


def _append_group(text: str, group: int, index: int) -> str:
	if not group:
		return text if text.endswith("零") or not text else text + "零"
	if text and group < 1000 and not text.endswith("零"):
		text += "零"
	return text + _four_digits(group) + GROUPS[index]


def _four_digits(group: int) -> str:
	text = ""
	for place in range(3, -1, -1):
		digit = group // 10**place % 10
		if digit:
			text += DIGITS[digit] + PLACES[place]
		elif text and not text.endswith("零"):
			text += "零"
	return text.rstrip("零")
