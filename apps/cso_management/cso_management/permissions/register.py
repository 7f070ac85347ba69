"""Registers that follow the region alone: use of seals, access to sensitive data."""

from typing import Any

import frappe

from . import scope, sql


def query_seal_log(user: str | None = None, doctype: str | None = None) -> str:
	return _query(user or frappe.session.user, "CSO Seal Use Log")


def query_access_log(user: str | None = None, doctype: str | None = None) -> str:
	return _query(user or frappe.session.user, "CSO Sensitive Access Log")


def has_permission(doc: Any, ptype: str | None = None, user: str | None = None) -> bool:
	user = user or frappe.session.user
	if scope.is_superuser(user):
		return True
	return scope.sees_by_region(user) and scope.covers(user, doc.get("region"))


def _query(user: str, doctype: str) -> str:
	if scope.is_superuser(user):
		return sql.EVERYTHING
	return sql.in_regions(user, doctype) if scope.sees_by_region(user) else sql.NOTHING
