"""The annual reviews of two years, each report by its own people."""

from datetime import date
from typing import Any

from tests.county import crowd
from tests.county.acts import agree, day, decide, hand_in, move_date, press
from tests.county.places import COUNTY
from tests.county.plan import Organization, Review
from tests.county.stage import Stage

REVIEW, BATCH, ORDER = "CSO Annual Review", "CSO Annual Review Batch", "CSO Rectification Order"
WHAT_IS_MISSING = {"cited_field": "self_check", "problem": "太简单，请写明。"}
MARKS = dict.fromkeys(("satisfaction_committee", "satisfaction_residents", "satisfaction_units"), 90)


def review(stage: Stage, years_ago: int) -> None:
    """One batch from its opening to its closing; the daily job then judges what is missing."""
    officer = stage.people.of("officer", COUNTY)
    body = {"batch_name": "合成年度", "review_year": date.today().year - years_ago, "region": COUNTY}
    dates = {"open_from": day(-30), "open_to": day(30), "conclusion_deadline": day(60)}
    batch = officer.insert(BATCH, **body, **dates, exempt_after=day(-1), supervisor_deadline=day(50))["name"]
    press(officer, BATCH, batch, "generate")
    rows = stage.admin.rows(REVIEW, "name", "organization", batch=batch)
    found = {row["organization"]: row["name"] for row in rows}
    plans = [row for row in stage.year.reviews if row.years_ago == years_ago]
    assert len(found) == len(plans), f"{len(found)} reports were made, {len(plans)} are due"
    handed_in = [row for row in plans if row.outcome != "Overdue"]
    crowd.each(lambda plan: _Report(stage, plan, found[stage.names[plan.organization]]).play(), handed_in)
    for field, value in (("open_to", day(-2)), ("conclusion_deadline", day(-1))):
        move_date(stage.admin, BATCH, batch, field, value)


class _Report:
    """One report and the people it passes."""

    def __init__(self, stage: Stage, plan: Review, name: str):
        self.stage, self.plan, self.name = stage, plan, name
        self.row: Organization = stage.year.organization(plan.organization)
        self.registered = self.row.tier == "Registered"

    def play(self) -> None:
        first = "Town Review" if self.registered else "Village Review"
        representative = self.stage.representative(self.row)
        hand_in(representative, REVIEW, self.name, first, **self.content())
        if self.plan.outcome == "Returned":
            who = self.clerk if self.registered else self.village
            decide(who, REVIEW, self.name, "return", corrections=[WHAT_IS_MISSING])
            return
        self.conclude_registered() if self.registered else self.conclude_filed()
        if self.plan.rectified:
            self.rectify()

    @property
    def village(self) -> Any:
        return self.stage.people.of("village", self.row.village)

    @property
    def clerk(self) -> Any:
        return self.stage.people.of("clerk", self.row.town)

    @property
    def leader(self) -> Any:
        return self.stage.people.of("leader", self.row.town)

    @property
    def officer(self) -> Any:
        return self.stage.people.of("officer", COUNTY)

    @property
    def head(self) -> Any:
        return self.stage.people.of("head", COUNTY)

    def content(self) -> dict[str, Any]:
        """An honest report, but for what was planted."""
        income = self.stage.year.paid_to(self.plan.organization) if not self.plan.years_ago else 0.0
        if not self.plan.years_ago:
            income += self.lie(income)
        return report(self.registered, income)

    def lie(self, income: float) -> float:
        if self.stage.year.has("income", self.plan.organization):
            return -round(income / 2, 2)
        return 5000.0 if self.stage.year.has("invented income", self.plan.organization) else 0.0

    def conclude_filed(self) -> None:
        agree(self.village, REVIEW, self.name, **MARKS)
        agree(self.clerk, REVIEW, self.name, **_conclusion(self.plan.outcome))
        agree(self.leader, REVIEW, self.name)

    def conclude_registered(self) -> None:
        agree(self.clerk, REVIEW, self.name, first_opinion=f"Agree {self.plan.outcome}")
        agree(self.leader, REVIEW, self.name)
        agree(self.officer, REVIEW, self.name, **_conclusion(self.plan.outcome))
        agree(self.head, REVIEW, self.name)
        hand_in(self.officer, REVIEW, self.name, "Published")

    def rectify(self) -> None:
        """The office that concluded orders, the organization answers, the office checks."""
        office = self.officer if self.registered else self.clerk
        order = str(hand_in(office, REVIEW, self.name, "Rectifying")["rectification"])
        # An order with a day that is over stands for one that was answered too late.
        deadline = {"deadline": day(-1)} if self.plan.rectified == "Late" else {}
        hand_in(office, ORDER, order, "Issued", **deadline)
        if self.plan.rectified == "Issued":
            return
        representative = self.stage.representative(self.row)
        hand_in(representative, ORDER, order, "Rectification Check", report_text="已经改正。")
        if self.plan.rectified == "Failed":
            decide(office, ORDER, order, "refuse")
        else:
            agree(office, ORDER, order)


def report(registered: bool, purchases: float) -> dict[str, Any]:
    income = [{"income_type": "Donation", "amount": 50}]
    if purchases:
        income.append({"income_type": "Government Purchase", "amount": purchases})
    body = {
        "member_meetings": 1,
        "manual_addition": 5,
        "manual_explanation": "走访五次。",
        "party_form": "Liaison",
        "income_rows": income,
        "expense_rows": [{"expense_type": "Project", "amount": 20}],
        "finance_published": 1,
        "self_check": "无",
        "next_year_plan": "继续开展活动。",
    }
    papers = {"signed_page": "/private/files/page.pdf", "audit_report": "/private/files/audit.pdf"}
    return {**body, **papers} if registered else body


def _conclusion(outcome: str) -> dict[str, Any]:
    reasons = [] if outcome == "Qualified" else [{"reason_code": "Other", "text": "见审查意见。"}]
    return {"conclusion": outcome, "reason_codes": reasons}
