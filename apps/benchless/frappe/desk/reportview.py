"""Lists of the desk: rows as columns and values, counts, exports, saved reports."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from operator import itemgetter
from typing import Any

import frappe
from benchless import access
from benchless.access.ordering import default_order
from benchless.access.predicate import visible
from benchless.arguments import JsonFilters, JsonNames, as_list, as_names
from benchless.context import current
from benchless.files.access import inlined
from benchless.files.documents import insert_file
from benchless.reports import tables
from benchless.schema import get_meta
from benchless.values import Row, cint, cstr, flt
from frappe import _
from frappe.desk.export import build_file
from frappe.desk.form.docinfo import user_info
from frappe.desk.notices import notify
from frappe.model.utils.user_settings import update_user_settings

KNOWN = (
    "doctype", "fields", "filters", "or_filters", "group_by", "order_by", "limit_start", "limit_page_length",
    "parent_doctype", "distinct", "only_own",
)  # fmt: skip
USER_FIELDS = ("owner", "modified_by")
ADDED = ("Int", "Float", "Currency", "Percent", "Duration")
MOST_ROWS = 100_000
EXPORT_PAGE = 10_000
LONGEST_EXPORT = 3600
CALLED = re.compile(r"\s*(\w+)\s*\(\s*`tab")
ROW_COLUMN = re.compile(r"`tab([^`]+)`\.`?\w+`?$")
TRUE = (True, 1, "1", "true", "True")


def arguments(form: Any = None) -> dict[str, Any]:
    """The request's values as arguments of the one query path."""
    values = Row(form or current().form_dict)
    for key in ("fields", "filters", "or_filters"):
        if isinstance(values.get(key), str) and values[key]:
            values[key] = frappe.parse_json(values[key])
    if values.get("start") is not None:
        values.limit_start = values.start
    if values.get("page_length") is not None:
        values.limit_page_length = values.page_length
    values.distinct = values.get("distinct") in TRUE
    values.filters = _without_fifth(values.get("filters"))
    out = {key: values[key] for key in KNOWN if values.get(key) not in (None, "")}
    out.setdefault("fields", ["name"])
    out["fields"] = [*out["fields"], *aggregate(values)] if isinstance(out["fields"], list) else out["fields"]
    if not isinstance(out.get("doctype"), str):
        frappe.throw(_("Missing argument: {0}").format("doctype"))
    refuse_functions(out["fields"])
    return out


def refuse_functions(fields: Any) -> None:
    """Over columns named with their table the desk counts, adds up and takes means: nothing else."""
    for field in fields if isinstance(fields, list) else []:
        called = CALLED.match(cstr(field))
        if called and called[1].lower() not in ("count", "sum", "avg"):
            frappe.throw(_("No permission for {0}").format(cstr(field)), frappe.PermissionError)


def aggregate(values: Row) -> list[str]:
    """The column that a grouped list adds up: `aggregate_function` over `aggregate_on_field`."""
    function, field = cstr(values.get("aggregate_function")).lower(), values.get("aggregate_on_field")
    if not field or function not in ("count", "sum", "avg"):
        return []
    doctype = values.get("aggregate_on_doctype") or values.doctype
    return [f"{function}(`tab{doctype}`.`{field}`) as _aggregate_column"]


def _without_fifth(filters: Any) -> Any:
    """The desk writes a fifth part into its filters that means nothing here."""
    if not isinstance(filters, list):
        return filters
    return [item[:4] if isinstance(item, list) and len(item) > 4 else item for item in filters]


def rows_of(form: Any = None) -> list[Row]:
    """Rows as texts and numbers, as the API answers them."""
    return list(access.get_list(**arguments(form), raw=True))


@frappe.whitelist()
def get(**_form: Any) -> Any:
    """Rows as `keys` and `values`, with the people in them; an empty list when there are none."""
    form = current().form_dict
    asked = arguments(form)
    if get_meta(asked["doctype"])["is_virtual"]:
        return compressed(*table_of(rows_of(form)))
    keys, rows = access.get_list(**asked, raw=True, as_list=True, with_keys=True)
    if cint(form.get("add_total_row")) and rows:
        rows = [*rows, totals(keys, rows, form.doctype)]
    if form.get("save_user_settings") in TRUE and form.get("user_settings"):
        update_user_settings(asked["doctype"], frappe.parse_json(form.user_settings))
    if form.get("with_comment_count") in TRUE and not form.get("group_by"):
        keys, rows = with_comment_counts(keys, rows, form.doctype)
    return compressed(keys, rows)


def table_of(rows: list[Row]) -> tuple[list[str], list[Any]]:
    """Dictionaries as keys and rows."""
    keys = list(rows[0]) if rows else []
    return keys, [[row.get(key) for key in keys] for row in rows]


def totals(keys: list[str], rows: list[Any], doctype: str) -> list[Any]:
    """The sums of the number columns, after the word “Total”."""
    meta = get_meta(doctype)
    out: list[Any] = []
    for place, key in enumerate(keys):
        field = meta.get_field(key)
        is_number = field and field.fieldtype in ADDED
        out.append(sum(flt(row[place]) for row in rows) if is_number else None)
    return [_("Total") if out[0] is None else out[0], *out[1:]]


@frappe.whitelist()
def get_list(**_form: Any) -> list[Row]:
    """Rows as dictionaries."""
    return rows_of()


@frappe.whitelist()
def get_count(**_form: Any) -> int:
    """How many rows the user may see; counting stops at `limit`."""
    values = arguments()
    limit = cint(frappe.form_dict.get("limit")) or None
    keys = ("filters", "or_filters", "distinct", "parent_doctype")
    chosen = {key: values[key] for key in keys if key in values}
    return access.count(values["doctype"], **chosen, limit=limit)


def compressed(keys: list[str], rows: list[Any]) -> Any:
    """Keys once, values by row, and who is who."""
    if not rows:
        return []
    users: set[str] = set()
    for key in USER_FIELDS:
        if key in keys:
            users.update(map(itemgetter(keys.index(key)), rows))
    if "_assign" in keys:
        place = keys.index("_assign")
        users.update(user for row in rows if row[place] for user in json.loads(row[place]))
    return {"keys": keys, "values": rows, "user_info": user_info({user for user in users if user})}


def with_comment_counts(keys: list[str], rows: list[Any], doctype: str) -> tuple[list[str], list[Any]]:
    """Every row tells how many comments it has."""
    if "name" not in keys or not rows:
        return keys, rows
    place = keys.index("name")
    names = [cstr(row[place]) for row in rows]
    numbers = comment_counts(doctype, names)
    counted = [(*row, numbers.get(name, 0)) for name, row in zip(names, rows, strict=True)]
    return [*keys, "_comment_count"], counted


def comment_counts(doctype: str, names: list[str]) -> dict[str, int]:
    """Name → number of comments, of those that have any."""
    marks = ", ".join("?" * len(names))
    # The plus keeps SQLite from reading all comments of that type instead of those of twenty documents.
    found = current().db.rows(
        "SELECT reference_name FROM `tabComment` WHERE reference_doctype=? AND +comment_type='Comment'"
        f" AND reference_name IN ({marks})",
        (doctype, *names),
    )
    return Counter(cstr(row[0]) for row in found) if found else {}


# exports --------------------------------------------------------------------------------------


@frappe.whitelist()
def export_query(**_form: Any) -> None:
    """A list as a CSV or Excel file. Needs the right to export. Large ones are written in the queue."""
    form = export_form()
    if cint(form.get("export_in_background")):
        frappe.enqueue(export_to_file, queue="long", timeout=LONGEST_EXPORT, form=dict(form))
        frappe.msgprint(_("The file will be ready soon; you will be told."), alert=True)
        return
    form.page_length = min(cint(form.get("page_length")) or MOST_ROWS + 1, MOST_ROWS + 1)
    if not form.get("file_format_type"):
        frappe.throw(_("Missing argument: {0}").format("file_format_type"))
    labels, rows = exported_table(form)
    rows = fitting(rows)
    delimiter = cstr(form.get("csv_delimiter"))[:1] or ","
    build_file(form.file_format_type, form.get("title") or form.doctype, labels, rows, delimiter=delimiter)


def fitting(rows: Iterator[list[Any]]) -> Iterator[list[Any]]:
    """A file that is made at once holds every row that was asked for, or is refused."""
    for number, row in enumerate(rows):
        if number == MOST_ROWS:
            text = _("More than {0} rows: choose fewer, or let them be exported in the background.")
            frappe.throw(text.format(f"{MOST_ROWS:,}"))
        yield row


def export_form() -> Row:
    """What is asked for, after the right to it, and noted for the audit."""
    form = Row(frappe.form_dict)
    access.check_permission(form.doctype, "export")
    if form.get("selected_items"):
        form.filters = [["name", "in", frappe.parse_json(form.selected_items)]]
    rights = access.role_rights(get_meta(form.doctype), current().user)
    form.only_own = "export" in rights.owner_only
    frappe.get_attr("frappe.core.doctype.access_log.access_log.make_access_log")(
        doctype=form.doctype, file_type=form.file_format_type, filters=form.get("filters"), method="Export"
    )
    return form


def exported_table(form: Row) -> tuple[list[str], Iterator[list[Any]]]:
    """Labels, and the rows page by page: the memory does not grow with the list."""
    asked = arguments(form)
    asked["order_by"] = stable_order(asked)
    most = cint(form.get("page_length")) or None
    first = access.get_list(**{**asked, "limit_start": 0, "limit_page_length": 1}, raw=True)
    names = [cstr(name).split(".")[-1].strip("`") for name in asked["fields"]]
    shown = list(first[0]) if first else names
    tables_of = {name: table for field in asked["fields"] if (table := row_table(asked["doctype"], field))
                 for name in [cstr(field).split(".")[-1].strip("`")]}  # fmt: skip
    labels = [_("Sr"), *(label_of(asked["doctype"], name, tables_of.get(name)) for name in shown)]
    numbered = ([number, *row] for number, row in enumerate(pages_of(asked, most), 1))
    if cint(form.get("add_totals_row")):
        return labels, with_totals(numbered, ["", *shown], asked["doctype"])
    return labels, numbered


def with_totals(rows: Iterator[list[Any]], keys: list[str], doctype: str) -> Iterator[list[Any]]:
    """The rows, and the sums of the number columns after the last of them."""
    meta, sums = get_meta(doctype), dict.fromkeys(range(len(keys)), 0.0)
    kinds = [meta.get_fieldtype(key) if key else None for key in keys]
    added = [place for place, kind in enumerate(kinds) if kind in ADDED]
    for row in rows:
        for place in added:
            sums[place] += flt(row[place])
        yield row
    yield [_("Total"), *(sums[place] if place in added else "" for place in range(1, len(keys)))]


def stable_order(asked: dict[str, Any]) -> str | None:
    """The wanted order with the name as its last word, so that no row stands on two pages."""
    order = asked.get("order_by") or default_order(get_meta(asked["doctype"]))
    if asked.get("group_by") or asked.get("distinct"):
        return asked.get("order_by")
    return f"{order}, `tab{asked['doctype']}`.`name`"


def pages_of(asked: dict[str, Any], most: int | None) -> Iterator[list[Any]]:
    """All rows, at most so many, one page after the other."""
    start = 0
    while most is None or start < most:
        size = EXPORT_PAGE if most is None else min(EXPORT_PAGE, most - start)
        page = {**asked, "limit_start": start, "limit_page_length": size, "as_list": True}
        rows = access.get_list(**page, raw=True)
        yield from rows
        start += size
        if len(rows) < size:
            return


def export_to_file(form: dict[str, Any]) -> str:
    """Write an export into a private file of the person who asked, and tell where it is."""
    chosen = Row(form)
    kind = "xlsx" if cstr(chosen.file_format_type).lower() in ("excel", "xlsx") else "csv"
    chosen.pop("page_length", None)
    labels, rows = exported_table(chosen)
    counted = progress_of(rows, access.count(**counting(arguments(chosen))))
    path = current().site.path("private", "files", f".export-{frappe.generate_hash(length=16)}")
    try:
        if kind == "xlsx":
            tables.write_xlsx(str(path), chain([labels], counted), chosen.doctype)
        else:
            tables.write_csv(path, chain([labels], counted))
        file = insert_file(path, f"{chosen.get('title') or chosen.doctype}.{kind}")
    finally:
        path.unlink(missing_ok=True)
    subject = _("Your export of {0} is ready: {1}").format(_(chosen.doctype), file.file_name)
    notify([frappe.session.user], "Alert", subject, "File", file.name, content=file.file_url)
    return cstr(file.file_url)


def counting(asked: dict[str, Any]) -> dict[str, Any]:
    return {key: asked[key] for key in ("doctype", "filters", "or_filters", "parent_doctype") if key in asked}


def progress_of(rows: Iterator[list[Any]], total: int) -> Iterator[list[Any]]:
    """The rows as they come; now and then the job tells how far it is."""
    for number, row in enumerate(rows, 1):
        if number % EXPORT_PAGE == 0 and total:
            frappe.publish_progress(min(100 * number / total, 99), title=_("Export"))
        yield row


def row_table(doctype: str, field: Any) -> str | None:
    """The child table of a column that is named with its table."""
    found = ROW_COLUMN.match(cstr(field))
    return found[1] if found and found[1] != doctype else None


def label_of(doctype: str, column: str, table: str | None = None) -> str:
    """Label of a column in the user's language; columns of child tables name their table."""
    if table:
        return f"{label_of(table, column)} ({_(table)})"
    meta = get_meta(doctype)
    if column == "name":
        return _("ID")
    return _(meta.get_label(column)) if meta.get_field(column) else _(column)


# changes --------------------------------------------------------------------------------------


@frappe.whitelist(methods=["POST", "DELETE"])
def delete_items(items: JsonNames = None, doctype: str | None = None) -> None:
    """Delete documents, each on its own; those that resist are named."""
    names = sorted(as_names(items or frappe.form_dict.get("items")), key=cstr, reverse=True)
    failed = [name for name in names if not deleted(cstr(doctype), name)]
    if failed:
        frappe.msgprint(_("Could not delete: {0}").format(", ".join(map(cstr, failed))), indicator="red")


def deleted(doctype: str, name: Any) -> bool:
    try:
        with frappe.db.attempt():
            frappe.delete_doc(doctype, name)
    except (frappe.ValidationError, frappe.PermissionError):
        return False
    return True


@frappe.whitelist(methods=["POST"])
def save_report(name: str, doctype: str, report_settings: str) -> str:
    """Save a list as a report, or change the own one."""
    known = frappe.db.exists("Report", name)
    report = frappe.get_doc("Report", name) if known else frappe.new_doc("Report")
    if known and report.report_type != "Report Builder":
        frappe.throw(_("Only reports of type Report Builder can be edited"))
    if known and report.owner != frappe.session.user:
        report.check_permission("write")
    report.update(
        {"report_name": name, "ref_doctype": doctype, "report_type": "Report Builder", "is_standard": "No"}
    )
    report.json = report_settings
    report.save(ignore_permissions=True) if known else report.insert(ignore_permissions=True)
    frappe.msgprint(_("{0} saved").format(frappe.bold(name)), indicator="green", alert=True)
    return cstr(report.name)


@frappe.whitelist(methods=["POST", "DELETE"])
def delete_report(name: str) -> None:
    """Delete the own saved list."""
    report = frappe.get_doc("Report", name)
    if report.is_standard == "Yes" or report.report_type != "Report Builder":
        frappe.throw(_("Only reports of type Report Builder can be deleted"))
    if report.owner != frappe.session.user:
        report.check_permission("delete")
    frappe.delete_doc("Report", name, ignore_permissions=True)


# numbers beside the list ----------------------------------------------------------------------


@frappe.whitelist()
def get_sidebar_stats(stats: JsonNames, doctype: str, filters: JsonFilters = None) -> dict[str, Any]:
    """How often each tag is used."""
    return {"stats": get_stats(stats, doctype, filters)}


@frappe.whitelist()
def get_stats(stats: JsonNames, doctype: str, filters: JsonFilters = None) -> dict[str, Any]:
    """Counts by column; tags are counted one by one."""
    columns = frappe.parse_json(stats) or []
    conditions = _without_fifth(frappe.parse_json(filters) if filters else [])
    known = get_meta(doctype).all_columns
    return {column: _stat(doctype, column, conditions) for column in columns if column in known}


def _stat(doctype: str, column: str, filters: Any) -> list[list[Any]]:
    fields = [column, "count(name) as number"]
    rows = access.get_list(
        doctype,
        fields=fields,
        filters=filters,
        group_by=column,
        order_by=column,
        limit_page_length=0,
        as_list=True,
    )
    counts: dict[str, int] = {}
    for value, number in rows:
        parts = [part for part in cstr(value).split(",") if part] if column == "_user_tags" else [cstr(value)]
        for part in parts or [_("No Tags")]:
            counts[part] = counts.get(part, 0) + cint(number)
    if column == "_user_tags":  # in the order of the documents' tags, those without any last
        untagged = counts.pop(_("No Tags"), 0)
        return [*([tag, number] for tag, number in counts.items()), [_("No Tags"), untagged]]
    return [[value, number] for value, number in sorted(counts.items(), key=lambda item: -item[1])]


# helpers that query functions of apps use -----------------------------------------------------


def get_match_cond(doctype: str, as_condition: bool = True) -> str:
    """What the user may see, as SQL for a query function."""
    seen = visible(get_meta(doctype), current().user)
    text = inlined(seen.sql, seen.values).replace("%", "%%")
    return f" and ({text})" if text and as_condition else text


def build_match_conditions(doctype: str, user: str | None = None, as_condition: bool = True) -> Any:
    """What a user may see: as SQL, or (`as_condition` false) as the User Permissions behind it."""
    who = user or current().user
    if as_condition:
        seen = visible(get_meta(doctype), who)
        return inlined(seen.sql, seen.values).replace("%", "%%")
    bound = access.get_user_permissions(who)
    fields = [(field.fieldname, field.options) for field in get_meta(doctype).link_fields]
    return [
        {options: [row["doc"] for row in bound[options]]} for _name, options in fields if options in bound
    ]


def get_filters_cond(doctype: str, filters: Any, conditions: list[str], **_options: Any) -> str:
    """Simple filters as SQL for a query function. Raises DataError."""
    parts = [_condition(doctype, *row) for row in simple_filters(filters)]
    return "".join(f" and {part}" for part in parts)


def simple_filters(filters: Any) -> list[tuple[str, str, Any]]:
    """Filters as rows of name, operator and value, which are joined by `and`. Raises DataError."""
    items = filters.items() if isinstance(filters, dict) else as_list(filters, "filters")
    return [_simple(list(item) if isinstance(item, list | tuple) else [item]) for item in items]


def _simple(row: list[Any]) -> tuple[str, str, Any]:
    if len(row) == 2:  # of a dictionary: a value, or an operator with a value
        row = [row[0], *(row[1] if isinstance(row[1], list | tuple) else ["=", row[1]])]
    name, operator, value = row[-3:] if len(row) > 2 else ("", "", "")
    several = isinstance(value, list | tuple)
    single = value if several else [value]
    is_known = (
        isinstance(operator, str) and operator.lower() in SAFE and several == operator.lower().endswith("in")
    )
    if not isinstance(name, str) or not is_known or any(isinstance(one, list | dict) for one in single):
        frappe.throw(_("Invalid filter: {0}").format(cstr(name)[:100]), frappe.DataError)
    return name, operator, value


def _condition(doctype: str, name: str, operator: str, value: Any) -> str:
    if name not in get_meta(doctype).all_columns:
        frappe.throw(_("Invalid filter: {0}").format(name), frappe.DataError)
    several = isinstance(value, list | tuple)
    escaped = [frappe.db.escape(one) for one in (value if several else [value])]
    text = "(" + (", ".join(escaped) or "NULL") + ")" if several else escaped[0]
    return f"`tab{doctype}`.`{name}` {operator} {text}"


SAFE = ("=", "!=", ">", "<", ">=", "<=", "like", "not like", "in", "not in")
