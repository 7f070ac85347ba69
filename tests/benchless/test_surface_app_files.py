"""Files of apps: documents in JSON, patches, the list of apps, settings of a site."""

import json
from pathlib import Path

import frappe
import pytest
from frappe import installer
from frappe.core.doctype.data_import import data_import
from frappe.core.doctype.installed_applications import installed_applications
from frappe.modules import export_file, import_file, patch_handler
from frappe.modules import utils as modules


def test_documents_go_into_files_and_come_back(session, tmp_path, monkeypatch):
    monkeypatch.setattr(export_file, "get_module_path", lambda module: str(tmp_path))
    frappe.get_doc({"doctype": "Letter Head", "letter_head_name": "Sheet", "content": "x"}).insert()
    (path,) = export_file.export_to_files([["Letter Head", "Sheet"]], "Printing", create_init=True)
    assert (
        json.loads(Path(path).read_text())["content"] == "x"
        and (tmp_path / "letter_head" / "__init__.py").exists()
    )
    frappe.delete_doc("Letter Head", "Sheet")
    seen = []
    assert import_file.import_file_by_path(path, pre_process=seen.append)
    assert frappe.db.get_value("Letter Head", "Sheet", "content") == "x" and seen[0]["name"] == "Sheet"
    frappe.flags.in_test = False
    with pytest.raises(frappe.PermissionError):
        export_file.export_doc(frappe.get_doc("Letter Head", "Sheet"))
    assert modules.export_module_json(frappe.get_doc("Letter Head", "Sheet"), True, "Printing") is None


def test_json_and_tables(session, tmp_path):
    todo = frappe.get_doc({"doctype": "ToDo", "description": "exported"}).insert()
    data_import.export_json("ToDo", str(tmp_path / "a.json"), name=todo.name)
    todo.delete()
    data_import.import_doc(str(tmp_path))
    assert frappe.db.get_value("ToDo", todo.name, "description") == "exported"
    table = tmp_path / "notes.csv"
    table.write_text("Title,Public\nFrom a file,1\n")
    frappe.make_property_setter(
        {
            "doctype": "Note",
            "property": "allow_import",
            "value": 1,
            "property_type": "Check",
            "doctype_or_field": "DocType",
        }
    )
    assert data_import.import_file("Note", str(table), "Insert") == "Success"
    assert frappe.db.exists("Note", {"title": "From a file"})


def test_patches_run_once(session, monkeypatch):
    line = "execute:frappe.flags.patched = (frappe.flags.patched or 0) + 1"
    for force in (False, False, True):
        patch_handler.run_single(line, force=force)
    assert frappe.flags.patched == 2 and patch_handler.executed(line)
    patch_handler.run_single(
        method=lambda number: frappe.flags.update(patched=number), methodargs={"number": 9}
    )
    assert frappe.flags.patched == 9


def test_the_list_of_apps(session):
    installer.add_to_installed_apps("frappe")
    assert frappe.get_installed_apps() == ["frappe"]
    with pytest.raises(frappe.ValidationError):
        installed_applications.update_installed_apps_order(["frappe", "other"])
    frappe.get_doc("Installed Applications").update_versions()
    assert frappe.get_doc("Installed Applications").installed_applications[0].app_name == "frappe"


def test_settings_of_a_site(session, site):
    installer.update_site_config("surface_test", "1")
    assert frappe.conf.surface_test == 1
    installer.update_site_config("surface_test", "None")
    assert frappe.conf.surface_test is None
