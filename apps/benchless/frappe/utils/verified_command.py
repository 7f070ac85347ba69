"""`frappe.utils.verified_command`: links that carry a signature of their own query."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any
from urllib.parse import urlencode

import frappe
from benchless.context import current
from benchless.passwords import CONFIG_KEY
from benchless.translations import _
from benchless.values import cstr

MARK = "&_signature="


def get_signed_params(params: Any) -> str:
    """A query (text or dictionary) with the signature of this site behind it."""
    query = params if isinstance(params, str) else urlencode(params)
    return f"{query}{MARK}{_sign(query)}"


def verify_request() -> bool:
    """Whether the request is a GET whose query this site signed; else the answer is a page that says so."""
    request = current().request
    query = cstr(request.query_string.decode()) if request is not None else ""
    params, mark, given = query.partition(MARK)
    is_signed = bool(mark) and hmac.compare_digest(given.encode(), _sign(params).encode())
    if is_signed and request.method == "GET" and not (request.form or request.data):
        return True
    frappe.respond_as_web_page(
        _("Invalid Link"),
        _("This link is invalid or expired. Please make sure you have pasted correctly."),
        http_status_code=403,
    )
    return False


def _sign(message: str) -> str:
    conf = current().conf
    secret = cstr(conf.get("secret") or conf.get(CONFIG_KEY))
    return hmac.new(secret.encode(), message.encode(), hashlib.sha512).hexdigest()
