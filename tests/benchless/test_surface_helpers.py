"""Helpers under their documented names: text, database, rights, request, tests of apps."""

import datetime
import json
import unittest

import frappe
import pytest
from click.testing import CliRunner
from frappe.tests import IntegrationTestCase, change_settings, patch_hooks, timeout
from frappe.tests.utils import FrappeTestCase
from frappe.types import DF

from benchless.cli.main import main
from tools.surface.lookup import resolve

TEXTS = [
    (lambda u: u.clean_whitespace("  a \n b\t c "), "a b c"),
    (lambda u: u.extract_email_id("A B <A.b@Example.org>"), "a.b@example.org"),
    (lambda u: u.validate_iban("DE89 3704 0044 0532 0130 00"), True),
    (lambda u: u.validate_iban("DE89 3704 0044 0532 0130 01"), False),
    (lambda u: u.validate_iban("nonsense"), False),
    (lambda u: u.guess_date_format("31.12.2024"), "%d.%m.%Y"),
    (lambda u: u.guess_date_format("2024-12-31 10:20"), "%Y-%m-%d %H:%M"),
    (lambda u: u.guess_date_format("yesterday"), None),
    (lambda u: u.get_date_str(datetime.datetime(2024, 3, 5, 1)), "2024-03-05"),
    (lambda u: u.get_datetime_str("2024-03-05 14:30:00"), "2024-03-05 14:30:00.000000"),
    (lambda u: u.get_time_str("14:30"), "14:30:00.000000"),
    (lambda u: u.get_filter("ToDo", {"a": ["in", [1]]}).operator, "in"),
    (lambda u: u.get_filter("ToDo", ["a", "=", 1]).doctype, "ToDo"),
    (lambda u: len(u.generate_hash(length=9)), 9),
    (lambda u: u.execute_in_shell("printf hello")[1], b"hello"),
]


@pytest.mark.parametrize(("ask", "answer"), TEXTS)
def test_helpers(session, ask, answer):
    assert ask(frappe.utils) == answer


def test_many_values_at_once(session):
    names = [frappe.get_doc({"doctype": "ToDo", "description": "n"}).insert().name for _n in range(3)]
    frappe.db.bulk_update("ToDo", {name: {"priority": "High"} for name in names}, chunk_size=2)
    assert frappe.db.count("ToDo", {"name": ["in", names], "priority": "High"}) == 3
    before = frappe.db.get_value("ToDo", names[0], "modified")
    frappe.db.touch("ToDo", names[0])
    assert frappe.db.get_value("ToDo", names[0], "modified") > before
    assert frappe.db.a_row_exists("ToDo") and frappe.db.estimate_count("ToDo") >= 3


ERRORS = [
    ("is_missing_column", "SELECT no_such_column FROM `tabToDo`", True),
    ("is_table_missing", "SELECT * FROM `tabNo Such Thing`", True),
    ("is_missing_column", "SELECT * FROM `tabNo Such Thing`", False),
    ("is_duplicate_entry", "INSERT INTO `tabRole` (name) VALUES ('Guest')", True),
    ("is_primary_key_violation", "INSERT INTO `tabRole` (name) VALUES ('Guest')", True),
    ("is_unique_key_violation", "INSERT INTO `tabRole` (name) VALUES ('Guest')", False),
    ("is_deadlocked", "SELECT no_such_column FROM `tabToDo`", False),
]


@pytest.mark.parametrize(("question", "statement", "answer"), ERRORS)
def test_errors_of_the_database(session, question, statement, answer):
    with pytest.raises(Exception) as caught:
        frappe.db.execute(statement)
    assert getattr(frappe.db, question)(caught.value) is answer


def test_rights_by_role(session):
    assert "System Manager" in frappe.permissions.get_doctype_roles("User")
    assert "User" in frappe.permissions.get_linked_doctypes("ToDo")
    rows = [{"doc": "A", "applicable_for": None}, {"doc": "B", "applicable_for": "Note"}]
    assert frappe.permissions.filter_allowed_docs_for_doctype(rows, "ToDo") == (["A"], "A")
    session.set_user("Guest")
    with pytest.raises(frappe.PermissionError):
        frappe.permissions.check_admin_or_system_manager()
    with pytest.raises(frappe.PermissionError):
        frappe.permissions.can_import("ToDo", raise_exception=True)


def test_a_page_from_inside(session):
    assert "<form" in frappe.utils.get_html_for_route("login")


def test_a_link_for_the_desk(session):
    link = frappe.get_desk_link("ToDo", "x<y")
    assert "x&lt;y" in link and "/app/todo/" in link


class Sample(IntegrationTestCase):
    __test__ = False  # run by the test below, on its site

    def test_writes(self):
        frappe.get_doc({"doctype": "ToDo", "description": "of a test"}).insert()
        expected = {"description": "of a test", "status": "Open"}
        self.assertDocumentEqual(expected, frappe.get_last_doc("ToDo"))

    def test_user(self):
        with self.set_user("Guest"):
            self.assertEqual(frappe.session.user, "Guest")


def test_an_apps_tests_run_and_are_undone(session):
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Sample)
    result = unittest.TestResult()
    suite.run(result)
    assert (result.testsRun, result.failures, result.errors) == (2, [], [])
    assert not frappe.db.exists("ToDo", {"description": "of a test"})
    assert issubclass(FrappeTestCase, unittest.TestCase)


def test_settings_hooks_and_time_of_a_test(session):
    before = frappe.db.get_single_value("System Settings", "allow_login_using_user_name")
    with change_settings("System Settings", allow_login_using_user_name=1):
        assert frappe.db.get_single_value("System Settings", "allow_login_using_user_name") == 1
    assert frappe.db.get_single_value("System Settings", "allow_login_using_user_name") == before
    with patch_hooks({"no_such_hook": ["a"]}):
        assert frappe.get_hooks("no_such_hook") == ["a"]
    assert timeout(seconds=5)(lambda: 3)() == 3


def test_types_of_fields():
    assert DF.Table[str].__origin__ is DF.Table
    assert (DF.Link, DF.Check, DF.Currency) == (str, int, float)


OLDER = [
    (
        "frappe.model.db_query.DatabaseQuery",
        lambda found: found("Role").execute(filters={"name": "Guest"})[0].name,
    ),
    (
        "frappe.model.db_query.get_list",
        lambda found: found("Role", filters={"name": "Guest"}, cmd="x")[0].name,
    ),
    ("frappe.qb.functions.Count", lambda found: "Guest" if "COUNT" in str(found("name")) else ""),
    ("frappe.utils.safe_exec.safe_eval", lambda found: found("'Gu' + 'est'")),
    (
        "frappe.db.get_value",
        lambda found: found("Role", {"name": "Guest"}, "name", pluck=True, distinct=True),
    ),
]


@pytest.mark.parametrize(("path", "use"), OLDER)
def test_older_and_rarer_ways(session, path, use):
    assert use(resolve(path)) == "Guest"


def test_a_value_as_its_field_has_it(session):
    todo = frappe.new_doc("ToDo")
    assert todo.cast("3", frappe._dict(fieldtype="Int")) == 3


def test_apps_say_who_made_them(site):
    site.close()
    words = ["--sites", str(site.folder.parent), "list-apps", "--site", site.name]
    told = CliRunner().invoke(main, words).output
    assert told.startswith("frappe ") and "CSO Management, MIT, developers@example.org" in told
    (app,) = json.loads(CliRunner().invoke(main, [*words, "--format", "json"]).output)
    said = (app["app_publisher"], app["app_license"], app["app_title"])
    assert said == ("CSO Management", "MIT", "benchless")


def test_hooks_of_one_app_and_of_all(session):
    assert frappe.get_hooks("app_publisher", app_name="frappe") == ["CSO Management"]
    assert frappe.get_hooks("app_license") == ["MIT"] and frappe.get_hooks("app_email")
    assert frappe.get_hooks("no_such_hook") == [] and frappe.get_hooks("no_such_hook", 7) == 7
    everything = frappe.get_hooks(app_name="frappe")
    assert everything.app_name == ["frappe"] and "*" in everything.doc_events
    assert frappe.get_hooks().scheduler_events["daily"]
