"""Templates to fill in, and records in the same columns."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.schema import Meta, find_meta, get_meta
from benchless.values import Row, cint, cstr
from frappe import _

MOST = {"5_records": 5, "all": 0, "by_filter": 0}
SKIPPED = ("Section Break", "Column Break", "Tab Break", "HTML", "Button", "Heading", "Image", "Fold")


class Exporter:
    """Columns and rows of one DocType."""

    def __init__(self, doctype: str, fields: dict[str, Any] | None, records: str, filters: Any) -> None:
        self.meta = get_meta(doctype)
        self.columns = self._columns(fields or {})
        self.records, self.filters = records, filters or {}

    def _columns(self, wanted: dict[str, Any]) -> list[tuple[str, Row]]:
        """(table or empty, field). Without a wish: all fields that can be typed."""
        own = wanted.get(self.meta["name"]) or wanted.get("__own")
        out = [("", field) for field in self._fields(self.meta, own or "All")]
        for table in self.meta.table_fields:
            child = find_meta(table.options)
            chosen = wanted.get(table.fieldname) or wanted.get(table.options)
            if child is not None and table.fieldtype == "Table" and (chosen or not wanted):
                out += [(table.fieldname, field) for field in self._fields(child, chosen or "All")]
        return out

    def _fields(self, meta: Meta, chosen: Any) -> list[Row]:
        """The chosen fields in their order; a name stands first."""
        name = Row(fieldname="name", fieldtype="Data", label="ID")
        if chosen == "All":
            return [name, *[f for f in meta.value_fields if not cint(f.read_only) and not cint(f.hidden)]]
        picked = [meta.get_field(fieldname) for fieldname in chosen if fieldname != "name"]
        return ([name] if "name" in chosen else []) + [f for f in picked if f and f.fieldtype not in SKIPPED]

    def header(self) -> list[str]:
        return [self._head(table, field) for table, field in self.columns]

    def _head(self, table: str, field: Row) -> str:
        label = _(cstr(field.label) or field.fieldname)
        outer = self.meta.get_field(table) if table else None
        return f"{label} ({_(cstr(outer.label))})" if outer else label

    def rows(self) -> list[list[Any]]:
        """Records as the user may see them; child rows stand on lines of their own."""
        if self.records not in MOST:
            return []
        frappe.has_permission(self.meta["name"], "export", throw=True)
        limit = MOST[self.records]
        names = frappe.get_list(
            self.meta["name"],
            filters=self.filters,
            pluck="name",
            limit_page_length=limit,
            order_by="creation desc",
        )
        return [row for name in names for row in self._rows_of(frappe.get_doc(self.meta["name"], name))]

    def _rows_of(self, doc: Any) -> list[list[Any]]:
        doc.apply_fieldlevel_read_permissions()
        tables = {table for table, _field in self.columns if table}
        lines = max([1, *(len(doc.get(table) or []) for table in tables)])
        return [
            [self._cell(doc, line, table, field) for table, field in self.columns] for line in range(lines)
        ]

    @staticmethod
    def _cell(doc: Any, line: int, table: str, field: Row) -> Any:
        if not table:
            return doc.get(field.fieldname) if line == 0 else None
        rows = doc.get(table) or []
        return rows[line].get(field.fieldname) if line < len(rows) else None
