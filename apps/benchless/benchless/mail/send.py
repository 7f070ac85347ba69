"""Sending what is queued."""

from __future__ import annotations

import smtplib
import ssl
from typing import Any

from benchless import passwords
from benchless.context import current
from benchless.documents import get_doc
from benchless.errors import OutgoingEmailError
from benchless.values import Row, cint, cstr

RETRIES = 3
TIMEOUT = 30
AT_ONCE = 100


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
    now = current().site.now().strftime("%Y-%m-%d %H:%M:%S")
    names = current().db.rows(
        "SELECT name FROM `tabEmail Queue` WHERE status IN ('Not Sent', 'Partially Sent') AND retry < ?"
        " AND (send_after IS NULL OR send_after < ?) ORDER BY priority DESC, creation LIMIT ?",
        (RETRIES, now, AT_ONCE),
    )
    sent = 0
    for (name,) in names:
        sent += send_one(name)
        current().db.commit()
    return sent


def send_one(name: str) -> bool:
    """Send one queued mail. A failure is written into its row."""
    account = None if is_muted() else outgoing_account()
    if account is None:
        return False
    queued = get_doc("Email Queue", name)
    waiting = [row for row in queued.recipients if row.status != "Sent"]
    current().db.commit()  # no write transaction is held while the mail server is asked
    try:
        refused = _deliver(account, queued, [row.recipient for row in waiting])
    except (OSError, smtplib.SMTPException, OutgoingEmailError) as error:
        _note_failure(queued, error)
        return False
    for row in waiting:
        row.db_set("status", "Not Sent" if row.recipient in refused else "Sent")
    queued.db_set({"status": "Partially Sent" if refused else "Sent", "error": cstr(refused or "")})
    return not refused


def _note_failure(queued: Any, error: Exception) -> None:
    tries = cint(queued.retry) + 1
    status = "Error" if tries >= RETRIES else "Not Sent"
    queued.db_set({"status": status, "retry": tries, "error": f"{type(error).__name__}: {error}"})


def _deliver(account: Row, queued: Any, recipients: list[str]) -> dict[str, Any]:
    """Recipients that the mail server refused."""
    with _connect(account) as server:
        if not cint(account.no_smtp_authentication):
            password = passwords.get_password("Email Account", account.name)
            login = account.login_id if cint(account.login_id_is_different) else account.email_id
            server.login(cstr(login), password or "")
        content = cstr(queued.message).encode("utf-8")
        refused: dict[str, Any] = server.sendmail(queued.sender, recipients, content)
        return refused


def _connect(account: Row) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if cint(account.use_ssl_for_outgoing):
        port = cint(account.smtp_port) or 465
        return smtplib.SMTP_SSL(account.smtp_server, port, timeout=TIMEOUT, context=context)
    server = smtplib.SMTP(account.smtp_server, cint(account.smtp_port) or 587, timeout=TIMEOUT)
    if cint(account.use_tls):
        server.starttls(context=context)
    return server
