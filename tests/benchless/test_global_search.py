"""The search over everything: kept by every save, and shown to nobody who may not read it."""

import frappe
import pytest
from frappe.desk.doctype.global_search_settings import global_search_settings as settings
from frappe.utils import global_search

from benchless.search import index

PAPER, LINE = "Searched Paper", "Searched Line"
READER, WRITER = "reader@search.example", "writer@search.example"


@pytest.fixture(scope="module", autouse=True)
def papers(site):
    """A DocType with an open field, a closed one, and rows; two users of whom one may read all of it."""
    with site.session("Administrator"):
        frappe.flags.in_install = False
        for role in ("Paper Reader", "Paper Secretary"):
            frappe.get_doc({"doctype": "Role", "role_name": role}).insert()
        marked = {"in_global_search": 1, "fieldtype": "Data"}
        line = {"doctype": "DocType", "name": LINE, "module": "Core", "custom": 1, "istable": 1}
        frappe.get_doc({**line, "fields": [{"fieldname": "item", "label": "Item", **marked}]}).insert()
        rights = [
            {
                "role": "System Manager",
                "read": 1,
                "write": 1,
                "create": 1,
                "delete": 1,
                "submit": 1,
                "cancel": 1,
            },
            {"role": "System Manager", "read": 1, "write": 1, "permlevel": 1},
            {"role": "Paper Reader", "read": 1},
            {"role": "Paper Secretary", "read": 1},
            {"role": "Paper Secretary", "read": 1, "permlevel": 1},
        ]
        fields = [
            {"fieldname": "subject", "label": "Subject", **marked},
            {"fieldname": "secret", "label": "Secret", "permlevel": 1, **marked},
            {"fieldname": "body", "label": "Body", **marked, "fieldtype": "Text Editor"},
            {"fieldname": "plain", "label": "Plain", "fieldtype": "Data"},
            {"fieldname": "disabled", "label": "Disabled", "fieldtype": "Check"},
            {"fieldname": "lines", "label": "Lines", "fieldtype": "Table", "options": LINE},
        ]
        kind = {"doctype": "DocType", "name": PAPER, "module": "Custom", "custom": 1, "is_submittable": 1}
        frappe.get_doc(
            {**kind, "title_field": "subject", "allow_rename": 1, "fields": fields, "permissions": rights}
        ).insert()
        for user, role in ((READER, "Paper Reader"), (WRITER, "Paper Secretary")):
            data = {"doctype": "User", "email": user, "first_name": user, "send_welcome_email": 0}
            frappe.get_doc({**data, "roles": [{"role": role}]}).insert()
        page = frappe.get_doc("Global Search Settings")
        page.append("allowed_in_global_search", {"document_type": PAPER})
        page.save()


def paper(**values):
    return frappe.get_doc({"doctype": PAPER, **values}).insert()


def names(text, user="Administrator", **more):
    frappe.set_user(user)
    found = [row.name for row in global_search.search(text, **more)]
    frappe.set_user("Administrator")
    return found


QUESTIONS = [
    ("harbour", True),
    ("HARBOUR", True),
    ("bour", True),
    ("harbour bridge", True),
    ("harbour tunnel", False),
    ("tunnel & harbour", True),
    ("&", False),
    ("", False),
    ("100%", True),
    ("100_", False),
    ("%", True),
    ("养老服务", True),
    ("卷宗", True),
    ("Chairs", True),
    ("not searched", False),
    ("<b>", False),
    ("' OR 1=1 --", False),
]


@pytest.mark.parametrize(("text", "found"), QUESTIONS)
def test_words(session, text, found):
    body = "<p>Plan for <b>养老服务</b> 100% done</p>"
    doc = paper(
        subject="Harbour",
        secret="卷宗",
        body=f"{body} bridge",
        plain="not searched",
        lines=[{"item": "Chairs"}],
    )
    assert (doc.name in names(text)) is found


def test_answer(session):
    doc = paper(subject="Lighthouse", secret="s", body="<p>stone &amp; glass</p>", lines=[{"item": "Lamp"}])
    (row,) = global_search.search("Lighthouse")
    content = "Subject : Lighthouse ||| Secret : s ||| Body : stone & glass ||| Item : Lamp"
    assert (row.doctype, row.name, row.title, row.content) == (PAPER, doc.name, "Lighthouse", content)


CHANGES = [
    ("save", lambda doc: doc.update({"subject": "Castle"}).save(), "Castle", True),
    ("the old text", lambda doc: doc.update({"subject": "Castle"}).save(), "Windmill", False),
    ("db_set", lambda doc: doc.db_set("subject", "Palace"), "Palace", True),
    ("delete", lambda doc: doc.delete(), "Windmill", False),
    ("disable", lambda doc: doc.update({"disabled": 1}).save(), "Windmill", False),
    ("submit", lambda doc: doc.submit(), "Windmill", True),
    ("cancel", lambda doc: (doc.submit(), doc.cancel()), "Windmill", False),
]


@pytest.mark.parametrize(
    ("change", "text", "found"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES]
)
def test_every_change_is_kept(session, change, text, found):
    doc = paper(subject="Windmill")
    change(doc)
    assert bool(names(text)) is found


def test_a_new_name_is_kept(session):
    doc = paper(subject="Watermill")
    frappe.rename_doc(PAPER, doc.name, "Mill-7")
    assert names("Watermill") == ["Mill-7"]


def test_what_is_rolled_back_is_not_found(session):
    session.db.savepoint("before")
    paper(subject="Ghost")
    session.db.rollback(save_point="before")
    assert names("Ghost") == []


LEVELS = [
    (WRITER, "Openword", True),
    (WRITER, "Closedword", True),
    (READER, "Openword", True),
    (READER, "Closedword", False),
    (READER, "Openword Closedword", False),
    (READER, "Closedword & Openword", True),
    ("Guest", "Openword", False),
]


@pytest.mark.parametrize(("user", "text", "found"), LEVELS)
def test_levels_of_fields_hold(session, user, text, found):
    """What is above a reader's level is neither shown nor found."""
    paper(subject="Openword", secret="Closedword", lines=[{"item": "Table"}])
    frappe.set_user(user)
    rows = global_search.search(text)
    assert bool(rows) is found
    if user == READER and found:
        assert rows[0].content == "Subject : Openword ||| Item : Table"
    frappe.set_user("Administrator")


def test_rows_of_others_stay_theirs(session):
    """User Permissions hold as in lists."""
    mine, theirs = paper(subject="Granary"), paper(subject="Granary")
    frappe.get_doc(
        {"doctype": "User Permission", "user": READER, "allow": PAPER, "for_value": mine.name}
    ).insert()
    assert names("Granary", READER) == [mine.name]
    assert sorted(names("Granary")) == sorted([mine.name, theirs.name])


def test_titles_first_then_pages(session):
    later = [paper(subject=f"x{n}", body="Quarry").name for n in range(4)]
    first = paper(subject="Quarry").name
    assert names("Quarry") == [first, *sorted(later)]
    assert names("Quarry", start=1, limit=2) == sorted(later)[:2]
    assert names("Quarry", doctype="ToDo") == [] and names("Quarry", doctype=PAPER)[0] == first


def test_only_listed_doctypes(session):
    paper(subject="Orchard")
    page = frappe.get_doc("Global Search Settings")
    page.allowed_in_global_search = [
        row for row in page.allowed_in_global_search if row.document_type != PAPER
    ]
    page.save()
    assert names("Orchard") == [] and names("Orchard", doctype=PAPER) == []


@pytest.mark.parametrize("names", [["ToDo", "ToDo"], ["Role"]])
def test_a_bad_list_is_refused(session, names):
    page = frappe.get_doc("Global Search Settings")
    page.allowed_in_global_search = []
    for name in names:
        page.append("allowed_in_global_search", {"document_type": name})
    with pytest.raises(frappe.ValidationError):
        page.save()


def test_the_list_follows_the_hooks(session):
    settings.reset_global_search_settings_doctypes()
    listed = settings.get_doctypes_for_global_search()
    assert "ToDo" in listed and PAPER not in listed


def test_reading_again(session):
    doc = paper(subject="Vineyard", lines=[{"item": "Grapes"}])
    before = session.db.dicts("SELECT * FROM `__global_search` WHERE name=?", (doc.name,))
    global_search.reset()
    assert names("Vineyard") == []
    global_search.rebuild_for_doctype(PAPER)
    assert session.db.dicts("SELECT * FROM `__global_search` WHERE name=?", (doc.name,)) == before
    global_search.delete_for_document(doc)
    assert names("Vineyard") == []
    global_search.update_global_search(doc)
    assert names("Grapes") == [doc.name]


def test_a_changed_definition_is_noticed(session):
    index.rebuild(PAPER)
    assert not index.is_stale(PAPER)
    frappe.make_property_setter(
        {
            "doctype": PAPER,
            "fieldname": "plain",
            "property": "in_global_search",
            "value": 1,
            "property_type": "Check",
        }
    )
    assert index.is_stale(PAPER) and PAPER in index.rebuild_stale()
    assert not index.is_stale(PAPER)
    frappe.delete_doc("DocType", PAPER)
    assert session.db.rows("SELECT name FROM `__global_search` WHERE doctype=?", (PAPER,)) == []
