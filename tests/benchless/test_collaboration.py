"""Comments, assignments, tags, likes and shares around a document."""

import json
from typing import Any

import frappe
import pytest
from frappe.desk.calendar import get_events
from frappe.desk.doctype.tag.tag import add_tag, get_documents_for_tag, remove_tag
from frappe.desk.form import assign_to
from frappe.desk.form.docinfo import docinfo_of
from frappe.desk.like import toggle_like

from benchless.errors import PermissionError, ValidationError

ANN, BOB = "ann@example.cn", "bob@example.cn"


@pytest.fixture
def case(session: Any) -> Any:
    for email in (ANN, BOB):
        values = {
            "doctype": "User",
            "email": email,
            "first_name": email[:3],
            "roles": [{"role": "Translator"}],
        }
        frappe.get_doc(values).insert()
    frappe.get_doc(
        {
            "doctype": "DocType", "name": "Case", "module": "Custom", "custom": 1, "autoname": "field:title",
            "fields": [{"fieldname": "title", "fieldtype": "Data", "label": "Title"}],
            "permissions": [{"role": "Translator", "read": 1, "write": 1, "create": 1, "if_owner": 1,
                             "share": 1}],
        }
    ).insert()  # fmt: skip
    session.set_user(ANN)
    return frappe.get_doc({"doctype": "Case", "title": "c"}).insert()


def column(name: str) -> Any:
    return json.loads(frappe.db.get_value("Case", "c", name) or "[]")


def assign(user: str) -> Any:
    return assign_to.add({"doctype": "Case", "name": "c", "assign_to": [user], "description": "look"})


def test_assignment_lets_see(session: Any, case: Any) -> None:
    session.set_user(BOB)
    assert not frappe.has_permission("Case", "read", doc="c")
    session.set_user(ANN)
    assert [row.owner for row in assign(BOB)] == [BOB]
    assert column("_assign") == [BOB]
    assign(BOB)
    assert frappe.db.count("ToDo", {"reference_name": "c"}) == 1
    session.set_user(BOB)
    assert frappe.has_permission("Case", "read", doc="c")
    assert frappe.get_all("Notification Log", filters={"for_user": BOB}, pluck="type") == ["Assignment"]
    assign_to.close("Case", "c", BOB)
    assert column("_assign") == []
    kinds = [row.comment_type for row in docinfo_of(case).assignment_logs]
    assert kinds == ["Assignment Completed", "Assigned"], "newest first"


def test_comment_mirror(session: Any, case: Any) -> None:
    comment = case.add_comment("Comment", "<p>one</p>")
    assert column("_comments") == [{"comment": "<p>one</p>", "by": ANN, "name": comment.name}]
    comment.content = "two"
    comment.save(ignore_permissions=True)
    assert column("_comments")[0]["comment"] == "two"
    comment.delete(ignore_permissions=True)
    assert column("_comments") == []


def test_like_and_tag(session: Any, case: Any) -> None:
    toggle_like("Case", "c", "Yes")
    toggle_like("Case", "c", "Yes")
    assert column("_liked_by") == [ANN]
    toggle_like("Case", "c", "No")
    assert column("_liked_by") == []
    assert add_tag("urgent, now", "Case", "c") == "urgent  now"
    add_tag("calm", "Case", "c")
    assert [row["name"] for row in get_documents_for_tag("calm")] == ["c"]
    remove_tag("urgent  now", "Case", "c")
    assert frappe.db.get_value("Case", "c", "_user_tags") == ",calm"


def test_strangers_stay_out(session: Any, case: Any) -> None:
    session.set_user(BOB)
    for call in (
        lambda: toggle_like("Case", "c", "Yes"),
        lambda: add_tag("x", "Case", "c"),
        lambda: assign(BOB),
    ):
        with pytest.raises(PermissionError):
            call()


def test_share_and_take_back(session: Any, case: Any) -> None:
    frappe.share.add("Case", "c", BOB, write=1)
    session.set_user(BOB)
    assert frappe.has_permission("Case", "write", doc="c")
    session.set_user(ANN)
    frappe.share.set_permission("Case", "c", BOB, "write", 0)
    frappe.share.set_permission("Case", "c", BOB, "read", 0)
    session.set_user(BOB)
    assert not frappe.has_permission("Case", "read", doc="c")


MARKS = {
    "tag": lambda doctype, name: add_tag("word", doctype, name),
    "like": lambda doctype, name: toggle_like(doctype, name, "Yes"),
}


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("doctype", ["Has Role", "System Settings"])
def test_rows_and_singles_keep_no_marks(session: Any, doctype: str, mark: str) -> None:
    name = frappe.get_all(doctype, pluck="name", limit=1)[0] if doctype == "Has Role" else doctype
    with pytest.raises(ValidationError):
        MARKS[mark](doctype, name)


@pytest.mark.parametrize(
    "map_of", [{"start": ["date"]}, {"start": "date", "end": {"a": 1}}, {"title": [[]]}, "x", []]
)
def test_a_calendar_takes_one_field_each(session: Any, map_of: Any) -> None:
    with pytest.raises((ValidationError, TypeError)):
        get_events("ToDo", "2026-01-01", "2026-02-01", map_of)
