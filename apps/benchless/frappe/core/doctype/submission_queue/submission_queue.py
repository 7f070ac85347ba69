"""Submissions done in the background, for DocTypes that want it (`queue_in_background`)."""

from __future__ import annotations

import traceback
from typing import Any

import frappe
from benchless.context import current
from benchless.jobs import scheduler
from benchless.values import Row, cint, cstr
from frappe import _
from frappe.desk.notices import notify
from frappe.model.document import Document
from frappe.model.utils.loading import from_client
from frappe.utils.background_jobs import create_job_id

QUEUED, FINISHED, FAILED = "Queued", "Finished", "Failed"
RUN = "frappe.core.doctype.submission_queue.submission_queue.run"
LONGEST = 4500
LONGEST_TEXT = 4000


class SubmissionQueue(Document):
    """One document that waits, is done, or could not be done."""

    @property
    def queued_doc(self) -> Any:
        return frappe.get_doc(self.ref_doctype, self.ref_docname)

    def finish(self, status: str, exception: str | None = None) -> None:
        """Note how it ended, and tell who asked."""
        values = {"status": status, "ended_at": frappe.utils.now(), "exception": exception}
        self.db_set(values, update_modified=False)
        self.tell(status)

    def tell(self, status: str) -> None:
        """A notice for who asked for the submission."""
        texts = {FINISHED: _("{0} {1} was submitted"), FAILED: _("{0} {1} could not be submitted")}
        subject = texts[status].format(_(self.ref_doctype), frappe.bold(self.ref_docname))
        done = status == FINISHED
        doctype, name = (self.ref_doctype, self.ref_docname) if done else (self.doctype, self.name)
        notify([cstr(self.enqueued_by)], "Alert", subject, doctype, name, from_user="Administrator")

    @frappe.whitelist()
    def unlock_doc(self) -> None:
        """Let a document go whose job was lost: for who asked for it and for managers."""
        if self.enqueued_by != frappe.session.user:
            frappe.only_for("System Manager")
        if self.status == QUEUED:
            self.queued_doc.unlock()
            self.finish(FAILED)
            frappe.msgprint(_("The document is free again"))


def is_wanted(doc: Any) -> bool:
    """Whether a document is to be submitted in the background."""
    wanted = cint(doc.meta.queue_in_background) and not doc.is_new()
    return bool(wanted and not frappe.flags.in_import and scheduler.is_on(current()))


def queue_submission(doc: Any, action: str = "Submit", alert: bool = True) -> Any:
    """Line a document up; it is locked until the job is done. Gives the entry of the queue."""
    doc.check_permission("submit" if action == "Submit" else action.lower())
    doc.check_if_locked()
    entry = frappe.get_doc(
        {
            "doctype": "Submission Queue",
            "status": QUEUED,
            "created_at": frappe.utils.now(),
            "enqueued_by": frappe.session.user,
            "ref_doctype": doc.doctype,
            "ref_docname": cstr(doc.name),
            "job_id": create_job_id(),
        }
    )
    entry.insert(ignore_permissions=True, ignore_links=True)
    doc.lock()
    current().db.after_rollback.add(doc.unlock)
    data = doc.as_dict(convert_dates_to_str=True)
    frappe.enqueue(
        RUN, queue="long", timeout=LONGEST, enqueue_after_commit=True, job_id=entry.job_id,
        entry=entry.name, data=dict(data), action=action,
    )  # fmt: skip
    if alert:
        text = _("The document will be submitted in the background: {0}")
        frappe.msgprint(text.format(frappe.utils.get_link_to_form(entry.doctype, entry.name)), alert=True)
    return entry


def run(entry: str, data: dict[str, Any], action: str) -> None:
    """Submit what was lined up, as who asked for it; what goes wrong is kept."""
    queue = frappe.get_doc("Submission Queue", entry)
    document = from_client(Row(data))
    document.unlock()
    try:
        with current().db.attempt():
            document.docstatus = 0 if action == "Submit" else document.docstatus
            getattr(document, action.lower())()
    except Exception:  # an app's mistake ends here, as the user's own does
        queue.finish(FAILED, traceback.format_exc()[-LONGEST_TEXT:])
        return
    queue.finish(FINISHED)


@frappe.whitelist()
def get_latest_submissions(doctype: str, docname: str) -> Row | None:
    """What became of a document's last submission, for its form: `latest_submission, exc, status`."""
    frappe.has_permission(doctype, "read", doc=docname, throw=True)
    filters = {"ref_doctype": doctype, "ref_docname": docname}
    fields = ["name as latest_submission", "exception as exc", "status"]
    rows = frappe.get_all("Submission Queue", filters, fields, order_by="created_at desc", limit=1)
    return rows[0] if rows else None
