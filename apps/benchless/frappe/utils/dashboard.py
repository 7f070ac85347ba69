"""Charts with a source of their own, and dashboards that apps carry as files."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import frappe
from benchless.setup.standard import import_file
from benchless.site import app_folder
from benchless.values import cint

KINDS = ("dashboard_chart_source", "dashboard_chart", "number_card", "dashboard")
KEPT_SECONDS = 24 * 60 * 60


def cache_source(function: Callable[..., Any]) -> Callable[..., Any]:
    """Remember what a chart's source gave, by chart, filters and user, until it is asked to refresh."""

    @wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        name, refresh = kwargs.get("chart_name"), cint(kwargs.pop("refresh", 0))
        if kwargs.pop("no_cache", None) or not name:
            given = frappe.parse_json(kwargs.pop("chart", None)) or {}
            return function(chart=_chart(name) if name else frappe._dict(given), **kwargs)
        key = _key(name, kwargs.get("filters"))
        found = None if refresh else frappe.cache.get_value(key)
        if found is None:
            found = function(chart=_chart(name), **kwargs)
            frappe.cache.set_value(key, found, expires_in_sec=KEPT_SECONDS)
        return found

    return wrapper


def _chart(name: str) -> Any:
    return frappe.get_cached_doc("Dashboard Chart", name)


def _key(chart: str, filters: Any) -> str:
    return f"chart-data:{frappe.session.user}:{chart}:{frappe.as_json(frappe.parse_json(filters))}"


def sync_dashboards(app: str | None = None) -> None:
    """Import the charts, cards and dashboards that apps carry."""
    for name in [app] if app else frappe.get_installed_apps():
        folder = app_folder(name)
        for kind in KINDS:
            for path in sorted(folder.glob(f"*/{kind}/*/*.json")):
                import_file(path)
