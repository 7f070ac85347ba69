"""Query and script reports over HTTP."""

import json
from pathlib import Path
from typing import Any

import frappe
from benchless import reports
from benchless.arguments import JsonDict, JsonList, JsonNames, Scalar, as_dict, as_list
from frappe import _
from frappe.core.doctype.prepared_report.prepared_report import (
    get_completed_prepared_report,
    make_prepared_report,
)
from frappe.utils import cint, cstr
from frappe.utils.print_format import note_access


@frappe.whitelist()
def run(
    report_name: str,
    filters: JsonDict = None,
    user: str | None = None,
    ignore_prepared_report: Scalar = False,
    custom_columns: JsonList = None,
    is_tree: Scalar = False,
    parent_field: str | None = None,
    are_default_filters: Scalar = True,
) -> dict[str, Any]:
    """Columns and rows of a report, with its message, chart and summary.

    A report that is prepared in the queue gives the newest result that was computed for these filters.
    """
    report = reports.permitted_report(report_name)
    if cint(report.get("prepared_report")) and not sbool(ignore_prepared_report) and not custom_columns:
        return prepared(report, as_dict(filters))
    return reports.run(report_name, filters, custom_columns=custom_columns).answer()


def sbool(value: Any) -> bool:
    """`"false"` and `"0"` are false."""
    return value not in (None, False, 0, "", "0", "false", "False")


def prepared(report: Any, filters: dict[str, Any]) -> dict[str, Any]:
    """A kept result, or none yet; the document tells its state."""
    chosen = filters.pop("prepared_report_name", None)
    name = chosen or get_completed_prepared_report(filters, frappe.session.user, report.report_name)
    if not name:
        return {"prepared_report": True, "doc": None}
    doc = frappe.get_doc("Prepared Report", name)
    doc.check_permission("read")
    if doc.status != "Completed" or doc.report_name != report.report_name:
        return {"prepared_report": True, "doc": doc}
    return {**json.loads(doc.get_prepared_data()), "prepared_report": True, "doc": doc}


@frappe.whitelist()
def get_script(report_name: str) -> dict[str, Any]:
    """The report's script of filters for the browser, and its print design."""
    report = reports.permitted_report(report_name)
    folder = _folder(report)
    script = (
        report.javascript or _text(folder, ".js") or f"frappe.query_reports[{json.dumps(report_name)}] = {{}}"
    )
    return {
        "script": script,
        "html_format": _text(folder, ".html"),
        "filters": [row.as_dict(no_nulls=True) for row in report.get("filters") or []],
        "execution_time": 0,
        "custom_report_name": None,
    }


def _folder(report: Any) -> Path | None:
    if report.is_standard != "Yes":
        return None
    try:
        return Path(reports.script_module(report).__file__)
    except frappe.ValidationError:
        frappe.clear_last_message()
        return None


def _text(module: Path | None, ending: str) -> str | None:
    place = module.with_suffix(ending) if module else None
    return place.read_text("utf-8") if place and place.is_file() else None


@frappe.whitelist()
def export_query() -> None:
    """A report as CSV or Excel."""
    form = frappe.form_dict
    report = reports.permitted_report(form.report_name)
    if report.ref_doctype and not frappe.has_permission(report.ref_doctype, "export"):
        frappe.throw(
            _("You don't have permission to export {0}").format(_(report.ref_doctype)), frappe.PermissionError
        )
    outcome = reports.run(form.report_name, form.filters, custom_columns=form.custom_columns)
    visible = as_list(form.visible_idx, "visible_idx") if form.get("visible_idx") else None
    heads = as_dict(form.get("applied_filters")) if sbool(form.get("include_filters")) else {}
    name, content = reports.as_file(
        outcome,
        _(form.report_name),
        form.get("file_format_type") or "Excel",
        indent=bool(cint(form.get("include_indentation"))),
        visible=visible,
        above=[[_(cstr(label)), *_texts(value)] for label, value in heads.items()],
        delimiter=cstr(form.get("csv_delimiter"))[:1] or ",",
    )
    frappe.local.response.filename = name
    frappe.local.response.filecontent = content
    frappe.local.response.type = "binary"
    note_access(report.ref_doctype, None, form.get("file_format_type") or "Excel", form.report_name)


def _texts(value: Any) -> list[str]:
    """A filter's value as cells: a list as one text."""
    return [", ".join(map(cstr, value)) if isinstance(value, list) else cstr(value)]


@frappe.whitelist()
def background_enqueue_run(
    report_name: str, filters: JsonDict = None, user: str | None = None
) -> dict[str, Any]:
    """Have a report computed in the queue."""
    name = make_prepared_report(report_name, filters)["name"]
    return {"name": name, "redirect_url": f"/app/prepared-report/{name}"}


@frappe.whitelist()
def get_data_for_custom_field(doctype: str, field: str, names: JsonNames = None) -> dict[str, Any]:
    """name → value of a field of linked documents."""
    if field not in frappe.get_meta(doctype).all_columns:
        frappe.throw(_("Field {0} does not exist on {1}").format(field, _(doctype)), frappe.DataError)
    filters = {"name": ["in", frappe.parse_json(names)]} if names else {}
    rows = frappe.get_list(doctype, fields=["name", field], filters=filters, limit_page_length=0)
    return {row["name"]: row[field] for row in rows}


@frappe.whitelist()
def save_report(reference_report: str, report_name: str, columns: JsonList, filters: JsonDict = None) -> str:
    """Keep a report with other columns under a new name."""
    basis = reports.permitted_report(reference_report)
    saved = json.dumps({"columns": frappe.parse_json(columns), "filters": frappe.parse_json(filters or "{}")})
    name = frappe.db.get_value("Report", {"report_name": report_name, "report_type": "Custom Report"})
    report = frappe.get_doc("Report", name) if name else frappe.new_doc("Report")
    report.update(
        {
            "report_name": report_name,
            "report_type": "Custom Report",
            "ref_doctype": basis.ref_doctype,
            "reference_report": basis.name,
            "is_standard": "No",
            "json": saved,
        }
    )
    report.save()
    return str(report.name)


def get_report_doc(report_name: str) -> Any:
    """The Report, for a user who may run it."""
    return reports.permitted_report(report_name)
