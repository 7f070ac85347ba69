"""The table of acts: every act in every mode, what it leaves behind, and whom it is refused."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest

from cso_management.api import approvals
from cso_management.approvals import log
from cso_management.approvals.engine import attempts

from . import papers
from .drawings import drawing
from .papers import full

Call = Callable[..., Any]
A, B, C, D = "leader.wanghu", "leader.city", "officer.city", "officer.county"
MODES = ("any", "all", "sequence", "ratio")
CITED = [{"cited_field": "reason", "problem": "不清"}]
WORDS = {"opinion": "意见"}
RETURN = {**WORDS, "corrections": CITED}


@pytest.fixture
def at_one(submitted: Call) -> Call:
    """`at_one("all")`: a paper at a step of A, B and C; two of them are enough for a ratio."""

    def start(mode: str, **values: Any) -> Any:
        one = {"people": [A, B, C], "mode": mode, "needed": 2, "needed_unit": "count"}
        return submitted(one={**one, "escalate_role": "CSO County Leader", **values})

    return start


def statuses(doc: Any, step: str = "one") -> str:
    """Of the tasks in the order of their opening: `Agreed Open Open`."""
    rows = frappe.get_all(
        "CSO Approval Task",
        filters={"reference_name": doc.name, "step": step},
        pluck="status",
        order_by="number asc",
    )
    return " ".join(rows)


def outcome(doc: Any) -> tuple[str, str, str]:
    state = frappe.db.get_value(doc.doctype, doc.name, "workflow_state")
    case = frappe.db.get_value("CSO Approval Case", {"reference_name": doc.name}, "status")
    return state, case, statuses(doc)


def overdue(doc: Any) -> None:
    """As if the deadlines had been long ago."""
    case = frappe.db.get_value(
        "CSO Approval Case", {"reference_name": doc.name}, ["name", "memory"], as_dict=True
    )
    memory = frappe.parse_json(case.memory)
    memory["due"] = dict.fromkeys(memory["due"], "2020-01-02")
    frappe.db.set_value("CSO Approval Case", case.name, "memory", frappe.as_json(memory))


OPENED = {
    "any": "Open Open Open",
    "all": "Open Open Open",
    "sequence": "Open Waiting Waiting",
    "ratio": "Open Open Open",
}
REST = {mode: text.partition(" ")[2] for mode, text in OPENED.items()}
AFTER_ONE = {"all": "Open Open", "sequence": "Open Waiting", "ratio": "Open Open"}
GONE = "Cancelled Cancelled"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("act_name", ["agree", "refuse", "return"])
def test_a_first_decision(at_one: Call, act: Call, mode: str, act_name: str) -> None:
    doc = at_one(mode)
    act(doc, A, act_name, **(RETURN if act_name == "return" else WORDS))
    word = {"agree": "Agreed", "refuse": "Refused", "return": "Returned"}[act_name]
    ended = {
        "agree": ("Second", "Running"),
        "refuse": ("Refused", "Refused"),
        "return": ("Sent Back", "Returned"),
    }
    if mode == "any" or (act_name != "agree" and mode != "ratio"):
        assert outcome(doc) == (*ended[act_name], f"{word} {GONE}")
    else:
        assert outcome(doc) == ("First", "Running", f"{word} {AFTER_ONE[mode]}")


@pytest.mark.parametrize(
    ("mode", "votes", "expected"),
    [
        ("all", "agree agree agree", "Second"),
        ("all", "agree agree refuse", "Refused"),
        ("all", "agree return", "Sent Back"),
        ("sequence", "agree agree agree", "Second"),
        ("sequence", "agree refuse", "Refused"),
        ("ratio", "agree agree", "Second"),
        ("ratio", "refuse agree agree", "Second"),
        ("ratio", "return agree agree", "Second"),
        ("ratio", "refuse refuse", "Refused"),
        ("ratio", "refuse return", "Sent Back"),
        ("ratio", "agree refuse refuse", "Refused"),
    ],
)
def test_several_decisions(at_one: Call, act: Call, mode: str, votes: str, expected: str) -> None:
    doc = at_one(mode)
    for user, vote in zip((A, B, C), votes.split(), strict=False):
        act(doc, user, vote, **RETURN)
    assert outcome(doc)[0] == expected
    assert "Open" not in statuses(doc)


@pytest.mark.parametrize("mode", MODES)
def test_transfer(at_one: Call, act: Call, mode: str) -> None:
    doc = at_one(mode)
    act(doc, A, "transfer", people=full(D))
    assert outcome(doc) == ("First", "Running", f"Transferred {REST[mode]} Open")
    with pytest.raises((frappe.ValidationError, frappe.PermissionError)):
        act(doc, A, "agree")
    assert act(doc, D, "agree")["task_status"] == "Agreed"


@pytest.mark.parametrize("mode", MODES)
def test_delegate_comes_back(at_one: Call, act: Call, mode: str) -> None:
    doc = at_one(mode)
    act(doc, A, "delegate", people=full(D), **WORDS)
    assert statuses(doc) == f"Held {REST[mode]} Open"
    for name in ("agree", "refuse"):
        with pytest.raises(frappe.ValidationError):
            act(doc, D, name, **WORDS)
    with pytest.raises(frappe.ValidationError):
        act(doc, D, "answer")
    act(doc, D, "answer", **WORDS)
    assert statuses(doc) == f"{OPENED[mode]} Answered"
    assert act(doc, A, "agree")["task_status"] == "Agreed"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("position", "own", "added"),
    [("before", "Held", "Open"), ("after", "Open", "Waiting"), ("beside", "Open", "Open")],
)
def test_add_and_remove_signer(
    at_one: Call, act: Call, mode: str, position: str, own: str, added: str
) -> None:
    doc = at_one(mode)
    act(doc, A, "add_signer", people=full(D), position=position)
    assert statuses(doc) == f"{own} {REST[mode]} {added}"
    with pytest.raises(frappe.PermissionError):
        act(doc, B, "remove_signer", people=full(D))
    act(doc, A, "remove_signer", people=full(D))
    assert statuses(doc) == f"{OPENED[mode]} Cancelled"


@pytest.mark.parametrize(("position", "order"), [("before", (D, A)), ("after", (A, D)), ("beside", (A, D))])
def test_an_added_signer_counts(at_one: Call, act: Call, position: str, order: tuple[str, str]) -> None:
    doc = at_one("any")
    act(doc, A, "add_signer", people=full(D), position=position)
    act(doc, order[0], "agree")
    assert outcome(doc)[0] == "First"
    act(doc, order[1], "agree")
    assert outcome(doc)[0] == "Second"


def test_removing_the_last_open_signer_moves_the_document(at_one: Call, act: Call) -> None:
    doc = at_one("any")
    act(doc, A, "add_signer", people=full(D), position="after")
    act(doc, A, "agree")
    assert act(doc, A, "remove_signer", people=full(D))["workflow_state"] == "Second"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("act_name", "details"),
    [("copy", {"people": full(D)}), ("comment", WORDS), ("clarify", {"people": full(D), **WORDS})],
)
def test_acts_that_move_nothing(
    at_one: Call, act: Call, mode: str, act_name: str, details: dict[str, Any]
) -> None:
    doc = at_one(mode)
    assert act(doc, A, act_name, **details)["result"] == "waiting"
    assert outcome(doc) == ("First", "Running", OPENED[mode])
    frappe.set_user(full(D)[0])
    if act_name == "comment":
        return
    assert frappe.db.exists("Notification Log", {"document_name": doc.name, "for_user": full(D)[0]})
    assert [row["name"] for row in approvals.inbox("copied")["rows"]] == [doc.name]
    assert approvals.get_case(doc.doctype, doc.name)["task"] is None


def test_who_was_asked_answers_with_a_comment(at_one: Call, act: Call) -> None:
    doc = at_one("any")
    with pytest.raises(frappe.ValidationError):
        act(doc, A, "clarify", people=full(D))
    with pytest.raises(frappe.PermissionError):
        act(doc, D, "comment", opinion="路过")
    act(doc, A, "clarify", people=full(D), opinion="面积多少？")
    act(doc, D, "comment", opinion="四十平方米")
    texts = [(row.act, row.opinion) for row in log.rows_of(doc.doctype, doc.name)]
    assert texts[-2:] == [("clarify", "面积多少？"), ("comment", "四十平方米")]


@pytest.mark.parametrize("mode", MODES)
def test_withdraw(at_one: Call, act: Call, mode: str) -> None:
    doc = at_one(mode)
    if mode in ("all", "ratio"):
        act(doc, A, "agree")
    with pytest.raises(frappe.PermissionError):
        act(doc, B, "withdraw")
    act(doc, papers.SUBMITTER, "withdraw")
    state, case, tasks = outcome(doc)
    assert (state, case) == ("Withdrawn", "Withdrawn")
    assert not {"Open", "Waiting", "Held"} & set(tasks.split())


def test_no_withdrawal_once_the_deciding_step_acted(at_one: Call, act: Call) -> None:
    doc = at_one("all", deciding=1)
    act(doc, A, "agree")
    with pytest.raises(frappe.ValidationError, match="决定环节"):
        act(doc, papers.SUBMITTER, "withdraw")


@pytest.mark.parametrize("mode", MODES)
def test_take_back(at_one: Call, act: Call, mode: str) -> None:
    doc = at_one(mode)
    act(doc, A, "agree")
    with pytest.raises((frappe.ValidationError, frappe.PermissionError)):
        act(doc, B, "take_back")
    act(doc, A, "take_back")
    assert outcome(doc) == ("First", "Running", OPENED[mode])
    assert "Open" not in statuses(doc, "two")
    frappe.set_user(full(A)[0])
    nodes = {row["step"]: row["state"] for row in approvals.get_case(doc.doctype, doc.name)["timeline"]}
    assert nodes["one"] == "current"
    assert nodes["two"] == "next"


def test_an_undone_node_is_cancelled(at_one: Call, act: Call) -> None:
    doc = at_one("any")
    act(doc, A, "agree")
    act(doc, A, "take_back")
    frappe.set_user(full(A)[0])
    timeline = approvals.get_case(doc.doctype, doc.name)["timeline"]
    assert [(row["step"], row["state"]) for row in timeline] == [
        ("one", "current"),
        ("two", "cancelled"),
        ("two", "next"),
    ]


@pytest.mark.parametrize("mode", MODES)
def test_urge(at_one: Call, act: Call, mode: str) -> None:
    doc = at_one(mode)
    act(doc, papers.SUBMITTER, "urge")
    rows = frappe.get_all(
        "CSO Approval Task", filters={"reference_name": doc.name}, pluck="urged", order_by="number asc"
    )
    assert rows == [int(status == "Open") for status in OPENED[mode].split()]
    with pytest.raises(frappe.ValidationError, match="15"):
        act(doc, papers.SUBMITTER, "urge")


@pytest.mark.parametrize("mode", MODES)
def test_terminate(at_one: Call, act: Call, mode: str) -> None:
    doc = at_one(mode)
    with pytest.raises(frappe.ValidationError):
        act(doc, "leader.county", "terminate")
    act(doc, "leader.county", "terminate", opinion="重复")
    state, case, tasks = outcome(doc)
    assert (state, case) == ("Withdrawn", "Terminated")
    assert set(tasks.split()) == {"Cancelled"}


@pytest.mark.parametrize("mode", MODES)
def test_submit_and_resubmit(at_one: Call, act: Call, mode: str) -> None:
    doc = at_one(mode)
    with pytest.raises((frappe.ValidationError, frappe.PermissionError)):
        act(doc, papers.SUBMITTER, "submit")
    for user in (A, B) if mode == "ratio" else (A,):
        act(doc, user, "return", **RETURN)
    with pytest.raises((frappe.ValidationError, frappe.PermissionError)):
        act(doc, A, "resubmit")
    answer = act(doc, papers.SUBMITTER, "resubmit")
    assert (answer["workflow_state"], answer["status"]) == ("First", "Running")
    assert statuses(doc).endswith(OPENED[mode])


HELD_ACTS = {
    "agree": {},
    "refuse": WORDS,
    "return": RETURN,
    "transfer": {"people": full(D)},
    "delegate": {"people": full(D)},
    "add_signer": {"people": full(D), "position": "beside"},
    "copy": {"people": full(D)},
    "clarify": {"people": full(D), **WORDS},
}
OTHER_ACTS = {
    "withdraw": {},
    "take_back": {},
    "urge": {},
    "terminate": WORDS,
    "comment": WORDS,
    "answer": WORDS,
}
EVERY_ACT = {**HELD_ACTS, **OTHER_ACTS, "claim": {}, "release": {}, "remove_signer": {"people": full(B)}}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("user", ["leader.liuxi", "Administrator", "admin.county"])
@pytest.mark.parametrize("act_name", EVERY_ACT)
def test_whoever_has_no_task_does_nothing(
    at_one: Call, act: Call, mode: str, user: str, act_name: str
) -> None:
    doc = at_one(mode)
    before = outcome(doc), len(log.rows_of(doc.doctype, doc.name))
    error = attempts.run(act, doc, user, act_name, **EVERY_ACT[act_name])
    assert error
    assert (outcome(doc), len(log.rows_of(doc.doctype, doc.name))) == before


@pytest.mark.parametrize("act_name", sorted(EVERY_ACT.keys() - {"comment"}))
def test_a_closed_case_stays_closed(at_one: Call, act: Call, act_name: str) -> None:
    doc = at_one("any")
    act(doc, A, "refuse", **WORDS)
    before = outcome(doc)
    user = papers.SUBMITTER if act_name in ("withdraw", "urge") else B
    assert attempts.run(act, doc, user, act_name, **EVERY_ACT[act_name])
    assert outcome(doc) == before


@pytest.mark.parametrize("act_name", [name for name in EVERY_ACT if name in HELD_ACTS] + ["comment"])
def test_every_act_is_written_once(at_one: Call, act: Call, act_name: str) -> None:
    doc = at_one("all")
    details = {**EVERY_ACT[act_name], "opinion": "意见", "act_id": "same"}
    first = act(doc, A, act_name, **details)
    assert act(doc, A, act_name, **details) == first
    rows = [row for row in log.rows_of(doc.doctype, doc.name) if row.act == act_name]
    assert [(row.actor, row.opinion, row.step) for row in rows] == [(full(A)[0], "意见", "one")]
    assert log.first_broken_row(doc.doctype, doc.name) is None
    snapshot = frappe.db.get_value("CSO Approval Log", rows[0].name, "snapshot_hash")
    assert len(snapshot) == 64


def test_refuse_is_not_offered_without_a_target(at_one: Call, act: Call) -> None:
    doc = at_one("any", refuse_action=None)
    frappe.set_user(full(A)[0])
    offered = {row["act"] for row in approvals.get_case(doc.doctype, doc.name)["acts"]}
    assert "agree" in offered and "refuse" not in offered
    with pytest.raises(frappe.ValidationError, match="不予"):
        act(doc, A, "refuse", **WORDS)
    assert outcome(doc) == ("First", "Running", OPENED["any"])


def test_what_changed_since_the_first_submission(at_one: Call, act: Call) -> None:
    doc = at_one("any")
    for text in ("改一", "改二"):
        act(doc, A, "return", **RETURN)
        frappe.set_user(full(papers.SUBMITTER)[0])
        mended = frappe.get_doc(doc.doctype, doc.name)
        mended.reason = text
        mended.save()
        act(doc, papers.SUBMITTER, "resubmit")
    found = approvals.changes(doc.doctype, doc.name)
    assert found["since_submission"] == []
    assert [(row["before"], row["after"]) for row in found["since_first"]] == [("原因", "改二")]


@pytest.mark.parametrize(
    ("rule", "act_name", "needed"),
    [
        ("negative", "agree", False),
        ("negative", "refuse", True),
        ("always", "agree", True),
        ("never", "agree", False),
        ("never", "refuse", True),
        ("overdue", "agree", True),
    ],
)
def test_opinions(at_one: Call, act: Call, rule: str, act_name: str, needed: bool) -> None:
    doc = at_one("any", opinion_rule=rule, limit_days=1)
    if rule == "overdue":
        overdue(doc)
    error = attempts.run(act, doc, A, act_name)
    assert bool(error) is needed


@pytest.mark.parametrize("rule", ["none", "typed", "drawn"])
def test_signatures(at_one: Call, act: Call, rule: str) -> None:
    doc = at_one("any", signature=rule)
    assert bool(attempts.run(act, doc, A, "agree")) is (rule != "none")
    if rule == "drawn":
        assert attempts.run(act, doc, A, "agree", signature="张敏"), "a typed name is no drawing"
    if rule != "none":
        act(doc, A, "agree", signature=drawing())
    assert outcome(doc)[0] == "Second"


def test_a_route_copies_by_itself(at_one: Call) -> None:
    doc = at_one("any", copy_to="\n".join(full(D)))
    frappe.set_user(full(D)[0])
    assert [row["name"] for row in approvals.inbox("copied")["rows"]] == [doc.name]
    page = approvals.get_case(doc.doctype, doc.name)
    assert (page["task"], page["acts"]) == (None, [])
