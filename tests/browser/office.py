"""The people of the office memo, over HTTP: they bring a memo to where a test begins."""

import itertools
from typing import Any

from tests.browser import process
from tests.browser.process import DOCTYPE
from tests.browser.target import Target
from tests.support.client import Client


class Office:
    """Whoever is asked for logs in once; memos carry a running number."""

    def __init__(self, at: Target):
        self.at = at
        self.people: dict[str, Client] = {}
        self.numbers = itertools.count(1)
        with Client(at.address, *at.accounts["administrator"]) as admin:
            if not admin.names("DocType", name=process.DOCTYPE):
                process.set_up(admin)
            self.region = process.region(admin)

    def __getitem__(self, part: str) -> Client:
        if part not in self.people:
            self.people[part] = Client(self.at.address, *self.at.accounts[part])
        return self.people[part]

    def memo(self, subject: str = "购置活动用品") -> str:
        return process.submitted(self["representative"], self.region, f"{subject}（{next(self.numbers)}）")

    def at_countersign(self, subject: str = "购置活动用品") -> str:
        name = self.memo(subject)
        process.act(self["clerk"], name, "agree")
        return name

    def at_decision(self) -> str:
        name = self.at_countersign()
        for part in ("village", "custodian"):
            process.act(self[part], name, "agree", opinion="无意见。")
        return name

    def step(self, name: str) -> str:
        return str(self["clerk"].rows("CSO Approval Case", "step", reference_name=name)[-1]["step"])

    def status(self, name: str) -> str:
        rows = self["clerk"].rows("CSO Approval Case", "status", reference_name=name)
        return str(rows[-1]["status"])

    def log(self, name: str) -> list[dict[str, Any]]:
        method = "cso_management.api.approvals.get_case"
        answer = self["clerk"].get(f"/api/method/{method}", params={"doctype": DOCTYPE, "name": name})
        return list(Client.expect(answer)["message"]["log"])

    def close(self) -> None:
        for client in self.people.values():
            client.close()
