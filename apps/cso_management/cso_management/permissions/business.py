"""Who sees and touches which row of a business document; the rule of each DocType is its line in `matrix`.

Government users see their regions (and no draft of somebody else), representatives what belongs to their
organizations, experts what they were called to. Frappe's own role permissions and the approval engine narrow
this further; nothing here widens them.
"""

from typing import Any

import frappe

from . import approvals, matrix, roles, scope, sql

DRAFT = "Draft"
# Finance and procurement work for a region, too.
REGIONAL = roles.REGIONAL_ROLES | {roles.FINANCE_REVIEWER, roles.PROCUREMENT_OFFICER}


def query(user: str | None = None, doctype: str = "") -> str:
	"""The condition that every list, report, count and search of a DocType carries."""
	user = user or frappe.session.user
	rule = matrix.RULES[doctype]
	if scope.is_superuser(user) or rule.everywhere:
		return sql.EVERYTHING
	conditions = [_regional(user, doctype, rule)] if _sees_by_region(user) else []
	if scope.is_representative(user):
		conditions += [sql.of_contacts(user, f"`tab{doctype}`.`{field}`") for field in rule.organizations]
	if rule.assigned:
		conditions.append(_called_in(user, doctype, *rule.assigned))
	return sql.any_of(conditions)


def has_permission(doc: Any, ptype: str | None = None, user: str | None = None) -> bool:
	"""The same question about one document."""
	user = user or frappe.session.user
	rule = matrix.RULES[doc.doctype]
	if scope.is_superuser(user) or rule.everywhere:
		return True
	if any(judge(doc, user, rule) for judge in (_may_as_government, _may_as_representative, _is_called)):
		return True
	return (ptype or "read") in scope.READING and approvals.is_copied(doc.doctype, doc.get("name"), user)


def _sees_by_region(user: str) -> bool:
	return not REGIONAL.isdisjoint(frappe.get_roles(user))


def _regional(user: str, doctype: str, rule: matrix.Rule) -> str:
	inside = sql.in_regions(user, doctype)
	if inside == sql.NOTHING or not _hides_drafts(doctype, rule):
		return inside
	mine = f"`tab{doctype}`.`owner` = {frappe.db.escape(user)}"
	return f"({inside} and (`tab{doctype}`.`workflow_state` != '{DRAFT}' or {mine}))"


def _hides_drafts(doctype: str, rule: matrix.Rule) -> bool:
	return rule.private_drafts and bool(frappe.get_meta(doctype).get_field("workflow_state"))


def _called_in(user: str, doctype: str, child: str, field: str) -> str:
	rows = f"select `parent` from `tab{child}` where `parenttype` = {frappe.db.escape(doctype)}"
	return f"`tab{doctype}`.`name` in ({rows} and `{field}` = {frappe.db.escape(user)})"


def _may_as_government(doc: Any, user: str, rule: matrix.Rule) -> bool:
	if not _sees_by_region(user) or _is_draft_of_another(doc, user, rule):
		return False
	return scope.covers(user, doc.get("region"))


def _is_draft_of_another(doc: Any, user: str, rule: matrix.Rule) -> bool:
	if not _hides_drafts(doc.doctype, rule):
		return False
	return (doc.get("workflow_state") or DRAFT) == DRAFT and doc.get("owner") not in (user, None)


def _may_as_representative(doc: Any, user: str, rule: matrix.Rule) -> bool:
	if not scope.is_representative(user):
		return False
	own = set(scope.organizations_of(user))
	return any(doc.get(field) in own for field in rule.organizations if doc.get(field))


def _is_called(doc: Any, user: str, rule: matrix.Rule) -> bool:
	if not rule.assigned or not doc.get("name"):
		return False
	child, field = rule.assigned
	return bool(
		frappe.db.exists(child, {"parenttype": doc.doctype, "parent": doc.get("name"), field: user})
	)
