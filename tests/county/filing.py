"""Applications of the year: new groups, changes, cancellations, groups that became registered."""

from pathlib import Path
from typing import Any

from cso_management.demo import people as names
from tests.county import settling
from tests.county.acts import day
from tests.county.places import COUNTY
from tests.county.plan import LIKE, Filing
from tests.county.stage import Stage

APPLICATION = "CSO Filing Application"
API = "cso_management.api.filing"
PROMISES = ("declare_true", "declare_non_profit", "declare_not_excluded")
RETURN = "Return for Correction"
PAPER = Path(settling.__file__).parents[2] / "apps/cso_management/cso_management/demo/data/sample.pdf"


def file(stage: Stage, plan: Filing) -> None:
    _Application(stage, plan).play()


class _Application:
    def __init__(self, stage: Stage, plan: Filing):
        self.stage, self.plan = stage, plan
        town = f"{plan.village[:9]}000"
        word = ("applicant", plan.number) if plan.kind == "New" else ("rep", plan.organization or 0)
        self.applicant = stage.people.of(*word)
        self.village = stage.people.of("village", plan.village)
        self.clerk, self.leader = stage.people.of("clerk", town), stage.people.of("leader", town)

    def play(self) -> None:
        name = self.applicant.insert(APPLICATION, **self.body())["name"]
        self.papers(name)
        self.act(self.applicant, name, "Submit")
        if self.state(name) == "Village Review":
            self.act(self.village, name, "Agree")
        if self.plan.returned:
            self.send_back(name)
        self.act(self.clerk, name, "Accept")
        self.act(self.clerk, name, "Propose")
        self.act(self.leader, name, "Refuse" if self.plan.refused else "Approve")
        self.county(name)
        if self.plan.kind == "New" and not self.plan.refused:
            self.stage.names[self.plan.organization or 0] = self.applicant.read(APPLICATION, name)[
                "organization"
            ]

    def county(self, name: str) -> None:
        """What goes to the county is recorded there, or decided."""
        doc = self.stage.admin.read(APPLICATION, name)
        if doc["workflow_state"] != "County Record":
            return
        decides = doc["county_decides"]
        self.act(self.stage.people.of("officer", COUNTY), name, "Propose" if decides else "Record")
        if decides:
            self.act(self.stage.people.of("head", COUNTY), name, "Approve")

    def act(self, client: Any, name: str, action: str, **values: Any) -> None:
        client.expect(client.call(f"{API}.act", name=name, action=action, opinion="情况属实。", **values))

    def state(self, name: str) -> str:
        return str(self.stage.admin.read(APPLICATION, name)["workflow_state"])

    def send_back(self, name: str) -> None:
        """Once, with a list of what is wrong; the applicant mends exactly that."""
        field = "business_scope" if self.plan.kind == "New" else "materials"
        row = {"cited_field": field, "problem": "请补充。"}
        if field == "materials":
            row["cited_row"] = self.applicant.read(APPLICATION, name)["materials"][0]["material"]
        self.act(self.clerk, name, RETURN, corrections=[row])
        if field == "materials":
            self.papers(name, "补正")
        else:
            answer = self.applicant.change(
                APPLICATION, name, business_scope="面向居民开展互助和便民服务，每周一次。"
            )
            self.applicant.expect(answer)
        self.act(self.applicant, name, "Resubmit")

    def papers(self, name: str, word: str = "") -> None:
        """One scan for every paper that is asked for; only the cited one when it is mended."""
        data = {"doctype": APPLICATION, "docname": name, "is_private": "1"}
        content = PAPER.read_bytes() + word.encode()
        sent = {"file": (f"材料{word}.pdf", content, "application/pdf")}
        url = self.applicant.expect(self.applicant.post("/api/method/upload_file", data=data, files=sent))
        rows = self.applicant.read(APPLICATION, name)["materials"]
        for row in rows[:1] if word else rows:
            row["file"] = url["message"]["file_url"]
        self.applicant.expect(self.applicant.change(APPLICATION, name, materials=rows))

    def body(self) -> dict[str, Any]:
        common = {
            "application_type": self.plan.kind,
            "region": self.plan.village,
            **dict.fromkeys(PROMISES, 1),
        }
        if self.plan.kind == "New":
            return {**self.group(), **common}
        common["organization"] = self.stage.names[self.plan.organization or 0]
        more: dict[str, dict[str, Any]] = {
            "Change": {"change_items": [{"item": "Place", "reason": "搬迁"}], "address": "新的活动室"},
            "Cancel": {
                "cancel_reason": "Self-dissolved",
                "resolution_date": day(-1),
                "resolution_attendance": 10,
                "residual_assets_plan": "无剩余财产。",
                "clearance_done": 1,
            },
            "Upgrade": {
                "new_credit_code": settling.code_of(500_000 + self.plan.number),
                "org_form": "Service Organization",
                "registered_fund": 30000,
            },
        }
        return {**common, **more[self.plan.kind]}

    def group(self) -> dict[str, Any]:
        """A new group; one that is refused never reaches the ledger."""
        number = self.plan.number
        if self.plan.organization:
            body = settling.body(self.stage.year.organization(self.plan.organization))
        else:
            body = {
                **settling.body(self.stage.year.organization(LIKE)),
                "org_name": f"合成不予备案第{number}号理财会",
            }
        founders = [
            {
                "founder_type": "Natural Person",
                "founder_name": names.name(number * 10 + at),
                "id_no": names.id_number(number * 10 + at),
                "phone": names.mobile(number * 10 + at),
            }
            for at in range(3)
        ]
        return {
            **body,
            "tier": "Filed",
            "org_form": "Social Group",
            "founded_on": day(-3),
            "region": self.plan.village,
            "principal_name": names.name(number),
            "principal_id_no": names.id_number(900 + number),
            "principal_phone": names.mobile(900 + number),
            "principal_politics": "Masses",
            "contact_name": names.name(number),
            "contact_phone": names.mobile(number),
            "party_members_count": 0,
            "founders": founders,
            "officers": [{"officer_name": names.name(number), "post": "Head"}],
        }
