"""Random acts by random people through the API: whatever happens, everything that is stored agrees."""

import json
import random
from collections.abc import Callable
from typing import Any

import frappe
import pytest

from cso_management.api import approvals
from cso_management.approvals import log
from cso_management.approvals.engine import attempts
from cso_management.approvals.rules import machine, model

from . import papers
from .papers import full

Call = Callable[..., Any]
PEOPLE = ["leader.wanghu", "leader.city", "officer.city", "leader.county", "officer.county", "leader.liuxi"]
MODES = ("any", "all", "sequence", "ratio")
ACTS = (
    *("agree", "agree", "agree", "refuse", "return", "transfer", "delegate", "answer", "add_signer"),
    *("remove_signer", "copy", "clarify", "comment", "claim", "release", "take_back", "urge"),
    *("withdraw", "resubmit", "terminate"),
)
CITED = [{"cited_field": "reason", "problem": "补"}]


class Story:
    """One paper, and what was accepted so far."""

    def __init__(self, doc: Any, chance: random.Random) -> None:
        self.doc, self.chance, self.accepted = doc, chance, 1

    def act(self) -> None:
        name, user, details = self._choose()
        before = self._stored()
        frappe.set_user(full(user)[0])
        error = attempts.run(approvals.act, self.doc.doctype, self.doc.name, name, **details)
        if error:
            assert self._stored() == before, f"a refused {name} changed something: {error}"
        else:
            self.accepted += 1
        self.check()

    def _choose(self) -> tuple[str, str, dict[str, Any]]:
        name, chance = self.chance.choice(ACTS), self.chance
        case = self.case()
        holders = [task.holder or task.pool[0] for task in case.open_tasks()]
        user = chance.choice(holders or PEOPLE) if chance.random() < 0.75 else chance.choice(PEOPLE)
        if name in ("withdraw", "resubmit", "urge") or not holders:
            user = papers.SUBMITTER
        details = {
            "opinion": "意见",
            "corrections": CITED,
            "people": full(chance.choice(PEOPLE)),
            "position": chance.choice(["before", "after", "beside"]),
            "to": chance.choice(["", "", "previous"]),
        }
        if name == "return" and case.status == model.RUNNING and not holders:
            details["to"] = ""
        return ("resubmit" if case.status == "Returned" else name), user, details

    def case(self) -> model.Case:
        content = frappe.db.get_value("CSO Approval Case", {"reference_name": self.doc.name}, "content")
        return model.Case.from_dict(json.loads(content))

    def _stored(self) -> Any:
        fields = ["status", "step", "round", "content"]
        case = frappe.db.get_value("CSO Approval Case", {"reference_name": self.doc.name}, fields)
        state = frappe.db.get_value(self.doc.doctype, self.doc.name, "workflow_state")
        return case, state, self.rows(), len(log.rows_of(self.doc.doctype, self.doc.name))

    def rows(self) -> list[tuple[int, str, str]]:
        found = frappe.get_all(
            "CSO Approval Task",
            filters={"reference_name": self.doc.name},
            fields=["number", "status", "holder"],
            order_by="number asc",
        )
        return [(row.number, row.status, row.holder or "") for row in found]

    def check(self) -> None:
        case = self.case()
        assert machine.is_sound(case), "the case hangs"
        assert self.rows() == [(task.number, task.status, task.holder) for task in case.tasks]
        state = frappe.db.get_value(self.doc.doctype, self.doc.name, "workflow_state")
        expected = {
            "Running": {"one": "First", "two": "Second"}.get(case.step),
            "Returned": "Sent Back",
            "Approved": "Final",
            "Refused": "Refused",
            "Withdrawn": "Withdrawn",
            "Terminated": "Withdrawn",
        }
        assert state == expected[case.status]
        self._check_log(case)

    def _check_log(self, case: model.Case) -> None:
        rows = log.rows_of(self.doc.doctype, self.doc.name)
        assert len(rows) == self.accepted, "an act is written once"
        assert log.first_broken_row(self.doc.doctype, self.doc.name) is None
        votes = [
            (task.step, task.round, task.acted_by) for task in case.tasks if task.status in model.DECIDED
        ]
        assert len(votes) == len(set(votes)), "somebody voted twice"
        barred = {papers.SUBMITTER + papers.DOMAIN, *case.deciders("two")}
        assert not barred & {task.acted_by for task in case.tasks if task.step == "two" and task.acted_by}


@pytest.mark.parametrize("seed", range(8))
def test_whatever_happens_everything_agrees(submitted: Call, seed: int) -> None:
    chance = random.Random(seed)
    for _story in range(3):
        steps = {
            key: {
                "people": chance.sample(PEOPLE, 3),
                "mode": (mode := chance.choice(MODES)),
                "needed": 2,
                "needed_unit": "count",
                "pool": int(mode == "any" and chance.random() < 0.4),
                "resubmit": chance.choice(["first", "back"]),
                "escalate_role": "CSO City Leader",
                "on_nobody": "next level up",
            }
            for key in ("one", "two")
        }
        story = Story(submitted(one=steps["one"], two={**steps["two"], "deciding": 1}), chance)
        for _turn in range(25):
            story.act()
            if story.case().status in model.CLOSED:
                break
