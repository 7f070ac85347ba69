"""The print that every DocType has without anybody designing one."""

from __future__ import annotations

from html import escape
from typing import Any

from markupsafe import Markup

from benchless.context import current
from benchless.field_text import format_value
from benchless.printing.environment import render
from benchless.printing.layout import Column, Section, make_layout, table_columns
from benchless.printing.papers import own_heading
from benchless.schema import find_meta
from benchless.schema.fieldtypes import TABLE_TYPES
from benchless.text import escape_html
from benchless.translations import _
from benchless.values import Row, cint, cstr

RICH = ("Text Editor", "HTML Editor")
NUMBERS = ("Int", "Float", "Currency", "Percent")
PICTURES = ("Attach Image", "Signature")
WIDE = ("Custom HTML", "Text Editor", "HTML Editor", "Markdown Editor", "Code", "Long Text", *TABLE_TYPES)


def standard_html(doc: Any, settings: Any, print_format: Any = None, chosen: list[Row] | None = None) -> str:
    """Heading, sections with labelled values, tables with their rows."""
    pages = make_layout(doc, chosen)
    bodies = ["".join(_section(section, doc, print_format) for section in page) for page in pages]
    body = '<div class="page-break"></div>'.join(bodies)
    own = own_heading(print_format)
    if own is not None:
        return f"{_state(doc, settings)}{render(own, {'doc': doc}, is_path=False)}{body}"
    return f"{_heading(doc, settings)}{body}"


def _heading(doc: Any, settings: Any) -> str:
    title = _(cstr(doc.get("select_print_heading")) or doc.doctype)
    sub = "" if doc.meta["issingle"] else f'<div class="print-name">{escape(cstr(doc.name))}</div>'
    return f'{_state(doc, settings)}<div class="print-heading"><h2>{escape(title)}</h2>{sub}</div>'


def _state(doc: Any, settings: Any) -> str:
    """A word over the paper that is not, or no longer, valid."""
    if not doc.meta["is_submittable"]:
        return ""
    if cint(doc.docstatus) == 2:
        return f'<div class="print-state">{escape(_("CANCELLED"))}</div>'
    if cint(doc.docstatus) == 0 and cint(settings.add_draft_heading):
        return f'<div class="print-state">{escape(_("DRAFT"))}</div>'
    return ""


def _section(section: Section, doc: Any, print_format: Any) -> str:
    heading = ""
    if section.label and (print_format is None or cint(print_format.show_section_headings)):
        heading = f'<h3 class="section-heading">{escape(_(section.label))}</h3>'
    wide = [one for one in section.fields if one.fieldtype in WIDE]
    narrow = [
        Column([one for one in column.fields if one.fieldtype not in WIDE]) for column in section.columns
    ]
    cells = "".join(_column(column, doc) for column in narrow if column.fields)
    row = f'<div class="section-columns">{cells}</div>' if cells else ""
    wider = "".join(_wide(one, doc, section.label) for one in wide)
    return f'<div class="print-section">{heading}{row}{wider}</div>'


def _column(column: Column, doc: Any) -> str:
    rows = "".join(_labelled(one, doc) for one in column.fields)
    return f'<div class="section-column"><table class="fields">{rows}</table></div>'


def _labelled(one: Row, doc: Any) -> str:
    label = escape(_(one.label or ""))
    return (
        f'<tr data-fieldname="{escape(one.fieldname)}"><th>{label}</th><td>{value_html(one, doc)}</td></tr>'
    )


def _wide(one: Row, doc: Any, above: str) -> str:
    if one.fieldtype == "Custom HTML":
        return render(cstr(one.options), {"doc": doc})
    label = f"<h4>{escape(_(one.label))}</h4>" if one.label and one.label != above else ""
    content = (
        _table(one, doc) if one.fieldtype == "Table" else f'<div class="rich">{value_html(one, doc)}</div>'
    )
    return f'<div class="wide" data-fieldname="{escape(one.fieldname)}">{label}{content}</div>'


def _table(one: Row, doc: Any) -> str:
    rows = doc.get(one.fieldname) or []
    columns = table_columns(one, rows)
    head = "".join(f"<th{_side(column)}>{escape(_(column.label or ''))}</th>" for column in columns)
    body = "".join(
        f"<tr><td>{row.idx}</td>"
        + "".join(f"<td{_side(column)}>{value_html(column, row)}</td>" for column in columns)
        + "</tr>"
        for row in rows
    )
    number = escape(_("Sr"))
    return f'<table class="rows"><thead><tr><th>{number}</th>{head}</tr></thead><tbody>{body}</tbody></table>'


def _side(column: Row) -> str:
    return ' class="number"' if column.fieldtype in NUMBERS else ""


def value_html(one: Row, doc: Any) -> Markup:
    """A field's value for paper, safe as markup."""
    value = doc.get(one.fieldname)
    if one.fieldtype in PICTURES:
        return Markup('<img class="print-picture" src="{}">').format(cstr(value))
    if one.fieldtype == "Check":
        return Markup("✓") if cint(value) else Markup("")
    if one.fieldtype in RICH:
        return Markup(cstr(value))  # cleaned when it was saved
    if one.fieldtype == "Link" and value:
        return Markup(escape(link_text(one, value)))
    text = format_value(value, one, doc)
    if one.fieldtype in ("Text", "Small Text", "Long Text"):
        return Markup(text)  # the formatter escapes these and breaks their lines
    return Markup(escape_html(text)) if text else Markup("")


def link_text(one: Row, value: Any) -> str:
    """The title of a linked document where its DocType shows titles, else its name."""
    meta = find_meta(cstr(one.options))
    if meta is None or not cint(meta.get("show_title_field_in_link")) or not meta.get("title_field"):
        return _(cstr(value)) if meta is not None and cint(meta.get("translated_doctype")) else cstr(value)
    column = meta["title_field"]
    rows = current().db.rows(f"SELECT `{column}` FROM `tab{meta['name']}` WHERE name = ?", (value,))
    return cstr(rows[0][0]) if rows and rows[0][0] else cstr(value)
