"""Whitelisted functions that have no better home, and calling functions by their path."""

from __future__ import annotations

from typing import Any

import frappe
from benchless import files
from benchless.arguments import JsonDict, JsonValue
from benchless.context import current
from benchless.dotted import load as get_attr
from benchless.http import login, rpc
from benchless.registry import door_of
from frappe.utils.file_manager import download_file

__all__ = [
    "download_file",
    "execute_cmd",
    "get_attr",
    "is_valid_http_method",
    "ping",
    "run_doc_method",
    "upload_file",
]


@frappe.whitelist(allow_guest=True, methods=["POST"])
def upload_file() -> Any:
    """Keep the file of the request; gives the File document."""
    return files.upload()


@frappe.whitelist(allow_guest=True)
def ping() -> str:
    return "pong"


@frappe.whitelist(allow_guest=True)
def logout() -> None:
    """End the session."""
    login.logout()


def execute_cmd(cmd: str, from_async: bool = False) -> Any:
    """Call the whitelisted function at a path with the request's values."""
    return rpc.call_method(cmd)


def is_valid_http_method(method: Any) -> None:
    """Raise PermissionError when a function may not be called with the request's verb."""
    rpc.check(method)


def is_whitelisted(method: Any) -> None:
    """Raise PermissionError when a function is none for callers from outside."""
    if door_of(method) is None or (current().user == "Guest" and not door_of(method).allow_guest):  # type: ignore[union-attr]
        raise frappe.PermissionError


@frappe.whitelist()
def run_doc_method(
    method: str, docs: JsonDict = None, dt: str | None = None, dn: str | None = None, arg: JsonValue = None,
    args: JsonValue = None,
) -> Any:  # fmt: skip
    """Call a whitelisted method of a stored document (`dt`, `dn`) or of a client's copy (`docs`)."""
    values = args if args is not None else arg
    form = {"method": method, "docs": docs, "dt": dt, "dn": dn, "args": values}
    return rpc.run_doc_method({key: value for key, value in form.items() if value is not None})
