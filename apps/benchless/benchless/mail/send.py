"""Sending what is queued."""

from __future__ import annotations

import smtplib
import ssl
from datetime import timedelta
from email import message_from_bytes
from email.policy import SMTP
from typing import Any

from benchless import passwords
from benchless.context import current
from benchless.documents import get_doc
from benchless.errors import OutgoingEmailError
from benchless.values import Row, cint, cstr

RETRIES = 3
TIMEOUT = 30
AT_ONCE = 100
STUCK = timedelta(minutes=15)
WAITING = ("Not Sent", "Partially Sent")
MOMENT = "%Y-%m-%d %H:%M:%S"


def outgoing_account() -> Row | None:
    """The Email Account that sends: the default one, else any that may."""
    rows = current().db.dicts(
        "SELECT * FROM `tabEmail Account` WHERE enable_outgoing = 1"
        " ORDER BY default_outgoing DESC, creation LIMIT 1"
    )
    return rows[0] if rows and rows[0].smtp_server else None


def is_muted() -> bool:
    """Whether no mail leaves this site: tests, or `mute_emails` in its settings."""
    session = current()
    return bool(session.flags.in_test or session.flags.mute_emails or cint(session.conf.get("mute_emails")))


def flush() -> int:
    """Send what waits; gives how many went out. Without an account it all stays where people see it."""
    account = None if is_muted() else outgoing_account()
    if account is None:
        return 0
    now = current().site.now()
    _free_stuck((now - STUCK).strftime(MOMENT))
    names = current().db.rows(
        "SELECT name FROM `tabEmail Queue` WHERE status IN ('Not Sent', 'Partially Sent') AND retry < ?"
        " AND (send_after IS NULL OR send_after < ?) ORDER BY priority DESC, creation LIMIT ?",
        (RETRIES, now.strftime(MOMENT), AT_ONCE),
    )
    sent = 0
    for (name,) in names:
        sent += send_one(name)
        current().db.commit()
    return sent


def _free_stuck(limit: str) -> None:
    """A mail whose sender was killed on the way is tried again: rather twice than never."""
    db = current().db
    if db.rows("SELECT 1 FROM `tabEmail Queue` WHERE status='Sending' AND modified < ? LIMIT 1", (limit,)):
        db.execute(
            "UPDATE `tabEmail Queue` SET status='Not Sent' WHERE status='Sending' AND modified < ?", (limit,)
        )
        db.commit()


def send_one(name: str) -> bool:
    """Send one queued mail. A failure is written into its row; what is on its way already is left alone."""
    account = None if is_muted() else outgoing_account()
    if account is None or not _claim(name):
        return False
    queued = get_doc("Email Queue", name)
    waiting = [row for row in queued.recipients if row.status != "Sent"]
    try:
        refused = _deliver(account, queued, [row.recipient for row in waiting])
    except (OSError, smtplib.SMTPException, OutgoingEmailError) as error:
        _note_failure(queued, f"{type(error).__name__}: {error}")
        return False
    for row in waiting:
        why = refused.get(row.recipient)
        row.db_set({"status": "Not Sent" if why else "Sent", "error": cstr(why or "")})
    if refused:
        _note_failure(queued, "; ".join(f"{who}: {why}" for who, why in refused.items()))
        return False
    queued.db_set({"status": "Sent", "error": ""})
    return True


def _claim(name: str) -> bool:
    """Mark a mail as on its way, so that it goes out once. Ends the transaction: the server is slow."""
    db = current().db
    db.begin()
    rows = db.rows("SELECT status FROM `tabEmail Queue` WHERE name=?", (name,))
    free = bool(rows) and rows[0][0] in (*WAITING, "Error")
    if free:
        now = current().site.now().strftime(MOMENT)
        db.execute("UPDATE `tabEmail Queue` SET status='Sending', modified=? WHERE name=?", (now, name))
    db.commit()
    return free


def _note_failure(queued: Any, why: str) -> None:
    """Some recipients, or all, did not get it. After the last try what is left is an error."""
    tries = cint(queued.retry) + 1
    some = any(row.status == "Sent" for row in queued.recipients)
    status = "Partially Sent" if some else "Error" if tries >= RETRIES else "Not Sent"
    queued.db_set({"status": status, "retry": tries, "error": why[:1000]})


def _deliver(account: Row, queued: Any, recipients: list[str]) -> dict[str, str]:
    """Recipients that the mail server refused, and its words."""
    refused: dict[str, str] = {}
    with _connect(account) as server:
        if not cint(account.no_smtp_authentication):
            password = passwords.get_password("Email Account", account.name)
            login = account.login_id if cint(account.login_id_is_different) else account.email_id
            server.login(cstr(login), password or "")
        for recipient, content in _letters(queued, recipients):
            try:
                server.sendmail(queued.sender, [recipient], content)
            except smtplib.SMTPRecipientsRefused as error:
                refused[recipient] = _words(error)
    return refused


def _letters(queued: Any, recipients: list[str]) -> list[tuple[str, bytes]]:
    """One letter for each: nobody reads who else got it, unless the mail says that everybody may."""
    content = cstr(queued.message).encode("utf-8")
    if queued.expose_recipients == "header":
        return [(recipient, content) for recipient in recipients]
    letter = message_from_bytes(content, policy=SMTP.clone(cte_type="7bit"))
    out = []
    for recipient in recipients:
        del letter["To"]
        letter["To"] = recipient
        out.append((recipient, letter.as_bytes()))
    return out


def _words(error: smtplib.SMTPRecipientsRefused) -> str:
    return "; ".join(
        f"{code} {text.decode('utf-8', 'replace') if isinstance(text, bytes) else text}"
        for code, text in error.recipients.values()
    )


def _connect(account: Row) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if cint(account.use_ssl_for_outgoing):
        port = cint(account.smtp_port) or 465
        return smtplib.SMTP_SSL(account.smtp_server, port, timeout=TIMEOUT, context=context)
    server = smtplib.SMTP(account.smtp_server, cint(account.smtp_port) or 587, timeout=TIMEOUT)
    if cint(account.use_tls):
        server.starttls(context=context)
    return server
