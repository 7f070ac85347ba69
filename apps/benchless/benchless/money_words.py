"""Amounts in words: Chinese capital numerals as financial papers need them, and English."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .values import flt

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
MYRIADS = ("", "万", "亿", "万亿", "亿亿")
ONES = (
    "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
    "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
)  # fmt: skip
TENS = ("", "", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety")
SCALES = ((10**12, "Trillion"), (10**9, "Billion"), (10**6, "Million"), (10**3, "Thousand"))


def chinese_amount(value: Any, unit: str = "元") -> str:
    """`1005.5` → `壹仟零伍元伍角`; whole amounts end with `整`, negative ones begin with `负`."""
    cents = int((Decimal(repr(flt(value))) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    sign = "负" if cents < 0 else ""
    whole, jiao, fen = abs(cents) // 100, abs(cents) // 10 % 10, abs(cents) % 10
    text = f"{chinese_number(whole)}{unit}" if whole or not abs(cents) else ""
    if jiao:
        text += f"{DIGITS[jiao]}角"
    elif fen and whole:
        text += "零"
    return sign + text + (f"{DIGITS[fen]}分" if fen else "整")


def chinese_number(number: int) -> str:
    """A whole number in capital numerals, with one `零` for every gap."""
    if number == 0:
        return DIGITS[0]
    parts: list[str] = []
    gap = False
    for power in range(len(MYRIADS) - 1, -1, -1):
        group = number // 10000**power % 10000
        if group == 0:
            gap = gap or bool(parts)
            continue
        if parts and (gap or group < 1000):
            parts.append(DIGITS[0])
        parts.append(_group(group) + MYRIADS[power])
        gap = False
    return "".join(parts)


def _group(number: int) -> str:
    """A number under 10,000 in capital numerals."""
    out, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(out)
            continue
        out += (DIGITS[0] if gap else "") + DIGITS[digit] + PLACES[place]
        gap = False
    return out


def english_number(number: int) -> str:
    """A whole number in English words: `Two Hundred And Five`."""
    if number < 0:
        return f"Minus {english_number(-number)}"
    if number < 20:
        return ONES[number]
    if number < 100:
        rest = number % 10
        return TENS[number // 10] + (f" {ONES[rest]}" if rest else "")
    if number < 1000:
        rest = number % 100
        return f"{ONES[number // 100]} Hundred" + (f" And {english_number(rest)}" if rest else "")
    size, name = next(scale for scale in SCALES if number >= scale[0])
    rest = number % size
    joint = " And " if 0 < rest < 100 else ", " if rest else ""
    return f"{english_number(number // size)} {name}{joint}{english_number(rest) if rest else ''}"


def english_amount(value: Any, currency: str, fraction: str, units: int = 100) -> str:
    """`CNY One Hundred and Five Fen only.`"""
    parts = int((Decimal(repr(abs(flt(value)))) * units).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    whole, rest = divmod(parts, units)
    words = f"{currency} {english_number(whole)}"
    if rest:
        words += f" and {english_number(rest)} {fraction}"
    return f"{'Minus ' if flt(value) < 0 else ''}{words} only."
