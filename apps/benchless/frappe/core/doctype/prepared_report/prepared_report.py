"""Reports that are computed in the queue and kept: their result is a compressed file beside the document."""

from __future__ import annotations

import gzip
import json
import resource
from typing import Any

import frappe
from benchless import files, jobs, reports
from benchless.arguments import JsonDict, JsonList, as_dict, as_list
from benchless.context import current
from benchless.reports import tables
from benchless.values import Row, cint, cstr
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_to_date, now

LONGEST = 1500
STALLED_HOURS = 6
RESULT = "{0}.json.gz"


class PreparedReport(Document):
    """One result of one report, of the person who asked for it."""

    def before_insert(self) -> None:
        self.status, self.queued_at, self.queued_by = "Queued", now(), frappe.session.user

    def after_insert(self) -> None:
        report = frappe.get_doc("Report", self.report_name)
        frappe.enqueue(
            generate_report, queue="long", timeout=cint(report.timeout) or LONGEST, job_id=job_id(self.name),
            enqueue_after_commit=True, prepared_report=self.name,
        )  # fmt: skip

    def on_trash(self) -> None:
        jobs.queue_of(current().site).withdraw(job_id(cstr(self.name)))

    def get_prepared_data(self, with_file_name: bool = False) -> Any:
        """The result as JSON bytes. Raises DoesNotExistError while there is none."""
        filters = {"attached_to_doctype": self.doctype, "attached_to_name": self.name}
        found = frappe.db.get_value("File", filters, ["file_url", "file_name"])
        if not found:
            raise frappe.DoesNotExistError(_("The report is not ready yet"))
        content = gzip.decompress(files.read(found[0]))
        return (content, found[1]) if with_file_name else content


def job_id(name: str) -> str:
    return f"prepared_report||{name}"


def generate_report(prepared_report: str) -> None:
    """Compute, as the person who asked; what goes wrong is written into the document."""
    doc = frappe.get_doc("Prepared Report", prepared_report)
    doc.db_set({"status": "Started", "job_id": current().flags.job_id}, commit=True)
    try:
        outcome = reports.run(doc.report_name, doc.filters or "{}")
    except Exception as error:
        frappe.db.rollback()
        frappe.log_error(title=f"Prepared Report {doc.report_name}", message=frappe.get_traceback())
        doc.db_set({"status": "Error", "error_message": cstr(error), "report_end_time": now()}, commit=True)
        return
    keep_result(doc, outcome.answer())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    doc.db_set({"status": "Completed", "report_end_time": now(), "peak_memory_usage": peak})


def keep_result(doc: Any, result: dict[str, Any]) -> None:
    content = gzip.compress(frappe.as_json(result, indent=0).encode(), 6)
    frappe.get_doc(
        {"doctype": "File", "file_name": RESULT.format(doc.name), "is_private": 1, "content": content,
         "attached_to_doctype": doc.doctype, "attached_to_name": doc.name}
    ).insert(ignore_permissions=True)  # fmt: skip


def process_filters_for_prepared_report(filters: Any) -> str:
    """Filters as one text, so that the same question is found again."""
    chosen = {key: value for key, value in as_dict(filters).items() if key != "prepared_report_name"}
    return json.dumps(chosen, sort_keys=True, default=str)


@frappe.whitelist(methods=["POST"])
def make_prepared_report(report_name: str, filters: JsonDict = None) -> dict[str, str]:
    """Have a report computed; gives the name under which to look for it."""
    reports.permitted_report(report_name)
    values = {"report_name": report_name, "filters": process_filters_for_prepared_report(filters)}
    doc = frappe.get_doc({"doctype": "Prepared Report", **values}).insert(ignore_permissions=True)
    return {"name": cstr(doc.name)}


@frappe.whitelist()
def get_reports_in_queued_state(report_name: str, filters: JsonDict = None) -> list[Row]:
    """The own ones of the same question that are not ready."""
    wanted = {
        "report_name": report_name, "filters": process_filters_for_prepared_report(filters),
        "status": ["in", ["Queued", "Started"]], "owner": frappe.session.user,
    }  # fmt: skip
    return list(frappe.get_all("Prepared Report", filters=wanted, fields=["name", "status", "creation"]))


def get_completed_prepared_report(filters: Any, user: str, report_name: str) -> str | None:
    """The newest ready one of the same question of a person."""
    wanted = {
        "report_name": report_name, "filters": process_filters_for_prepared_report(filters),
        "status": "Completed", "owner": user,
    }  # fmt: skip
    found = frappe.get_all("Prepared Report", filters=wanted, pluck="name", limit=1, order_by="creation desc")
    return found[0] if found else None


@frappe.whitelist(methods=["POST", "DELETE"])
def delete_prepared_reports(reports: JsonList) -> None:
    """Delete several, as far as one may."""
    for one in as_docs_or_names(reports):
        frappe.delete_doc("Prepared Report", one)


def as_docs_or_names(given: Any) -> list[str]:
    """The desk sends rows with a name."""
    return [cstr(one.get("name") if isinstance(one, dict) else one) for one in as_list(given)]


@frappe.whitelist()
def download_attachment(dn: str) -> None:
    """The result as it is kept."""
    doc = frappe.get_doc("Prepared Report", dn)
    doc.check_permission("read")
    content, name = doc.get_prepared_data(with_file_name=True)
    answer = frappe.local.response
    answer.filename, answer.filecontent, answer.type = name.removesuffix(".gz"), content, "binary"


@frappe.whitelist(methods=["POST"])
def enqueue_json_to_csv_conversion(prepared_report_name: str) -> None:
    """Have the result written as CSV, to be found among the papers of the document."""
    doc = frappe.get_doc("Prepared Report", prepared_report_name)
    doc.check_permission("read")
    frappe.enqueue(convert_json_to_csv, queue="long", prepared_report_name=prepared_report_name)


def convert_json_to_csv(prepared_report_name: str) -> None:
    doc = frappe.get_doc("Prepared Report", prepared_report_name)
    result = Row(json.loads(doc.get_prepared_data()))
    names = [column["fieldname"] for column in result.columns if not column.get("hidden")]
    labels = [column["label"] for column in result.columns if not column.get("hidden")]
    rows = ([row.get(name) if isinstance(row, dict) else "" for name in names] for row in result.result)
    frappe.get_doc(
        {"doctype": "File", "file_name": f"{doc.report_name}.csv", "is_private": 1,
         "content": tables.to_csv([labels, *rows]), "attached_to_doctype": doc.doctype,
         "attached_to_name": doc.name}
    ).insert(ignore_permissions=True)  # fmt: skip


def expire_stalled_report() -> None:
    """What was begun long ago and never ended has failed; the schedule calls this."""
    limit = add_to_date(None, hours=-STALLED_HOURS)
    stalled = {"status": ["in", ["Queued", "Started"]], "creation": ["<", limit]}
    for name in frappe.get_all("Prepared Report", filters=stalled, pluck="name"):
        values = {"status": "Error", "error_message": _("The report was not computed in time")}
        frappe.db.set_value("Prepared Report", name, values)
