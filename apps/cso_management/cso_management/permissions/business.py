"""Who sees and touches which row of a business document; the rule of each DocType is its line in `matrix`.

Government users see their regions (and no draft of somebody else), representatives what belongs to their
organizations, experts what they were called to. Frappe's own role permissions and the approval engine narrow
this further; nothing here widens them.
"""

from typing import Any

import frappe

from . import approvals, matrix, roles, scope, sql, stages

# Finance and procurement work for a region, too.
REGIONAL = roles.REGIONAL_ROLES | {roles.FINANCE_REVIEWER, roles.PROCUREMENT_OFFICER}


def query(user: str | None = None, doctype: str = "") -> str:
	"""The condition that every list, report, count and search of a DocType carries."""
	user = user or frappe.session.user
	rule = matrix.RULES[doctype]
	if scope.is_superuser(user) or rule.everywhere:
		return sql.EVERYTHING
	conditions = [_regional(user, doctype, rule)] if _sees_by_region(user) else []
	if rule.published and _is_published_to(user, rule):
		conditions.append(_published(doctype, *rule.published))
	if scope.is_representative(user):
		conditions += [_of_organization(user, doctype, rule, field) for field in rule.organizations]
	if rule.assigned_field:
		conditions.append(f"`tab{doctype}`.`{rule.assigned_field}` = {frappe.db.escape(user)}")
	if rule.assigned:
		conditions.append(f"({_called_in(user, doctype, *rule.assigned)} and {_no_draft(doctype, rule)})")
	return sql.any_of(conditions)


def has_permission(doc: Any, ptype: str | None = None, user: str | None = None) -> bool:
	"""The same question about one document."""
	user = user or frappe.session.user
	rule = matrix.RULES[doc.doctype]
	if scope.is_superuser(user):
		return True
	if ptype == "delete" and not _may_go(doc, rule):
		return False
	if ptype == "write" and not stages.is_his(doc, user):
		return False
	reading = (ptype or "read") in scope.READING
	if rule.everywhere and (reading or not _place(doc, rule)[0]):
		return True
	if any(judge(doc, user, rule) for judge in (_may_as_government, _may_as_representative, _is_called)):
		return True
	if reading and _may_as_public(doc, user, rule):
		return True
	return reading and approvals.is_copied(doc.doctype, doc.get("name"), user)


def _may_go(doc: Any, rule: matrix.Rule) -> bool:
	"""Drafts may be thrown away; what was handed in, published or recorded stays."""
	if rule.kept:
		return False
	if rule.published and doc.get(rule.published[0]) in rule.published[1]:
		return False
	return not _has_drafts(doc.doctype, rule) or _is_draft(doc, rule)


def _is_published_to(user: str, rule: matrix.Rule) -> bool:
	return rule.published_to is None or rule.published_to in frappe.get_roles(user)


def _published(doctype: str, field: str, values: tuple[str | int, ...]) -> str:
	listed = ", ".join(frappe.db.escape(str(value)) for value in values)
	return f"`tab{doctype}`.`{field}` in ({listed})"


def _may_as_public(doc: Any, user: str, rule: matrix.Rule) -> bool:
	if not rule.published or not _is_published_to(user, rule):
		return False
	field, values = rule.published
	return doc.get(field) in values


def _sees_by_region(user: str) -> bool:
	return not REGIONAL.isdisjoint(frappe.get_roles(user))


def _regional(user: str, doctype: str, rule: matrix.Rule) -> str:
	inside = sql.in_regions(user, doctype)
	if inside == sql.NOTHING or not _has_drafts(doctype, rule) or _works_on_drafts(user, rule):
		return inside
	mine = f"`tab{doctype}`.`owner` = {frappe.db.escape(user)}"
	return f"({inside} and ({_no_draft(doctype, rule)} or {mine}))"


def _of_organization(user: str, doctype: str, rule: matrix.Rule, field: str) -> str:
	own = sql.of_contacts(user, f"`tab{doctype}`.`{field}`")
	hidden = rule.drafts == "office" and _has_drafts(doctype, rule)
	return f"({own} and {_no_draft(doctype, rule)})" if hidden else own


def _no_draft(doctype: str, rule: matrix.Rule) -> str:
	field, value = rule.draft
	return f"`tab{doctype}`.`{field}` != {frappe.db.escape(value)}"


def _has_drafts(doctype: str, rule: matrix.Rule) -> bool:
	return bool(frappe.get_meta(doctype).get_field(rule.draft[0]))


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
	if not _is_draft(doc, rule) or _works_on_drafts(user, rule):
		return False
	return doc.get("owner") not in (user, None)


def _is_draft(doc: Any, rule: matrix.Rule) -> bool:
	field, value = rule.draft
	return _has_drafts(doc.doctype, rule) and (doc.get(field) or value) == value


def _may_as_representative(doc: Any, user: str, rule: matrix.Rule) -> bool:
	if not scope.is_representative(user) or (rule.drafts == "office" and _is_draft(doc, rule)):
		return False
	return not set(scope.organizations_of(user)).isdisjoint(_place(doc, rule)[1])


def _is_called(doc: Any, user: str, rule: matrix.Rule) -> bool:
	if rule.assigned_field and doc.get(rule.assigned_field) == user:
		return True
	if not rule.assigned or not doc.get("name") or _is_draft(doc, rule):
		return False
	child, field = rule.assigned
	return bool(frappe.db.exists(child, {"parenttype": doc.doctype, "parent": doc.get("name"), field: user}))
