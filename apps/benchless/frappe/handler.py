"""Whitelisted functions that have no better home: the upload."""

from typing import Any

import frappe
from benchless import files


@frappe.whitelist(allow_guest=True, methods=["POST"])
def upload_file() -> Any:
    """Keep the file of the request; gives the File document."""
    return files.upload()
