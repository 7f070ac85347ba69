"""Years that people type."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint

EARLIEST, LATEST = 1900, 2200


def checked(value: Any, label: str) -> int:
	"""The year. Raises ValidationError for what is none that an office works with."""
	if not EARLIEST <= cint(value) <= LATEST:
		frappe.throw(_("{0}: a year between {1} and {2}.").format(label, EARLIEST, LATEST))
	return cint(value)
