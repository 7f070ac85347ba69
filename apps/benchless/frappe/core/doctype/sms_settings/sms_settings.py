"""Text messages through a gateway that speaks HTTP."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import frappe
from benchless import outgoing
from benchless.arguments import JsonNames, Scalar
from benchless.context import current
from benchless.values import cint, cstr
from frappe import _
from frappe.model.document import Document

ALLOWED = "webhook_allowed_networks"
MOST = 100


class SMSSettings(Document):
    """Where messages go, and what the gateway wants to know."""


def validate_receiver_nos(receiver_list: list[str]) -> list[str]:
    """Numbers without blanks and signs. Raises ValidationError when none is left."""
    numbers = [cstr(number).translate(str.maketrans("", "", " -()")) for number in receiver_list]
    valid = [number for number in numbers if number.lstrip("+").isdigit()]
    if not valid:
        frappe.throw(_("None of these is a phone number"))
    return valid


@frappe.whitelist(methods=["POST"])
def send_sms(receiver_list: JsonNames, msg: str, sender_name: str = "", success_msg: Scalar = True) -> None:
    """Send a text to numbers. Needs the settings of a gateway; for people who may send mails."""
    if not frappe.has_permission("SMS Settings", "read") and not frappe.flags.in_sms:
        raise frappe.PermissionError
    numbers = validate_receiver_nos(frappe.parse_json(receiver_list))[:MOST]
    settings = frappe.get_doc("SMS Settings")
    if not settings.sms_gateway_url:
        frappe.throw(_("No gateway for text messages is set up"))
    sent = [number for number in numbers if _sent(settings, number, msg)]
    if cint(success_msg) and sent:
        frappe.msgprint(_("Text message sent to: {0}").format(", ".join(sent)))


def _sent(settings: Any, number: str, msg: str) -> bool:
    """One message to one number."""
    values = {settings.message_parameter: msg, settings.receiver_parameter: number}
    fixed = {row.parameter: row.value for row in settings.parameters if not cint(row.header)}
    headers = {row.parameter: row.value for row in settings.parameters if cint(row.header)}
    form = urlencode({**fixed, **values})
    try:
        if cint(settings.use_post):
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            _ask("POST", settings.sms_gateway_url, {**kind, **headers}, form.encode())
        else:
            sign = "&" if "?" in settings.sms_gateway_url else "?"
            _ask("GET", f"{settings.sms_gateway_url}{sign}{form}", headers, None)
    except (outgoing.RequestFailed, outgoing.AddressRefused) as error:
        frappe.log_error(title="SMS", message=str(error))
        return False
    return True


def _ask(method: str, url: str, headers: dict[str, str], body: bytes | None) -> None:
    allowed = current().conf.get(ALLOWED) or []
    outgoing.request(method, url, headers=headers, body=body, timeout=10, allowed=allowed)
