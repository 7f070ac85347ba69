"""One row of a batch: it succeeds, or leaves nothing behind but its reason."""

from collections.abc import Callable
from typing import Any

import frappe

POINT = "approval_row"


def run(function: Callable[..., Any], *args: Any, **kwargs: Any) -> str | None:
	"""Nothing when it went well, else the message of the refusal."""
	frappe.db.savepoint(POINT)
	try:
		function(*args, **kwargs)
	except (frappe.ValidationError, frappe.PermissionError) as error:
		frappe.db.rollback(save_point=POINT)
		frappe.clear_messages()
		return str(error) or type(error).__name__
	return None
