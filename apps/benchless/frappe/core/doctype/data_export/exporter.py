"""Records as a table with rows above it that explain the columns, as Frappe's Data Export writes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import frappe
from benchless.arguments import JsonDict, JsonFilters, Scalar
from benchless.reports import tables
from benchless.schema import get_meta
from benchless.values import Row, cint, cstr, is_yes
from frappe import _
from frappe.core.doctype.data_import import exporter
from frappe.desk.export import EXCEL

TYPES = {"Date": "yyyy-mm-dd", "Datetime": "yyyy-mm-dd hh:mm:ss", "Time": "hh:mm:ss", "Check": "0 or 1"}
NUMBERS = ("Int", "Float", "Currency", "Percent")
FILLER = "~"
Columns = list[tuple[str, Row]]


@frappe.whitelist()
def export_data(
    doctype: str,
    parent_doctype: str | None = None,
    all_doctypes: Scalar = True,
    with_data: Scalar = False,
    select_columns: JsonDict = None,
    file_type: str = "CSV",
    template: Scalar = False,
    filters: JsonFilters = None,
    export_without_column_meta: Scalar = False,
) -> None:
    """Answer with a file of records that the user may export.

    `select_columns` names fields by DocType; without it all fields come, with those of the child tables where
    `all_doctypes`. `export_without_column_meta` leaves one row of labels above the records.
    """
    name = parent_doctype or doctype
    frappe.permissions.can_export(name, raise_exception=True)
    export = DataExporter(name, select_columns, filters, rows=is_yes(all_doctypes), data=is_yes(with_data))
    table = export.plain() if is_yes(export_without_column_meta) else export.explained()
    _answer(name, file_type, list(table))


def _answer(doctype: str, kind: str, table: list[list[Any]]) -> None:
    excel = kind.lower() == "excel"
    answer = frappe.local.response
    answer["type"] = "binary"
    answer["filename"] = f"{doctype}.{'xlsx' if excel else 'csv'}"
    answer["filecontent"] = (
        tables.to_xlsx(table, doctype) if excel else tables.to_csv(table, quote_texts=True)
    )
    answer["content_type"] = EXCEL if excel else "application/octet-stream"


class DataExporter(exporter.Exporter):
    """Columns of one DocType, and groups of columns of its child tables."""

    def __init__(self, doctype: str, wanted: Any, filters: Any, *, rows: bool, data: bool) -> None:
        self.with_rows = rows
        super().__init__(doctype, dict(wanted or {}), "all" if data else "blank_template", filters)

    def _columns(self, wanted: dict[str, Any]) -> Columns:
        own = [("", field) for field in self._chosen(self.meta["name"], wanted)]
        for table in self.meta.table_fields if self.with_rows else []:
            if not wanted or table.options in wanted:
                own += [(table.fieldname, field) for field in self._chosen(table.options, wanted)]
        return own

    def _chosen(self, doctype: str, wanted: dict[str, Any]) -> list[Row]:
        """The name, then the wanted fields in the order of the form."""
        meta, names = get_meta(doctype), wanted.get(doctype)
        fields = [field for field in meta.value_fields if field.fieldtype not in exporter.SKIPPED]
        if names:
            fields = [field for field in fields if field.fieldname in names]
        elif not wanted:
            fields = [field for field in fields if not cint(field.hidden)]
        return [Row(fieldname="name", fieldtype="Data", label="ID", reqd=1), *fields]

    def plain(self) -> Iterator[list[Any]]:
        """Labels, then records: a file that an import takes."""
        yield self.header()
        yield from self.rows()

    # rows that explain --------------------------------------------------------------------

    def explained(self) -> Iterator[list[Any]]:
        """What each column is, then records; child tables stand behind a column that separates them."""
        yield [""]
        yield self._line(_("DocType:"), self._owner_of)
        yield self._line(
            _("Column Labels:"), lambda _n, _table, field: _(cstr(field.label) or field.fieldname)
        )
        yield self._line(_("Column Name:"), lambda _n, _table, field: field.fieldname, FILLER)
        yield self._line(_("Mandatory:"), lambda _n, _table, field: _("Yes") if cint(field.reqd) else _("No"))
        yield self._line(_("Type:"), lambda _n, _table, field: field.fieldtype)
        yield self._line(_("Info:"), lambda _n, _table, field: info(field))
        for row in self.rows():
            yield ["", *self._spread(row)]

    def _line(self, head: str, cell: Any, between: str = "") -> list[Any]:
        places: dict[str, int] = {}
        cells: list[Any] = []
        for table, field in self.columns:
            if table not in places and table:
                cells.append(FILLER if head == _("DocType:") else between)
            places[table] = places.get(table, -1) + 1
            cells.append(cell(places[table], table, field))
        return [head, *cells]

    def _owner_of(self, place: int, table: str, _field: Row) -> str:
        """The DocType above its first column, the table's name above the second."""
        outer = self.meta.get_field(table) if table else None
        names = [outer.options, table] if outer else [self.meta["name"]]
        return str(names[place]) if place < len(names) else FILLER if outer else ""

    def _spread(self, row: list[Any]) -> list[Any]:
        """Cells of a record; names stand in quotes, so that a spreadsheet leaves them as they are."""
        cells: list[Any] = []
        before = ""
        for (table, field), value in zip(self.columns, row, strict=True):
            if table != before:
                cells.append("")
                before = table
            named = field.fieldname == "name" and value is not None
            cells.append(f'"{value}"' if named else value)
        return cells


def info(field: Row) -> str:
    """What may stand in a column."""
    if field.fieldtype == "Link":
        return _("Valid {0}").format(field.options)
    if field.fieldtype == "Select":
        return _("One of: {0}").format(", ".join(filter(None, cstr(field.options).split("\n"))))
    if field.fieldtype in NUMBERS:
        return _("Integer") if field.fieldtype == "Int" else _("Numeric")
    return _(TYPES[field.fieldtype]) if field.fieldtype in TYPES else ""
