"""Whitelisted functions that have no better home: sending and fetching files."""

from typing import Any

import frappe
from benchless import files
from frappe.utils.file_manager import download_file

__all__ = ["download_file", "ping", "upload_file"]


@frappe.whitelist(allow_guest=True)
def ping() -> str:
    """Whether the server answers."""
    return "pong"


@frappe.whitelist(allow_guest=True, methods=["POST"])
def upload_file() -> Any:
    """Keep the file of the request; gives the File document."""
    return files.upload()
