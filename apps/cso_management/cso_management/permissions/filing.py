"""Who sees and touches which filing application.

The government side sees its regions (and reads what is active there), but no draft of somebody else.
A representative sees what he filed and what belongs to his organizations.
"""

from typing import Any

import frappe

from . import approvals, scope, sql

DOCTYPE = "CSO Filing Application"
DRAFT = "Draft"


def query(user: str | None = None, doctype: str | None = None) -> str:
	user = user or frappe.session.user
	if scope.is_superuser(user):
		return sql.EVERYTHING
	conditions = []
	if scope.sees_by_region(user):
		conditions.append(_regional(user))
	if scope.is_representative(user):
		conditions.append(f"({_own(user)} and ifnull(`tab{DOCTYPE}`.`organization`, '') = '')")
		conditions.append(sql.of_contacts(user, f"`tab{DOCTYPE}`.`organization`"))
	return sql.any_of(conditions)


def has_permission(doc: Any, ptype: str | None = None, user: str | None = None) -> bool:
	user = user or frappe.session.user
	if scope.is_superuser(user):
		return True
	if _may_as_government(doc, ptype or "read", user) or _may_as_representative(doc, user):
		return True
	return (ptype or "read") in scope.READING and approvals.is_copied(DOCTYPE, doc.get("name"), user)


def _regional(user: str) -> str:
	inside = sql.in_regions(user, DOCTYPE, with_activity_regions=True)
	if inside == sql.NOTHING:
		return sql.NOTHING
	return f"({inside} and (`tab{DOCTYPE}`.`workflow_state` != '{DRAFT}' or {_own(user)}))"


def _own(user: str) -> str:
	return f"`tab{DOCTYPE}`.`owner` = {frappe.db.escape(user)}"


def _may_as_government(doc: Any, ptype: str, user: str) -> bool:
	if not scope.sees_by_region(user) or _is_draft_of_another(doc, user):
		return False
	if scope.covers(user, doc.get("region")):
		return True
	return ptype in scope.READING and scope.covers(user, *_activity_regions(doc))


def _may_as_representative(doc: Any, user: str) -> bool:
	if not scope.is_representative(user):
		return False
	if doc.get("organization"):
		return doc.get("organization") in scope.organizations_of(user)
	return doc.get("owner") in (user, None)


def _is_draft_of_another(doc: Any, user: str) -> bool:
	return (doc.get("workflow_state") or DRAFT) == DRAFT and doc.get("owner") not in (user, None)


def _activity_regions(doc: Any) -> list[str]:
	return [row.get("region") for row in doc.get("activity_regions") or []]
