"""What is done after the answer, and what is forgotten."""

import json

import frappe
from frappe import cache_manager, deferred_insert, monitor
from frappe.database.utils import commit_after_response

from tests.support.work import work


def test_work_after_the_answer(site):
    @commit_after_response
    def note():
        frappe.db.set_value("User", "Guest", "bio", "after")

    with site.session("Administrator") as session:
        session.db.begin()
        note()
        assert frappe.db.get_value("User", "Guest", "bio") != "after"
    with site.session("Administrator"):
        assert frappe.db.get_value("User", "Guest", "bio") == "after"


def test_documents_nobody_waits_for(site):
    with site.session("Administrator"):
        rows = [{"description": "later"}, {"description": "later", "priority": "No such"}]
        deferred_insert.deferred_insert("ToDo", json.dumps(rows))
    work(site)
    with site.session("Administrator"):
        assert frappe.db.count("ToDo", {"description": "later"}) == 1


def test_notes_about_a_request(session):
    monitor.add_data_to_monitor(kind="test", size=3)
    assert session.flags.monitored == {"kind": "test", "size": 3}


def test_forgetting(session):
    for forget in (
        cache_manager.clear_user_cache,
        cache_manager.clear_doctype_cache,
        cache_manager.clear_global_cache,
    ):
        session.cache["x"] = 1
        forget()
        assert "x" not in session.cache
