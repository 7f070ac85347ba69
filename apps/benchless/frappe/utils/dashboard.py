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
    """Remember what a chart's source gave, by chart, filters and user, until the chart is asked to refresh."""

    @wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        chart = frappe.get_cached_doc("Dashboard Chart", kwargs["chart_name"]) if kwargs.get("chart_name") else None
        if kwargs.pop("no_cache", None) or chart is None:
            return function(chart=chart or frappe._dict(frappe.parse_json(kwargs.pop("chart", None)) or {}), **kwargs)
        key = f"chart-data:{frappe.session.user}:{chart.name}:{frappe.as_json(frappe.parse_json(kwargs.get('filters')))}"
        found = None if cint(kwargs.pop("refresh", 0)) else frappe.cache.get_value(key)
        if found is None:
            found = function(chart=chart, **kwargs)
            frappe.cache.set_value(key, found, expires_in_sec=KEPT_SECONDS)
        return found

    return wrapper


def sync_dashboards(app: str | None = None) -> None:
    """Import the charts, cards and dashboards that apps carry."""
    for name in [app] if app else frappe.get_installed_apps():
        folder = app_folder(name)
        for kind in KINDS:
            for path in sorted(folder.glob(f"*/{kind}/*/*.json")):
                import_file(path)
