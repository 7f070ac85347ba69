"""One account per role. They exist only where the demo was loaded."""

from typing import Any

import frappe
from frappe import _

from . import source

PASSWORD = "Qinghe-2026"
LISTS = ("users", "more_users")


def accounts() -> list[dict[str, str]]:
	"""Who may log in to the demo, as a person would read it."""
	known = [row for name in LISTS for row in source.rows(name) if frappe.db.exists("User", row["user"])]
	return [
		{
			"user": row["user"],
			"full_name": row["full_name"],
			"role": row["role"],
			"role_label": label_of(row),
			"password": PASSWORD,
		}
		for row in known
	]


def label_of(row: dict[str, Any]) -> str:
	regions = {region["region_code"]: region["region_name"] for region in source.rows("regions")}
	place = "、".join(regions[code] for code in row["regions"])
	return f"{place} {_(row['role'], 'zh')}".strip()


def regions_of(user: str) -> list[str]:
	return next(row["regions"] for row in source.rows("users") if row["user"] == user)


def create(list_of_users: str) -> None:
	"""One account per role, or those who only the running processes need."""
	for row in source.rows(list_of_users):
		if not frappe.db.exists("User", row["user"]):
			_create_user(row)
		elif row["role"] not in frappe.get_roles(row["user"]):
			# The app was taken off this site and put on again.
			frappe.get_doc("User", row["user"]).add_roles(row["role"])
		for region in row["regions"]:
			bind(row["user"], region)


def bind(user: str, region: str) -> None:
	"""Bind a government user to a region and everything below it."""
	values = {"user": user, "allow": "CSO Region", "for_value": region}
	if not frappe.db.exists("User Permission", values):
		frappe.get_doc({"doctype": "User Permission", "apply_to_all_doctypes": 1, **values}).insert(
			ignore_permissions=True
		)


def _create_user(row: dict[str, Any]) -> None:
	user = frappe.get_doc(
		{
			"doctype": "User",
			"email": row["user"],
			"first_name": row["full_name"],
			"language": "zh",
			"time_zone": "Asia/Shanghai",
			"send_welcome_email": 0,
			"new_password": PASSWORD,
			"enabled": 1,
			"roles": [{"role": row["role"]}],
		}
	)
	user.insert(ignore_permissions=True)
