"""Cards with one number."""

from __future__ import annotations

from typing import Any

import frappe
from benchless import access
from benchless.arguments import AnyValue, JsonDict, JsonFilters, Scalar, as_filters
from benchless.values import Row, cint, flt
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_to_date, now_datetime

FUNCTIONS = {"Count": "count", "Sum": "sum", "Average": "avg", "Minimum": "min", "Maximum": "max"}
STEPS: dict[str, dict[str, Any]] = {
    "Daily": {"days": -1},
    "Weekly": {"weeks": -1},
    "Monthly": {"months": -1},
    "Yearly": {"years": -1},
}


class NumberCard(Document):
    """What is counted and how."""

    def autoname(self) -> None:
        name = self.name or self.label
        number = 0
        while frappe.db.exists("Number Card", name if not number else f"{name}-{number}"):
            number += 1
        self.name = f"{name}-{number}" if number else name

    def validate(self) -> None:
        if self.type == "Document Type":
            self.check_document_type()
        if self.type == "Report" and not (self.report_name and self.report_field and self.function):
            frappe.throw(_("Report Name, Report Field and Function are required to create a number card"))
        if self.type == "Custom" and not self.method:
            frappe.throw(_("Method is required to create a number card"))

    def check_document_type(self) -> None:
        if not (self.document_type and self.function):
            frappe.throw(_("Document Type and Function are required to create a number card"))
        if self.function != "Count" and not self.aggregate_function_based_on:
            frappe.throw(_("Aggregate Field is required to create a number card"))


def number(doctype: str, function: str, field: str | None, filters: Any, parent: str | None) -> float:
    """Count or aggregate over the rows that the user may see."""
    access.check_permission(doctype, "read")
    if FUNCTIONS[function] == "count":
        return access.count(doctype, filters, parent_doctype=parent)
    column = f"{FUNCTIONS[function]}({field}) as result"
    rows = access.get_list(doctype, fields=[column], filters=filters, order_by=None, parent_doctype=parent)
    return flt(rows[0].result) if rows else 0


def _filters(filters: Any, doctype: str, to_date: Any = None) -> list[Any]:
    given = as_filters(filters)
    if isinstance(given, dict):
        items: list[Any] = [[key, "=", value] for key, value in given.items()]
    else:
        items = [item[:4] if isinstance(item, list) else item for item in given]
    if to_date:
        items.append([doctype, "creation", "<", to_date])
    return items


@frappe.whitelist()
def get_result(doc: JsonDict, filters: JsonFilters, to_date: Scalar = None) -> float:
    """The card's number."""
    card = Row(frappe.parse_json(doc))
    conditions = _filters(filters, card.document_type, to_date)
    field = card.aggregate_function_based_on
    return number(card.document_type, card.function or "Count", field, conditions, card.parent_document_type)


@frappe.whitelist()
def get_percentage_difference(doc: JsonDict, filters: JsonFilters, result: Scalar) -> float | None:
    """How far the number is from that of the last day, week, month or year."""
    card = Row(frappe.parse_json(doc))
    if not cint(frappe.db.get_value("Number Card", card.name, "show_percentage_stats")):
        return None
    step = STEPS.get(card.stats_time_interval or "Daily", STEPS["Daily"])
    before = get_result(card, filters, add_to_date(now_datetime(), **step))
    if not before:
        return 0.0 if not flt(result) else None
    return (flt(result) / flt(before) - 1) * 100


@frappe.whitelist()
def get_cards_for_user(
    doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: AnyValue = None
) -> list[Any]:
    """Cards for Link fields: public and own ones."""
    text = [["name", "like", f"%{txt}%"]]
    mine = [["is_public", "=", 1], ["owner", "=", frappe.session.user]]
    fields = ["name", "label", "document_type"]
    rows = frappe.get_list("Number Card", fields=fields, filters=text, or_filters=mine, as_list=True)
    return [list(row) for row in rows]


@frappe.whitelist(methods=["POST"])
def create_number_card(args: JsonDict) -> Any:
    """Make a card."""
    values = frappe.parse_json(args)
    return frappe.get_doc({"doctype": "Number Card", **values}).insert()


@frappe.whitelist(methods=["POST"])
def add_card_to_dashboard(args: JsonDict) -> None:
    """Put a card on a Dashboard."""
    values = Row(frappe.parse_json(args))
    dashboard = frappe.get_doc("Dashboard", values.dashboard)
    dashboard.append("cards", {"card": values.name})
    dashboard.save()
