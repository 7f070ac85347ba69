"""Rows of tables belong to their document, also where somebody asks for a row by itself.

Frappe 15 asks only whether a user may read or write documents of that kind at all; a person of one town would
list the founders of every other, and change a row that he can name.
"""

from typing import Any

import frappe
from frappe.desk.reportview import build_match_conditions
from frappe.model.document import Document

from . import scope, sql

PREFIX = "CSO "
# A row comes and goes by changing its document.
CHANGES = frozenset({"create", "delete"})


class Row(Document):
	"""Base of the controllers of all our tables."""

	def has_permission(self, permtype: str = "read", **options: Any) -> bool:
		if not super().has_permission(permtype, **options):
			return False
		if self.flags.ignore_permissions or getattr(self, "parent_doc", None) or not self.get("parent"):
			return True
		wanted = "write" if permtype in CHANGES else permtype
		return bool(frappe.has_permission(self.parenttype, wanted, doc=self.parent, user=options.get("user")))


def query(user: str | None = None, doctype: str = "") -> str:
	"""Lists and counts of rows keep to documents that the user may read (`permission_query_conditions`)."""
	user = user or frappe.session.user
	if not doctype.startswith(PREFIX) or scope.is_superuser(user) or not frappe.get_meta(doctype).istable:
		return sql.EVERYTHING
	return sql.any_of([_of_documents(parent, doctype, user) for parent in _parents(doctype)])


def _parents(doctype: str) -> list[str]:
	"""DocTypes with a table of this kind, those included to which an office added it."""
	found: set[str] = set()
	for source, field in (("DocField", "parent"), ("Custom Field", "dt")):
		filters = {"fieldtype": ["in", ["Table", "Table MultiSelect"]], "options": doctype}
		found.update(frappe.get_all(source, filters=filters, pluck=field, order_by=f"{field} asc"))
	return sorted(found)


def _of_documents(parent: str, doctype: str, user: str) -> str:
	meta = frappe.get_meta(parent)
	levels = meta.get_permlevel_access("read", user=user)
	tables = [df for df in meta.get_table_fields() if df.options == doctype and df.permlevel in levels]
	if not tables:
		return sql.NOTHING
	fields = ", ".join(frappe.db.escape(df.fieldname) for df in tables)
	kind = f"`tab{doctype}`.`parenttype` = {frappe.db.escape(parent)}"
	readable = "" if meta.issingle else _readable(parent, doctype, user)
	return f"({kind} and `tab{doctype}`.`parentfield` in ({fields}){readable})"


def _readable(parent: str, doctype: str, user: str) -> str:
	"""And its document is among those that a list would show."""
	conditions = build_match_conditions(parent, user).replace("%%", "%")
	if not conditions:
		return ""
	return f" and `tab{doctype}`.`parent` in (select `name` from `tab{parent}` where {conditions})"
