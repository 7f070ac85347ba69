"""What is known of countries: the documents of this site."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.values import Row, cstr

FIELDS = ("code", "date_format", "time_format", "time_zones")


def get_all() -> dict[str, Row]:
    """Country → `code, date_format, time_format, timezones`."""
    rows = frappe.get_all("Country", fields=["name", *FIELDS], order_by="name asc")
    return {row.name: _known(row) for row in rows}


def get_country_info(country: str | None = None) -> Row:
    """The same of one country; empty for an unknown one."""
    return get_all().get(cstr(country), Row())


def _known(row: Row) -> Row:
    zones = [zone for zone in cstr(row.time_zones).splitlines() if zone]
    return Row(code=row.code, date_format=row.date_format, time_format=row.time_format, timezones=zones)


@frappe.whitelist()
def get_country_timezone_info() -> dict[str, Any]:
    """Countries, and all time zones."""
    zones = frappe.get_attr("frappe.core.doctype.user.user.get_timezones")()
    return {"country_info": get_all(), "all_timezones": zones["timezones"]}


def get_translated_countries() -> dict[str, str]:
    """Country → its name in the language of the request."""
    return {name: frappe._(name) for name in get_all()}
