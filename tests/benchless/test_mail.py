"""Mail: queued where people can see it, sent only where an account is set up."""

import smtplib
from email import message_from_string
from email.policy import default

import pytest

from benchless import errors, mail
from benchless.documents import get_doc
from benchless.mail import compose


def queue(**values):
    given = {
        "recipients": "a@example.org, b@example.org",
        "subject": "补正\n通知",
        "message": "<p>请补正</p>",
    }
    return mail.sendmail(**{**given, **values})


def test_mail_is_queued_with_its_recipients(session):
    queued = queue(cc=["c@example.org"], attachments=[{"fname": "通知.pdf", "fcontent": b"%PDF-"}])
    assert [row.recipient for row in queued.recipients] == ["a@example.org", "b@example.org", "c@example.org"]
    parsed = message_from_string(queued.message, policy=default)
    assert parsed["Subject"] == "补正 通知"
    assert "请补正" in parsed.get_body(("html",)).get_content()
    assert [part.get_filename() for part in parsed.iter_attachments()] == ["通知.pdf"]


def test_without_an_account_mail_stays(session):
    queued = queue()
    session.flags.in_test = False
    session.conf["mute_emails"] = 0
    assert mail.flush() == 0
    assert get_doc("Email Queue", queued.name).status == "Not Sent"


def test_broken_address_is_refused(session):
    with pytest.raises(errors.ValidationError):
        compose.addresses("nobody at home")


def test_nobody_to_write_to(session):
    assert mail.sendmail(recipients=[], subject="x") is None


class Server:
    """A mail server that keeps what it gets, and knows one bad address."""

    sent: list = []

    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def starttls(self, **kwargs):
        pass

    def login(self, user, password):
        pass

    def sendmail(self, sender, recipients, content):
        if "down@example.org" in recipients:
            raise smtplib.SMTPServerDisconnected("down")
        self.sent.append((sender, recipients, content))
        return {}


@pytest.fixture
def account(session, monkeypatch):
    monkeypatch.setattr(smtplib, "SMTP", Server)
    session.flags.in_test = False
    session.conf["mute_emails"] = 0
    session.db.execute(
        "INSERT INTO `tabEmail Account` (name, email_account_name, email_id, enable_outgoing,"
        " default_outgoing, smtp_server, no_smtp_authentication)"
        " VALUES ('Office', 'Office', 'office@example.org', 1, 1, 'mail', 1)"
    )
    yield
    session.db.execute("DELETE FROM `tabEmail Account` WHERE name = 'Office'")
    session.db.commit()


def test_queued_mail_is_sent_once(session, account):
    queued = queue()
    assert mail.flush() == 1
    assert mail.flush() == 0
    assert get_doc("Email Queue", queued.name).status == "Sent"
    assert Server.sent[-1][:2] == ("office@example.org", ["a@example.org", "b@example.org"])


def test_failure_is_written_into_the_row_and_tried_three_times(session, account):
    queued = queue(recipients="down@example.org")
    for _ in range(5):
        mail.flush()
    row = get_doc("Email Queue", queued.name)
    assert (row.status, row.retry) == ("Error", 3)
    assert "down" in row.error
