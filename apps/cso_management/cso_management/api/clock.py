"""Calendar and deadlines of the administrator: described in docs/approvals.md."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, getdate, today
from frappe.utils.xlsxutils import build_xlsx_response

from ..approvals.engine import relief as deadlines
from ..approvals.engine import yearly
from ..permissions import roles
from ..process import years

MANAGERS = (roles.ADMINISTRATOR, "System Manager")


@frappe.whitelist(methods=["POST"])
def calendar_preview(file_url: str) -> dict[str, Any]:
	"""The rows of a file as they were read; nothing is written."""
	frappe.only_for(MANAGERS)
	return yearly.preview(file_url)


@frappe.whitelist(methods=["GET"])
def calendar_template(year: int | None = None) -> None:
	"""An Excel file to fill in."""
	frappe.only_for(MANAGERS)
	wanted = years.checked(cint(year) or getdate(today()).year + 1, _("Year"))
	build_xlsx_response(yearly.template(wanted), f"work-calendar-{wanted}")


@frappe.whitelist(methods=["GET"])
def reliefs() -> list[dict[str, Any]]:
	"""Every deadline relief, newest first."""
	frappe.only_for((*MANAGERS, roles.AUDITOR))
	return deadlines.listed()


@frappe.whitelist(methods=["GET"])
def relief_report(relief: str) -> dict[str, Any]:
	"""One relief: every task with its old and its new date, and what became of it."""
	frappe.only_for((*MANAGERS, roles.AUDITOR))
	return deadlines.report(relief)
