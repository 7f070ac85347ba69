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
		conditions += [_of_organization(user, doctype, rule, field) for field in rule.organizations]
	if rule.assigned_field:
		conditions.append(f"`tab{doctype}`.`{rule.assigned_field}` = {frappe.db.escape(user)}")
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
	if inside == sql.NOTHING or not _has_drafts(doctype) or _works_on_drafts(user, rule):
		return inside
	mine = f"`tab{doctype}`.`owner` = {frappe.db.escape(user)}"
	return f"({inside} and ({_no_draft(doctype)} or {mine}))"


def _of_organization(user: str, doctype: str, rule: matrix.Rule, field: str) -> str:
	own = sql.of_contacts(user, f"`tab{doctype}`.`{field}`")
	hidden = rule.drafts == "office" and _has_drafts(doctype)
	return f"({own} and {_no_draft(doctype)})" if hidden else own


def _no_draft(doctype: str) -> str:
	return f"`tab{doctype}`.`workflow_state` != '{DRAFT}'"


def _has_drafts(doctype: str) -> bool:
	return bool(frappe.get_meta(doctype).get_field("workflow_state"))


def _works_on_drafts(user: str, rule: matrix.Rule) -> bool:
	if rule.drafts == "open":
		return True
	return rule.drafts == "office" and not matrix.workers(rule.group).isdisjoint(frappe.get_roles(user))


def _called_in(user: str, doctype: str, child: str, field: str) -> str:
	rows = f"select `parent` from `tab{child}` where `parenttype` = {frappe.db.escape(doctype)}"
	return f"`tab{doctype}`.`name` in ({rows} and `{field}` = {frappe.db.escape(user)})"


def _may_as_government(doc: Any, user: str, rule: matrix.Rule) -> bool:
	if not _sees_by_region(user) or _is_draft_of_another(doc, user, rule):
		return False
	return scope.covers(user, _place(doc, rule)[0])


def _place(doc: Any, rule: matrix.Rule) -> tuple[str | None, list[str]]:
	"""Region and organizations; a new document takes them from its contract or organization."""
	names = [doc.get(field) for field in rule.organizations if doc.get(field)]
	if doc.get("region") and (names or not rule.through):
		return doc.get("region"), names
	if rule.through and doc.get(rule.through):
		return _through(doc.meta.get_field(rule.through).options, doc.get(rule.through))
	if doc.get(rule.region_from):
		return doc.get(rule.region_from), names
	return frappe.db.get_value("CSO Organization", names[0], "region") if names else None, names


def _through(doctype: str, name: str) -> tuple[str | None, list[str]]:
	fields = matrix.RULES[doctype].organizations
	row = frappe.db.get_value(doctype, name, ["region", *fields], as_dict=True)
	return (row.region, [row[field] for field in fields if row[field]]) if row else (None, [])


def _is_draft_of_another(doc: Any, user: str, rule: matrix.Rule) -> bool:
	if not _is_draft(doc) or _works_on_drafts(user, rule):
		return False
	return doc.get("owner") not in (user, None)


def _is_draft(doc: Any) -> bool:
	return _has_drafts(doc.doctype) and (doc.get("workflow_state") or DRAFT) == DRAFT


def _may_as_representative(doc: Any, user: str, rule: matrix.Rule) -> bool:
	if not scope.is_representative(user) or (rule.drafts == "office" and _is_draft(doc)):
		return False
	return not set(scope.organizations_of(user)).isdisjoint(_place(doc, rule)[1])


def _is_called(doc: Any, user: str, rule: matrix.Rule) -> bool:
	if rule.assigned_field and doc.get(rule.assigned_field) == user:
		return True
	if not rule.assigned or not doc.get("name"):
		return False
	child, field = rule.assigned
	return bool(frappe.db.exists(child, {"parenttype": doc.doctype, "parent": doc.get("name"), field: user}))
