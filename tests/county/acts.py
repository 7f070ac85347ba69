"""Moves that every process shares: hand in, decide."""

from typing import Any

from tests.support.client import Client

ACT = "cso_management.api.approvals.act"


def hand_in(client: Client, doctype: str, name: str, state: str, **values: Any) -> dict[str, Any]:
    """Save a document in its next state, as the form does."""
    answer = client.change(doctype, name, workflow_state=state, **values)
    return dict(client.expect(answer)["data"])


def agree(client: Client, doctype: str, name: str, **values: Any) -> None:
    """Note what the step asks for, then agree."""
    if values:
        client.expect(client.change(doctype, name, **values))
    client.expect(client.call(ACT, doctype=doctype, name=name, act="agree", opinion="同意。"))


def press(client: Client, doctype: str, name: str, button: str) -> None:
    """A method of the document's own."""
    values = {"dt": doctype, "dn": name, "method": button}
    client.expect(client.post("/api/method/run_doc_method", data=values))
