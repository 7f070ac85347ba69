"""Mail: queued where people can see it, sent only where an account is set up."""

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
