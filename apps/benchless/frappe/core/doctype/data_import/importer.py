"""Doing an import: every document stands or falls by itself, and is written down."""

from __future__ import annotations

import json
from typing import Any

import frappe
from benchless.arguments import as_list
from benchless.errors import FrappeError
from benchless.values import cint, cstr
from frappe import _
from frappe.core.doctype.data_import.template import UPDATE, ImportFile, Payload

COMMIT_EVERY = 50


class Importer:
    """One run of one Data Import."""

    def __init__(self, job: Any, source: ImportFile) -> None:
        self.job = job
        self.source = source
        self.done: set[int] = set()

    def run(self) -> str:
        """Import what has not been imported yet; gives the new status."""
        payloads = self.source.payloads()
        if self.stopping():
            self.job.db_set("template_warnings", json.dumps(self.source.warnings, default=str))
            return "Pending"
        self.done = self.known()
        frappe.flags.in_import, frappe.flags.mute_emails = True, bool(cint(self.job.mute_emails))
        try:
            results = [self.one(index, payload, len(payloads)) for index, payload in enumerate(payloads, 1)]
        finally:
            frappe.flags.in_import = frappe.flags.mute_emails = False
        return self.finish(results)

    def stopping(self) -> list[dict[str, Any]]:
        """Warnings that forbid the import: everything but left-out columns."""
        return [warning for warning in self.source.warnings if warning.get("type") != "info"]

    def known(self) -> set[int]:
        """Rows that an earlier run has brought in."""
        filters = {"data_import": self.job.name, "success": 1}
        rows = frappe.get_all("Data Import Log", filters=filters, pluck="row_indexes")
        return {number for text in rows for number in as_list(text, "row_indexes")}

    def one(self, index: int, payload: Payload, total: int) -> bool:
        """One document."""
        if payload.rows and set(payload.rows) <= self.done:
            return True
        try:
            with frappe.db.attempt():
                name = self.write(payload)
        except FrappeError as error:
            return self.failed(index, payload, total, str(error))
        except Exception:  # an app's own code may fail in any way: the other rows still come in
            text = frappe.get_traceback()
            frappe.log_error(title=f"Data Import {self.job.name}, rows {payload.rows}", message=text)
            return self.failed(index, payload, total, text.strip().rpartition("\n")[2])
        self.log(index, payload, success=1, docname=name)
        self.go_on(index, total)
        return True

    def failed(self, index: int, payload: Payload, total: int, why: str) -> bool:
        self.log(index, payload, success=0, exception=why)
        self.go_on(index, total)
        return False

    def go_on(self, index: int, total: int) -> None:
        """Keep what is done now and then, and tell how far it is."""
        if index % COMMIT_EVERY == 0:
            frappe.db.commit()
        if index % COMMIT_EVERY == 0 or index == total:
            self.tell(index, total)

    def write(self, payload: Payload) -> str:
        doc = self.changed(payload.doc) if self.job.import_type == UPDATE else self.new(payload.doc)
        if cint(self.job.submit_after_import) and cint(doc.meta.is_submittable) and not cint(doc.docstatus):
            doc.submit()
        return cstr(doc.name)

    def new(self, values: dict[str, Any]) -> Any:
        doc = frappe.new_doc(values["doctype"])
        name = values.get("name")
        doc.update({key: value for key, value in values.items() if key not in ("doctype", "name")})
        return doc.insert(set_name=name)

    def changed(self, values: dict[str, Any]) -> Any:
        """The stored document with the file's values; child rows are replaced by the file's."""
        doc = frappe.get_doc(values["doctype"], values.get("name"))
        doc.update({key: value for key, value in values.items() if key not in ("doctype", "name")})
        return doc.save()

    def log(self, index: int, payload: Payload, **result: Any) -> None:
        """What became of a document, with the messages it gave."""
        messages = [json.dumps(message, default=str) for message in frappe.get_message_log()]
        frappe.clear_messages()
        values = {
            "doctype": "Data Import Log", "data_import": self.job.name, "log_index": index,
            "row_indexes": json.dumps(payload.rows), "messages": json.dumps(messages), **result,
        }  # fmt: skip
        frappe.get_doc(values).insert(ignore_permissions=True, ignore_links=True)

    def tell(self, index: int, total: int) -> None:
        progress = {"data_import": self.job.name, "current": index, "total": total, "success": True}
        frappe.publish_realtime("data_import_progress", progress, user=frappe.session.user)
        frappe.publish_progress(
            100 * index / total, title=_("Data Import"), doctype="Data Import", docname=self.job.name
        )

    def finish(self, results: list[bool]) -> str:
        """Status by how many came in."""
        status = "Success" if all(results) else "Partial Success" if any(results) else "Error"
        self.job.db_set("status", status)
        frappe.publish_realtime("data_import_refresh", {"data_import": self.job.name})
        if status != "Success":
            failed = results.count(False)
            frappe.msgprint(_("{0} of {1} records could not be imported").format(failed, len(results)))
        return status
