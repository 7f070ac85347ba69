"""Boards that show documents in columns, one for each value of a Select field."""

from __future__ import annotations

import json
from typing import Any

import frappe
from benchless.arguments import JsonDict, JsonNames, as_dict, as_list, as_names
from benchless.values import cint, cstr
from frappe import _
from frappe.model.document import Document


class KanbanBoard(Document):
    """One board of a DocType."""

    def validate(self) -> None:
        for column in self.columns:
            if not column.column_name:
                frappe.throw(_("Column Name cannot be empty"))

    def before_insert(self) -> None:
        """The cards that are there get their places."""
        for column in self.columns:
            column.order = frappe.as_json(
                frappe.get_list(self.reference_doctype, {self.field_name: column.column_name}, pluck="name")
            )

    def after_insert(self) -> None:
        frappe.clear_cache(doctype=self.reference_doctype)


def get_permission_query_conditions(user: str | None = None) -> str:
    """Private boards are their owner's."""
    user = user or frappe.session.user
    if user == "Administrator":
        return ""
    return f"(`tabKanban Board`.private=0 or `tabKanban Board`.owner={frappe.db.escape(user)})"


def has_permission(doc: Any, ptype: str = "read", user: str | None = None) -> bool:
    user = user or frappe.session.user
    return user == "Administrator" or not cint(doc.get("private")) or doc.get("owner") == user


@frappe.whitelist()
def get_kanban_boards(doctype: str) -> list[Any]:
    """Boards of a DocType that the user may see."""
    fields = ["name", "filters", "reference_doctype", "private"]
    return list(frappe.get_list("Kanban Board", fields=fields, filters={"reference_doctype": doctype}))


@frappe.whitelist(methods=["POST"])
def quick_kanban_board(doctype: str, board_name: str, field_name: str, project: str | None = None) -> Any:
    """A board with a column for every option of a Select field."""
    field = frappe.get_meta(doctype).get_field(field_name)
    board = frappe.new_doc("Kanban Board")
    board.update({"kanban_board_name": board_name, "reference_doctype": doctype, "field_name": field_name})
    for option in cstr(field.options if field else "").split("\n"):
        if option.strip():
            board.append("columns", {"column_name": option.strip()})
    board.save()
    return board


@frappe.whitelist(methods=["POST"])
def add_column(board_name: str, column_title: str) -> Any:
    """One more column, which is one more option of the field."""
    board = _writable(board_name)
    for column in board.columns:
        if column.column_name == column_title:
            frappe.throw(_("Column <b>{0}</b> already exist.").format(column_title))
    board.append("columns", {"column_name": column_title})
    board.save(ignore_permissions=True)
    return board.columns


@frappe.whitelist(methods=["POST"])
def archive_restore_column(board_name: str, column_title: str, status: str) -> Any:
    """Put a column away, or bring it back."""
    board = _writable(board_name)
    for column in board.columns:
        if column.column_name == column_title:
            column.status = status
    board.save(ignore_permissions=True)
    return board.columns


@frappe.whitelist(methods=["POST"])
def update_order(board_name: str, order: JsonDict) -> tuple[Any, list[Any]]:
    """Write the order of all cards; a card that changed its column gets the column's value."""
    board = _writable(board_name)
    moved = []
    for column_name, cards in as_dict(order).items():
        for card in as_names(cards):
            if _set_column(board, card, column_name):
                moved.append({"name": card, "column": column_name})
        _column(board, column_name).order = json.dumps(cards)
    board.save(ignore_permissions=True)
    return board, moved


@frappe.whitelist(methods=["POST"])
def update_order_for_single_card(
    board_name: str, docname: str, from_colname: str, to_colname: str, old_index: int, new_index: int
) -> Any:
    """Move one card."""
    board = _writable(board_name)
    before, after = _column(board, from_colname), _column(board, to_colname)
    cards = as_list(before.order, "order")
    if docname in cards:
        cards.remove(docname)
    target = cards if from_colname == to_colname else as_list(after.order, "order")
    target.insert(cint(new_index), docname)
    before.order, after.order = frappe.as_json(cards), frappe.as_json(target)
    board.save(ignore_permissions=True)
    _set_column(board, docname, to_colname)
    return board


@frappe.whitelist(methods=["POST"])
def update_column_order(board_name: str, order: JsonNames) -> Any:
    """Put the columns into another order; those that are not named come last."""
    board = _writable(board_name)
    names = [cstr(name) for name in frappe.parse_json(order)]
    rank = {name: place for place, name in enumerate(names)}
    board.columns.sort(key=lambda column: rank.get(column.column_name, len(rank)))
    for place, column in enumerate(board.columns, 1):
        column.idx = place
    board.save(ignore_permissions=True)
    return board


@frappe.whitelist(methods=["POST"])
def set_indicator(board_name: str, column_name: str, indicator: str) -> Any:
    """The colour of a column."""
    board = _writable(board_name)
    _column(board, column_name).indicator = indicator
    board.save(ignore_permissions=True)
    return board


@frappe.whitelist(methods=["POST"])
def save_settings(board_name: str, settings: JsonDict) -> Any:
    """Fields, filters and labels of a board."""
    values = as_dict(settings)
    if "fields" not in values:
        frappe.throw(_("Missing argument: {0}").format("fields"))
    board = _writable(board_name)
    board.fields = json.dumps(values.fields)
    board.show_labels = cint(values.show_labels)
    board.save(ignore_permissions=True)
    return {**board.as_dict(), "fields": values.fields}


def _writable(board_name: str) -> Any:
    board = frappe.get_doc("Kanban Board", board_name)
    board.check_permission("write")
    return board


def _column(board: Any, name: str) -> Any:
    for column in board.columns:
        if column.column_name == name:
            return column
    return frappe.throw(_("Column <b>{0}</b> does not exist.").format(name), frappe.DoesNotExistError)


def _set_column(board: Any, card: str, column_name: str) -> bool:
    """Give the document the column's value; tells whether it changed."""
    document = frappe.get_doc(board.reference_doctype, card)
    if document.get(board.field_name) == column_name:
        return False
    document.check_permission("write")
    document.set(board.field_name, column_name)
    document.save()
    return True
