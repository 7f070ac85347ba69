"""Running a report: who may, what it computes, what of it the user sees."""

from __future__ import annotations

import importlib
import time
from dataclasses import dataclass, field
from typing import Any

from benchless.access import get_list, get_roles, has_permission
from benchless.arguments import as_dict, as_docs, as_list, as_names
from benchless.context import current
from benchless.documents import get_doc
from benchless.errors import PermissionError, ValidationError
from benchless.messages import throw
from benchless.reports import columns as shapes
from benchless.reports import sql
from benchless.reports.seen import visible_rows
from benchless.reports.totals import total_row
from benchless.schema import get_meta
from benchless.schema.files import module_apps
from benchless.translations import _
from benchless.values import Row, cint, cstr, scrub


@dataclass
class Outcome:
    """What a report gives."""

    columns: list[Row]
    rows: list[Any]
    message: Any = None
    chart: Any = None
    summary: Any = None
    skip_total: int = 0
    add_total: int = 0
    seconds: float = 0.0
    extra: dict[str, Any] = field(default_factory=dict)

    def answer(self) -> dict[str, Any]:
        """The shape of `frappe.desk.query_report.run`."""
        return {
            "result": self.rows,
            "columns": self.columns,
            "message": self.message,
            "chart": self.chart,
            "report_summary": self.summary,
            "skip_total_row": self.skip_total,
            "add_total_row": self.add_total and True,
            "status": None,
            "execution_time": self.seconds,
            **self.extra,
        }


def permitted_report(name: str) -> Any:
    """The Report, for a user who may run it. Raises PermissionError, DoesNotExistError, ValidationError."""
    report = get_doc("Report", name)
    if report.report_type == "Custom Report" and report.reference_report:
        basis = get_doc("Report", report.reference_report)
        basis.custom_columns = report.get("json")
        report = basis
    if not is_permitted(report):
        throw(_("You don't have access to Report: {0}").format(name), PermissionError)
    if report.ref_doctype and not has_permission(report.ref_doctype, "report"):
        message = _("You don't have permission to get a report on: {0}").format(_(report.ref_doctype))
        throw(message, PermissionError)
    if cint(report.disabled):
        throw(_("Report {0} is disabled").format(_(name)), ValidationError)
    return report


def is_permitted(report: Any) -> bool:
    """Whether one of the report's roles is the user's; a report without roles is open."""
    wanted = {row.role for row in report.get("roles") or []}
    wanted |= {row[0] for row in _custom_roles(report.name)}
    return current().user == "Administrator" or not wanted or bool(wanted & set(get_roles()))


def _custom_roles(name: str) -> list[tuple[Any, ...]]:
    db = current().db
    if not db.has_table("tabCustom Role"):
        return []
    return db.rows(
        "SELECT h.role FROM `tabHas Role` h JOIN `tabCustom Role` c ON c.name = h.parent WHERE c.report = ?",
        (name,),
    )


def run(name: str, filters: Any = None, *, custom_columns: Any = None) -> Outcome:
    """Run a report as the current user."""
    report = permitted_report(name)
    chosen = as_dict(filters, "filters")
    start = time.perf_counter()
    outcome = compute(report, chosen)
    outcome.rows = visible_rows(report.ref_doctype, outcome.columns, outcome.rows)
    _add_columns(outcome, as_docs(custom_columns, "custom_columns"))
    _use_saved(outcome, report)
    outcome.add_total = int(bool(cint(report.add_total_row)) and not outcome.skip_total)
    if outcome.add_total and outcome.rows:
        outcome.rows = [*outcome.rows, total_row(outcome.rows, outcome.columns)]
    outcome.seconds = round(time.perf_counter() - start, 6)
    return outcome


def _use_saved(outcome: Outcome, report: Any) -> None:
    """A Custom Report shows the columns that were kept with it, and tells its filters."""
    saved = as_dict(report.__dict__.get("custom_columns") or {}, "json")
    if saved.get("columns"):
        outcome.columns = [Row(column) for column in as_docs(saved["columns"], "columns")]
    if "filters" in saved:
        outcome.extra["custom_filters"] = saved["filters"]


def compute(report: Any, filters: Row) -> Outcome:
    """What the report says, before anything is hidden."""
    kinds = {"Query Report": _by_query, "Script Report": _by_script, "Report Builder": _by_builder}
    kind = kinds.get(report.report_type)
    if kind is None:
        throw(_("Report {0} cannot be run").format(report.name), ValidationError)
    return kind(report, filters)


def _by_query(report: Any, filters: Row) -> Outcome:
    if not report.query:
        throw(_("Must specify a Query to run"), ValidationError)
    names, rows = sql.run(report.query, filters, cint(report.timeout) or sql.TIMEOUT)
    keys = ("fieldname", "label", "fieldtype", "options", "width")
    declared = [{key: row.get(key) for key in keys} for row in report.get("columns") or []]
    columns = shapes.normalize(declared) if declared else shapes.of_query(names)
    return Outcome(columns, shapes.as_dicts(rows, columns))


def _by_script(report: Any, filters: Row) -> Outcome:
    if report.is_standard == "Yes" or not report.get("report_script"):
        given = script_module(report).execute(filters)
    else:
        throw(_("Scripts written on the site are switched off"), PermissionError)
    parts = [*(given or ()), *[None] * 6]
    columns = shapes.normalize(parts[0] or [])
    return Outcome(
        columns,
        shapes.as_dicts(parts[1] or [], columns),
        message=parts[2],
        chart=parts[3],
        summary=parts[4],
        skip_total=cint(parts[5]),
    )


def script_module(report: Any) -> Any:
    """`<app>.<module>.report.<name>.<name>`. Raises ValidationError when there is none."""
    path = module_path(report)
    try:
        return importlib.import_module(path)
    except ModuleNotFoundError as error:
        if error.name and path.startswith(error.name):
            throw(_("Report {0} has no script").format(report.name), ValidationError)
        raise


def module_path(report: Any) -> str:
    module = cstr(report.module) or _module_of(report)
    app = module_apps(current().site).get(module)
    name = scrub(cstr(report.report_name or report.name))
    return f"{app}.{scrub(module)}.report.{name}.{name}"


def _module_of(report: Any) -> str:
    rows = current().db.rows("SELECT module FROM `tabDocType` WHERE name = ?", (report.ref_doctype,))
    return cstr(rows[0][0]) if rows else ""


def _by_builder(report: Any, filters: Row) -> Outcome:
    """A saved list: its fields, filters and order."""
    saved = as_dict(report.get("json"), "json")
    doctype = report.ref_doctype
    meta = get_meta(doctype)
    asked = as_list(saved.get("fields"), "fields") or ["name"]
    fields = as_names([entry[0] if isinstance(entry, list) and entry else entry for entry in asked], "fields")
    rows = get_list(
        doctype,
        fields=fields,
        filters=[*as_list(saved.get("filters"), "filters"), *([filters] if filters else [])] or None,
        order_by=saved.get("order_by"),
        limit_page_length=0,
    )
    described = [
        {
            "fieldname": one,
            "label": _(meta.get_label(one)),
            "fieldtype": meta.get_fieldtype(one) or "Data",
            "options": meta.get_options(one) or (doctype if one == "name" else None),
        }
        for one in fields
    ]
    columns = shapes.normalize(described)
    return Outcome(columns, rows)


def _add_columns(outcome: Outcome, added: list[Row]) -> None:
    """Columns that the person added from linked documents."""
    for given in added:
        link, doctype, name = (
            given.get("link_field") or {},
            cstr(given.get("doctype")),
            given.get("fieldname"),
        )
        source = link.get("fieldname") if isinstance(link, dict) else link
        is_known = all(isinstance(one, str) and one for one in (source, doctype, name))
        if not is_known or not has_permission(doctype, "read"):
            continue
        wanted = sorted({row.get(source) for row in outcome.rows if row.get(source)}, key=str)
        found = get_list(
            doctype, fields=["name", name], filters={"name": ["in", wanted]}, limit_page_length=0
        )
        values = {row["name"]: row.get(name) for row in found}
        outcome.columns.extend(shapes.normalize([given]))
        for row in outcome.rows:
            row[name] = values.get(row.get(source))
