"""The address that a mail about a task carries."""

from frappe.utils import add_days, get_url, getdate, today
from frappe.utils.verified_command import get_signed_params

VALID_DAYS = 14
OPEN = "/api/method/cso_management.approvals.engine.mail_doors.open_task"


def of_task(task: str, user: str) -> str:
	"""Signed; good for two weeks and for nothing but opening the case."""
	query = {"task": task, "user": user, "until": str(getdate(add_days(today(), VALID_DAYS)))}
	return get_url(f"{OPEN}?{get_signed_params(query)}")
