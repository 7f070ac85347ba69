"""Documents step by step, tables and functions of queries, on both databases."""

import frappe
import pytest
from frappe.query_builder import functions as fn
from frappe.query_builder.custom import STRING_AGG, Month, MonthName
from frappe.query_builder.terms import NamedParameterWrapper, ParameterizedFunction

KIND = "Stepped Note"


@pytest.fixture
def kind(session):
    fields = [
        {"fieldname": "title", "label": "Title", "fieldtype": "Data", "default": "{begins} to {ends}"},
        {"fieldname": "begins", "label": "Begins", "fieldtype": "Date"},
        {"fieldname": "ends", "label": "Ends", "fieldtype": "Date"},
        {"fieldname": "once", "label": "Once", "fieldtype": "Data", "set_only_once": 1},
        {"fieldname": "high", "label": "High", "fieldtype": "Data", "permlevel": 1},
        {"fieldname": "amount", "label": "Amount", "fieldtype": "Data", "search_index": 1},
    ]
    data = {"doctype": "DocType", "name": KIND, "module": "Custom", "custom": 1, "title_field": "title"}
    rights = [{"role": "System Manager", "read": 1, "write": 1, "create": 1}]
    return frappe.get_doc({**data, "fields": fields, "permissions": rights, "track_changes": 0}).insert()


def note(**values):
    return frappe.get_doc({"doctype": KIND, **values})


SPANS = [
    ("2024-01-01", "2024-01-02", True),
    ("2024-01-02", "2024-01-02", True),
    ("2024-01-03", "2024-01-02", False),
    (None, "2024-01-02", True),
    ("2024-01-03", None, True),
]


@pytest.mark.parametrize(("begins", "ends", "good"), SPANS)
def test_spans(kind, begins, ends, good):
    doc = note(begins=begins, ends=ends)
    if good:
        doc.validate_from_to_dates("begins", "ends")
    else:
        with pytest.raises(frappe.exceptions.InvalidDates):
            doc.validate_from_to_dates("begins", "ends")


def test_names_are_given_once(kind):
    doc = note()
    doc.set_new_name(set_name="mine")
    doc.set_new_name()
    assert doc.name == "mine"
    doc.set_new_name(force=True)
    other = note()
    other.set_new_name()
    assert other.name and other.name != "mine"


def test_rows_know_their_document(session):
    user = frappe.get_doc({"doctype": "User", "name": "x@y.example", "roles": [{"role": "All"}]})
    user.set_parent_in_children()
    assert (user.roles[0].parent, user.roles[0].parenttype) == ("x@y.example", "User")


def test_who_was_quicker(kind):
    doc = note(title="a").insert()
    doc.check_if_latest()
    frappe.get_doc(KIND, doc.name).save()
    with pytest.raises(frappe.TimestampMismatchError):
        doc.check_if_latest()


def test_set_only_once(kind):
    doc = note(once="a").insert()
    doc.once = "b"
    with pytest.raises(frappe.CannotChangeConstantError):
        doc.save()
    doc = frappe.get_doc(KIND, doc.name)
    doc.once = "b"
    doc._hold_before()
    with pytest.raises(frappe.CannotChangeConstantError):
        doc.validate_set_only_once()


def test_titles_by_a_pattern(kind):
    doc = note(begins="2024-01-01", ends="2024-02-01", __islocal=1)
    doc.set_title_field()
    assert doc.title == "2024-01-01 to 2024-02-01"
    doc.title = "own"
    doc.set_title_field()
    assert doc.title == "own"
    assert note(begins="2024-01-01", ends="2024-02-01").insert().title == "2024-01-01 to 2024-02-01"
    assert note(title="{__class__} {begins.x} {no}").insert().title == "{__class__} {begins.x} {no}"


@pytest.mark.parametrize(("text", "dummy"), [("*****", True), ("*", True), ("a**", False), ("secret", False)])
def test_stars_are_no_password(kind, text, dummy):
    assert note().is_dummy_password(text) is dummy


def test_levels(kind):
    doc = note(high="stored").insert()
    assert doc.get_permlevel_access() == list(range(10))
    frappe.db.set_value(KIND, doc.name, "high", "kept")
    doc.high = "typed"
    doc.reset_values_if_no_permlevel_access([0], doc.meta.get_high_permlevel_fields())
    assert doc.high == "kept"
    doc.high = "typed"
    doc.reset_values_if_no_permlevel_access([0, 1], doc.meta.get_high_permlevel_fields())
    assert doc.high == "typed"


def test_papers_of_an_amendment(session):
    kind = {
        "doctype": "DocType",
        "name": "Amended Note",
        "module": "Custom",
        "custom": 1,
        "is_submittable": 1,
    }
    frappe.get_doc({**kind, "fields": [{"fieldname": "a", "fieldtype": "Data", "label": "A"}]}).insert()
    old = frappe.get_doc({"doctype": "Amended Note"}).insert()
    frappe.utils.file_manager.save_file("a.txt", "hello", "Amended Note", old.name)
    new = frappe.get_doc({"doctype": "Amended Note", "name": "new", "amended_from": old.name})
    new.copy_attachments_from_amended_from()
    assert frappe.db.count("File", {"attached_to_name": "new"}) == 1


def test_the_workflow_of_a_doctype(session):
    assert frappe.get_meta("ToDo").get_workflow() is None
    frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": "Only"}).insert()
    state = {"state": "Only", "doc_status": "0", "allow_edit": "All"}
    flow = {"doctype": "Workflow", "workflow_name": "Flow of notes", "document_type": "ToDo", "is_active": 1}
    frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": "Stay"}).insert()
    step = {"state": "Only", "action": "Stay", "next_state": "Only", "allowed": "All"}
    frappe.get_doc({**flow, "states": [state], "transitions": [step]}).insert()
    assert frappe.get_meta("ToDo").get_workflow() == "Flow of notes"


# database -------------------------------------------------------------------------------------


def test_columns_and_their_types(kind):
    doc = note(amount="12").insert()
    assert {"name", "title", "amount"} <= set(frappe.db.get_columns(KIND))
    frappe.db.change_column_type(KIND, "amount", "bigint(20)", nullable=True)
    assert frappe.db.sql(f"SELECT amount + 1 FROM `tab{KIND}` WHERE name=%s", doc.name)[0][0] == 13
    assert "int" in frappe.db.get_column_type(KIND, "amount").lower()
    assert any("amount" in columns for columns in frappe.local.db.tables.indexes(f"tab{KIND}").values())
    frappe.db.change_column_type(KIND, "amount", "varchar(140)", nullable=True)
    assert frappe.db.get_value(KIND, doc.name, "amount") in ("12", 12)
    for bad in ("int; DROP TABLE x", "int)", "text DEFAULT 'x'"):
        with pytest.raises(frappe.ValidationError):
            frappe.db.change_column_type(KIND, "amount", bad)


STATEMENTS = [
    ("SELECT %s", ("a'b",), "SELECT 'a''b'"),
    ("SELECT %(n)s, %(m)s", {"n": 1, "m": None}, "SELECT 1, NULL"),
    (
        "SELECT name FROM tabUser WHERE name IN %s",
        (["a", "b"],),
        "SELECT name FROM tabUser WHERE name IN ('a','b')",
    ),
    ("SELECT 1", (), "SELECT 1"),
]


@pytest.mark.parametrize(("query", "values", "text"), STATEMENTS)
def test_statements_as_people_read_them(session, query, values, text):
    assert frappe.db.mogrify(query, values) == text


def test_the_last_statement(session):
    frappe.db.sql("SELECT name FROM tabUser WHERE name=%s", "Guest")
    assert frappe.db.last_query == "SELECT name FROM tabUser WHERE name='Guest'"


QUERIES = [
    (lambda u: fn.Concat_ws("-", u.name, u.name), "Guest-Guest"),
    (lambda u: STRING_AGG(u.name, ";"), "Guest"),
    (lambda u: MonthName("2024-03-05"), "March"),
    (lambda u: Month("2024-03-05"), 3),
    (lambda u: ParameterizedFunction("UPPER", "x' OR 1"), "X' OR 1"),
    (lambda u: fn.ImportMapper({"mariadb": fn.GroupConcat, "postgres": STRING_AGG})(u.name), "Guest"),
]


@pytest.mark.parametrize("number", range(len(QUERIES)))
def test_functions_of_queries(session, number):
    made, answer = QUERIES[number]
    user = frappe.qb.DocType("User")
    assert frappe.qb.from_(user).select(made(user)).where(user.name == "Guest").run()[0][0] == answer


def test_a_separator_between_many(session):
    user = frappe.qb.DocType("User")
    names = (
        frappe.qb.from_(user)
        .select(STRING_AGG(user.name, " | "))
        .where(user.name.isin(["Guest", "Administrator"]))
    )
    assert sorted(names.run()[0][0].split(" | ")) == ["Administrator", "Guest"]


def test_parameters_by_hand():
    kept = NamedParameterWrapper()
    assert [kept.get_sql(value) for value in ("a", 2)] == ["%(param1)s", "%(param2)s"]
    assert kept.get_parameters() == {"param1": "a", "param2": 2}
    assert fn.SqlFunctions.IfNull.value == "ifnull"
