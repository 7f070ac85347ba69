"""Documents: locks, drafts given up, who looks after them; fields of a DocType as lists."""

import os
import time

import frappe
import pytest
from frappe.model.document import bulk_insert, execute_action
from frappe.model.naming import NamingSeries, append_number_if_name_exists, parse_naming_series
from frappe.model.utils.rename_field import rename_field


@pytest.fixture
def todo(session):
    return frappe.get_doc({"doctype": "ToDo", "description": "one"}).insert()


@pytest.fixture
def paper(session):
    """A submittable DocType of this site."""
    frappe.get_doc(
        {
            "doctype": "DocType",
            "name": "Given Paper",
            "module": "Core",
            "custom": 1,
            "is_submittable": 1,
            "track_seen": 1,
            "fields": [
                {"fieldname": "title", "fieldtype": "Data", "label": "Title"},
                {"fieldname": "naming_series", "fieldtype": "Select", "options": "A-.##\nB-.##"},
            ],
            "permissions": [{"role": "System Manager", "read": 1, "write": 1, "create": 1, "submit": 1}],
        }
    ).insert()
    return frappe.get_doc({"doctype": "Given Paper", "title": "x"}).insert()


def test_a_locked_document_is_not_saved(todo):
    todo.lock()
    other = frappe.get_doc("ToDo", todo.name)
    assert other.is_locked
    with pytest.raises(frappe.DocumentLockedError):
        other.save()
    with pytest.raises(frappe.DocumentLockedError):
        other.lock(timeout=0.1)
    todo.unlock()
    other.save()


def test_a_lock_grows_old(todo):
    todo.lock()
    past = time.time() - 7200
    os.utime(todo._lock_file(), (past, past))
    assert not todo.is_locked
    todo.unlock()


def test_a_queued_action_unlocks_and_is_done(todo):
    todo.lock()
    execute_action("ToDo", todo.name, "db_set", fieldname="status", value="Closed")
    assert frappe.db.get_value("ToDo", todo.name, "status") == "Closed"
    assert not todo.is_locked


def test_only_a_draft_can_be_discarded(paper):
    paper.discard()
    assert frappe.db.get_value("Given Paper", paper.name, "docstatus") == 2
    second = frappe.get_doc({"doctype": "Given Paper", "title": "y"}).insert().submit()
    with pytest.raises(frappe.ValidationError):
        second.discard()


def test_who_is_assigned_and_who_has_seen(paper):
    frappe.get_doc(
        {
            "doctype": "ToDo",
            "description": "look",
            "allocated_to": "Administrator",
            "reference_type": "Given Paper",
            "reference_name": paper.name,
        }
    ).insert()
    assert paper.get_assigned_users() == {"Administrator"}
    paper.add_seen()
    assert frappe.db.get_value("Given Paper", paper.name, "_seen") == '["Administrator"]'


def test_an_error_log_belongs_to_its_document(todo):
    log = todo.log_error("broken", "because")
    assert (log.reference_doctype, log.reference_name, log.error) == ("ToDo", todo.name, "because")


def test_many_documents_are_written_as_they_are(session):
    documents = [frappe.get_doc({"doctype": "ToDo", "description": f"bulk {n}"}) for n in range(3)]
    bulk_insert("ToDo", documents, chunk_size=2)
    assert frappe.db.count("ToDo", {"description": ["like", "bulk %"]}) == 3


LISTS = [
    (lambda meta: meta.get_link_doctype("allocated_to"), "User"),
    (lambda meta: meta.get_link_doctype("reference_name"), "reference_type"),
    (lambda meta: "description" in meta.get_valid_fields(), True),
    (lambda meta: meta.get_permlevel_access("write"), list(range(10))),
    (lambda meta: "status" in meta.get_permitted_fieldnames(), True),
    (lambda meta: meta.get_naming_series_options(), []),
    (lambda meta: [field.fieldname for field in meta.get_fields_to_fetch("sender")], []),
    (lambda meta: bool(meta.get_permissions()), True),
]


@pytest.mark.parametrize(("ask", "answer"), LISTS)
def test_fields_as_lists(session, ask, answer):
    assert ask(frappe.get_meta("ToDo")) == answer


def test_a_series_shows_what_comes_and_goes_on_elsewhere(paper):
    series = NamingSeries("SER-.###")
    assert series.get_preview() == ["SER-001", "SER-002", "SER-003"]
    assert series.generate_next_name(paper) == "SER-001"
    series.update_counter(41)
    assert (series.get_current_value(), series.generate_next_name(paper)) == (41, "SER-042")
    with pytest.raises(frappe.ValidationError):
        NamingSeries("nodots").validate()


def test_names_of_parts_and_with_numbers(todo):
    assert parse_naming_series(["X", "-", "{description}"], doc=todo) == "X-one"
    assert append_number_if_name_exists("ToDo", todo.name) == f"{todo.name}-1"
    assert append_number_if_name_exists("ToDo", "free") == "free"


def test_values_follow_a_renamed_field(paper):
    definition = frappe.get_doc("DocType", "Given Paper")
    definition.append("fields", {"fieldname": "heading", "fieldtype": "Data", "label": "Heading"})
    definition.save()
    rename_field("Given Paper", "title", "heading")
    assert frappe.db.get_value("Given Paper", paper.name, "heading") == "x"
