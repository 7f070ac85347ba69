"""What holds a submitted document, rows deleted by themselves, and merges by the exact name."""

from typing import Any

import frappe
import pytest
from frappe import client
from frappe.desk.form.linked_with import get_submitted_linked_docs

from benchless.documents.renaming import rename_doc
from benchless.errors import DoesNotExistError, ValidationError
from tests.support.doctypes import make_doctype

ORDER, PAY, LINE = "Held Order", "Held Pay", "Held Line"
KINDS = [
    {"name": LINE, "istable": 1, "fields": [("what", "Data")]},
    {"name": ORDER, "is_submittable": 1, "autoname": "field:title", "allow_rename": 1,
     "fields": [("title", "Data"), ("lines", "Table", LINE)]},
    {"name": PAY, "is_submittable": 1, "autoname": "field:title",
     "fields": [("title", "Data"), ("order", "Link", ORDER), ("kind", "Link", "DocType"),
                ("other", "Dynamic Link", "kind")]},
]  # fmt: skip


@pytest.fixture
def order(session: Any) -> str:
    for kind in KINDS:
        make_doctype(**kind)
    lines = [{"what": "a"}, {"what": "b"}, {"what": "c"}]
    document = frappe.get_doc({"doctype": ORDER, "title": "Alpha", "lines": lines}).insert()
    return str(document.name)


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ([{"order": "Alpha"}], ["p0"]),
        ([{"kind": ORDER, "other": "Alpha"}], ["p0"]),
        ([{"order": "Alpha"}, {"kind": ORDER, "other": "Alpha"}], ["p0", "p1"]),
        ([{"kind": "User", "other": "Administrator"}], []),
    ],
)
def test_both_kinds_of_link_are_found(order: str, links: list[dict[str, str]], found: list[str]) -> None:
    frappe.get_doc(ORDER, order).submit()
    for number, values in enumerate(links):
        frappe.get_doc({"doctype": PAY, "title": f"p{number}", **values}).submit()
    answer = get_submitted_linked_docs(ORDER, order)
    assert sorted(row["name"] for row in answer["docs"]) == found
    assert answer["count"] == len(found)


def test_a_row_by_itself(order: str) -> None:
    rows = frappe.get_doc(ORDER, order).lines
    client.delete(LINE, rows[1].name)
    assert [(row.what, row.idx) for row in frappe.get_doc(ORDER, order).lines] == [("a", 1), ("c", 2)]
    with pytest.raises(DoesNotExistError):
        client.delete(LINE, rows[1].name)


@pytest.mark.parametrize(("target", "merges"), [("Beta", True), ("beta", False), ("Gamma", False)])
def test_merging_needs_the_exact_name(order: str, target: str, merges: bool) -> None:
    frappe.get_doc({"doctype": ORDER, "title": "Beta"}).insert()
    if merges:
        assert rename_doc(ORDER, order, target, merge=True, show_alert=False) == target
        assert not frappe.db.exists(ORDER, order)
    else:
        with pytest.raises(ValidationError):
            rename_doc(ORDER, order, target, merge=True, show_alert=False)


@pytest.mark.parametrize(
    ("kind", "given", "kept", "name"),
    [("Data", 5, "5", "5"), ("Data", " x ", "x", "x"), ("Int", 5, 5, "5"), ("Int", "6", 6, "6")],
)
def test_the_naming_field_holds_the_name(session: Any, kind: str, given: Any, kept: Any, name: str) -> None:
    fields = [{"fieldname": "title", "fieldtype": kind, "label": "Title"}]
    frappe.get_doc(
        {"doctype": "DocType", "name": "Held Name", "module": "Custom", "custom": 1,
         "autoname": "field:title", "fields": fields}
    ).insert()  # fmt: skip
    document = frappe.get_doc({"doctype": "Held Name", "title": given}).insert()
    assert (document.title, document.name) == (kept, name)
