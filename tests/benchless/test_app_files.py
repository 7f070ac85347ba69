"""Customisations and fixtures leave a site as files of an app, and come back with migrate."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import frappe
import pytest
from frappe.custom.doctype.custom_field.custom_field import create_custom_fields
from frappe.custom.doctype.property_setter.property_setter import make_property_setter
from frappe.modules.utils import export_customizations

from benchless.errors import PermissionError, ValidationError
from benchless.setup import apps
from benchless.setup.customisations import export_customisations
from benchless.setup.fixtures import export_fixtures

APP, MODULE = "scratch_app", "Scratch"
HOOKS = """app_name = "scratch_app"
app_title = "Scratch"
fixtures = ["Gender", {"dt": "Salutation", "filters": [["name", "in", ["Comrade"]]]},
    {"dt": "Workflow State"}, {"dt": "Client Script"}, {"dt": "Notification"}, {"dt": "Print Format"},
    {"dt": "Report", "filters": {"is_standard": "No"}}, {"dt": "Web Form"}, {"dt": "Translation"},
    {"dt": "Document Naming Rule"}, {"dt": "Workflow"}, {"dt": "Workflow Action Master"}]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, site: Any) -> Any:
    """A tiny app, installed."""
    place = tmp_path_factory.mktemp("apps")
    package = place / APP
    (package / "scratch").mkdir(parents=True)
    for path in ("__init__.py", "patches.txt", "scratch/__init__.py"):
        (package / path).write_text("")
    (package / "hooks.py").write_text(HOOKS)
    (package / "modules.txt").write_text(MODULE)
    sys.path.insert(0, str(place))
    with site.session():
        apps.install_app(APP, lambda _line: None)
    yield package
    sys.path.remove(str(place))


def take_away() -> None:
    frappe.db.delete("Custom Field", {"dt": "ToDo"})
    frappe.db.delete("Property Setter", {"doc_type": "ToDo"})
    frappe.db.delete("Custom DocPerm", {"parent": "ToDo"})
    frappe.db.delete("DocType Link", {"parent": "ToDo"})
    frappe.clear_cache()


def test_customisations_come_back(session: Any, folder: Path) -> None:
    create_custom_fields({"ToDo": [{"fieldname": "county", "label": "County", "fieldtype": "Data"}]})
    make_property_setter("ToDo", "color", "label", "Paint", "Data")
    form = frappe.get_doc({"doctype": "Customize Form", "doc_type": "ToDo"})
    form.fetch_to_customize()
    form.append("links", {"link_doctype": "Note", "link_fieldname": "title", "group": "Notes"})
    form.save_customization()
    frappe.permissions.add_permission("ToDo", "Translator", 0)
    path = export_customisations(MODULE, "ToDo", sync_on_migrate=True, with_permissions=True)
    assert path == folder / "scratch" / "custom" / "todo.json"
    first = path.read_text()
    take_away()
    assert not frappe.get_meta("ToDo").has_field("county")
    apps.migrate(lambda _line: None)
    meta = frappe.get_meta("ToDo")
    assert (meta.get_label("county"), meta.get_label("color")) == ("County", "Paint")
    assert [link.link_doctype for link in meta.links] == ["Note"]
    assert "Translator" in {row.role for row in meta.permissions}
    apps.migrate(lambda _line: None)
    assert (
        export_customisations(MODULE, "ToDo", sync_on_migrate=True, with_permissions=True).read_text()
        == first
    )
    path.unlink()


def test_a_file_for_the_record_is_not_imported(session: Any, folder: Path) -> None:
    create_custom_fields({"ToDo": [{"fieldname": "town", "label": "Town", "fieldtype": "Data"}]})
    path = export_customisations(MODULE, "ToDo", sync_on_migrate=False)
    take_away()
    apps.migrate(lambda _line: None)
    assert not frappe.get_meta("ToDo").has_field("town")
    path.unlink()


def test_only_developers_export_over_http(session: Any, folder: Path) -> None:
    with pytest.raises(ValidationError):
        export_customizations(MODULE, "ToDo")
    session.set_user("Guest")
    with pytest.raises(PermissionError):
        export_customizations(MODULE, "ToDo")
    session.set_user("Administrator")


DOCUMENTS: list[dict[str, Any]] = [
    {"doctype": "Gender", "gender": "Undisclosed"},
    {"doctype": "Salutation", "salutation": "Comrade"},
    {"doctype": "Workflow State", "workflow_state_name": "Weighed"},
    {"doctype": "Workflow Action Master", "workflow_action_name": "Weigh"},
    {"doctype": "Client Script", "name": "For notes", "dt": "Note", "script": "// x", "enabled": 1},
    {"doctype": "Notification", "name": "Told", "subject": "S", "message": "M",
     "document_type": "Note", "event": "New", "channel": "System Notification",
     "recipients": [{"receiver_by_role": "System Manager"}]},
    {"doctype": "Print Format", "name": "Slip", "doc_type": "Note", "custom_format": 1, "standard": "No",
     "print_format_type": "Jinja", "html": "<p>{{ doc.title }}</p>"},
    {"doctype": "Report", "report_name": "Titles", "ref_doctype": "Note", "report_type": "Query Report",
     "is_standard": "No", "query": "SELECT title FROM `tabNote`"},
    {"doctype": "Web Form", "name": "tell-us", "title": "Tell us", "route": "tell-us", "doc_type": "Note",
     "web_form_fields": [{"fieldname": "title", "fieldtype": "Data", "label": "T"}]},
    {"doctype": "Translation", "language": "zh", "source_text": "Scratch words", "translated_text": "草稿"},
    {"doctype": "Document Naming Rule", "document_type": "Note", "prefix": "N-", "prefix_digits": 3},
    {"doctype": "Workflow", "workflow_name": "Weighing", "document_type": "Note", "is_active": 1,
     "workflow_state_field": "stage", "states": [{"state": "Weighed", "doc_status": "0",
     "allow_edit": "System Manager"}], "transitions": [{"state": "Weighed", "action": "Weigh",
     "next_state": "Weighed", "allowed": "System Manager"}]},
]  # fmt: skip


def test_fixtures_come_back(session: Any, folder: Path) -> None:
    made = [frappe.get_doc(dict(values)).insert() for values in DOCUMENTS]
    paths = export_fixtures(APP)
    assert {path.name for path in paths} == {
        f"{frappe.scrub(values['doctype'])}.json" for values in DOCUMENTS
    }
    before = {path: path.read_text() for path in paths}
    for doc in reversed(made):
        frappe.delete_doc(doc.doctype, doc.name, force=True)
        assert not frappe.db.exists(doc.doctype, doc.name)
    apps.migrate(lambda _line: None)
    for values, doc in zip(DOCUMENTS, made, strict=True):
        found = frappe.get_doc(doc.doctype, doc.name)
        plain = {key: value for key, value in values.items() if not isinstance(value, list)}
        assert {key: found.get(key) for key in plain} == plain
    export_fixtures(APP)
    assert {path: path.read_text() for path in paths} == before
    assert all(isinstance(json.loads(text), list) for text in before.values())
    for path in paths:
        path.unlink()
