"""The Email Queue against a real mail server, and what Notifications put into it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

import frappe
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from frappe.email.doctype.notification.notification import trigger_daily_alerts
from frappe.utils import add_days, nowdate

from benchless import mail
from benchless.documents import lookup
from benchless.mail import send

PASSWORD = "mail-secret"


class Office:
    """A mail server that keeps what it gets, knows a bad address, and can be out of order."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], EmailMessage]] = []
        self.bad: set[str] = {"gone@example.org"}
        self.broken = False

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _more: Any) -> str:
        if address in self.bad:
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.broken:
            return "451 out of order"
        letter = cast(EmailMessage, message_from_bytes(envelope.content, policy=default))
        self.letters.append((list(envelope.rcpt_tos), letter))
        return "250 OK"


def knows(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    known = data.login == b"office" and data.password == PASSWORD.encode()
    return AuthResult(success=known, handled=False)


@pytest.fixture
def office(session: Any) -> Iterator[Office]:
    handler = Office()
    controller = Controller(
        handler,
        hostname="127.0.0.1",
        port=0,
        authenticator=knows,
        auth_require_tls=False,
        auth_required=True,
    )
    with free_port(controller):
        session.flags.in_test = False
        session.conf["mute_emails"] = 0
        frappe.get_doc(
            {"doctype": "Email Account", "email_account_name": "Office", "email_id": "office@example.org",
             "enable_outgoing": 1, "default_outgoing": 1, "smtp_server": "127.0.0.1",
             "smtp_port": controller.port, "login_id_is_different": 1, "login_id": "office",
             "password": PASSWORD}
        ).insert()  # fmt: skip
        session.db.commit()
        yield handler
    for doctype in ("Notification", "Email Queue", "Email Account", "ToDo"):
        for name in frappe.get_all(doctype, pluck="name"):
            frappe.delete_doc(doctype, name, force=True)
    session.db.commit()


@contextlib.contextmanager
def free_port(controller: Controller) -> Iterator[None]:
    """A port that nobody has."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        controller.port = probe.getsockname()[1]
    controller.start()
    try:
        yield
    finally:
        controller.stop()


def queued(**values: Any) -> Any:
    given = {"recipients": "a@example.org, b@example.org", "subject": "补正通知", "message": "<p>请补正</p>"}
    return mail.sendmail(**{**given, **values})


def state(one: Any) -> tuple[str, int, list[str]]:
    doc = frappe.get_doc("Email Queue", one.name)
    return doc.status, doc.retry, [row.status for row in doc.recipients]


def test_everybody_gets_a_letter_of_his_own(session: Any, office: Office) -> None:
    one = queued(bcc="hidden@example.org", attachments=[{"fname": "通知.txt", "fcontent": "内容"}])
    assert mail.flush() == 1
    assert [(to, letter["To"]) for to, letter in office.letters] == [
        ([address], address) for address in ("a@example.org", "b@example.org", "hidden@example.org")
    ]
    letter = office.letters[0][1]
    assert letter["Subject"] == "补正通知"
    assert "请补正" in letter.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert [part.get_filename() for part in letter.iter_attachments()] == ["通知.txt"]
    assert state(one) == ("Sent", 0, ["Sent"] * 3)
    assert mail.flush() == 0


def test_one_bad_address_does_not_keep_the_others_waiting(session: Any, office: Office) -> None:
    one = queued(recipients=["a@example.org", "gone@example.org"])
    for _try in range(5):
        mail.flush()
    assert state(one) == ("Partially Sent", send.RETRIES, ["Sent", "Not Sent"])
    assert len(office.letters) == 1
    assert "no such person" in frappe.get_doc("Email Queue", one.name).error


def test_a_server_out_of_order_is_asked_again(session: Any, office: Office) -> None:
    office.broken = True
    one = queued(recipients="a@example.org")
    mail.flush()
    assert state(one) == ("Not Sent", 1, ["Not Sent"])
    office.broken = False
    mail.flush()
    assert state(one)[0] == "Sent"


def test_a_wrong_password_is_an_error_after_three_tries(session: Any, office: Office) -> None:
    account = frappe.get_doc("Email Account", "Office")
    account.password = "wrong"
    account.save()
    one = queued(recipients="a@example.org")
    for _try in range(4):
        mail.flush()
    assert state(one) == ("Error", send.RETRIES, ["Not Sent"])
    frappe.get_attr("frappe.email.doctype.email_queue.email_queue.retry_sending")(name=one.name)
    assert state(one)[:2] == ("Not Sent", 0)


def test_what_somebody_is_sending_is_not_sent_twice(session: Any, office: Office) -> None:
    one = queued(recipients="a@example.org")
    assert send._claim(one.name)
    session.db.commit()
    assert not mail.send_one(one.name)
    lookup.set_value("Email Queue", one.name, "modified", "2020-01-01 00:00:00", update_modified=False)
    assert mail.flush() == 1


def rule(**values: Any) -> Any:
    given = {
        "doctype": "Notification", "name": "Rule", "subject": "{{ doc.description }}", "message": "m",
        "document_type": "ToDo", "channel": "Email", "enabled": 1, "message_type": "HTML",
        "recipients": [{"receiver_by_document_field": "allocated_to"}],
    }  # fmt: skip
    return frappe.get_doc({**given, **values}).insert()


def todo(**values: Any) -> Any:
    return frappe.get_doc(
        {"doctype": "ToDo", "description": "first", "allocated_to": "Administrator", **values}
    ).insert()


def letters() -> list[str]:
    """Subjects in the queue; it is emptied."""
    names = frappe.get_all("Email Queue", pluck="name", order_by="creation")
    texts = [frappe.get_doc("Email Queue", name).message for name in names]
    frappe.db.delete("Email Queue")
    return [str(message_from_bytes(text.encode(), policy=default)["Subject"]) for text in texts]


OPEN = '[["ToDo","status","=","Open"]]'


@pytest.mark.parametrize(
    ("values", "on_insert", "on_save"),
    [
        ({"event": "New"}, ["first"], []),
        ({"event": "Save"}, ["first"], ["second"]),
        ({"event": "Value Change", "value_changed": "description"}, [], ["second"]),
        ({"event": "Value Change", "value_changed": "status"}, [], []),
        ({"event": "New", "condition": "doc.description == 'other'"}, [], []),
        ({"event": "New", "condition_type": "Filters", "filters": OPEN}, ["first"], []),
        ({"event": "Method", "method": "before_validate"}, ["first"], ["second"]),
        ({"event": "Save", "enabled": 0}, [], []),
    ],
)  # fmt: skip
def test_when_a_rule_writes(
    session: Any, office: Office, values: dict[str, Any], on_insert: list[str], on_save: list[str]
) -> None:
    rule(**values)
    doc = todo()
    assert letters() == on_insert
    doc = frappe.get_doc("ToDo", doc.name)
    doc.description = "second"
    doc.save()
    assert letters() == on_save


@pytest.mark.parametrize(("event", "days", "told"), [
    ("Days Before", 3, ["first"]), ("Days Before", 2, []), ("Days After", -3, ["first"]),
    ("Days After", 3, []),
])  # fmt: skip
def test_rules_of_days(session: Any, office: Office, event: str, days: int, told: list[str]) -> None:
    rule(event=event, date_changed="date", days_in_advance=3)
    todo(date=add_days(nowdate(), days))
    trigger_daily_alerts()
    assert letters() == told


def test_copies_are_copies(session: Any, office: Office) -> None:
    rule(event="New", recipients=[{"receiver_by_document_field": "allocated_to", "cc": "c@example.org",
                                   "bcc": "hidden@example.org"}])  # fmt: skip
    todo()
    mail.flush()
    heads = {to[0]: (letter["To"], letter["Cc"], letter["Bcc"]) for to, letter in office.letters}
    assert set(heads) >= {"c@example.org", "hidden@example.org"}
    assert all("hidden" not in str(head) for to, head in heads.items() if to != "hidden@example.org")
