"""Contracts from the project to the evaluation, each as far as the plan says."""

from datetime import date
from typing import Any

from tests.county.acts import agree, create, day, hand_in, move_date, press, refused, refused_press
from tests.county.people import EXPERTS, mail
from tests.county.places import COUNTY
from tests.county.plan import DOMAINS, PRICE, Contract
from tests.county.settling import FORBIDDEN, code_of, office
from tests.county.stage import Stage

PROJECT, SELECTION, CONTRACT = "CSO Purchase Project", "CSO Provider Selection", "CSO Service Contract"
PAYMENT, ACCEPTANCE, EVALUATION = (
    "CSO Payment Request",
    "CSO Service Acceptance",
    "CSO Performance Evaluation",
)
SHEET = "CSO Score Sheet"


def purchase(stage: Stage, plan: Contract) -> None:
    _Purchase(stage, plan).play()


class _Purchase:
    """One contract and the people of its street."""

    def __init__(self, stage: Stage, plan: Contract):
        self.stage, self.plan = stage, plan
        self.buyer, self.clerk = stage.people.of("buyer", plan.town), stage.people.of("clerk", plan.town)
        self.leader, self.finance = stage.people.of("leader", plan.town), stage.people.of("finance", COUNTY)
        self.unit = office(stage.year.towns[plan.town])

    def play(self) -> None:
        selected = self.award(self.project())
        name = self.draft(selected)
        if self.plan.stage == "Cancelled":
            hand_in(self.buyer, CONTRACT, name, "Cancelled")
        if self.plan.signed:
            self.sign(name)
            self.perform(name)

    def planted(self, kind: str) -> bool:
        return self.stage.year.has(kind, self.plan.number)

    def refused(self, kind: str, answer: Any) -> None:
        self.stage.note(kind, self.plan.number, refused(answer))

    def project(self) -> str:
        body = _project_body(self.plan, self.unit)
        if self.planted("negative"):
            self.refused(
                "negative", create(self.buyer, PROJECT, **{**body, "content": f"以{FORBIDDEN}方式用工。"})
            )
        name = self.buyer.insert(PROJECT, **body)["name"]
        hand_in(self.buyer, PROJECT, name, "Town Review")
        agree(self.leader, PROJECT, name)
        agree(self.finance, PROJECT, name)
        return str(name)

    def bidder(self) -> dict[str, Any]:
        if self.plan.provider:
            return {"organization": self.stage.names[self.plan.provider]}
        return {"bidder_name": f"合成餐饮公司{self.plan.number}", "credit_code": _company(self.plan.number)}

    def award(self, project: str) -> dict[str, Any]:
        """One bidder, whom the experts score and the leader awards."""
        experts = EXPERTS if self.planted("bid conflict") else EXPERTS[:1]
        body = {
            "project": project,
            "region": self.plan.town,
            "deadline": f"{day(1)} 10:00:00",
            "criteria": [{"criterion": "方案", "max_score": 100}],
            "experts": [{"expert": mail(word, COUNTY)} for word in experts],
            "bidders": [{**self.bidder(), "amount": self.plan.amount}],
        }
        name = self.buyer.insert(SELECTION, **body)["name"]
        hand_in(self.buyer, SELECTION, name, "Published")
        move_date(self.stage.admin, SELECTION, name, "deadline", f"{day(-1)} 10:00:00")
        hand_in(self.buyer, SELECTION, name, "Opened")
        for word in experts:
            self.score(name, word)
        hand_in(self.buyer, SELECTION, name, "Scored")
        chosen = self.bidder()
        award = {"award_organization": chosen.get("organization"), "award_name": chosen.get("bidder_name")}
        reason = "仅一家报名，符合要求。"
        hand_in(self.buyer, SELECTION, name, "Award Decision", **award, award_reason=reason)
        agree(self.leader, SELECTION, name)
        return hand_in(self.buyer, SELECTION, name, "Awarded")

    def score(self, selection: str, word: str) -> None:
        """The second expert has an interest in the bidder and tries all the same."""
        expert = self.stage.people.of(word, COUNTY)
        conflict = word == EXPERTS[1]
        for sheet in expert.names(SHEET, selection=selection):
            rows = [{**expert.read(SHEET, sheet)["rows"][0], "score": 90}]
            expert.expect(expert.change(SHEET, sheet, rows=rows))
            if conflict:
                self.interest(expert, selection, sheet)
            press(expert, SHEET, sheet, "hand_in")

    def interest(self, expert: Any, selection: str, sheet: str) -> None:
        """The office notes the interest: his points are refused, and he says so on his sheet."""
        experts = self.buyer.read(SELECTION, selection)["experts"]
        experts[1] |= {"conflict_declared": 1, "conflict_with": "亲属"}
        self.buyer.expect(self.buyer.change(SELECTION, selection, experts=experts))
        told = refused_press(expert, SHEET, sheet, "hand_in")
        self.stage.note("bid conflict", self.plan.number, told)
        expert.expect(expert.change(SHEET, sheet, conflict_declared=1, conflict_reason="亲属"))

    def draft(self, selected: dict[str, Any]) -> str:
        body = {**_contract_body(self.plan, selected, self.unit), **self.parties()}
        if self.planted("milestone"):
            twice = [*body["milestones"], {**body["milestones"][0], "due_date": day(20)}]
            self.refused("milestone", create(self.buyer, CONTRACT, **{**body, "milestones": twice}))
        return str(self.buyer.insert(CONTRACT, **body)["name"])

    def parties(self) -> dict[str, Any]:
        names, plan = self.stage.names, self.plan
        if not plan.provider:
            return {
                "provider_name": f"合成餐饮公司{plan.number}",
                "provider_credit_code": _company(plan.number),
            }
        if not plan.executing:
            return {"provider": names[plan.provider]}
        account = {"organization": names[plan.executing], "custodian": self.unit, "opened_on": day(-90)}
        number = f"6222000000{plan.number:06d}"
        officer = self.stage.people.of("officer", COUNTY)
        bank = {"bank_name": "合成农商行", "sub_ledger_no": number, "status": "Active"}
        officer.insert("CSO Custody Account", **account, **bank)
        agent = {"provider_is_agent": 1, "executing_org": names[plan.executing]}
        return {"provider": names[plan.provider], **agent}

    def sign(self, name: str) -> None:
        hand_in(self.buyer, CONTRACT, name, "Finance Review")
        agree(self.finance, CONTRACT, name)
        agree(self.leader, CONTRACT, name)
        hand_in(self.buyer, CONTRACT, name, "Signed")
        hand_in(self.buyer, CONTRACT, name, "Active", signed_file="/private/files/signed.pdf")

    def perform(self, name: str) -> None:
        """Milestone, acceptance, instalments and evaluation, as far as the plan goes."""
        if self.plan.met:
            milestones = self.buyer.read(CONTRACT, name)["milestones"]
            milestones[0] |= {"status": "Met", "done_qty": 1, "date_met": day()}
            self.buyer.expect(self.buyer.change(CONTRACT, name, milestones=milestones))
        accepted = self.accept(name) if self.plan.result else None
        for line in range(1, self.plan.paid + 1):
            self.pay(name, line, accepted if line == 3 else None)
        if self.plan.score is not None:
            self.evaluate(name, self.plan.score)

    def accept(self, contract: str) -> str:
        kinds = ("Purchaser", "Expert", "Resident or Beneficiary")
        panel = [{"person_name": kind, "member_kind": kind, "signed": 1} for kind in kinds]
        body = {
            "contract": contract,
            "acceptance_date": day(),
            "panel": panel,
            "items": [{"standard": "按约", "finding": "符合", "passed": 1}],
            "satisfaction_sample": 30,
            "satisfaction_rate": self.plan.satisfaction,
            "result": self.plan.result,
            "issues": "包装须改进。" if self.plan.result != "Passed" else None,
            "recheck_date": day() if self.plan.result != "Passed" else None,
            "final": 1,
        }
        name = self.clerk.insert(ACCEPTANCE, **body)["name"]
        hand_in(self.clerk, ACCEPTANCE, name, "Confirmation")
        agree(self.leader, ACCEPTANCE, name)
        return str(name)

    def pay(self, contract: str, line: int, acceptance: str | None) -> None:
        """Whoever gets the money asks for it; for an enterprise the office does."""
        recipient = self.plan.recipient
        asking = self.stage.people.of("rep", recipient) if recipient else self.buyer
        amount = self.plan.instalments[line - 1]
        body = {
            "contract": contract,
            "plan_row": line,
            "invoice_no": f"{contract}-{line}",
            "invoice_file": "/private/files/invoice.pdf",
            "invoice_on": day(-self.plan.invoice_days[line - 1]),
            "acceptance": acceptance,
        }
        if line == 1 and self.planted("payment"):
            self.refused("payment", create(asking, PAYMENT, **body, amount=round(amount + 0.01, 2)))
        name = asking.insert(PAYMENT, **body, amount=amount)["name"]
        hand_in(asking, PAYMENT, name, "Purchaser Check")
        for who in (self.clerk, self.finance, self.leader):
            agree(who, PAYMENT, name)
        hand_in(self.finance, PAYMENT, name, "Paid", voucher_no=f"JZ-{name}")

    def evaluate(self, contract: str, score: int) -> None:
        body = {"contract": contract, "evaluator": "Purchaser", "evaluator_name": "街道", "problems": "无"}
        doc = self.buyer.insert(EVALUATION, **body)
        points = (min(score, 60), max(score - 60, 0))
        lines = zip(doc["rows"], points, strict=True)
        rows = [{**line, "actual": "完成", "score": got} for line, got in lines]
        hand_in(self.buyer, EVALUATION, doc["name"], "Confirmation", rows=rows, use_of_result="Renew")
        agree(self.leader, EVALUATION, doc["name"])


def _company(number: int) -> str:
    return code_of(number, "91990131MA")


def _project_body(plan: Contract, unit: str) -> dict[str, Any]:
    return {
        "project_title": f"居民服务第{plan.number}号",
        "purchaser_unit": unit,
        "catalogue_item": f"Y010{DOMAINS.index(plan.domain) + 1}",
        "region": plan.town,
        "service_regions": [{"region": plan.serves}] if plan.serves else [],
        "objectives": "服务居民。",
        "content": "每个工作日服务。",
        "standards": "按约。",
        "performance_targets": [
            {"dimension": "Output Quantity", "indicator": "份数", "target": "100", "weight": 60},
            {"dimension": "Satisfaction", "indicator": "满意率", "target": "90%", "weight": 40},
        ],
        "budget_amount": plan.amount,
        "budget_year": date.today().year,
        "budget_source": "General Budget",
        "budget_doc_no": "合财预12号",
        "term_months": 12,
        "procurement_method": "Entrustment below Limit",
        "method_reason": "金额在限额以下。",
    }


def _contract_body(plan: Contract, selected: dict[str, Any], unit: str) -> dict[str, Any]:
    last = day() if plan.paid == 3 else day(320)
    return {
        "title": f"居民服务合同第{plan.number}号",
        "project": selected["project"],
        "selection": selected["name"],
        "purchaser_unit": unit,
        "purchaser_rep": "周明",
        "region": plan.town,
        "start_date": day(),
        "end_date": day(330),
        "amount": plan.amount,
        "service_items": [{"item": "服务", "unit": "百份", "quantity": plan.quantity, "price": PRICE}],
        "quality_standard": "按约。",
        "personnel": "持健康证。",
        "liability": "按约承担。",
        "dispute": "协商解决。",
        "payment_plan": [
            {"condition": "Sign", "percent": 40, "planned_date": day()},
            {"condition": "Milestone", "percent": 40, "planned_date": day(), "milestone": "中期"},
            {"condition": "Acceptance", "percent": 20, "planned_date": last},
        ],
        "milestones": [
            {"title": "中期", "due_date": day(), "deliverables": "报告", "target_qty": 1},
            {"title": "终期", "due_date": day(30), "deliverables": "报告", "target_qty": 1},
        ],
    }
