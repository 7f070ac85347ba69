"""Straight into the database: whatever is changed there, verification names the row."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest

from cso_management import verify
from cso_management.api import approvals
from cso_management.approvals import log
from cso_management.approvals.rules import log_row
from tests.app.approvals.cases import rich
from tests.app.approvals.drawings import drawing

Call = Callable[..., Any]
LOG, TASK, KEPT, CHAIN = (
    "CSO Approval Log",
    "CSO Approval Task",
    "CSO Approval Evidence",
    "CSO Approval Chain",
)
MOMENTS = {"creation", "modified", "at"}
ROWS = 8
NUMBERS = {"overdue_days", "days_used", "round", "is_system", "sequence", "hash_version", "docstatus", "idx"}


@pytest.fixture
def case(new_application: Call, act: Call, set_step: Call, session: Any) -> Any:
    doc = rich(new_application, act, set_step)
    frappe.set_user("Administrator")
    return doc


def first_broken(doc: Any) -> tuple[int | None, str | None]:
    found = verify.case(doc.doctype, doc.name)
    return found["first_broken"], found["damage"][0]["item"] if found["damage"] else None


def tampered(doc: Any, statement: str, *values: Any) -> tuple[int | None, str | None]:
    """What verification says after a statement that is undone again."""
    frappe.db.savepoint("tamper")
    frappe.db.sql(statement, values)
    found = first_broken(doc)
    frappe.db.rollback(save_point="tamper")
    return found


def other(column: str, value: Any) -> Any:
    if column in MOMENTS:
        return "2020-01-01 00:00:00.000001"
    if column == "due_on":
        return "2020-01-01"
    return 77 if column in NUMBERS else f"{value or ''}x"


def rows_of(doc: Any) -> list[Any]:
    return log.stored_rows(doc.doctype, doc.name)


@pytest.mark.usefixtures("session")
def test_every_column_is_covered() -> None:
    """A field that is added later must be hashed from a new version on."""
    fields = {df.fieldname for df in frappe.get_meta(LOG).fields if "Break" not in df.fieldtype}
    standard = {"name", "owner", "creation", "modified", "modified_by", "docstatus", "idx"}
    assert {*fields, *standard} == {*log_row.ALL, "prev_hash", "row_hash"}


def test_a_whole_case_is_whole(case: Any) -> None:
    found = verify.case(case.doctype, case.name)
    assert found == {"ok": True, "rows": ROWS, "first_broken": None, "damage": []}


def test_any_column_of_any_row(case: Any) -> None:
    missed = []
    for row in rows_of(case):
        for column in [*log_row.ALL, "prev_hash", "row_hash"]:
            change = f"UPDATE `tab{LOG}` SET `{column}`=%s WHERE name=%s"
            found, item = tampered(case, change, other(column, row[column]), row.name)
            if found != row.sequence or item not in ("log", "end"):
                missed.append((row.sequence, column, found, item))
    assert not missed


def emptied(column: str) -> Any:
    """What an emptied column holds: a date cannot be an empty text on every database."""
    if column in NUMBERS:
        return 0
    return "2000-01-01" if column in MOMENTS else None if column == "due_on" else ""


def test_a_value_that_is_emptied(case: Any) -> None:
    missed = []
    for row in rows_of(case):
        for column in log_row.ALL:
            if row[column] and column not in ("reference_doctype", "reference_name", "sequence", "name"):
                empty = emptied(column)
                found, _item = tampered(
                    case, f"UPDATE `tab{LOG}` SET `{column}`=%s WHERE name=%s", empty, row.name
                )
                missed += [] if found == row.sequence else [(row.sequence, column, found)]
    assert not missed


def test_rows_that_are_gone(case: Any) -> None:
    for row in rows_of(case):
        found, _item = tampered(case, f"DELETE FROM `tab{LOG}` WHERE name=%s", row.name)
        assert found == row.sequence
    assert tampered(case, f"DELETE FROM `tab{LOG}` WHERE reference_name=%s", case.name) == (1, "end")
    assert tampered(case, f"DELETE FROM `tab{CHAIN}` WHERE reference_name=%s", case.name) == (ROWS + 1, "end")
    assert tampered(case, f"UPDATE `tab{CHAIN}` SET last_hash='' WHERE reference_name=%s", case.name) == (
        ROWS + 1,
        "end",
    )


@pytest.mark.parametrize("column", ["opinion", "signature", "acted_by", "on_behalf_of"])
def test_any_decision_of_any_task(case: Any, column: str) -> None:
    for task in frappe.get_all(
        TASK, filters={"reference_name": case.name}, pluck="name", order_by="number asc"
    ):
        row, item = tampered(case, f"UPDATE `tab{TASK}` SET `{column}`='x' WHERE name=%s", task)
        assert (row or 0) > 0 and item == "task", task


def test_a_decided_task_that_is_gone(case: Any) -> None:
    decided = {row.task: row.sequence for row in rows_of(case) if row.decision_hash}
    for task, sequence in decided.items():
        assert tampered(case, f"DELETE FROM `tab{TASK}` WHERE name=%s", task) == (sequence, "task")


def test_any_form_and_any_signature(case: Any) -> None:
    """Also what was withheld, and the signature of the decision that was taken back."""
    rows = rows_of(case)
    forms = {row.snapshot_hash for row in rows}
    signatures = {row.signature_hash for row in rows if row.signature_hash}
    assert len(signatures) == 2
    for name in frappe.get_all(KEPT, pluck="name", order_by="name asc"):
        first = [row.sequence for row in rows if name in (row.snapshot_hash, row.signature_hash)][:1]
        for change in ("SET content=concat(content, ' ')", "SET name='0'", "SET content=''"):
            found, item = tampered(case, f"UPDATE `tab{KEPT}` {change} WHERE name=%s", name)
            if first:
                assert (found, item) == (first[0], "form" if name in forms else "signature")
            elif item:
                assert (found, item) == (1, "form")


def test_a_file_that_was_exchanged_on_the_disk(case: Any) -> None:
    name = frappe.get_all("File", filters={"attached_to_name": case.name}, pluck="name", order_by="name asc")[
        0
    ]
    path = frappe.get_doc("File", name).get_full_path()
    with open(path, "rb") as file:
        content = file.read()
    try:
        with open(path, "wb") as file:
            file.write(content + b" ")
        assert first_broken(case) == (ROWS, "attachment")
    finally:
        with open(path, "wb") as file:
            file.write(content)
    assert first_broken(case) == (None, None)


def test_all_documents_in_batches(case: Any) -> None:
    whole = verify.everything(limit=3)
    assert whole["ok"] and whole["checked"] > 10
    frappe.db.sql(f"UPDATE `tab{LOG}` SET opinion='x' WHERE reference_name=%s AND sequence=4", (case.name,))
    found = verify.everything(limit=3)
    assert found["checked"] == whole["checked"]
    assert [(row["name"], row["first_broken"], row["item"]) for row in found["broken"]] == [
        (case.name, 4, "log")
    ]


def test_who_may_ask(case: Any, as_user: Call) -> None:
    as_user("clerk.wanghu")
    assert approvals.verify(case.doctype, case.name)["ok"]
    with pytest.raises(frappe.PermissionError):
        approvals.verify_all()
    as_user("clerk.liuxi")
    with pytest.raises(frappe.PermissionError):
        approvals.verify(case.doctype, case.name)
    as_user("auditor.county")
    assert approvals.verify_all(limit=2)["checked"] == 2


def test_signatures_are_kept_and_shown(case: Any, as_user: Call) -> None:
    hashes = [row.signature_hash for row in rows_of(case) if row.signature_hash]
    as_user("leader.wanghu")
    shown = [approvals.signature(case.doctype, case.name, one)["signature"] for one in hashes]
    assert shown == [drawing(10), drawing(200)]
    with pytest.raises(frappe.DoesNotExistError):
        approvals.signature(case.doctype, case.name, "0" * 64)
    as_user("clerk.liuxi")
    with pytest.raises(frappe.PermissionError):
        approvals.signature(case.doctype, case.name, hashes[0])


@pytest.mark.parametrize(
    "bad",
    [
        "data:image/svg+xml;base64,PHN2Zz4=",
        "data:image/png;base64,AAAA",
        "data:text/html,x",
        "张" * 141,
        drawing() + "A" * 300_000,
    ],
)
def test_what_is_no_signature(new_application: Call, act: Call, set_step: Call, bad: str) -> None:
    set_step("village-review", signature="drawn")
    doc = new_application()
    act(doc, "rep.new", "submit")
    with pytest.raises(frappe.ValidationError):
        act(doc, "village.yingyue", "agree", signature=bad)


def test_proofs_cannot_be_changed_through_the_app(case: Any) -> None:
    for doctype in (KEPT, LOG):
        doc = frappe.get_doc(doctype, frappe.get_all(doctype, pluck="name", order_by="name asc", limit=1)[0])
        with pytest.raises(frappe.PermissionError):
            doc.save()
        with pytest.raises(frappe.PermissionError):
            doc.delete()


def test_equal_forms_are_kept_once(case: Any, act: Call) -> None:
    before = frappe.db.count(KEPT)
    act(case, "rep.new", "comment", opinion="请尽快")
    act(case, "rep.new", "comment", opinion="谢谢")
    rows = rows_of(case)
    assert rows[-1].snapshot_hash == rows[-2].snapshot_hash
    assert frappe.db.count(KEPT) <= before + 1
