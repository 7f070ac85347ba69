"""Who sees which link between a user and an organization."""

from typing import Any

import frappe

from . import scope, sql

DOCTYPE = "CSO Contact"


def query(user: str | None = None, doctype: str | None = None) -> str:
	user = user or frappe.session.user
	if scope.is_superuser(user):
		return sql.EVERYTHING
	conditions = [f"`tab{DOCTYPE}`.`user` = {frappe.db.escape(user)}"]
	if scope.sees_by_region(user):
		conditions.append(sql.in_regions(user, DOCTYPE))
	return sql.any_of(conditions)


def has_permission(doc: Any, ptype: str | None = None, user: str | None = None) -> bool:
	user = user or frappe.session.user
	if scope.is_superuser(user):
		return True
	if doc.get("user") == user and (ptype or "read") in scope.READING:
		return True
	return scope.sees_by_region(user) and scope.covers(user, _region(doc))


def _region(doc: Any) -> str | None:
	return doc.get("region") or frappe.db.get_value("CSO Organization", doc.get("organization"), "region")
