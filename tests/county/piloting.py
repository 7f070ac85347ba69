"""Pilot villages from the application to the experience that others may read."""

from datetime import date
from typing import Any

from tests.county import crowd
from tests.county.acts import agree, day, decide, hand_in, press, refused
from tests.county.people import EXPERTS, mail
from tests.county.places import COUNTY
from tests.county.plan import Fund, Pilot
from tests.county.stage import Stage

PILOT, BATCH = "CSO Rural Pilot", "CSO Rural Pilot Batch"
API = "cso_management.api.rural_pilot"
AREAS = ("CSO Growth", "Volunteers", "Care for Those Left Behind", "Culture and Sports", "Talents")


def pilots(stage: Stage) -> None:
    officer = stage.people.of("officer", COUNTY)
    body = {"batch_name": "合成年度试点", "year": date.today().year, "region": COUNTY, "quota": 12}
    batch = officer.insert(BATCH, **body, apply_from=day(), apply_to=day(30))["name"]
    press(officer, BATCH, batch, "open")
    crowd.each(lambda plan: _Village(stage, plan).play(str(batch)), stage.year.pilots)


class _Village:
    """One pilot."""

    def __init__(self, stage: Stage, plan: Pilot):
        self.stage, self.plan = stage, plan
        town = f"{plan.village[:9]}000"
        self.village = stage.people.of("village", plan.village)
        self.clerk, self.leader = stage.people.of("clerk", town), stage.people.of("leader", town)
        self.officer, self.head = stage.people.of("officer", COUNTY), stage.people.of("head", COUNTY)
        self.conflict = stage.year.has("pilot conflict", plan.village)

    def play(self, batch: str) -> None:
        name = str(self.village.insert(PILOT, **_body(self.plan, batch))["name"])
        hand_in(self.village, PILOT, name, "Town Recommendation")
        agree(self.clerk, PILOT, name)
        agree(self.leader, PILOT, name)
        called = [{"expert": mail(word, COUNTY)} for word in EXPERTS[: 2 if self.conflict else 1]]
        agree(self.officer, PILOT, name, experts=called)
        self.score(name, 80)
        if self.conflict:
            self.declare(name)
        if self.plan.ending == "Not Selected":
            decide(self.head, PILOT, name, "refuse")
            return
        agree(self.head, PILOT, name)
        hand_in(self.officer, PILOT, name, "Approved")
        hand_in(self.officer, PILOT, name, "Implementing")
        self.work(name)
        self.spend(name)
        self.evaluate(name)

    def score(self, name: str, points: int) -> None:
        expert = self.stage.people.of(EXPERTS[0], COUNTY)
        expert.expect(expert.call(f"{API}.score", name=name, scores=self.points(expert, name, points)))

    @staticmethod
    def points(expert: Any, name: str, points: int) -> dict[str, float]:
        sheet = expert.expect(expert.get(f"/api/method/{API}.score_sheet", params={"name": name}))["message"]
        return {row["criterion"]: row["max_score"] * points / 100 for row in sheet["rows"]}

    def declare(self, name: str) -> None:
        """The second expert has an interest and tries to score all the same."""
        expert = self.stage.people.of(EXPERTS[1], COUNTY)
        expert.expect(expert.call(f"{API}.declare_conflict", name=name, conflict_with="亲属"))
        answer = expert.call(f"{API}.score", name=name, scores=self.points(expert, name, 100))
        self.stage.note("pilot conflict", self.plan.village, refused(answer))

    def work(self, name: str) -> None:
        """The village reports what it reached."""
        milestones = self.village.read(PILOT, name)["milestones"]
        for row in milestones[: self.plan.met]:
            row |= {"status": "Met", "evidence": "/private/files/evidence.pdf"}
        self.village.expect(self.village.change(PILOT, name, milestones=milestones))

    def spend(self, name: str) -> None:
        """What came and what was done with it; a village cannot use what nobody paid out."""
        rows = [_fund(row) for row in self.plan.funds]
        too_much = {**_fund(self.plan.funds[0]), "used": self.plan.funds[0].paid + 0.01}
        refused(self.village.change(PILOT, name, support=[too_much, *rows[1:]]))
        self.village.expect(self.village.change(PILOT, name, support=rows))

    def evaluate(self, name: str) -> None:
        hand_in(self.village, PILOT, name, "Final Self-evaluation")
        hand_in(self.village, PILOT, name, "County Evaluation", self_evaluation="目标完成。")
        self.score(name, self.plan.points)
        agree(self.officer, PILOT, name)
        if self.plan.ending == "Failed":
            decide(self.head, PILOT, name, "refuse")
            self.officer.expect(self.officer.change(PILOT, name, recovered_amount=self.plan.recovered))
            return
        agree(self.head, PILOT, name)
        if self.plan.ending in ("Summarised", "Promoted"):
            summary = "背景、做法、成效数据、可复制的条件和问题。" * 45
            hand_in(self.village, PILOT, name, "Summarised", model_summary=summary, model_type="Mutual Help")
        if self.plan.ending == "Promoted":
            hand_in(self.officer, PILOT, name, "Promoted")


def _fund(row: Fund) -> dict[str, Any]:
    who = "村集体" if row.own else "县民政局"
    body = {"support_type": "Fund", "provided_by": who, "own_funds": int(row.own), "amount": row.budget}
    evidence = "/private/files/evidence.pdf" if row.used else None
    return {**body, "received": row.paid, "used": row.used, "evidence": evidence}


def _body(plan: Pilot, batch: str) -> dict[str, Any]:
    return {
        "batch": batch,
        "village_region": plan.village,
        "party_lead": "王书记",
        "village_lead": "李村长",
        "liaison": "张敏",
        "needs_survey": "/private/files/survey.pdf",
        "survey_sample": 90,
        "plan_text": "以互助为抓手。",
        "targets": [{"area": area, "indicator": "数量", "target": 1, "due": day(300)} for area in AREAS],
        "milestones": [
            {"title": f"节点{number}", "due": day(60 if number == 3 else 0), "owner_name": "李"}
            for number in (1, 2, 3)
        ],
    }
