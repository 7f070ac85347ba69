"""The workflow file and the tables of the code say the same."""

import json
from pathlib import Path
from typing import Any

import pytest

import cso_management
from cso_management.permissions import roles
from cso_management.registry.filing import editing, states

PACKAGE = Path(cso_management.__file__).parent


def read(*parts: str) -> Any:
    return json.loads(PACKAGE.joinpath(*parts).read_text(encoding="utf-8"))


WORKFLOW = read("workflows", "cso_filing.json")
TRANSITIONS = [
    (row["state"], row["action"], row["next_state"], row["allowed"]) for row in WORKFLOW["transitions"]
]
DRAWN_STATES = {row["state"] for row in WORKFLOW["states"]}


def test_every_transition_is_an_act_and_every_act_a_transition() -> None:
    assert {(before, after): action for before, action, after, _role in TRANSITIONS} == states.ACTS


def test_no_role_is_an_administrator() -> None:
    assert roles.ADMINISTRATOR not in {role for *_rest, role in TRANSITIONS}


def test_states_and_actions_are_shipped() -> None:
    states = read("fixtures", "once", "workflow_state.json")
    assert {row["workflow_state_name"] for row in states} == DRAWN_STATES
    shipped = {row["workflow_action_name"] for row in read("fixtures", "once", "workflow_action_master.json")}
    assert shipped == {action for _state, action, *_rest in TRANSITIONS}


def test_every_state_can_be_left_or_ends() -> None:
    ends = {states.CERTIFICATE_ISSUED, states.LEDGERED, states.WITHDRAWN, states.LAPSED, states.UPHELD}
    assert DRAWN_STATES - {state for state, *_rest in TRANSITIONS} == ends


@pytest.mark.parametrize("state", states.REVIEW)
def test_every_review_can_return_and_resume(state: str) -> None:
    pairs = {(before, action, after) for before, action, after, _role in TRANSITIONS}
    assert (state, "Return for Correction", states.RETURNED) in pairs
    assert (states.RETURNED, "Resubmit", state) in pairs


@pytest.mark.parametrize("state", states.REVIEW)
def test_who_acts_in_a_review_may_write_his_opinion(state: str) -> None:
    for role in {row[3] for row in TRANSITIONS if row[0] == state and row[1] != "Withdraw"}:
        assert "next_opinion" in editing.editable_parts(state, [role])


@pytest.mark.parametrize("state", states.REVIEW)
def test_no_office_writes_the_applicants_data(state: str) -> None:
    parts = editing.editable_parts(state, roles.REGIONAL_ROLES)
    assert not parts & {"org_name", "principal_id_no", "founders", "materials", "region"}
