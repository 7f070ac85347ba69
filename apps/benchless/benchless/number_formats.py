"""Numbers as people write them: separators, rounding, money."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, NamedTuple

from .context import current_or_none
from .settings import system_setting
from .values import cint, cstr, flt

DEFAULT_FORMAT = "#,###.##"
COMMERCIAL = "Commercial Rounding"
INDIAN = "#,##,###.##"


class NumberFormat(NamedTuple):
    """The signs of a format such as `#.###,##`, and how many decimals it shows."""

    decimal: str
    group: str
    precision: int


FORMATS = {
    "#,###.##": NumberFormat(".", ",", 2),
    "#.###,##": NumberFormat(",", ".", 2),
    "# ###.##": NumberFormat(".", " ", 2),
    "# ###,##": NumberFormat(",", " ", 2),
    "#'###.##": NumberFormat(".", "'", 2),
    "#, ###.##": NumberFormat(".", ", ", 2),
    "#,##,###.##": NumberFormat(".", ",", 2),
    "#,###.###": NumberFormat(".", ",", 3),
    "#.###": NumberFormat("", ".", 0),
    "#,###": NumberFormat("", ",", 0),
    "#.########": NumberFormat(".", "", 8),
}


def get_number_format_info(text: str | None) -> NumberFormat:
    """Signs and decimals of a number format."""
    return FORMATS.get(text or "", FORMATS[DEFAULT_FORMAT])


def get_number_format(currency: str | None = None) -> str:
    """Number format of a currency when the site wants that, else of the site."""
    own = (
        currency_value(currency, "number_format")
        if cint(system_setting("use_number_format_from_currency"))
        else None
    )
    return str(own or system_setting("number_format", DEFAULT_FORMAT))


def currency_value(currency: str | None, field: str) -> Any:
    """One value of a Currency document, or None."""
    session = current_or_none()
    if session is None or not currency or not session.db.has_table("tabCurrency"):
        return None
    store = session.site.cache.store("settings")
    key = ("currency", currency)
    if key not in store:
        rows = session.db.dicts("SELECT * FROM `tabCurrency` WHERE name=?", (currency,))
        store[key] = rows[0] if rows else {}
    return store[key].get(field)


def rounded(value: Any, precision: int = 0, rounding_method: str | None = None) -> float:
    """Round as System Settings say: half to even (banker's) or half away from zero (commercial)."""
    method = rounding_method or system_setting("rounding_method", "Banker's Rounding")
    way = ROUND_HALF_UP if method == COMMERCIAL else ROUND_HALF_EVEN
    try:
        exact = Decimal(repr(flt(value)))
        return float(exact.quantize(Decimal(1).scaleb(-cint(precision)), rounding=way))
    except InvalidOperation:
        return flt(value)


def format_number(value: Any, precision: int | None = None, number_format: str | None = None) -> str:
    """`1234.5` → `1,234.50`, with the signs of a number format."""
    chosen = number_format or get_number_format()
    signs = get_number_format_info(chosen)
    places = signs.precision if precision is None else cint(precision)
    number = rounded(value, places)
    whole, _, fraction = f"{abs(number):.{places}f}".partition(".")
    sign = "-" if number < 0 else ""
    grouped = _grouped(whole, signs.group, indian=chosen == INDIAN)
    return f"{sign}{grouped}{signs.decimal or '.'}{fraction}" if fraction else f"{sign}{grouped}"


def _grouped(digits: str, sign: str, *, indian: bool) -> str:
    """Digits in groups of three; Indian ones in twos above the first three."""
    head, tail = (digits[:-3], digits[-3:]) if indian else (digits, "")
    size = 2 if indian else 3
    groups: list[str] = [tail] if tail else []
    while head:
        groups.insert(0, head[-size:])
        head = head[:-size]
    return sign.join(groups)


def currency_precision() -> int | None:
    """Decimals of amounts in System Settings; None when the number format decides."""
    text = cstr(system_setting("currency_precision"))
    return cint(text) if text != "" else None


def fmt_money(
    amount: Any,
    precision: int | str | None = None,
    currency: str | None = None,
    format: str | None = None,
) -> str:
    """An amount with separators and the currency's symbol."""
    number_format = format or get_number_format(currency)
    places = currency_precision() if precision in (None, "") else cint(precision)
    text = format_number(amount, places, number_format)
    symbol = currency_symbol(currency)
    if not symbol:
        return text
    return f"{text} {symbol}" if cint(currency_value(currency, "symbol_on_right")) else f"{symbol} {text}"


def currency_symbol(currency: str | None) -> str:
    """Symbol of a currency: from its document, else its own name."""
    return str(currency_value(currency, "symbol") or currency or "")
