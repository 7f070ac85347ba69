"""The page of documented names says what the code has, and absent names say that they are absent."""

import importlib
import importlib.util

import frappe
import pytest

from benchless.absent import PAGE as POINTED_AT
from benchless.absent import AbsentImport, AbsentModule, AbsentName
from tools.surface.names import listed, notes
from tools.surface.page import PAGE, page


def test_page_and_code_say_the_same(session):
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tools.surface"


def test_page_is_where_the_errors_point():
    assert PAGE.as_posix().endswith(POINTED_AT)


def test_every_note_belongs_to_a_name():
    shown = {name.shown for name in listed()}
    assert sorted(set(notes()) - shown) == []


def test_no_name_is_listed_twice():
    shown = [name.shown for name in listed()]
    assert sorted({name for name in shown if shown.count(name) > 1}) == []


ATTRIBUTES = [
    (lambda: frappe.no_such_name, "frappe.no_such_name"),
    (lambda: frappe.utils.no_such_name, "frappe.utils.no_such_name"),
    (lambda: frappe.permissions.no_such_name, "frappe.permissions.no_such_name"),
    (lambda: frappe.db.no_such_name, "frappe.db.no_such_name"),
    (lambda: frappe.local.no_such_name, "frappe.local.no_such_name"),
    (lambda: frappe.new_doc("ToDo").no_such_name, "ToDo.no_such_name"),
    (lambda: frappe.get_meta("ToDo").get_no_such_thing(), "Meta.get_no_such_thing"),
]


@pytest.mark.parametrize(("ask", "path"), ATTRIBUTES, ids=[path for _ask, path in ATTRIBUTES])
def test_absent_attribute_says_so(session, ask, path):
    with pytest.raises(AttributeError, match=path) as caught:
        ask()
    assert POINTED_AT in str(caught.value)


IMPORTS = [
    ("from frappe import no_such_name", AbsentImport),
    ("from frappe.utils import no_such_name", AbsentImport),
    ("from frappe.utils.data import no_such_name", AbsentImport),
    ("import frappe.no_such_module", AbsentModule),
    ("import frappe.no_such_module.inner", AbsentModule),
    ("from frappe.no_such_module import anything", AbsentModule),
]


@pytest.mark.parametrize(("line", "kind"), IMPORTS)
def test_absent_import_says_so(line, kind):
    with pytest.raises(ImportError, match=POINTED_AT) as caught:
        exec(line)
    assert type(caught.value) is kind


def test_absent_names_can_be_probed_for(session):
    assert not hasattr(frappe, "no_such_name")
    assert getattr(frappe.utils, "no_such_name", 7) == 7
    assert getattr(frappe.db, "no_such_name", 7) == 7
    assert not hasattr(frappe.new_doc("ToDo"), "no_such_name")
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("frappe.no_such_module")


def test_present_modules_are_found_as_ever():
    assert importlib.util.find_spec("frappe.utils.data") is not None
    assert issubclass(AbsentName, AttributeError)
