"""Plays a made-up year over HTTP, each step by whoever it belongs to."""

import argparse
import json
import time
from datetime import date, timedelta
from typing import Any

from cso_management.identifiers import credit_code
from tests.county import oracle
from tests.county.acts import agree, hand_in, press
from tests.county.people import COUNTY, People, mail
from tests.county.plan import PRICE, Contract, Organization, Pilot, Review, Year, make
from tests.support.client import Client

ORGANIZATION, REVIEW, PROJECT = "CSO Organization", "CSO Annual Review", "CSO Purchase Project"
SELECTION, CONTRACT, PAYMENT = "CSO Provider Selection", "CSO Service Contract", "CSO Payment Request"
ACCEPTANCE, EVALUATION, PILOT = "CSO Service Acceptance", "CSO Performance Evaluation", "CSO Rural Pilot"
UNITS = {"990121001000": "望湖街道办事处", "990121002000": "北苑街道办事处"}
UNITS |= {"990121100000": "柳溪镇人民政府", "990121200000": "石泉乡人民政府"}
AREAS = ("CSO Growth", "Volunteers", "Care for Those Left Behind", "Culture and Sports", "Talents")


def day(offset: int = 0) -> str:
    return (date.today() + timedelta(offset)).isoformat()


class Play:
    """One year on one server."""

    def __init__(self, address: str, year: Year):
        self.address, self.year = address, year
        self.admin = Client(address)
        self.people = People(address, self.admin)
        self.names: dict[int, str] = {}
        self.reviews: dict[int, str] = {}

    def all(self) -> None:
        self.people.hire(self.year)
        self.ledger()
        self.review()
        self.rules()
        for contract in self.year.contracts:
            self.contract(contract)
        self.pilots()
        self.people.close()

    def ledger(self) -> None:
        """The register as it was when the year began, and who speaks for whom."""
        for row in self.year.organizations:
            self.names[row.number] = self.admin.insert(ORGANIZATION, **ledger_row(row))["name"]
            if row.tier != "Village-guided":
                user = mail("rep", str(row.number))
                self.admin.insert("CSO Contact", user=user, organization=self.names[row.number])

    def review(self) -> None:
        officer = self.people.of("officer", COUNTY)
        body = {"batch_name": "合成年度", "review_year": date.today().year - 1, "region": COUNTY}
        batch = officer.insert("CSO Annual Review Batch", **body, open_to=day(30))
        press(officer, "CSO Annual Review Batch", batch["name"], "generate")
        rows = self.admin.rows(REVIEW, "name", "organization", batch=batch["name"])
        by_name = {row["organization"]: row["name"] for row in rows}
        for plan in self.year.reviews:
            self.reviews[plan.organization] = by_name[self.names[plan.organization]]
        for plan in self.year.reviews:
            if plan.outcome != "Overdue":
                self.one_review(plan)

    def one_review(self, plan: Review) -> None:
        row = self.year.organizations[plan.organization - 1]
        name, people = self.reviews[plan.organization], self.people
        registered = row.tier == "Registered"
        first = "Town Review" if registered else "Village Review"
        hand_in(people.of("rep", str(row.number)), REVIEW, name, first, **report(registered))
        ending = _conclusion(plan.outcome)
        if not registered:
            marks = dict.fromkeys(
                ("satisfaction_committee", "satisfaction_residents", "satisfaction_units"), 90
            )
            agree(people.of("village", row.village), REVIEW, name, **marks)
            agree(people.of("clerk", row.town), REVIEW, name, **ending)
            agree(people.of("leader", row.town), REVIEW, name)
            return
        agree(people.of("clerk", row.town), REVIEW, name, first_opinion=f"Agree {plan.outcome}")
        agree(people.of("leader", row.town), REVIEW, name)
        agree(people.of("officer", COUNTY), REVIEW, name, **ending)
        agree(people.of("head", COUNTY), REVIEW, name)

    def rules(self) -> None:
        """Catalogue and units; one offer is enough, and small sums may be entrusted."""
        values = {"item_name": "养老助餐服务", "valid_from": "2020-01-01", "domain": "Elderly Care"}
        self.admin.insert("CSO Service Catalogue Item", code="Y0101", **values)
        for unit in UNITS.values():
            self.admin.expect(self.admin.change("CSO Gov Unit", unit, may_be_purchaser=1))
        limit = {"entrustment_limit": 300_000, "county_threshold": 400_000, "city_threshold": 900_000}
        self.admin.insert("CSO Procurement Limit", region=COUNTY, **limit)

    def contract(self, plan: Contract) -> None:
        row = self.year.organizations[plan.provider - 1]
        selected = self.award(plan, row, self.project(plan, row))
        buyer = self.people.of("buyer", row.town)
        body = _contract_body(plan, row, selected, self.names[row.number])
        name = buyer.insert(CONTRACT, **body)["name"]
        hand_in(buyer, CONTRACT, name, "Finance Review")
        agree(self.people.of("finance", COUNTY), CONTRACT, name)
        agree(self.people.of("leader", row.town), CONTRACT, name)
        hand_in(buyer, CONTRACT, name, "Signed")
        hand_in(buyer, CONTRACT, name, "Active", signed_file="/private/files/signed.pdf")
        self.performance(plan, row, name)

    def project(self, plan: Contract, row: Organization) -> str:
        buyer = self.people.of("buyer", row.town)
        name = buyer.insert(PROJECT, **_project_body(plan, row))["name"]
        hand_in(buyer, PROJECT, name, "Town Review")
        agree(self.people.of("leader", row.town), PROJECT, name)
        agree(self.people.of("finance", COUNTY), PROJECT, name)
        return str(name)

    def award(self, plan: Contract, row: Organization, project: str) -> dict[str, Any]:
        buyer, expert = self.people.of("buyer", row.town), self.people.of("expert", COUNTY)
        body = {
            "project": project,
            "region": row.town,
            "deadline": f"{day(1)} 10:00:00",
            "criteria": [{"criterion": "方案", "max_score": 100}],
            "experts": [{"expert": mail("expert", COUNTY)}],
            "bidders": [{"organization": self.names[row.number], "amount": plan.amount}],
        }
        name = buyer.insert(SELECTION, **body)["name"]
        hand_in(buyer, SELECTION, name, "Published")
        # The deadline is moved, not waited for.
        moved = {"doctype": SELECTION, "name": name, "fieldname": "deadline", "value": f"{day(-1)} 10:00:00"}
        self.admin.expect(self.admin.call("frappe.client.set_value", **moved))
        hand_in(buyer, SELECTION, name, "Opened")
        for sheet in expert.names("CSO Score Sheet", selection=name):
            rows = expert.read("CSO Score Sheet", sheet)["rows"]
            expert.expect(expert.change("CSO Score Sheet", sheet, rows=[{**rows[0], "score": 90}]))
            press(expert, "CSO Score Sheet", sheet, "hand_in")
        hand_in(buyer, SELECTION, name, "Scored")
        chosen = {"award_organization": self.names[row.number], "award_reason": "仅一家报名，符合要求。"}
        hand_in(buyer, SELECTION, name, "Award Decision", **chosen)
        agree(self.people.of("leader", row.town), SELECTION, name)
        return hand_in(buyer, SELECTION, name, "Awarded")

    def performance(self, plan: Contract, row: Organization, name: str) -> None:
        """Milestone, acceptance, instalments and evaluation, as far as the plan goes."""
        buyer = self.people.of("buyer", row.town)
        if plan.paid >= 2:
            milestones = buyer.read(CONTRACT, name)["milestones"]
            milestones[0] |= {"status": "Met", "done_qty": 1, "date_met": day()}
            buyer.expect(buyer.change(CONTRACT, name, milestones=milestones))
        accepted = self.accept(plan, row, name) if plan.passed else None
        for line in range(1, plan.paid + 1):
            self.pay(plan, row, name, line, accepted if line == 3 else None)
        if plan.score is not None:
            self.evaluate(plan, row, name)

    def accept(self, plan: Contract, row: Organization, contract: str) -> str:
        clerk = self.people.of("clerk", row.town)
        kinds = ("Purchaser", "Expert", "Resident or Beneficiary")
        panel = [{"person_name": kind, "member_kind": kind, "signed": 1} for kind in kinds]
        body = {
            "contract": contract,
            "acceptance_date": day(),
            "panel": panel,
            "items": [{"standard": "按约", "finding": "符合", "passed": 1}],
            "satisfaction_sample": 30,
            "satisfaction_rate": plan.satisfaction,
            "result": "Passed",
            "final": 1,
        }
        name = clerk.insert(ACCEPTANCE, **body)["name"]
        hand_in(clerk, ACCEPTANCE, name, "Confirmation")
        agree(self.people.of("leader", row.town), ACCEPTANCE, name)
        return str(name)

    def pay(
        self, plan: Contract, row: Organization, contract: str, line: int, acceptance: str | None
    ) -> None:
        representative = self.people.of("rep", str(row.number))
        body = {
            "contract": contract,
            "plan_row": line,
            "amount": plan.instalments[line - 1],
            "invoice_no": f"{contract}-{line}",
            "invoice_file": "/private/files/invoice.pdf",
            "invoice_on": day(),
            "acceptance": acceptance,
        }
        name = representative.insert(PAYMENT, **body)["name"]
        hand_in(representative, PAYMENT, name, "Purchaser Check")
        finance = self.people.of("finance", COUNTY)
        for who in (self.people.of("clerk", row.town), finance, self.people.of("leader", row.town)):
            agree(who, PAYMENT, name)
        hand_in(finance, PAYMENT, name, "Paid", voucher_no=f"JZ-{name}")

    def evaluate(self, plan: Contract, row: Organization, contract: str) -> None:
        buyer = self.people.of("buyer", row.town)
        body = {"contract": contract, "evaluator": "Purchaser", "evaluator_name": "街道", "problems": "无"}
        doc = buyer.insert(EVALUATION, **body)
        score = plan.score or 0
        points = (min(score, 60), max(score - 60, 0))
        rows = [
            {**line, "actual": "完成", "score": got} for line, got in zip(doc["rows"], points, strict=True)
        ]
        hand_in(buyer, EVALUATION, doc["name"], "Confirmation", rows=rows, use_of_result="Renew")
        agree(self.people.of("leader", row.town), EVALUATION, doc["name"])

    def pilots(self) -> None:
        officer = self.people.of("officer", COUNTY)
        body = {"batch_name": "合成年度试点", "year": date.today().year, "region": COUNTY, "quota": 12}
        batch = officer.insert("CSO Rural Pilot Batch", **body, apply_from=day(), apply_to=day(30))
        press(officer, "CSO Rural Pilot Batch", batch["name"], "open")
        for plan in self.year.pilots:
            self.pilot(plan, batch["name"])

    def pilot(self, plan: Pilot, batch: str) -> None:
        village, town = self.people.of("village", plan.village), f"{plan.village[:9]}000"
        officer, head = self.people.of("officer", COUNTY), self.people.of("head", COUNTY)
        name = village.insert(PILOT, **_pilot_body(plan, batch))["name"]
        hand_in(village, PILOT, name, "Town Recommendation")
        agree(self.people.of("clerk", town), PILOT, name)
        agree(self.people.of("leader", town), PILOT, name)
        agree(officer, PILOT, name, experts=[{"expert": mail("expert", COUNTY)}])
        self.score(name, 80)
        agree(head, PILOT, name)
        hand_in(officer, PILOT, name, "Approved")
        hand_in(officer, PILOT, name, "Implementing")
        hand_in(village, PILOT, name, "Final Self-evaluation")
        hand_in(village, PILOT, name, "County Evaluation", self_evaluation="目标完成。")
        self.score(name, plan.points)
        agree(officer, PILOT, name)
        agree(head, PILOT, name)

    def score(self, name: str, points: int) -> None:
        expert = self.people.of("expert", COUNTY)
        method = "cso_management.api.rural_pilot"
        sheet = expert.expect(expert.get(f"/api/method/{method}.score_sheet", params={"name": name}))[
            "message"
        ]
        given = {row["criterion"]: row["max_score"] * points / 100 for row in sheet["rows"]}
        expert.expect(expert.call(f"{method}.score", name=name, scores=given))


def ledger_row(row: Organization) -> dict[str, Any]:
    body = f"52990121MJ{row.number:07d}"
    code = body + credit_code.check_character(body) if row.tier == "Registered" else None
    return {
        "credit_code": code,
        "org_name": row.name,
        "tier": row.tier,
        "org_form": "Informal Group" if row.tier != "Registered" else "Service Organization",
        "status": "Active",
        "region": row.village,
        "primary_category": row.category,
        "founded_on": "2020-05-01",
        "origin": "Hobby",
        "purpose": "邻里互助，服务居民，不以营利为目的。",
        "business_scope": "开展邻里互助和便民服务活动。",
        "address": "社区活动室",
        "activity_scope_level": "Village",
        "principal_name": "张三",
        "contact_name": "张三",
        "members_count": row.members,
        "volunteers_count": row.volunteers,
        "party_form": row.party_form,
        "party_in_charter": int(row.in_charter),
        "no_funds": 1,
    }


def report(registered: bool) -> dict[str, Any]:
    body = {
        "member_meetings": 1,
        "manual_addition": 5,
        "manual_explanation": "走访五次。",
        "party_form": "Liaison",
        "opening_balance": 100,
        "income_rows": [{"income_type": "Donation", "amount": 50}],
        "expense_rows": [{"expense_type": "Project", "amount": 20}],
        "finance_published": 1,
        "self_check": "无",
        "next_year_plan": "继续开展活动。",
    }
    return {**body, "signed_page": "/private/files/page.pdf"} if registered else body


def _conclusion(outcome: str) -> dict[str, Any]:
    reasons = [] if outcome == "Qualified" else [{"reason_code": "Other", "text": "见审查意见。"}]
    return {"conclusion": outcome, "reason_codes": reasons}


def _project_body(plan: Contract, row: Organization) -> dict[str, Any]:
    return {
        "project_title": f"养老助餐服务第{plan.number}号",
        "purchaser_unit": UNITS[row.town],
        "catalogue_item": "Y0101",
        "region": row.town,
        "objectives": "为高龄老人提供午餐。",
        "content": "每个工作日送餐。",
        "standards": "热食。",
        "performance_targets": [
            {"dimension": "Output Quantity", "indicator": "份数", "target": "100", "weight": 60},
            {"dimension": "Satisfaction", "indicator": "满意率", "target": "90%", "weight": 40},
        ],
        "budget_amount": plan.amount,
        "budget_year": date.today().year,
        "budget_source": "General Budget",
        "budget_doc_no": "清财预12号",
        "term_months": 12,
        "procurement_method": "Entrustment below Limit",
        "method_reason": "金额在限额以下。",
    }


def _contract_body(
    plan: Contract, row: Organization, selected: dict[str, Any], provider: str
) -> dict[str, Any]:
    return {
        "title": f"养老助餐合同第{plan.number}号",
        "project": selected["project"],
        "selection": selected["name"],
        "purchaser_unit": UNITS[row.town],
        "purchaser_rep": "周明",
        "provider": provider,
        "region": row.town,
        "start_date": day(),
        "end_date": day(330),
        "amount": plan.amount,
        "service_items": [{"item": "助餐", "unit": "百份", "quantity": plan.quantity, "price": PRICE}],
        "quality_standard": "热食。",
        "personnel": "持健康证。",
        "liability": "按约承担。",
        "dispute": "协商解决。",
        "payment_plan": [
            {"condition": "Sign", "percent": 40, "planned_date": day()},
            {"condition": "Milestone", "percent": 40, "planned_date": day(), "milestone": "中期"},
            {"condition": "Acceptance", "percent": 20, "planned_date": day()},
        ],
        "milestones": [{"title": "中期", "due_date": day(), "deliverables": "报告", "target_qty": 1}],
    }


def _pilot_body(plan: Pilot, batch: str) -> dict[str, Any]:
    return {
        "batch": batch,
        "village_region": plan.village,
        "party_lead": "王书记",
        "village_lead": "李村长",
        "liaison": "张敏",
        "needs_survey": "/private/files/survey.pdf",
        "survey_sample": 60,
        "plan_text": "以互助为抓手。",
        "targets": [{"area": area, "indicator": "数量", "target": 1, "due": day(300)} for area in AREAS],
        "milestones": [{"title": f"节点{n}", "due": day(60 * n), "owner_name": "李"} for n in (1, 2, 3)],
    }


def found(client: Client) -> dict[str, Any]:
    """The indicators as the report gives them to the county's statistician."""
    query = {"report_name": "CSO Indicators", "filters": json.dumps({"region": COUNTY})}
    answer = client.expect(client.get("/api/method/frappe.desk.query_report.run", params=query))
    return {row["code"]: row["value"] for row in answer["message"]["result"] if isinstance(row, dict)}


def compare(address: str, year: Year) -> list[str]:
    """Play the year; answers the indicators that differ from the oracle."""
    play = Play(address, year)
    play.all()
    marked = play.admin.names("CSO Category", is_mutual_or_welfare=1)
    expected = oracle.indicators(year, set(marked))
    seen = found(play.people.of("statistician", COUNTY))
    return [
        f"{code}: {seen.get(code)} instead of {value}"
        for code, value in expected.items()
        if seen.get(code) != value
    ]


def main() -> None:
    """`python -m tests.county.run --address http://127.0.0.1:8000 --seed 7`, on a site with places alone.

    (`execute cso_management.demo.load_places` after the app was installed.)
    """
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--address", required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--organizations", type=int, default=300)
    parser.add_argument("--contracts", type=int, default=40)
    chosen = parser.parse_args()
    started = time.monotonic()
    wrong = compare(chosen.address, make(chosen.seed, chosen.organizations, chosen.contracts))
    print(
        f"{time.monotonic() - started:.0f} s; "
        + ("every indicator equals the oracle" if not wrong else "\n".join(wrong))
    )
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
