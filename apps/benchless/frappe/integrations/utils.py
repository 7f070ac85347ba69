"""Requests of apps to other servers, and the log of them."""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import parse_qs, urlencode

import frappe
from benchless import outgoing
from benchless.outgoing import RequestFailed
from benchless.values import cstr

__all__ = [
    "RequestFailed", "create_request_log", "get_json", "make_delete_request", "make_get_request",
    "make_patch_request", "make_post_request", "make_put_request", "make_request",
]  # fmt: skip
SECONDS = 30


def make_request(
    method: str, url: str, auth: Any = None, headers: dict[str, str] | None = None, data: Any = None,
    json: Any = None, params: dict[str, Any] | None = None,
) -> Any:  # fmt: skip
    """Ask another server. Gives its JSON, form or text by what it says it is.

    Raises RequestFailed, after keeping an Error Log, when it does not answer well.
    """
    body, sent = _body(data, json, dict(headers or {}))
    if auth:
        pair = base64.b64encode(":".join(map(str, auth)).encode()).decode()
        sent.setdefault("Authorization", f"Basic {pair}")
    address = f"{url}{'&' if '?' in url else '?'}{urlencode(params, doseq=True)}" if params else url
    try:
        answer = outgoing.request(method, address, body=body, headers=sent, timeout=SECONDS)
    except RequestFailed as error:
        frappe.log_error(title=f"{method} {url}", message=str(error))
        raise
    frappe.flags.integration_request = answer
    return _content(answer)


def _body(data: Any, content: Any, headers: dict[str, str]) -> tuple[bytes | None, dict[str, str]]:
    """JSON, a form of a dictionary, or bytes and text as they are."""
    known = {name.lower() for name in headers}
    if content is not None:
        kind, body = "application/json", frappe.as_json(content).encode()
    elif isinstance(data, dict):
        kind, body = "application/x-www-form-urlencoded", urlencode(data, doseq=True).encode()
    else:
        return (data.encode() if isinstance(data, str) else data), headers
    return body, headers if "content-type" in known else {**headers, "Content-Type": kind}


def _content(answer: outgoing.Answer) -> Any:
    kind = next((value for name, value in answer.headers.items() if name.lower() == "content-type"), "")
    if "application/json" in kind:
        return answer.json()
    if kind.startswith("text/plain"):
        return parse_qs(answer.text)
    return answer.text


def make_get_request(url: str, **kwargs: Any) -> Any:
    """Read an address."""
    return make_request("GET", url, **kwargs)


def make_post_request(url: str, **kwargs: Any) -> Any:
    """Send something to an address."""
    return make_request("POST", url, **kwargs)


def make_put_request(url: str, **kwargs: Any) -> Any:
    """Replace what is at an address."""
    return make_request("PUT", url, **kwargs)


def make_patch_request(url: str, **kwargs: Any) -> Any:
    """Change what is at an address."""
    return make_request("PATCH", url, **kwargs)


def make_delete_request(url: str, **kwargs: Any) -> Any:
    """Remove what is at an address."""
    return make_request("DELETE", url, **kwargs)


def create_request_log(
    data: Any, integration_type: str | None = None, service_name: str | None = None, name: str | None = None,
    error: Any = None, request_headers: Any = None, output: Any = None, **kwargs: Any,
) -> Any:  # fmt: skip
    """Keep an Integration Request about a call, going out or coming in; gives the document."""
    values = {
        "integration_request_service": service_name,
        "request_headers": get_json(request_headers),
        "data": get_json(data),
        "output": get_json(output),
        "error": get_json(error),
        "is_remote_request": int(integration_type == "Remote"),
        "request_id": name,
        "status": "Failed" if error else "Queued",
        **kwargs,
    }
    log = frappe.get_doc({"doctype": "Integration Request", **values})
    return log.insert(ignore_permissions=True, ignore_links=True)


def get_json(obj: Any) -> str | None:
    """Data as JSON text; text stays as it is."""
    if obj is None or isinstance(obj, str):
        return obj
    return cstr(frappe.as_json(obj))
