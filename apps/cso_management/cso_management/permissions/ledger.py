"""Who sees and touches which organization of the ledger."""

from typing import Any

import frappe

from . import roles, scope, sql

DOCTYPE = "CSO Organization"


def query(user: str | None = None, doctype: str | None = None) -> str:
	user = user or frappe.session.user
	if scope.is_superuser(user):
		return sql.EVERYTHING
	conditions = []
	if scope.sees_by_region(user):
		conditions.append(sql.in_regions(user, DOCTYPE, with_activity_regions=True))
	if scope.is_representative(user):
		conditions.append(sql.of_contacts(user, f"`tab{DOCTYPE}`.`name`"))
	return sql.any_of(conditions)


def has_permission(doc: Any, ptype: str | None = None, user: str | None = None) -> bool:
	user = user or frappe.session.user
	ptype = ptype or "read"
	if scope.is_superuser(user):
		return True
	return _may_as_government(doc, ptype, user) or _may_as_representative(doc, ptype, user)


def _may_as_government(doc: Any, ptype: str, user: str) -> bool:
	if not scope.sees_by_region(user):
		return False
	if scope.covers(user, doc.get("region")):
		return ptype in scope.READING or _may_write(doc, user)
	nearby = [row.get("region") for row in doc.get("activity_regions") or []]
	return ptype in scope.READING and scope.covers(user, *nearby)


def _may_write(doc: Any, user: str) -> bool:
	"""A village officer keeps the ledger of village-guided groups only."""
	own = set(frappe.get_roles(user)) & roles.REGIONAL_ROLES - roles.READ_ONLY_ROLES
	if own == {roles.VILLAGE_OFFICER}:
		return doc.get("tier") == "Village-guided"
	return bool(own)


def _may_as_representative(doc: Any, ptype: str, user: str) -> bool:
	if ptype not in scope.READING or not scope.is_representative(user):
		return False
	return doc.get("name") in scope.organizations_of(user)
