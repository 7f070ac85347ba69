"""How far a yearly or monthly aim is reached, for the chart of a form."""

from __future__ import annotations

from datetime import date
from typing import Any

import frappe
from benchless.arguments import JsonDict
from benchless.values import flt
from frappe import _
from frappe.utils import add_months, getdate, today

MONTHS = 12
AGGREGATES = {"sum": "sum", "avg": "avg", "count": "count", "max": "max", "min": "min"}


def get_monthly_results(
    goal_doctype: str, goal_field: str, date_col: str, filters: Any, aggregation: str = "sum"
) -> dict[str, float]:
    """`03-2024` → the sum (or average, number, …) of a field over that month's documents."""
    name = AGGREGATES.get(aggregation.lower())
    if name is None:
        frappe.throw(_("{0} is no way to sum up").format(aggregation))
    conditions = dict(filters or {})
    rows = frappe.get_all(
        goal_doctype,
        filters=conditions,
        fields=[f"year({date_col}) as year", f"month({date_col}) as month", f"{name}({goal_field}) as value"],
        group_by="year, month",
        order_by=None,
    )
    return {f"{int(row.month):02d}-{int(row.year)}": flt(row.value) for row in rows if row.year}


@frappe.whitelist()
def get_monthly_goal_graph_data(
    title: str, doctype: str, docname: str, goal_value_field: str, goal_total_field: str,
    goal_history_field: str, goal_doctype: str, goal_doctype_link: str, goal_field: str, date_field: str,
    filter_str: str | None = None, aggregation: str = "sum", filters: JsonDict = None,
) -> dict[str, Any]:  # fmt: skip
    """The last twelve months of what is counted towards a document's aim, with the aim as a line."""
    doc = frappe.get_doc(doctype, docname)
    doc.check_permission("read")
    frappe.has_permission(goal_doctype, "read", throw=True)
    conditions = {**(frappe.parse_json(filters) or {}), goal_doctype_link: docname}
    conditions.setdefault(date_field, [">", str(add_months(today(), -MONTHS))])
    results = get_monthly_results(goal_doctype, goal_field, date_field, conditions, aggregation)
    months = [_month(back) for back in reversed(range(MONTHS))]
    values = [results.get(f"{day:%m-%Y}", 0.0) for day in months]
    aim = flt(doc.get(goal_value_field))
    return {
        "title": title,
        "data": {
            "labels": [f"{_(f'{day:%b}')} {day:%y}" for day in months],
            "datasets": [{"values": values}],
            "yMarkers": [{"label": _("Goal"), "lineType": "dashed", "value": aim}] if aim else [],
        },
        "summary": _summary(doc, goal_value_field, aim, values[-1]),
        "type": "bar",
    }


def _month(back: int) -> date:
    day = getdate(add_months(today(), -back)) or date.today()
    return day.replace(day=1)


def _summary(doc: Any, fieldname: str, aim: float, done: float) -> list[dict[str, Any]]:
    field = doc.meta.get_field(fieldname)
    reached = "green" if aim and done >= aim else "grey"
    rows = [(_("This month"), frappe.format_value(done, field, doc), reached)]
    if aim:
        rows.append((_("Goal"), frappe.format_value(aim, field, doc), "blue"))
        rows.append((_("Completed"), f"{round(done / aim * 100)}%", "green"))
    return [{"title": title, "value": value, "color": color} for title, value, color in rows]
