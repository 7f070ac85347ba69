"""Documents that are submitted by the worker, locked meanwhile."""

import json

import frappe
import pytest
from frappe.core.doctype.submission_queue.submission_queue import get_latest_submissions, queue_submission
from frappe.desk.doctype.bulk_update.bulk_update import submit_cancel_or_update_docs
from frappe.desk.form.save import savedocs

from tests.support.work import work

KIND = "Slow Paper"


@pytest.fixture(scope="module", autouse=True)
def kind(site):
    with site.session("Administrator"):
        rights = {right: 1 for right in ("read", "write", "create", "submit", "cancel")}
        fields = [
            {"fieldname": "title", "label": "Title", "fieldtype": "Data"},
            {"fieldname": "must", "label": "Must", "fieldtype": "Data", "mandatory_depends_on": ""},
            {"fieldname": "mail", "label": "Mail", "fieldtype": "Data", "options": "Email"},
        ]
        data = {"doctype": "DocType", "name": KIND, "module": "Custom", "custom": 1, "is_submittable": 1}
        frappe.get_doc(
            {
                **data,
                "queue_in_background": 1,
                "fields": fields,
                "permissions": [{"role": "System Manager", **rights}],
            }
        ).insert()


def paper(**values):
    return frappe.get_doc({"doctype": KIND, "title": "one", **values}).insert()


def press_submit(doc, **changes):
    """What the form sends."""
    savedocs({**doc.as_dict(convert_dates_to_str=True), **changes}, "Submit")


def test_the_form_queues_and_the_worker_submits(site):
    with site.session("Administrator"):
        doc = paper()
    with site.session("Administrator"):
        press_submit(frappe.get_doc(KIND, doc.name), title="two")
        state = get_latest_submissions(KIND, doc.name)
        assert state.status == "Queued" and state.exc is None
        waiting = frappe.get_doc(KIND, doc.name)
        assert (waiting.docstatus, waiting.title, waiting.is_locked) == (0, "one", True)
        with pytest.raises(frappe.DocumentLockedError):
            waiting.save()
        with pytest.raises(frappe.DocumentLockedError):
            press_submit(waiting)
        assert "in the background" in json.dumps(frappe.get_message_log(), default=str)
    assert work(site) == 1
    with site.session("Administrator"):
        done = frappe.get_doc(KIND, doc.name)
        assert (done.docstatus, done.title, done.is_locked) == (1, "two", False)
        assert get_latest_submissions(KIND, doc.name).status == "Finished"
        notice = frappe.get_all("Notification Log", {"document_name": doc.name}, pluck="subject")
        assert len(notice) == 1 and "was submitted" in notice[0]


def test_what_goes_wrong_is_kept(site):
    with site.session("Administrator"):
        doc = paper()
    with site.session("Administrator"):
        press_submit(frappe.get_doc(KIND, doc.name), mail="no address")
    work(site)
    with site.session("Administrator"):
        state = get_latest_submissions(KIND, doc.name)
        assert state.status == "Failed" and "no address" in state.exc
        left = frappe.get_doc(KIND, doc.name)
        assert (left.docstatus, left.mail, left.is_locked) == (0, None, False)


def test_somebody_else_was_quicker(site):
    """The copy of the form is compared with what is stored when the worker begins."""
    with site.session("Administrator"):
        doc = paper()
    with site.session("Administrator"):
        press_submit(frappe.get_doc(KIND, doc.name))
        frappe.db.set_value(KIND, doc.name, "title", "changed meanwhile")
    work(site)
    with site.session("Administrator"):
        assert get_latest_submissions(KIND, doc.name).status == "Failed"
        assert frappe.db.get_value(KIND, doc.name, "docstatus") == 0


def test_a_rolled_back_request_leaves_no_lock(site):
    with site.session("Administrator") as session:
        doc = paper()
        session.db.commit()
        press_submit(doc)
        session.db.rollback()
        assert not frappe.get_doc(KIND, doc.name).is_locked
    assert work(site) == 0


def test_many_at_once(site):
    with site.session("Administrator"):
        names = [paper().name for _number in range(3)]
    with site.session("Administrator"):
        assert submit_cancel_or_update_docs(KIND, names, "submit") == []
        assert frappe.db.count(KIND, {"name": ["in", names], "docstatus": 1}) == 0
    assert work(site) == 3
    with site.session("Administrator"):
        assert frappe.db.count(KIND, {"name": ["in", names], "docstatus": 1}) == 3


def test_only_who_may_submit(session):
    doc = paper()
    frappe.set_user("Guest")
    with pytest.raises(frappe.PermissionError):
        queue_submission(doc)
    with pytest.raises(frappe.PermissionError):
        get_latest_submissions(KIND, doc.name)


def test_a_lost_job_can_be_unlocked(site):
    with site.session("Administrator"):
        doc = paper()
        entry = queue_submission(doc)
        entry.unlock_doc()
        assert entry.status == "Failed" and not doc.is_locked
    work(site)


def test_a_queued_action_calls_the_inner_method(site):
    """A controller's own `submit` may queue itself: the job calls `_submit`."""
    with site.session("Administrator"):
        doc = paper()
    with site.session("Administrator"):
        job = frappe.get_doc(KIND, doc.name).queue_action("submit")
        assert frappe.get_doc(KIND, doc.name).is_locked
    assert job.get_status() == "queued"
    work(site)
    with site.session("Administrator"):
        assert frappe.db.get_value(KIND, doc.name, "docstatus") == 1
