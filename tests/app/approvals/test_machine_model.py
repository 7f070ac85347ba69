"""Twenty thousand random acts: a case never hangs, never counts a vote twice, never lets a stranger act."""

import copy
import random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cso_management.approvals.rules import machine, model, modes
from cso_management.approvals.rules.machine import Refused
from cso_management.approvals.rules.model import Case, Step, Task

PEOPLE = [f"p{number}" for number in range(8)]
MODES = ("any", "all", "sequence", "ratio")
ACTS = ("agree", "refuse", "return", "transfer", "delegate", "answer", "before", "after", "beside", "remove")
MORE = ("claim", "release", "withdraw", "take_back", "resubmit", "back")
COUNT = {"acts": 0, "refused": 0}


class Driver:
    """What the engine does around the machine: open the next step, close, start again."""

    def __init__(self, modes_of_steps: tuple[str, ...], needed: int, resubmit: str, pool: bool) -> None:
        self.steps = [
            Step(f"s{number}", mode, needed=needed, deciding=number == 2, resubmit=resubmit)
            for number, mode in enumerate(modes_of_steps)
        ]
        self.pool = pool
        self.case = Case("boss")
        self.open(self.steps[0])

    def step(self) -> Step:
        return next(step for step in self.steps if step.key == self.case.step)

    def open(self, step: Step) -> None:
        number = self.steps.index(step)
        people = PEOPLE[number : number + 3]
        machine.open_step(self.case, step, people, pool=self.pool and step.mode == "any")

    def act(self, name: str, user: str, other: str, number: int) -> None:
        COUNT["acts"] += 1
        before = copy.deepcopy(self.case.as_dict())
        try:
            self._act(name, user, other, number)
        except Refused:
            COUNT["refused"] += 1
            assert self.case.as_dict() == before, "a refused act changed the case"
        else:
            self._check_right(name, user, number, before)

    def _act(self, name: str, user: str, other: str, number: int) -> None:
        case, step = self.case, self.step()
        if name in ("agree", "refuse", "return"):
            statuses = {"agree": model.AGREED, "refuse": model.REFUSED, "return": model.RETURNED}
            self._after(name, machine.decide(case, step, number, user, statuses[name]), number, user)
        elif name == "remove":
            verdict = machine.remove_signer(case, step, number, user)
            self._after("agree", verdict, number, user)
        elif name in ("before", "after", "beside"):
            machine.add_signer(case, number, user, [other], name)
        elif name in ("transfer", "delegate"):
            getattr(machine, name)(case, number, user, other)
        elif name in ("answer", "claim", "release"):
            getattr(machine, name)(case, number, user)
        elif name == "withdraw":
            machine.withdraw(case, user, {"s2"})
        elif name == "take_back":
            machine.take_back(case, user)
        elif name == "resubmit":
            key = machine.resubmit(case)
            self.open(next(step for step in self.steps if step.key == (key or "s0")))
        elif name == "back":
            self._back(step, number, user)

    def _back(self, step: Step, number: int, user: str) -> None:
        if not self.case.passed:
            raise Refused("not_passed")
        if machine.decide(self.case, step, number, user, model.RETURNED) == modes.FAIL:
            goal = self.case.passed[-1]
            machine.go_back_to(self.case, goal)
            self.open(next(step for step in self.steps if step.key == goal))

    def _after(self, name: str, verdict: str, number: int, user: str) -> None:
        step = self.step()
        if verdict == modes.PASS:
            place = self.steps.index(step) + 1
            if place == len(self.steps):
                machine.close(self.case, model.APPROVED)
            else:
                self.open(self.steps[place])
        elif verdict == modes.FAIL and name == "return":
            machine.send_back(self.case, step, number, user)
        elif verdict == modes.FAIL:
            machine.close(self.case, model.CASE_REFUSED)

    def _check_right(self, name: str, user: str, number: int, before: dict) -> None:
        if name in ("withdraw", "take_back", "resubmit", "remove"):
            return
        task = next(row for row in before["tasks"] if row["number"] == number)
        assert task["status"] == model.OPEN, "an act without an open task went through"
        assert user == task["holder"] or user in task["pool"], "a stranger acted"

    def check(self) -> None:
        assert machine.is_sound(self.case), "the case hangs"
        seen: set[tuple[str, int, str]] = set()
        for task in self.case.tasks:
            if task.status in model.DECIDED:
                vote = (task.step, task.round, task.holder or task.acted_by)
                assert vote not in seen, "a vote counts twice"
                seen.add(vote)
        assert all(task.round == self.case.round for task in self.case.live())


def choices(driver: Driver) -> list[int]:
    return [task.number for task in driver.case.tasks] or [1]


class Approvals(RuleBasedStateMachine):
    """Random acts by random people, half of them by those whose turn it is."""

    @initialize(
        steps=st.tuples(*[st.sampled_from(MODES)] * 3),
        needed=st.integers(1, 3),
        resubmit=st.sampled_from(["first", "back"]),
        pool=st.booleans(),
    )
    def start(self, steps: tuple[str, ...], needed: int, resubmit: str, pool: bool) -> None:
        self.driver = Driver(steps, needed, resubmit, pool)

    @rule(
        name=st.sampled_from(ACTS + MORE),
        user=st.sampled_from(PEOPLE),
        other=st.sampled_from(PEOPLE),
        data=st.data(),
    )
    def anybody(self, name: str, user: str, other: str, data: st.DataObject) -> None:
        self.driver.act(name, user, other, data.draw(st.sampled_from(choices(self.driver))))

    @precondition(lambda self: self.driver.case.open_tasks())
    @rule(name=st.sampled_from(ACTS + MORE), other=st.sampled_from(PEOPLE), data=st.data())
    def holder(self, name: str, other: str, data: st.DataObject) -> None:
        task: Task = data.draw(st.sampled_from(self.driver.case.open_tasks()))
        self.driver.act(name, task.holder or task.pool[0], other, task.number)

    @rule(name=st.sampled_from(["withdraw", "resubmit"]))
    def submitter(self, name: str) -> None:
        self.driver.act(name, "boss", "p0", 1)

    @invariant()
    def sound(self) -> None:
        if hasattr(self, "driver"):
            self.driver.check()


Approvals.TestCase.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestApprovals = Approvals.TestCase


@pytest.mark.parametrize("seed", range(4))
def test_twenty_thousand_acts(seed: int) -> None:
    """The same driver with plain chance: fast enough for the number that is asked for."""
    chance = random.Random(seed)
    done = 0
    while done < 5_500:
        steps = tuple(chance.choice(MODES) for _ in range(3))
        driver = Driver(steps, chance.randint(1, 3), chance.choice(["first", "back"]), chance.random() < 0.5)
        for _turn in range(60):
            _random_act(driver, chance)
            driver.check()
            done += 1
            if driver.case.status in model.CLOSED:
                break


def _random_act(driver: Driver, chance: random.Random) -> None:
    tasks = driver.case.open_tasks()
    name, other = chance.choice(ACTS + ACTS + MORE), chance.choice(PEOPLE)
    if chance.random() < 0.1:
        driver.act(chance.choice(["withdraw", "resubmit"]), "boss", other, 1)
    elif tasks and chance.random() < 0.75:
        task = chance.choice(tasks)
        driver.act(name, task.holder or task.pool[0], other, task.number)
    else:
        driver.act(name, chance.choice(PEOPLE), other, chance.choice(choices(driver)))
