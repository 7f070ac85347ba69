"""One document in bad hands, from its beginning to its end.

After every step it can be read, it stands in its list, and a step that was refused has changed nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from tests.safety.doors import Door
from tests.safety.knocks import Knock
from tests.safety.laws import Visitor, Watch
from tests.safety.nonsense import Nonsense

ACTIONS = (
    "Submit",
    "Agree",
    "Approve",
    "Return for Correction",
    "Resubmit",
    "Withdraw",
    "Refuse",
    "Start",
    "x",
)
ACTS = (
    "submit",
    "agree",
    "refuse",
    "return",
    "withdraw",
    "take_back",
    "urge",
    "copy",
    "transfer",
    "terminate",
)
STEPS = (
    "change",
    "change",
    "change",
    "act",
    "act",
    "workflow",
    "submit",
    "save",
    "cancel",
    "amend",
    "delete",
)


@dataclass
class Life:
    """The steps of one person on one document; `keeper` may read everything."""

    watch: Watch
    source: Nonsense
    keeper: Visitor
    who: str
    doctype: str
    name: str = ""

    def play(self, beginning: dict[str, Any], known: str, steps: int) -> None:
        """Begin a document (or take a known one when that is refused), then do anything to it."""
        self.name = self.begin(beginning) or known
        for _turn in range(steps):
            before = self.seen()
            if before is None:
                return
            step = str(self.source.one_of(STEPS))
            status = getattr(self, step)()
            after = self.seen()
            if status >= 400 and after != before:
                self.watch.found.add(
                    f"a refused {step} changed {self.doctype}", f"{self.who}: {before} → {after}"
                )
            if step == "delete" and status < 300:
                return

    def begin(self, beginning: dict[str, Any]) -> str:
        values = {**self.source.document(self.doctype), **beginning} if self.source.chance(0.8) else beginning
        status, text = self.knock("POST", f"/api/resource/{quote(self.doctype)}", values)
        return str(json.loads(text)["data"]["name"]) if status == 200 else ""

    # steps --------------------------------------------------------------------------------------

    def change(self) -> int:
        return self.knock("PUT", self.path, self.source.document(self.doctype))[0]

    def act(self) -> int:
        sent = {"doctype": self.doctype, "name": self.name, "act": self.source.one_of(ACTS)}
        more = ("opinion", "people", "corrections", "to", "position", "signature", "task")
        sent |= {key: self.source.value() for key in more if self.source.chance(0.3)}
        return self.call("cso_management.api.approvals.act", sent)

    def workflow(self) -> int:
        doc = (
            {**self.copy(), "workflow_state": self.source.word()} if self.source.chance(0.3) else self.copy()
        )
        sent = {"doc": json.dumps(doc), "action": self.source.one_of(ACTIONS)}
        return self.call("frappe.model.workflow.apply_workflow", sent)

    def submit(self) -> int:
        return self.call("frappe.client.submit", {"doc": json.dumps({**self.copy(), **self.nonsense()})})

    def save(self) -> int:
        action = self.source.one_of(("Save", "Submit", "Update", "Cancel", "x"))
        doc = json.dumps({**self.copy(), **self.nonsense()})
        return self.call("frappe.desk.form.save.savedocs", {"doc": doc, "action": action})

    def cancel(self) -> int:
        return self.call("frappe.client.cancel", {"doctype": self.doctype, "name": self.name})

    def amend(self) -> int:
        sent = {**self.copy(), "name": None, "amended_from": self.name, "docstatus": 0}
        self.knock("POST", f"/api/resource/{quote(self.doctype)}", sent)
        return 200  # another document: this one may be as it was

    def delete(self) -> int:
        return self.knock("DELETE", self.path, {})[0]

    def nonsense(self) -> dict[str, Any]:
        return self.source.document(self.doctype) if self.source.chance(0.5) else {}

    # asking -------------------------------------------------------------------------------------

    @property
    def path(self) -> str:
        return f"/api/resource/{quote(self.doctype)}/{quote(self.name, safe='')}"

    def copy(self) -> dict[str, Any]:
        """The document as the keeper reads it."""
        return dict(json.loads(self.ask(self.path)[1])["data"])

    def seen(self) -> str | None:
        """When it was changed last. It can be read and listed; None when it is not there."""
        status, text = self.ask(self.path)
        if status == 404:
            return None
        asked: list[tuple[str, dict[str, Any]]] = [
            (f"/api/resource/{quote(self.doctype)}", {"fields": ["*"], "limit_page_length": 5}),
            ("/api/method/frappe.desk.form.load.getdoc", {"doctype": self.doctype, "name": self.name}),
        ]
        for path, sent in asked:
            answered, told = self.ask(path, sent)
            if answered != 200:
                self.watch.found.add(f"{path} does not answer", f"{self.name}: {answered} {told[:300]}")
        data = json.loads(text)["data"]
        return f"{data['modified']} {data['docstatus']} {data.get('workflow_state')}"

    def ask(self, path: str, sent: dict[str, Any] | None = None) -> tuple[int, str]:
        return self.watch.ask(Knock(self.keeper.user, Door(path, ("GET",), ()), "GET", path, sent or {}))

    def call(self, method: str, sent: dict[str, Any]) -> int:
        return self.knock("POST", f"/api/method/{method}", sent)[0]

    def knock(self, verb: str, path: str, sent: dict[str, Any]) -> tuple[int, str]:
        door = Door(path, (verb,), ())
        return self.watch.ask(Knock(self.who, door, verb, path, sent, self.source.one_of(("json", "form"))))
