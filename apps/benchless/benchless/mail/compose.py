"""Making a mail and putting it into the Email Queue."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterable
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid, parseaddr
from typing import Any

from benchless import files
from benchless.context import current
from benchless.documents import new_doc
from benchless.errors import ValidationError
from benchless.mail import send
from benchless.messages import throw
from benchless.printing import render
from benchless.text import strip_html
from benchless.translations import _
from benchless.values import cint, cstr

FALLBACK_SENDER = "no-reply@cso.invalid"


def sendmail(
    recipients: Any = None,
    sender: str = "",
    subject: str = "",
    message: str = "",
    as_markdown: bool = False,
    delayed: bool = True,
    reference_doctype: str | None = None,
    reference_name: str | None = None,
    *,
    attachments: Any = None,
    content: str | None = None,
    reply_to: str | None = None,
    cc: Any = None,
    bcc: Any = None,
    send_after: Any = None,
    now: bool = False,
    send_priority: int = 1,
    template: str | None = None,
    args: dict[str, Any] | None = None,
    header: Any = None,
    communication: str | None = None,
    with_container: bool = False,
    expose_recipients: str | None = None,
    **_ignored: Any,
) -> Any:
    """Queue a mail; gives the Email Queue document, or None when nobody is to get it or mail is muted."""
    to, copies, hidden = addresses(recipients), addresses(cc), addresses(bcc)
    if not (to or copies or hidden) or current().flags.mute_emails and not current().flags.in_test:
        return None
    body = _body(message or content or "", template, args, header)
    mail = compose(to, copies, sender, subject, body, reply_to=reply_to, attachments=attachments)
    queued = _queue(
        mail,
        [*to, *copies, *hidden],
        copies=copies,
        reference=(reference_doctype, reference_name),
        send_after=send_after,
        priority=send_priority,
        communication=communication,
        attachments=attachments,
        expose=expose_recipients,
    )
    if now or not delayed:
        send.send_one(queued.name)
    return queued


def addresses(given: Any) -> list[str]:
    """Addresses of a list, or of a text with commas; each once. Raises ValidationError for a broken one."""
    parts = (
        given.replace(";", ",").replace("\n", ",").split(",") if isinstance(given, str) else list(given or [])
    )
    out: list[str] = []
    for part in parts:
        text = cstr(part).strip()
        address = parseaddr(text)[1]
        if text and "@" not in address and text not in ("Administrator", "Guest"):
            throw(_("{0} is not a valid Email Address").format(text), ValidationError)
        if address and "@" in address and address not in out:
            out.append(address)
    return out


def _body(message: str, template: str | None, args: dict[str, Any] | None, header: Any) -> str:
    values = dict(args or {})
    if template:
        message = render(f"templates/emails/{template}.html", values, is_path=True)
    title = header[0] if isinstance(header, list | tuple) and header else header
    head = f"<h3>{title}</h3>" if isinstance(title, str) and title else ""
    return f"{head}{message}"


def compose(
    to: list[str],
    cc: list[str],
    sender: str,
    subject: str,
    body: str,
    *,
    reply_to: str | None = None,
    attachments: Any = None,
) -> EmailMessage:
    """A mail with a text and an HTML part."""
    mail = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    mail["Subject"] = " ".join(cstr(subject).split())
    mail["From"] = _sender(sender)
    mail["To"] = ", ".join(to)
    if cc:
        mail["Cc"] = ", ".join(cc)
    if reply_to:
        mail["Reply-To"] = " ".join(cstr(reply_to).split())
    mail["Date"] = formatdate(localtime=True)
    mail["Message-Id"] = make_msgid(domain="cso.invalid")
    mail.set_content(strip_html(body) or " ")
    mail.add_alternative(body, subtype="html")
    for name, content in _attached(attachments):
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        main, _slash, sub = kind.partition("/")
        mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return mail


def _sender(sender: str) -> str:
    account = send.outgoing_account()
    if not account:
        return cstr(parseaddr(sender)[1]) or FALLBACK_SENDER
    name = account.email_account_name or ""
    given, address = parseaddr(sender)
    own = account.email_id if cint(account.always_use_account_email_id_as_sender) or not address else address
    return str(Address(display_name=given or name, addr_spec=own))


def _attached(attachments: Any) -> Iterable[tuple[str, bytes]]:
    """Name and content of what is sent along: contents, or files by name or address."""
    for one in attachments or []:
        if one.get("fcontent") is not None:
            content = one["fcontent"]
            yield cstr(one.get("fname") or "file"), content.encode() if isinstance(content, str) else content
            continue
        key, value = ("name", one["fid"]) if one.get("fid") else ("file_url", one.get("file_url"))
        rows = current().db.rows(
            f"SELECT file_name, file_url FROM `tabFile` WHERE {key} = ? LIMIT 1", (value,)
        )
        if rows:
            yield cstr(rows[0][0]), files.read(rows[0][1])


def _queue(
    mail: EmailMessage,
    recipients: list[str],
    *,
    copies: list[str],
    reference: tuple[str | None, str | None],
    send_after: Any,
    priority: int,
    communication: str | None,
    attachments: Any,
    expose: str | None,
) -> Any:
    queued = new_doc("Email Queue")
    queued.update(
        {
            "sender": parseaddr(mail["From"])[1],
            "show_as_cc": ", ".join(copies),
            "message": mail.as_bytes().decode("ascii", "replace"),
            "message_id": cstr(mail["Message-Id"]).strip("<>"),
            "status": "Not Sent",
            "expose_recipients": expose,
            "reference_doctype": reference[0],
            "reference_name": reference[1],
            "send_after": send_after,
            "priority": priority,
            "communication": communication,
            "attachments": json.dumps(
                [{"fname": name, "size": len(c)} for name, c in _attached(attachments)]
            ),
            "recipients": [{"recipient": one, "status": "Not Sent"} for one in dict.fromkeys(recipients)],
        }
    )
    queued.insert(ignore_permissions=True)
    return queued
