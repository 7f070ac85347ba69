"""Places of documents on a map."""

from __future__ import annotations

import json
from typing import Any

import frappe
from benchless.arguments import JsonFilters
from benchless.values import flt
from frappe import _

MOST = 1000


@frappe.whitelist()
def get_coords(doctype: str, filters: JsonFilters = None, type: str = "coordinates") -> dict[str, Any]:  # noqa: A002
    """Documents that the user may read as GeoJSON, by fields `latitude` and `longitude`, or by `location`."""
    meta = frappe.get_meta(doctype)
    fields = ["latitude", "longitude"] if type == "coordinates" else ["location"]
    if any(not meta.has_field(name) for name in fields):
        frappe.throw(_("{0} has no places").format(_(doctype)))
    rows = frappe.get_list(
        doctype, filters=frappe.parse_json(filters) or {}, fields=["name", *fields], limit_page_length=MOST
    )
    made = [feature for row in rows for feature in (_point(row) if type == "coordinates" else _drawn(row))]
    return {"type": "FeatureCollection", "features": made}


def _point(row: Any) -> list[dict[str, Any]]:
    if not (flt(row.latitude) or flt(row.longitude)):
        return []
    place = {"type": "Point", "coordinates": [flt(row.longitude), flt(row.latitude)]}
    return [{"type": "Feature", "properties": {"name": row.name}, "geometry": place}]


def _drawn(row: Any) -> list[dict[str, Any]]:
    try:
        features = json.loads(row.location or "{}").get("features") or []
    except (ValueError, AttributeError):
        return []
    return [{**one, "properties": {**(one.get("properties") or {}), "name": row.name}} for one in features]
