"""What the form shows as open is what the server takes: every process, every state, every field.

The form follows one answer of the server (`process.editing`, sent with the document). Here each field of each
document is changed by whoever writes it in that state, and by one who does not; the save must be refused
exactly where the answer leaves the field out.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe
import pytest

from cso_management.permissions import matrix
from cso_management.process import closing, difference
from cso_management.service_purchase import contract

from . import expected
from .doors import Caller
from .people import account
from .reading import people, table
from .world import SECOND, WORKFLOWS, World, states_of

# Everything with a workflow, and what is closed by its own status.
STEPPED = {json.loads(path.read_text(encoding="utf-8"))["document_type"] for path in WORKFLOWS.glob("*.json")}
PROCESSES = sorted((STEPPED & set(matrix.RULES)) | {"CSO Publicity Notice", "CSO Score Sheet"})
NUMBERS = ("Int", "Float", "Currency", "Percent")
asked = {"fields": 0, "open": 0}


@contextmanager
def someone(site: Any, user: str) -> Iterator[None]:
    """A session of this person; nothing of it stays."""
    with site.session():
        frappe.local.lang = "zh"
        frappe.set_user(user)
        yield
        frappe.set_user("Administrator")
        frappe.db.rollback()


def answer(callers: dict[str, Caller], word: str, doctype: str, name: str) -> dict[str, Any]:
    """As the form gets it."""
    path = "/api/method/frappe.desk.form.load.getdoc"
    found = callers[word].get(path, doctype=doctype, name=name)
    assert found.status_code == 200, (word, name)
    return dict(found.json["docs"][0]["__onload"]["editing"])


def another(df: Any, value: Any) -> Any:
    """A value that differs; whether it makes sense is another question."""
    if df.fieldtype == "Check":
        return 1 - int(value or 0)
    if df.fieldtype in NUMBERS:
        return float(value or 0) + 1
    if df.fieldtype in ("Date", "Datetime"):
        return "2031-05-06" if df.fieldtype == "Date" else "2031-05-06 08:00:00"
    return linked(df, value) if df.fieldtype == "Link" else f"{value or ''}改"


def linked(df: Any, value: Any) -> str | None:
    """Some other document; nothing where there is none."""
    filters = [["name", "!=", value or ""]]
    filters += [["name", "like", "990121%"]] if df.options == "CSO Region" else []
    found = frappe.get_all(df.options, filters=filters, pluck="name", limit=1, order_by="name desc")
    return found[0] if found else None


def changed(doc: Any, df: Any) -> None:
    if df.fieldtype not in difference.TABLES:
        doc.set(df.fieldname, another(df, doc.get(df.fieldname)))
    elif doc.get(df.fieldname):
        doc.set(df.fieldname, [])
    else:
        doc.append(df.fieldname, _row(df))


def _row(df: Any) -> dict[str, Any]:
    fields = difference.input_fields(frappe.get_meta(df.options))
    return {one.fieldname: another(one, None) for one in fields}


def takes(doctype: str, name: str, df: Any) -> bool | None:
    """Is the change of one field saved, or refused for another reason than the state of the document?

    Nothing can be told where the other value is out of this person's reach.
    """
    doc = frappe.get_doc(doctype, name)
    changed(doc, df)
    frappe.db.savepoint("closed_fields")
    try:
        doc.save()
    except frappe.PermissionError as error:
        return False if "不能修改" in str(error) else None
    except Exception as error:
        # These documents are bare: whatever else is missing is found after the state was judged.
        return "不能修改" not in str(error)
    finally:
        frappe.db.rollback(save_point="closed_fields")
        frappe.clear_messages()
    return True


def of_level(doctype: str, df: Any) -> bool:
    return df.permlevel in frappe.get_meta(doctype).get_permlevel_access("write")


@pytest.mark.parametrize("doctype", PROCESSES)
def test_the_form_is_open_where_the_server_is(
    doctype: str, world: World, callers: dict[str, Caller], rights_site: Any
) -> None:
    wrong = []
    for state, cell in table(expected.WRITES, doctype, states_of(doctype)).items():
        for word in sorted(people(cell)):
            name = world.names[doctype, state]
            told = answer(callers, word, doctype, name)
            with someone(rights_site, account(word)):
                wrong += [f"{state}, {word}, {row}" for row in differences(doctype, name, told)]
    assert not wrong, "\n".join(wrong)


def differences(doctype: str, name: str, told: dict[str, Any]) -> Iterator[str]:
    for df in difference.input_fields(frappe.get_meta(doctype)):
        if df.fieldtype == "Dynamic Link" or df.fieldname in told["columns"]:
            continue
        # What a person may not write at all is put back without a word.
        if df.hidden or not of_level(doctype, df):
            if df.fieldname in told["fields"]:
                yield f"{df.fieldname}: not his to write"
            continue
        shown, taken = df.fieldname in told["fields"], takes(doctype, name, df)
        asked["fields"] += taken is not None
        asked["open"] += bool(taken)
        if taken not in (None, shown):
            yield f"{df.fieldname}: open in the form {shown}, taken by the server {taken}"


@pytest.mark.parametrize("doctype", PROCESSES)
def test_nothing_is_open_to_a_mere_reader(doctype: str, world: World, callers: dict[str, Caller]) -> None:
    reads = table(expected.READS, doctype, states_of(doctype))
    writes = table(expected.WRITES, doctype, states_of(doctype))
    for state in states_of(doctype):
        for word in sorted(people(reads[state]) - people(writes[state]))[:3]:
            assert answer(callers, word, doctype, world.names[doctype, state])["fields"] == [], (state, word)


CLOSED = [
    ("CSO Provider Selection", "Awarded", "pro", ["failed_reason"], "重新组织遴选"),
    ("CSO Provider Selection", "Publicity", "pro", ["failed_reason"], "重新组织遴选"),
    (
        "CSO Service Contract",
        "Active",
        "pro",
        ["milestones", "finance_filed_on", "announced_on", "end_reason", "settlement"],
        "补充协议",
    ),
    ("CSO Payment Request", "Paid", "fin", [], "款项已支付"),
    ("CSO Annual Review", "Published", "cof", ["objection"], "已有结论"),
    ("CSO Rural Pilot", "Summarised", "cof", ["support", "side_reason", "recovered_amount"], "已总结"),
    ("CSO Publicity Notice", "Published", "vil", ["objections"], "请撤销后重新发布"),
    ("CSO Performance Evaluation", "Confirmed", "pro", ["published_on"], "评价已确认"),
]


@pytest.mark.parametrize("doctype,state,word,fields,why", CLOSED)
def test_what_stays_open_after_the_decision_and_what_the_form_says(
    doctype: str,
    state: str,
    word: str,
    fields: list[str],
    why: str,
    world: World,
    callers: dict[str, Caller],
) -> None:
    told = answer(callers, word, doctype, world.names[doctype, state])
    assert sorted(told["fields"]) == sorted(fields)
    assert why in "".join(told["why"])


def test_promises_of_milestones(world: World, rights_site: Any) -> None:
    """Rows neither come nor go, their promise stays, their progress does not."""
    name, row = world.names["CSO Service Contract", "Active"], {"title": "中期", "due_date": "2027-01-01"}
    with someone(rights_site, "Administrator"):
        before = frappe.get_doc("CSO Service Contract", name)
        before.append("milestones", row)
        told = closing.columns(before, "Active")["milestones"]
        for column in difference.input_fields(frappe.get_meta("CSO Contract Milestone")):
            doc = Changed(before)
            doc.milestones[0].set(column.fieldname, another(column, row.get(column.fieldname)))
            assert refuses(doc) is (column.fieldname in told), column.fieldname
        doc = Changed(before)
        doc.milestones.clear()
        assert refuses(doc)


class Changed:
    """A copy of a document with what it was before: as a save sees it."""

    closings = contract.CLOSINGS

    def __init__(self, before: Any):
        self.before, self.meta, self.flags = before, before.meta, frappe._dict()
        self.milestones = list(frappe.copy_doc(before).milestones)

    def get_doc_before_save(self) -> Any:
        return self.before

    def get(self, name: str) -> Any:
        return self.milestones if name == "milestones" else self.before.get(name)


def refuses(doc: Any) -> bool:
    try:
        closing.before_validate(doc)
    except frappe.ValidationError:
        return True
    return False


def test_many_fields_were_tried_and_some_are_open() -> None:
    assert asked["fields"] > 2000
    assert asked["open"] > 300


def test_every_second_step_is_a_state_of_its_own() -> None:
    assert any(state.endswith(SECOND) for name in PROCESSES for state in states_of(name))
