"""The file of an import: what its rows mean, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import frappe
from benchless import files
from benchless.files.store import MissingFile
from benchless.reports import tables
from benchless.schema import get_meta
from benchless.values import Row, cstr
from frappe import _
from frappe.core.doctype.data_import.cells import BadCell, value_of
from frappe.core.doctype.data_import.columns import Column, columns_of
from frappe.core.doctype.data_import.formats import format_of

UPDATE = "Update Existing Records"
MOST_PREVIEWED = 10
EXCEL = (".xlsx", ".xls", ".xlsb", ".ods")


@dataclass
class Payload:
    """One document of the file: its values and the rows they came from."""

    doc: dict[str, Any]
    rows: list[int]


@dataclass
class ImportFile:
    """A file read for one DocType."""

    doctype: str
    import_type: str
    table: list[list[Any]]
    overrides: dict[str, Any] = field(default_factory=dict)
    warnings: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rows = [(number, row) for number, row in enumerate(self.table[1:], 2) if _filled(row)]
        if not self.rows:
            frappe.throw(_("The file needs a row of headings and at least one row of values"))
        self.columns = [self._with_format(column) for column in self._columns()]
        self._check_heads()

    def _columns(self) -> list[Column]:
        """Columns by their heads; the form can map one to another field or leave it out."""
        heads = list(self.table[0]) if self.table else []
        mapped = self.overrides.get("column_to_field_map") or {}
        for place, wanted in mapped.items():
            if str(place).isdigit() and int(place) < len(heads):
                heads[int(place)] = "" if wanted == "Don't Import" else wanted
        return columns_of(self.doctype, heads)

    def _with_format(self, column: Column) -> Column:
        """Days and times of one column are all written in one way."""
        kind = column.target.field.fieldtype if column.target else ""
        cells = [row[column.index] for _number, row in self.rows if column.index < len(row)]
        return replace(column, date_format=format_of(cells, kind))

    def _check_heads(self) -> None:
        for column in self.columns:
            if column.head and column.target is None:
                text = _("Column {0} matches no field and is left out").format(frappe.bold(column.head))
                self.warnings.append({"col": str(column.index + 1), "message": text, "type": "info"})
        named = any(column.target and column.target.is_name for column in self.columns)
        if self.import_type == UPDATE and not named:
            self.warnings.append({"message": _("A column ID is needed to update existing records")})
        if not any(column.target for column in self.columns):
            self.warnings.append({"message": _("No column matches a field")})

    # documents ----------------------------------------------------------------------------

    def payloads(self) -> list[Payload]:
        """Documents; a row with nothing of the document itself belongs to the one above."""
        out: list[Payload] = []
        for number, row in self.rows:
            own, children = self._values(number, row)
            if own or not out:
                out.append(Payload({"doctype": self.doctype, **own}, []))
            out[-1].rows.append(number)
            for table, values in children.items():
                out[-1].doc.setdefault(table, []).append(values)
        return out

    def _values(self, number: int, row: list[Any]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
        own: dict[str, Any] = {}
        children: dict[str, dict[str, Any]] = {}
        for column in self.columns:
            cell = row[column.index] if column.index < len(row) else None
            value = self._value(number, column, cell)
            if value is None or column.target is None:
                continue
            place = children.setdefault(column.target.table, {}) if column.target.table else own
            place[column.target.field.fieldname] = self._rows_of(column, value)
        return own, children

    def _rows_of(self, column: Column, value: Any) -> Any:
        """Several names in one cell become rows of the small table."""
        target = column.target
        if target is None or target.field.fieldtype != "Table MultiSelect":
            return value
        link = get_meta(target.field.options).link_fields[0].fieldname
        return [{link: name} for name in value]

    def _value(self, number: int, column: Column, cell: Any) -> Any:
        if column.target is None:
            return None
        try:
            return value_of(cell, column.target.field, column.date_format)
        except BadCell as error:
            warning = {"row": number, "col": column.index + 1, "message": str(error)}
            self.warnings.append({**warning, "field": dict(column.target.field)})
            return None

    def check_links(self, payloads: list[Payload]) -> None:
        """Names in Link columns must exist."""
        for column in self.columns:
            target = column.target
            if target is None or target.table or target.field.fieldtype != "Link":
                continue
            names = {
                cstr(p.doc[target.field.fieldname]) for p in payloads if p.doc.get(target.field.fieldname)
            }
            missing = [name for name in sorted(names) if not frappe.db.exists(target.field.options, name)]
            if missing:
                text = _("{0} does not exist: {1}").format(_(target.field.options), "、".join(missing[:20]))
                warning = {"col": column.index + 1, "message": text, "type": "warning"}
                self.warnings.append({**warning, "field": dict(target.field)})

    # preview ------------------------------------------------------------------------------

    def preview(self) -> Row:
        """What the form shows before the import."""
        payloads = self.payloads()
        self.check_links(payloads)
        number = {"index": 0, "header_title": _("Sr. No"), "skip_import": True, "df": None}
        columns = [number, *(self._shown(column) for column in self.columns)]
        data = [[number, *_texts(row, len(self.columns))] for number, row in self.rows]
        more = {"max_rows_exceeded": True} if len(data) > MOST_PREVIEWED else {}
        return Row(
            data=data[:MOST_PREVIEWED],
            columns=columns,
            warnings=self.warnings,
            total_number_of_rows=len(data),
            max_rows_in_preview=MOST_PREVIEWED,
            import_log=[],
            **more,
        )

    def _shown(self, column: Column) -> dict[str, Any]:
        known = dict(column.target.field) if column.target else None
        return {
            "index": column.index + 1,
            "header_title": column.head,
            "df": known,
            "skip_import": column.target is None,
            "map_to_field": None,
            "date_format": column.date_format,
        }


def _filled(row: list[Any]) -> bool:
    return any(cstr(cell).strip() for cell in row)


def _texts(row: list[Any], width: int) -> list[Any]:
    cells = [cell if isinstance(cell, int | float) else cstr(cell) or None for cell in row]
    return [*cells, *[None] * (width - len(cells))]


def read_table(file_url: str) -> list[list[Any]]:
    """Rows of an uploaded CSV or Excel file."""
    try:
        content = files.read(file_url)
    except MissingFile as error:
        raise frappe.ValidationError(str(error)) from error
    if file_url.lower().endswith(EXCEL):
        return [list(row) for row in tables.read_xlsx(content)]
    return [list(row) for row in tables.read_csv(content)]
