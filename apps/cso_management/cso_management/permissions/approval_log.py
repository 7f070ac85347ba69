"""The log of a document is seen by whoever sees the document; nobody writes it by hand."""

from typing import Any

import frappe

from . import filing, ledger, scope, sql

DOCTYPE = "CSO Approval Log"
RULES = {filing.DOCTYPE: filing, ledger.DOCTYPE: ledger}


def query(user: str | None = None, doctype: str | None = None) -> str:
	user = user or frappe.session.user
	if scope.is_superuser(user):
		return sql.EVERYTHING
	return sql.any_of([_of(name, rule.query(user)) for name, rule in RULES.items()])


def has_permission(doc: Any, ptype: str | None = None, user: str | None = None) -> bool:
	user = user or frappe.session.user
	if scope.is_superuser(user):
		return (ptype or "read") in scope.READING
	rule = RULES.get(doc.get("reference_doctype"))
	if rule is None or (ptype or "read") not in scope.READING:
		return False
	if not frappe.db.exists(doc.get("reference_doctype"), doc.get("reference_name")):
		return False
	return rule.has_permission(frappe.get_doc(doc.reference_doctype, doc.reference_name), "read", user)


def _of(doctype: str, condition: str) -> str:
	if condition == sql.NOTHING:
		return sql.NOTHING
	names = f"select `tab{doctype}`.`name` from `tab{doctype}` where {condition}"
	return (
		f"(`tab{DOCTYPE}`.`reference_doctype` = {frappe.db.escape(doctype)}"
		f" and `tab{DOCTYPE}`.`reference_name` in ({names}))"
	)
