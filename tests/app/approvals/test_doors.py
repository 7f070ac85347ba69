"""No door goes round the engine: every way to write a state, over HTTP, ends in it or is refused."""

import email
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import frappe
import pytest
from frappe.utils.verified_command import get_signed_params
from werkzeug.test import Client, TestResponse

from benchless.http.app import create_app
from cso_management.api import approvals
from cso_management.approvals import log
from cso_management.approvals.engine import links

from . import papers
from .papers import PAPER, full

Door = Callable[["Caller", str], TestResponse]
HOLDER, STRANGER, ABOVE = "leader.wanghu", "leader.city", "leader.county"
SIGNED = "/api/method/frappe.workflow.doctype.workflow_action.workflow_action"


class Caller:
    """HTTP as one of the users; `user=None` is a guest."""

    def __init__(self, site: Any) -> None:
        self.client, self.site = Client(create_app(site)), site
        self.keys: dict[str, str] = {}
        self.user: str | None = None
        with site.session():
            for user in (HOLDER, STRANGER, ABOVE, papers.SUBMITTER, "Administrator"):
                self.keys[user] = self._key(user)

    def _key(self, user: str) -> str:
        document = frappe.get_doc("User", full(user)[0] if user != "Administrator" else user)
        document.api_key, document.api_secret = (
            frappe.generate_hash(length=15),
            frappe.generate_hash(length=15),
        )
        secret = document.api_secret
        document.save(ignore_permissions=True)
        return f"token {document.api_key}:{secret}"

    def send(self, method: str, path: str, /, **values: Any) -> TestResponse:
        headers = {"Authorization": self.keys[self.user]} if self.user else {}
        if method == "GET":
            return self.client.get(path, query_string=values or None, headers=headers)
        return self.client.open(path, method=method, json=values, headers=headers)

    def call(self, path: str, /, **values: Any) -> TestResponse:
        return self.send("POST", f"/api/method/{path}", **values)

    def document(self, name: str) -> dict[str, Any]:
        return self.send("GET", f"/api/resource/{PAPER}/{name}").json["data"]


@pytest.fixture(scope="module")
def caller(stored_site: Any) -> Iterator[Caller]:
    yield Caller(stored_site)


@pytest.fixture
def new_paper(stored_site: Any, caller: Caller) -> Callable[..., str]:
    """A paper at its first step, stored for good."""

    def make(**one: Any) -> str:
        with stored_site.session():
            frappe.local.lang = "zh"
            papers.publish(one={"people": [HOLDER], **one}, two={"people": [ABOVE]})
            doc = papers.make()
            approvals.act(PAPER, doc.name, "submit")
            return str(doc.name)

    return make


@pytest.fixture
def found(stored_site: Any) -> Callable[[str], tuple[str, list[str]]]:
    """The state of a paper, and who agreed according to the log."""

    def read(name: str) -> tuple[str, list[str]]:
        with stored_site.session():
            rows = [row.actor for row in log.rows_of(PAPER, name) if row.act == "agree"]
            return frappe.db.get_value(PAPER, name, "workflow_state"), rows

    return read


def form_save(caller: Caller, name: str) -> TestResponse:
    doc = {**caller.document(name), "workflow_state": "Second"}
    return caller.call("frappe.desk.form.save.savedocs", doc=json.dumps(doc), action="Save")


def client_save(caller: Caller, name: str) -> TestResponse:
    return caller.call("frappe.client.save", doc={**caller.document(name), "workflow_state": "Second"})


def rest_put(caller: Caller, name: str) -> TestResponse:
    return caller.send("PUT", f"/api/resource/{PAPER}/{name}", workflow_state="Second")


def rest_put_v2(caller: Caller, name: str) -> TestResponse:
    return caller.send("PATCH", f"/api/v2/document/{PAPER}/{name}", workflow_state="Second")


def set_value(caller: Caller, name: str) -> TestResponse:
    return caller.call(
        "frappe.client.set_value", doctype=PAPER, name=name, fieldname="workflow_state", value="Second"
    )


def bulk_update(caller: Caller, name: str) -> TestResponse:
    docs = [{"doctype": PAPER, "docname": name, "workflow_state": "Second"}]
    return caller.call("frappe.client.bulk_update", docs=json.dumps(docs))


def apply_workflow(caller: Caller, name: str) -> TestResponse:
    doc = json.dumps({"doctype": PAPER, "name": name})
    return caller.call("frappe.model.workflow.apply_workflow", doc=doc, action="Go On")


def bulk_approval(caller: Caller, name: str) -> TestResponse:
    return caller.call(
        "frappe.model.workflow.bulk_workflow_approval",
        docnames=json.dumps([name]),
        doctype=PAPER,
        action="Go On",
    )


def data_import(caller: Caller, name: str) -> TestResponse:
    """As the Data Import tool does: rows are saved as documents by whoever imports."""
    headers = {"Authorization": caller.keys[caller.user or ""]}
    file = (io.BytesIO(f'"ID","State"\n"{name}","Second"\n'.encode()), "rows.csv")
    sent = caller.client.post(
        "/api/method/upload_file", data={"is_private": "1", "file": file}, headers=headers
    )
    values = {
        "reference_doctype": PAPER,
        "import_type": "Update Existing Records",
        "import_file": sent.json["message"]["file_url"],
    }
    made = caller.send("POST", "/api/resource/Data Import", **values)
    if caller.user != "Administrator":
        assert made.status_code == 403
        return made
    job = made.json["data"]["name"]
    path = "frappe.core.doctype.data_import.data_import.form_start_import"
    assert caller.call(path, data_import=job).status_code == 200
    assert caller.send("GET", f"/api/resource/Data Import/{job}").json["data"]["status"] == "Error"
    return made


def mail_link(caller: Caller, name: str) -> TestResponse:
    """Frappe's signed link, opened by a guest: it decides in the name of the user of the link."""
    query = {"doctype": PAPER, "docname": name, "user": full(HOLDER)[0], "action": "Go On"}
    return caller.send("GET", f"{SIGNED}.confirm_action?{signed(caller, query)}")


def signed(caller: Caller, query: dict[str, str]) -> str:
    with caller.site.session():
        return get_signed_params(query)


DOORS = (
    form_save,
    client_save,
    rest_put,
    rest_put_v2,
    set_value,
    bulk_update,
    apply_workflow,
    bulk_approval,
    data_import,
)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("user", [STRANGER, papers.SUBMITTER, "Administrator"])
def test_a_door_is_closed_to_whoever_has_no_task(
    caller: Caller, new_paper: Callable[..., str], found: Callable[[str], Any], door: Door, user: str
) -> None:
    name = new_paper()
    caller.user = user
    door(caller, name)
    assert found(name) == ("First", [])


@pytest.mark.parametrize("door", [door for door in DOORS if door is not data_import])
def test_a_door_ends_in_the_engine(
    caller: Caller,
    new_paper: Callable[..., str],
    found: Callable[[str], Any],
    door: Door,
    stored_site: Any,
) -> None:
    name = new_paper()
    caller.user = HOLDER
    answer = door(caller, name)
    assert answer.status_code == 200, answer.text
    assert found(name) == ("Second", full(HOLDER))
    with stored_site.session():
        holders = frappe.get_all(
            "CSO Approval Task",
            filters={"reference_name": name, "status": "Open"},
            pluck="holder",
            order_by="number asc",
        )
    assert holders == full(ABOVE)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    "step",
    [{"opinion_rule": "always"}, {"signature": "drawn"}, {"people": [HOLDER, STRANGER], "mode": "all"}],
)
def test_no_door_forgets_what_the_step_asks_for(
    caller: Caller,
    new_paper: Callable[..., str],
    found: Callable[[str], Any],
    door: Door,
    step: dict[str, Any],
) -> None:
    name = new_paper(**step)
    caller.user = HOLDER
    door(caller, name)
    assert found(name)[0] == "First"


@pytest.mark.parametrize("state", ["Final", "Draft", "Withdrawn", "Sent Back", "Refused"])
def test_no_state_is_written_past_the_way(
    caller: Caller, new_paper: Callable[..., str], found: Callable[[str], Any], state: str
) -> None:
    name = new_paper()
    caller.user = HOLDER
    answer = caller.send("PUT", f"/api/resource/{PAPER}/{name}", workflow_state=state)
    assert answer.status_code in (403, 417)
    assert found(name)[0] == "First"


def test_the_signed_link_decides_in_the_engine(
    caller: Caller, new_paper: Callable[..., str], found: Callable[[str], Any]
) -> None:
    name = new_paper()
    caller.user = None
    first = {
        "action": "Go On",
        "doctype": PAPER,
        "docname": name,
        "current_state": "First",
        "user": full(HOLDER)[0],
    }
    page = caller.send("GET", f"{SIGNED}.apply_action?{signed(caller, first)}")
    assert "confirm_action" in page.text and found(name)[0] == "First"
    mail_link(caller, name)
    assert found(name) == ("Second", full(HOLDER))
    mail_link(caller, name)
    assert found(name) == ("Second", full(HOLDER))


@pytest.mark.parametrize("user", [STRANGER, "Administrator", "Guest"])
def test_a_signed_link_of_somebody_else_decides_nothing(
    caller: Caller, new_paper: Callable[..., str], found: Callable[[str], Any], user: str
) -> None:
    name = new_paper()
    caller.user = None
    who = user if user in ("Administrator", "Guest") else full(user)[0]
    query = {"doctype": PAPER, "docname": name, "user": who, "action": "Go On"}
    caller.send("GET", f"{SIGNED}.confirm_action?{signed(caller, query)}")
    assert found(name) == ("First", [])


def test_a_forged_link_is_refused(
    caller: Caller, new_paper: Callable[..., str], found: Callable[[str], Any]
) -> None:
    name = new_paper()
    caller.user = None
    query = {"doctype": PAPER, "docname": "other", "user": full(HOLDER)[0], "action": "Go On"}
    text = signed(caller, query).replace("other", name)
    answer = caller.send("GET", f"{SIGNED}.confirm_action?{text}")
    assert answer.status_code == 403
    assert found(name) == ("First", [])


@pytest.mark.parametrize(
    ("step", "action"),
    [
        ({"opinion_rule": "always"}, "Go On"),
        ({"signature": "typed"}, "Go On"),
        ({}, "Turn Down"),
        ({}, "Send Back"),
    ],
)
@pytest.mark.parametrize("method", ["apply_action", "confirm_action"])
def test_where_words_are_needed_the_link_leads_to_the_case(
    caller: Caller,
    new_paper: Callable[..., str],
    found: Callable[[str], Any],
    step: dict[str, Any],
    action: str,
    method: str,
) -> None:
    name = new_paper(**step)
    caller.user = None
    query = {"action": action, "doctype": PAPER, "docname": name, "user": full(HOLDER)[0]}
    query |= {"current_state": "First"} if method == "apply_action" else {}
    answer = caller.send("GET", f"{SIGNED}.{method}?{signed(caller, query)}")
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"/cso/form/Test%20Paper/{name}")
    assert found(name) == ("First", [])


def test_a_task_is_mailed_with_a_link_that_expires(
    caller: Caller, new_paper: Callable[..., str], stored_site: Any
) -> None:
    with stored_site.session():
        account = {
            "doctype": "Email Account",
            "email_account_name": "Office",
            "email_id": "office@demo.example",
            "enable_outgoing": 1,
            "default_outgoing": 1,
            "smtp_server": "127.0.0.1",
            "no_smtp_authentication": 1,
        }
        frappe.get_doc(account).insert()
    name = new_paper()
    with stored_site.session():
        filters = {"reference_doctype": PAPER, "reference_name": name}
        mails = frappe.get_all("Email Queue", filters=filters, pluck="name", order_by="creation asc")
        assert len(mails) == 1
        mail = frappe.get_doc("Email Queue", mails[0])
        assert [row.recipient for row in mail.recipients] == full(HOLDER)
        task = frappe.db.get_value("CSO Approval Task", {"reference_name": name, "status": "Open"}, "name")
        link = links.of_task(task, full(HOLDER)[0])
        old = get_signed_params({"task": task, "user": full(HOLDER)[0], "until": "2020-01-01"})
        frappe.delete_doc("Email Account", "Office")
    path = link[link.index("/api/") :]
    assert path.partition("&_signature=")[0].replace("&", "&amp;") in body_of(mail.message)
    caller.user = None
    answer = caller.send("GET", path)
    assert (answer.status_code, answer.headers["Location"].rpartition("/cso/")[2]) == (
        302,
        f"form/Test%20Paper/{name}",
    )
    expired = caller.send("GET", f"{links.OPEN}?{old}")
    assert expired.status_code == 200 and "form/" not in expired.text
    assert caller.send("GET", path.replace("until=20", "until=21")).status_code == 403


def body_of(message: str) -> str:
    parts = email.message_from_string(message).walk()
    html = [
        part.get_payload(decode=True).decode() for part in parts if part.get_content_type() == "text/html"
    ]
    return "".join(html)


def test_hidden_fields_leave_no_answer(caller: Caller, new_paper: Callable[..., str]) -> None:
    name = new_paper(hidden_fields="secret", editable_fields="reason")
    for user, sees in ((HOLDER, False), (STRANGER, True), (papers.SUBMITTER, True)):
        caller.user = user
        assert ("secret" in caller.document(name)) is sees
        form = caller.send("GET", "/api/method/frappe.desk.form.load.getdoc", doctype=PAPER, name=name)
        assert (form.json["docs"][0].get("secret") == "秘密") is sees
        got = caller.send("GET", "/api/method/frappe.client.get", doctype=PAPER, name=name)
        assert (got.json["message"].get("secret") == "秘密") is sees
        rows = caller.send(
            "GET", f"/api/resource/{PAPER}", fields='["secret"]', filters=json.dumps({"name": name})
        )
        assert bool(rows.json["data"]) is sees
        value = caller.send(
            "GET",
            "/api/method/frappe.client.get_value",
            doctype=PAPER,
            filters=json.dumps({"name": name}),
            fieldname="secret",
        )
        assert ("秘密" in value.text) is sees
        page = caller.send("GET", "/printview", doctype=PAPER, name=name)
        assert ("秘密" in page.text) is sees
    caller.user = HOLDER
    saved = caller.send("PUT", f"/api/resource/{PAPER}/{name}", reason="改")
    assert saved.status_code == 200 and "secret" not in saved.json["data"]
