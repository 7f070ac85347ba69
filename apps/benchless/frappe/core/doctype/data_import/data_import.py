"""Imports of CSV and Excel files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import frappe
import frappe.utils
from benchless import jobs
from benchless.arguments import JsonDict, JsonFilters, as_dict, as_list
from benchless.context import current
from benchless.setup.fixtures import as_text, exported
from benchless.values import cint, cstr
from frappe import _
from frappe.core.doctype.data_import.exporter import Exporter
from frappe.core.doctype.data_import.importer import Importer
from frappe.core.doctype.data_import.template import ImportFile, read_table
from frappe.desk.export import build_file
from frappe.model.document import Document
from frappe.modules.import_file import import_file_by_path
from frappe.utils.file_manager import save_file

AT_ONCE = 500
LONGEST = 10_000
CLOSED = ("DocType", "File", "Version", "DocPerm", "Custom DocPerm", "Has Role")


class DataImport(Document):
    """One file for one DocType."""

    def autoname(self) -> None:
        moment = frappe.utils.now()
        self.name = f"{self.reference_doctype} Import on {moment}"

    def validate(self) -> None:
        self.check_doctype()
        before = self.get_doc_before_save()
        if before is not None and before.import_file != self.import_file:
            self.template_options = self.template_warnings = ""
        self.payload_count = len(self.source().payloads()) if self.import_file else 0

    def check_doctype(self) -> None:
        """DocTypes say whether they take imports; the user needs the right as well."""
        if not frappe.db.exists("DocType", self.reference_doctype):
            return
        meta = frappe.get_meta(self.reference_doctype)
        if self.reference_doctype in CLOSED or not cint(meta.get("allow_import")):
            frappe.throw(_("{0} cannot be imported").format(_(self.reference_doctype)))
        frappe.has_permission(self.reference_doctype, "import", throw=True)

    def source(self) -> ImportFile:
        """The file, read."""
        options = as_dict(self.template_options, "template_options")
        table = read_table(cstr(self.import_file))
        return ImportFile(self.reference_doctype, cstr(self.import_type), table, options)

    @frappe.whitelist()
    def get_preview_from_template(
        self, import_file: str | None = None, google_sheets_url: str | None = None
    ) -> Any:
        """What the file means, before anything is written."""
        if import_file:
            self.import_file = import_file
        return self.source().preview() if self.import_file else None

    def start_import(self) -> bool:
        """Import: a small file at once, a large one in the background."""
        if not self.import_file:
            frappe.throw(_("No file was sent. Choose a file."))
        self.db_set("status", "Pending")  # an earlier run may have ended otherwise
        small = cint(self.payload_count) <= AT_ONCE
        job = frappe.enqueue(
            start_import, queue="long", timeout=LONGEST, now=small, job_id=job_id(self.name),
            deduplicate=True, data_import=self.name,
        )  # fmt: skip
        if job is None and not small:
            frappe.throw(_("This import is running already."))
        return True

    def on_trash(self) -> None:
        frappe.db.delete("Data Import Log", {"data_import": self.name})


def job_id(name: str) -> str:
    """Under which an import waits and runs, so that it does so once."""
    return f"data_import||{name}"


def start_import(data_import: str) -> None:
    """Do one import."""
    job = frappe.get_doc("Data Import", data_import)
    Importer(job, job.source()).run()


def _job(name: str, right: str = "read") -> Any:
    job = frappe.get_doc("Data Import", name)
    job.check_permission(right)
    return job


@frappe.whitelist()
def get_preview_from_template(
    data_import: str, import_file: str | None = None, google_sheets_url: str | None = None
) -> Any:
    """What the file means, before anything is written."""
    return _job(data_import).get_preview_from_template(import_file, google_sheets_url)


@frappe.whitelist(methods=["POST"])
def form_start_import(data_import: str) -> bool:
    """Import."""
    return bool(_job(data_import, "write").start_import())


@frappe.whitelist()
def get_import_status(data_import_name: str) -> dict[str, Any]:
    """How far an import is."""
    job = _job(data_import_name)
    rows = frappe.get_all("Data Import Log", filters={"data_import": job.name}, pluck="success")
    success = sum(cint(row) for row in rows)
    record = jobs.queue_of(current().site).record(job_id(job.name)) or {}
    if job.status == "Pending" and record.get("status") == "failed":
        job.db_set("status", "Timed Out")  # the worker ended it, and nothing was left to say so
        frappe.db.commit()
    failed = len(rows) - success
    counts = {"success": success, "failed": failed}
    return {
        **{key: count for key, count in counts.items() if count},
        "status": job.status,
        "job": record.get("status"),
        "progress": record.get("progress") or (100 if job.status != "Pending" else 0),
        "total_records": cint(job.payload_count),
    }


@frappe.whitelist()
def get_import_logs(data_import: str) -> list[Any]:
    """What became of each document."""
    _job(data_import)
    fields = ["success", "docname", "messages", "exception", "row_indexes"]
    filters = {"data_import": data_import}
    return list(
        frappe.get_all("Data Import Log", filters=filters, fields=fields, limit=5000, order_by="log_index")
    )


@frappe.whitelist()
def download_template(
    doctype: str,
    export_fields: JsonDict = None,
    export_records: str | None = None,
    export_filters: JsonFilters = None,
    file_type: str = "CSV",
) -> None:
    """A file to fill in, empty or with records."""
    frappe.has_permission(doctype, "read", throw=True)
    fields = frappe.parse_json(export_fields) if export_fields else None
    filters = frappe.parse_json(export_filters) if export_filters else None
    exporter = Exporter(doctype, fields, export_records or "blank_template", filters)
    build_file(file_type, _(doctype), exporter.header(), exporter.rows())
    if file_type.upper() == "CSV":
        frappe.local.response["content_type"] = "text/csv"


@frappe.whitelist()
def download_errored_template(data_import_name: str) -> None:
    """The rows of the file that could not be imported."""
    job = _job(data_import_name)
    filters = {"data_import": job.name, "success": 0}
    texts = frappe.get_all("Data Import Log", filters=filters, pluck="row_indexes")
    numbers = sorted({number for text in texts for number in as_list(text, "row_indexes")})
    table = read_table(job.import_file)
    rows = [table[number - 1] for number in numbers if number <= len(table)]
    build_file("CSV", _(job.reference_doctype), [cstr(head) for head in table[0]], rows)


@frappe.whitelist()
def download_import_log(data_import_name: str) -> None:
    """What became of each document, as a file."""
    logs = get_import_logs(data_import_name)
    labels = [_("Row Indexes"), _("Status"), _("Name"), _("Message")]
    said = {1: _("Success"), 0: _("Failed")}
    rows = [[row.row_indexes, said[cint(row.success)], row.docname, row.exception] for row in logs]
    build_file("CSV", data_import_name, labels, rows)


def import_file(
    doctype: str, file_path: str, import_type: str, submit_after_import: bool = False, console: bool = False
) -> str:
    """Import a CSV or Excel file of the disk, from code: `Insert` or `Update`. Gives the status."""
    kinds = {"insert": "Insert New Records", "update": "Update Existing Records"}
    with open(file_path, "rb") as content:
        file = save_file(Path(file_path).name, content.read(), None, None, is_private=1)
    job = frappe.new_doc("Data Import")
    kind = kinds.get(import_type.lower(), import_type)
    job.update(
        {"reference_doctype": doctype, "import_type": kind, "submit_after_import": int(submit_after_import)}
    )
    job.import_file = file.file_url
    job.insert(ignore_permissions=True)
    return str(Importer(job, job.source()).run())


def import_doc(path: str, pre_process: Any = None) -> None:
    """Bring the documents of a JSON file, or of all JSON files of a folder, into the database."""
    files = sorted(Path(path).glob("*.json")) if Path(path).is_dir() else [Path(path)]
    for file in files:
        import_file_by_path(str(file), pre_process=pre_process)
    frappe.flags.mute_emails = False


def export_json(
    doctype: str, path: str, filters: Any = None, or_filters: Any = None, name: str | None = None,
    order_by: str = "creation asc",
) -> None:  # fmt: skip
    """Write documents as JSON, to be read by `import_doc`; one of a name, or all that meet the filters."""
    names = (
        [name]
        if name
        else frappe.get_all(doctype, filters, or_filters=or_filters, pluck="name", order_by=order_by)
    )
    if not name and frappe.get_meta(doctype).issingle:
        names = [doctype]
    documents = [exported(frappe.get_doc(doctype, one)) for one in names]
    Path(path).write_text(as_text(documents), "utf-8")
