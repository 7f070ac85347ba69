"""Charts over documents."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

import frappe
from benchless import access
from benchless.arguments import AnyValue, JsonDict, JsonFilters, Scalar, as_dict, as_filters
from benchless.formatting import format_day
from benchless.schema import get_meta
from benchless.values import Row, cint, cstr, flt
from frappe import _
from frappe.model.document import Document
from frappe.utils import (
    format_date,
    get_last_day,
    get_last_day_of_week,
    get_quarter_ending,
    get_year_ending,
    getdate,
)

FUNCTIONS = {"Count": "count", "Sum": "sum", "Average": "avg"}
SPANS: dict[str, dict[str, Any]] = {
    "Last Year": {"years": 1}, "Last Quarter": {"months": 3}, "Last Month": {"months": 1},
    "Last Week": {"days": 6},
}  # fmt: skip
NUMBERS = ("Currency", "Float", "Int", "Percent", "Duration", "Rating")


class DashboardChart(Document):
    """What is drawn and how."""

    def validate(self) -> None:
        if self.chart_type in ("Custom", "Report"):
            return
        if not self.document_type:
            frappe.throw(_("Document type is required to create a dashboard chart"))
        if self.chart_type == "Group By":
            self.check_group()
        elif not self.based_on:
            frappe.throw(_("Time series based on is required to create a dashboard chart"))

    def check_group(self) -> None:
        if not self.group_by_based_on:
            frappe.throw(_("Group By field is required to create a dashboard chart"))
        if self.group_by_type in ("Sum", "Average") and not self.aggregate_function_based_on:
            frappe.throw(_("Aggregate Function field is required to create a dashboard chart"))


def day_of(value: Any = None) -> date:
    """A date; today when there is none."""
    return getdate(value) or getdate() or date.today()


@frappe.whitelist()
def get(
    chart_name: str | None = None,
    chart: JsonDict = None,
    no_cache: Scalar = None,
    filters: JsonFilters = None,
    from_date: Scalar = None,
    to_date: Scalar = None,
    timespan: str | None = None,
    time_interval: str | None = None,
    heatmap_year: Scalar = None,
    refresh: Scalar = None,
) -> dict[str, Any] | None:
    """Labels and values of a chart over the rows that the user may see."""
    wanted = frappe.get_doc("Dashboard Chart", chart_name) if chart_name else as_dict(chart)
    free = wanted.chart_type in ("Report", "Custom")
    if not free and not isinstance(wanted.document_type, str):
        frappe.throw(_("Missing argument: {0}").format("chart_name"))
    if wanted.chart_type == "Report":
        return of_report(wanted, filters)
    if wanted.chart_type == "Custom":
        return None
    access.check_permission(wanted.document_type, "read")
    asked = as_filters(filters or wanted.filters_json)
    conditions: list[Any] = (
        [[key, "=", value] for key, value in asked.items()]
        if isinstance(asked, dict)
        else [item[:4] if isinstance(item, list) else item for item in asked]
    )
    if get_meta(wanted.document_type)["is_submittable"]:
        conditions.append([wanted.document_type, "docstatus", "<", 2])
    if wanted.chart_type == "Group By":
        return grouped(wanted, conditions)
    if wanted.type == "Heatmap":
        return heatmap(wanted, conditions, cint(heatmap_year) or cint(wanted.heatmap_year) or day_of().year)
    first, last = borders(wanted, timespan, from_date, to_date)
    return series(wanted, conditions, first, last, time_interval or wanted.time_interval or "Yearly")


def borders(chart: Any, timespan: str | None, from_date: Any, to_date: Any) -> tuple[date, date]:
    """First and last day of the chart."""
    span = timespan or chart.timespan or "Last Year"
    today = day_of()
    if span == "Select Date Range":
        return day_of(from_date or chart.from_date), day_of(to_date or chart.to_date)
    back = relativedelta(**SPANS.get(span, SPANS["Last Year"]))
    return today - back, today


def _value(chart: Any) -> str:
    """The aggregate of a chart over time."""
    function = FUNCTIONS[chart.chart_type]
    field = chart.value_based_on if chart.chart_type != "Count" else "name"
    return f"{function}({field}) as number"


def by_day(chart: Any, filters: list[Any], first: date, last: date) -> list[tuple[date, float, int]]:
    """Day, value and number of rows."""
    doctype, field = chart.document_type, chart.based_on
    inside = [[doctype, field, ">=", first], [doctype, field, "<", last + timedelta(days=1)]]
    rows = access.get_list(
        doctype,
        fields=[f"{field} as day", _value(chart), "count(name) as rows"],
        filters=[*filters, *inside],
        group_by=field,
        order_by=None,
        limit_page_length=0,
    )
    return [(day_of(row.day), flt(row.number), cint(row.rows)) for row in rows]


def end_of_interval(day: date, interval: str) -> date:
    """Last day of the interval that a day is in."""
    ends = {
        "Weekly": get_last_day_of_week, "Monthly": get_last_day, "Quarterly": get_quarter_ending,
        "Yearly": get_year_ending,
    }  # fmt: skip
    end: date = ends[interval](day) if interval in ends else day
    return end


def intervals(first: date, last: date, interval: str) -> list[date]:
    """Last days of all intervals of the chart."""
    out, day = [], first
    while day <= last:
        end = end_of_interval(day, interval)
        out.append(end)
        day = end + timedelta(days=1)
    return out


def series(chart: Any, filters: list[Any], first: date, last: date, interval: str) -> dict[str, Any]:
    """One value an interval; empty ones are 0."""
    ends = intervals(first, last, interval)
    sums: dict[date, float] = dict.fromkeys(ends, 0.0)
    counts: dict[date, int] = dict.fromkeys(ends, 0)
    for day, value, rows in by_day(chart, filters, first, last):
        end = end_of_interval(day, interval)
        weight = rows if chart.chart_type == "Average" else 1
        sums[end] = sums.get(end, 0.0) + value * weight
        counts[end] = counts.get(end, 0) + rows
    values = [sums[end] for end in ends]
    if chart.chart_type == "Average":
        values = [sums[end] / counts[end] if counts[end] else 0.0 for end in ends]
    labels = [label(end, interval) for end in ends]
    return {"labels": labels, "datasets": [{"name": _(cstr(chart.chart_name)), "values": values}]}


def of_report(chart: Any, filters: Any) -> dict[str, Any]:
    """A chart over the rows of a report."""
    asked = frappe.parse_json(filters) or frappe.parse_json(chart.filters_json) or {}
    answer = frappe.get_attr("frappe.desk.query_report.run")(chart.report_name, filters=asked)
    if cint(chart.use_report_chart) and answer.get("chart"):
        return dict(answer["chart"].get("data") or {})
    names = [cstr(column.get("fieldname")) for column in answer["columns"]]
    rows = [row if isinstance(row, dict) else dict(zip(names, row, strict=False)) for row in answer["result"]]
    values = [row.y_field for row in chart.y_axis or []]
    return {
        "labels": [cstr(row.get(chart.x_field)) for row in rows],
        "datasets": [{"name": name, "values": [flt(row.get(name)) for row in rows]} for name in values],
    }


def label(end: date, interval: str) -> str:
    """What is written below an interval."""
    if interval == "Yearly":
        return str(end.year)
    if interval == "Quarterly":
        return _("Quarter {0} {1}").format((end.month - 1) // 3 + 1, end.year)
    if interval == "Monthly":
        return format_day(end, "MMM yyyy")
    return format_date(end)


def grouped(chart: Any, filters: list[Any]) -> dict[str, Any]:
    """One value for each value of a field, the largest first."""
    function = FUNCTIONS[chart.group_by_type or "Count"]
    field = chart.aggregate_function_based_on if function != "count" else "name"
    rows = access.get_list(
        chart.document_type,
        fields=[f"{chart.group_by_based_on} as name", f"{function}({field}) as count"],
        filters=filters,
        group_by=chart.group_by_based_on,
        order_by="count desc",
        limit_page_length=0,
        parent_doctype=chart.get("parent_document_type") or None,
    )
    most = cint(chart.number_of_groups)
    if most and len(rows) > most:
        rest = sum(flt(row.count) for row in rows[most - 1 :])
        rows = [*rows[: most - 1], Row(name=_("Other"), count=rest)]
    labels = [_(cstr(row.name)) if row.name else _("Not Specified") for row in rows]
    values = [row.count for row in rows]
    return {"labels": labels, "datasets": [{"name": _(cstr(chart.chart_name)), "values": values}]}


def heatmap(chart: Any, filters: list[Any], year: int) -> dict[str, Any]:
    """Value by day of a year."""
    days = by_day(chart, filters, date(year, 1, 1), date(year, 12, 31))
    points: dict[str, float] = {}
    for day, value, _rows in days:
        key = str(int(frappe.utils.get_timestamp(day)))
        points[key] = points.get(key, 0) + value
    return {"labels": [], "dataPoints": points}


@frappe.whitelist()
def get_charts_for_user(
    doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: AnyValue = None
) -> list[Any]:
    """Charts for Link fields: public and own ones."""
    text = [["name", "like", f"%{txt}%"]]
    mine = [["is_public", "=", 1], ["owner", "=", frappe.session.user]]
    rows = frappe.get_list("Dashboard Chart", fields=["name"], filters=text, or_filters=mine, as_list=True)
    return [list(row) for row in rows]


@frappe.whitelist(methods=["POST"])
def create_dashboard_chart(args: JsonDict) -> Any:
    """Make a chart."""
    return frappe.get_doc({"doctype": "Dashboard Chart", **frappe.parse_json(args)}).insert()


@frappe.whitelist(methods=["POST"])
def add_chart_to_dashboard(args: JsonDict) -> None:
    """Put a chart on a Dashboard."""
    values = Row(frappe.parse_json(args))
    dashboard = frappe.get_doc("Dashboard", values.dashboard)
    dashboard.append("charts", {"chart": values.chart_name})
    dashboard.save()
