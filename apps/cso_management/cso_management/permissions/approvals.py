"""Cases, tasks and copies: seen by those who take part and by whoever sees the region."""

from typing import Any

import frappe

from . import roles, scope, sql

CASE = "CSO Approval Case"
TASK = "CSO Approval Task"
COPY = "CSO Approval Copy"
DELEGATION = "CSO Approval Delegation"


def query_case(user: str | None = None, doctype: str | None = None) -> str:
	user = user or frappe.session.user
	return _in_region_or(user, CASE, [f"`tab{CASE}`.`submitter` = {frappe.db.escape(user)}"])


def query_task(user: str | None = None, doctype: str | None = None) -> str:
	user = user or frappe.session.user
	me = frappe.db.escape(user)
	members = f"select `parent` from `tabCSO Approval Task Member` where `user` = {me}"
	own = [f"`tab{TASK}`.`{field}` = {me}" for field in ("holder", "acted_by", "submitter")]
	return _in_region_or(user, TASK, [*own, f"`tab{TASK}`.`name` in ({members})"])


def query_copy(user: str | None = None, doctype: str | None = None) -> str:
	user = user or frappe.session.user
	return sql.EVERYTHING if scope.is_superuser(user) else f"`tab{COPY}`.`user` = {frappe.db.escape(user)}"


def query_delegation(user: str | None = None, doctype: str | None = None) -> str:
	user = user or frappe.session.user
	if scope.is_superuser(user) or roles.ADMINISTRATOR in frappe.get_roles(user):
		return sql.EVERYTHING
	me = frappe.db.escape(user)
	return f"(`tab{DELEGATION}`.`from_user` = {me} or `tab{DELEGATION}`.`to_user` = {me})"


def has_permission(doc: Any, ptype: str | None = None, user: str | None = None) -> bool:
	user = user or frappe.session.user
	if (ptype or "read") not in scope.READING:
		return False
	if scope.is_superuser(user) or user in _people(doc):
		return True
	return scope.sees_by_region(user) and scope.covers(user, doc.get("region"))


def has_delegation(doc: Any, ptype: str | None = None, user: str | None = None) -> bool:
	user = user or frappe.session.user
	if scope.is_superuser(user) or roles.ADMINISTRATOR in frappe.get_roles(user):
		return True
	if (ptype or "read") in scope.READING:
		return user in (doc.get("from_user"), doc.get("to_user"), doc.get("owner"))
	return doc.get("from_user") in (user, None, "")


def is_copied(doctype: str, name: str, user: str) -> bool:
	"""抄送: read access to one document."""
	filters = {"reference_doctype": doctype, "reference_name": name, "user": user}
	return bool(name) and bool(frappe.db.exists(COPY, filters))


def _people(doc: Any) -> set[str]:
	named = {doc.get(field) for field in ("holder", "acted_by", "submitter", "user")}
	return named | {row.get("user") for row in doc.get("members") or []}


def _in_region_or(user: str, doctype: str, own: list[str]) -> str:
	if scope.is_superuser(user):
		return sql.EVERYTHING
	regional = [sql.in_regions(user, doctype)] if scope.sees_by_region(user) else []
	return sql.any_of([*own, *regional])
