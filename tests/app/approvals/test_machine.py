"""Acts and returns on the machine: who, when, and what holds afterwards."""

import pytest

from cso_management.approvals.rules import acts, machine, model
from cso_management.approvals.rules.machine import Refused
from cso_management.approvals.rules.model import Case, Step

ALL = Step("s", "all")
ANY = Step("s", "any")
SEQ = Step("s", "sequence")
RATIO = Step("s", "ratio", needed=2)


def opened(step: Step, *people: str) -> Case:
    case = Case("boss")
    machine.open_step(case, step, list(people or ("A", "B", "C")))
    return case


def number(case: Case, person: str) -> int:
    return next(task.number for task in reversed(case.tasks) if task.holder == person)


def status(case: Case, person: str) -> str:
    return next(task.status for task in reversed(case.tasks) if task.holder == person)


def agree(case: Case, step: Step, person: str) -> str:
    return machine.decide(case, step, number(case, person), person, model.AGREED)


def give_back(case: Case, step: Step, person: str) -> None:
    assert machine.decide(case, step, number(case, person), person, model.RETURNED) == "fail"
    machine.send_back(case, step, number(case, person), person)


def refused(reason: str):  # noqa: ANN201
    return pytest.raises(Refused, match=f"^{reason}$")


def test_any_the_first_decides() -> None:
    case = opened(ANY)
    assert agree(case, ANY, "B") == "pass"
    assert [status(case, person) for person in "ABC"] == ["Cancelled", "Agreed", "Cancelled"]
    with refused("not_open"):
        agree(case, ANY, "A")


def test_all_needs_everybody_and_the_first_refusal_ends_it() -> None:
    case = opened(ALL)
    assert agree(case, ALL, "A") == "open"
    assert machine.decide(case, ALL, number(case, "B"), "B", model.REFUSED) == "fail"
    assert status(case, "C") == "Cancelled"


def test_a_sequence_opens_one_after_the_other() -> None:
    case = opened(SEQ)
    assert [task.status for task in case.tasks] == ["Open", "Waiting", "Waiting"]
    with refused("not_open"):
        agree(case, SEQ, "B")
    assert [agree(case, SEQ, person) for person in "ABC"] == ["open", "open", "pass"]


def test_ratio_passes_and_fails_as_early_as_it_can() -> None:
    case = opened(RATIO)
    assert machine.decide(case, RATIO, number(case, "A"), "A", model.REFUSED) == "open"
    assert agree(case, RATIO, "B") == "open"
    assert agree(case, RATIO, "C") == "pass"
    case = opened(RATIO)
    machine.decide(case, RATIO, number(case, "A"), "A", model.REFUSED)
    assert machine.decide(case, RATIO, number(case, "B"), "B", model.REFUSED) == "fail"


def test_r1_a_return_of_one_of_three_opens_all_again() -> None:
    case = opened(ALL)
    agree(case, ALL, "A")
    give_back(case, ALL, "B")
    assert (case.status, status(case, "C")) == ("Returned", "Cancelled")
    assert machine.resubmit(case) is None
    machine.open_step(case, ALL, ["A", "B", "C"])
    assert case.round == 2
    assert [task.status for task in case.here()] == ["Open"] * 3
    assert case.tasks[0].status == "Agreed"


def test_r2_straight_back_keeps_the_step() -> None:
    step = Step("s", "all", resubmit="back")
    case = opened(step)
    give_back(case, step, "B")
    assert machine.resubmit(case) == "s"


def test_r3_old_votes_are_history() -> None:
    case = opened(RATIO)
    agree(case, RATIO, "A")
    agree(case, RATIO, "B")
    after = Step("t")
    machine.open_step(case, after, ["D"])
    machine.decide(case, after, number(case, "D"), "D", model.RETURNED)
    machine.go_back_to(case, "s")
    machine.open_step(case, RATIO, ["A", "B", "C"])
    assert agree(case, RATIO, "A") == "open"
    assert [task.status for task in case.tasks if task.round == 1 and task.step == "s"] == [
        "Agreed",
        "Agreed",
        "Cancelled",
    ]


def test_r4_a_signer_before_is_cancelled_with_the_return() -> None:
    case = opened(ALL)
    machine.add_signer(case, number(case, "B"), "B", ["D"], model.BEFORE)
    assert (status(case, "B"), status(case, "D")) == ("Held", "Open")
    give_back(case, ALL, "C")
    assert (status(case, "B"), status(case, "D")) == ("Cancelled", "Cancelled")
    machine.resubmit(case)
    machine.open_step(case, ALL, ["A", "B", "C"])
    assert "D" not in {task.holder for task in case.here()}


def test_r5_a_signer_after_returns_to_the_step_before() -> None:
    case = opened(Step("first"), "X")
    agree(case, Step("first"), "X")
    machine.open_step(case, ANY, ["B"])
    machine.add_signer(case, number(case, "B"), "B", ["D"], model.AFTER)
    assert agree(case, ANY, "B") == "open"
    assert status(case, "D") == "Open"
    machine.decide(case, ANY, number(case, "D"), "D", model.RETURNED)
    machine.go_back_to(case, "first")
    machine.open_step(case, Step("first"), ["X"])
    assert [task.holder for task in case.open_tasks()] == ["X"]


def test_r6_a_delegate_cannot_answer_a_decided_step() -> None:
    case = opened(ANY)
    machine.delegate(case, number(case, "B"), "B", "E")
    agree(case, ANY, "A")
    assert (status(case, "B"), status(case, "E")) == ("Cancelled", "Cancelled")
    with refused("not_open"):
        machine.answer(case, number(case, "E"), "E")


def test_r7_the_new_holder_is_not_preferred() -> None:
    case = opened(Step("first"), "X")
    agree(case, Step("first"), "X")
    machine.open_step(case, ANY, ["B", "C"])
    machine.transfer(case, number(case, "B"), "B", "F")
    machine.decide(case, ANY, number(case, "F"), "F", model.RETURNED)
    machine.go_back_to(case, "first")
    machine.open_step(case, Step("first"), ["X"])
    agree(case, Step("first"), "X")
    machine.open_step(case, ANY, ["B", "C"])
    assert {task.holder for task in case.open_tasks()} == {"B", "C"}


def test_r8_a_sequence_starts_at_the_first_or_at_the_returner() -> None:
    case = opened(SEQ)
    agree(case, SEQ, "A")
    give_back(case, SEQ, "B")
    assert case.returned["order"] == 1
    assert machine.resubmit(case) is None
    machine.open_step(case, SEQ, ["A", "B", "C"])
    assert [task.holder for task in case.open_tasks()] == ["A"]


def test_r12_take_back_after_a_claim() -> None:
    case = opened(Step("first"), "X")
    agree(case, Step("first"), "X")
    pool = machine.open_step(case, ANY, ["B", "C"], pool=True)[0]
    machine.claim(case, pool.number, "B")
    task = machine.take_back(case, "X")
    assert (task.status, pool.status, case.step) == ("Open", "Cancelled", "first")


def test_nothing_is_taken_back_after_somebody_acted() -> None:
    case = opened(Step("first"), "X")
    agree(case, Step("first"), "X")
    machine.open_step(case, ALL, ["B", "C"])
    agree(case, ALL, "B")
    with refused("not_last"):
        machine.take_back(case, "X")


def test_r13_withdraw_while_half_agreed() -> None:
    case = opened(ALL)
    agree(case, ALL, "A")
    machine.withdraw(case, "boss", {"decision"})
    assert (case.status, status(case, "B")) == ("Withdrawn", "Cancelled")
    assert machine.is_sound(case)


def test_no_withdrawal_after_the_deciding_step_acted() -> None:
    case = opened(ALL)
    agree(case, ALL, "A")
    with refused("decided"):
        machine.withdraw(case, "boss", {"s"})
    with refused("not_submitter"):
        machine.withdraw(case, "A", set())


def test_r14_one_result() -> None:
    case = opened(ALL, "A", "B")
    agree(case, ALL, "A")
    assert machine.decide(case, ALL, number(case, "B"), "B", model.REFUSED) == "fail"
    machine.close(case, model.CASE_REFUSED)
    with refused("closed"):
        agree(case, ALL, "B")


def test_r15_a_new_clerk_gets_the_task() -> None:
    case = opened(Step("first"), "old")
    agree(case, Step("first"), "old")
    machine.open_step(case, ANY, ["B"])
    machine.decide(case, ANY, number(case, "B"), "B", model.RETURNED)
    machine.go_back_to(case, "first")
    machine.open_step(case, Step("first"), ["new"])
    assert [task.holder for task in case.open_tasks()] == ["new"]


def test_transfer_does_not_come_back_and_delegation_does() -> None:
    case = opened(ALL)
    machine.transfer(case, number(case, "A"), "A", "F")
    with refused("not_open"):
        agree(case, ALL, "A")
    machine.delegate(case, number(case, "B"), "B", "E")
    with refused("held"):
        agree(case, ALL, "B")
    machine.answer(case, number(case, "E"), "E")
    assert agree(case, ALL, "B") == "open"


def test_beside_joins_as_all() -> None:
    case = opened(ANY)
    machine.add_signer(case, number(case, "A"), "A", ["D"], model.BESIDE)
    assert agree(case, ANY, "B") == "open"
    assert agree(case, ANY, "D") == "pass"


def test_removing_the_last_open_signer_decides_at_once() -> None:
    case = opened(ANY, "A")
    machine.add_signer(case, number(case, "A"), "A", ["D"], model.AFTER)
    assert agree(case, ANY, "A") == "open"
    with refused("not_yours"):
        machine.remove_signer(case, ANY, number(case, "D"), "B")
    assert machine.remove_signer(case, ANY, number(case, "D"), "A") == "pass"


def test_nobody_votes_twice_in_a_step() -> None:
    case = opened(ALL)
    for person in ("B", "A"):
        with refused("already_in"):
            machine.transfer(case, number(case, "A"), "A", person)
    agree(case, ALL, "B")
    with refused("already_in"):
        machine.add_signer(case, number(case, "A"), "A", ["B"], model.BESIDE)


def test_a_pool_is_claimed_once_and_may_be_released() -> None:
    case = Case("boss")
    task = machine.open_step(case, ANY, ["A", "B"], pool=True)[0]
    machine.claim(case, task.number, "A")
    with refused("claimed"):
        machine.claim(case, task.number, "B")
    with refused("not_yours"):
        agree_as(case, task.number, "B")
    machine.release(case, task.number, "A")
    assert agree_as(case, task.number, "B") == "pass"


def agree_as(case: Case, task: int, person: str) -> str:
    return machine.decide(case, ANY, task, person, model.AGREED)


def test_a_step_without_people_does_not_open() -> None:
    with refused("nobody"):
        machine.open_step(Case("boss"), ANY, [])


@pytest.mark.parametrize("mode", ["any", "all", "sequence", "ratio"])
@pytest.mark.parametrize(
    "act", ["agree", "transfer", "delegate", "answer", "add", "remove", "claim", "release", "take_back"]
)
def test_every_act_is_refused_to_a_stranger(mode: str, act: str) -> None:
    step = Step("s", mode, needed=1)
    case = opened(step)
    before = case.as_dict()
    doors = {
        "agree": lambda: machine.decide(case, step, 1, "X", model.AGREED),
        "transfer": lambda: machine.transfer(case, 1, "X", "Y"),
        "delegate": lambda: machine.delegate(case, 1, "X", "Y"),
        "answer": lambda: machine.answer(case, 1, "X"),
        "add": lambda: machine.add_signer(case, 1, "X", ["Y"], model.BESIDE),
        "remove": lambda: machine.remove_signer(case, step, 1, "X"),
        "claim": lambda: machine.claim(case, 1, "X"),
        "release": lambda: machine.release(case, 1, "X"),
        "take_back": lambda: machine.take_back(case, "X"),
    }
    with pytest.raises(Refused):
        doors[act]()
    assert case.as_dict() == before


def test_the_table_of_acts() -> None:
    case = opened(ALL, "A", "B")
    mine = case.open_tasks()[:1]
    assert acts.possible(case, ALL, "A", set(), mine) == [*acts.HOLDER_ACTS]
    assert acts.possible(case, ALL, "boss", set(), []) == ["withdraw", "urge"]
    assert acts.possible(case, ALL, "X", set(), []) == []
    give_back(case, ALL, "A")
    assert acts.possible(case, ALL, "boss", set(), []) == ["withdraw", "resubmit"]
    machine.close(case, model.WITHDRAWN)
    assert acts.possible(case, ALL, "boss", set(), []) == []


def test_a_case_survives_json() -> None:
    case = opened(ALL)
    agree(case, ALL, "A")
    assert Case.from_dict(case.as_dict()).as_dict() == case.as_dict()
