"""Moves that every process shares: hand in, decide, be refused."""

from datetime import date, timedelta
from typing import Any

from tests.support.client import Client

ACT = "cso_management.api.approvals.act"


def day(offset: int = 0) -> str:
    return (date.today() + timedelta(offset)).isoformat()


def hand_in(client: Client, doctype: str, name: str, state: str, **values: Any) -> dict[str, Any]:
    """Save a document in its next state, as the form does."""
    answer = client.change(doctype, name, workflow_state=state, **values)
    return dict(client.expect(answer)["data"])


def agree(client: Client, doctype: str, name: str, **values: Any) -> None:
    """Note what the step asks for, then agree."""
    if values:
        client.expect(client.change(doctype, name, **values))
    decide(client, doctype, name, "agree")


def decide(client: Client, doctype: str, name: str, act: str, **more: Any) -> None:
    """Any act of a step: agree, refuse, return."""
    opinion = "已核实，按规定办理。"
    client.expect(client.call(ACT, doctype=doctype, name=name, act=act, opinion=opinion, **more))


def press(client: Client, doctype: str, name: str, button: str) -> None:
    """A method of the document's own."""
    client.expect(client.post("/api/method/run_doc_method", data=_button(doctype, name, button)))


def refused_press(client: Client, doctype: str, name: str, button: str) -> str:
    return refused(client.post("/api/method/run_doc_method", data=_button(doctype, name, button)))


def _button(doctype: str, name: str, button: str) -> dict[str, str]:
    return {"dt": doctype, "dn": name, "method": button}


def create(client: Client, doctype: str, **values: Any) -> Any:
    """The bare answer to a new document, which may be a refusal."""
    return client.post(client.path(doctype), json={"doctype": doctype, **values})


def refused(answer: Any) -> str:
    """What the server said when it refused; it must have refused."""
    assert 400 <= answer.status_code < 500, f"not refused: {answer.status_code} {answer.text[:300]}"
    return str(answer.json())


def move_date(admin: Client, doctype: str, name: str, field: str, value: str) -> None:
    """A deadline is moved, not waited for."""
    moved = {"doctype": doctype, "name": name, "fieldname": field, "value": value}
    admin.expect(admin.call("frappe.client.set_value", **moved))
