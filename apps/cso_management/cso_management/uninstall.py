"""What goes when the app goes: all that a site keeps about our DocTypes outside their tables.

The server drops the tables; files, comments, notices, permissions and workflows would stay and point nowhere,
some of them with personal data. Users stay: they are the office's.
"""

import json
from typing import Any

import frappe

from . import names, shipped
from .process import workflow_names

APP = "cso_management"
# DocTypes of the server whose rows are about a DocType, and the fields that say which.
ABOUT = (
	("Workflow", "document_type"),
	("Workflow Action", "reference_doctype"),
	("User Permission", "allow"),
	("User Permission", "applicable_for"),
	("Version", "ref_doctype"),
	("Comment", "reference_doctype"),
	("Communication", "reference_doctype"),
	("Notification Log", "document_type"),
	("Activity Log", "reference_doctype"),
	("View Log", "reference_doctype"),
	("Email Queue", "reference_doctype"),
	("Document Share Key", "reference_doctype"),
	("DocShare", "share_doctype"),
	("ToDo", "reference_type"),
	("Document Follow", "ref_doctype"),
	("Tag Link", "document_type"),
	("Data Import", "reference_doctype"),
	("Custom Field", "dt"),
	("Property Setter", "doc_type"),
	("Custom DocPerm", "parent"),
	("Client Script", "dt"),
	("Server Script", "reference_doctype"),
	("Notification", "document_type"),
	("Assignment Rule", "document_type"),
	("Webhook", "webhook_doctype"),
	("Document Naming Rule", "document_type"),
	("List Filter", "reference_doctype"),
	("Kanban Board", "reference_doctype"),
	("Print Format", "doc_type"),
	("Report", "ref_doctype"),
)
# Names that a new site has by itself.
OF_THE_SERVER = frozenset({"Pending", "Approved", "Rejected", "Approve", "Reject", "Review"})
# What the server keeps of documents that it deleted, and of the definitions themselves.
DELETED = (("Deleted Document", "deleted_doctype"), ("Deleted Document", "deleted_name"))
REMEMBERED = "cso_uninstall"


def before_uninstall() -> None:
	"""While the DocTypes can still be named. A trial run (`--dry-run`) passes here too: nothing goes yet."""
	frappe.db.set_default(REMEMBERED, json.dumps(_our_doctypes()))


def after_uninstall() -> None:
	"""All that was about our DocTypes, and names that nobody uses any more."""
	if APP in frappe.get_installed_apps():  # it was a trial
		return
	ours = json.loads(frappe.db.get_default(REMEMBERED) or "[]")
	_delete_files(ours)
	for doctype, field in ABOUT:
		if frappe.db.exists("DocType", doctype):
			_delete_rows(doctype, {field: ["in", ours or [""]]})
	for table, field in (("Singles", "doctype"), ("__global_search", "doctype"), *DELETED):
		frappe.db.delete(table, {field: ["in", ours or [""]]})
	_delete_names()
	_delete_notes()
	frappe.clear_cache()
	# The bench's command ends without one.
	frappe.db.commit()


def _delete_names() -> None:
	"""Roles of ours with all that was given to them; states and actions unless another workflow uses them."""
	roles = {"role": ["in", names.roles()]}
	for doctype in ("Has Role", "Custom DocPerm", "DocPerm", "Workflow Action Permitted Role"):
		frappe.db.delete(doctype, roles)
	frappe.db.delete("Role", {"name": roles["role"]})
	_delete_unused("Workflow State", workflow_names.states(), "Workflow Document State", "state")
	_delete_unused("Workflow Action Master", workflow_names.actions(), "Workflow Transition", "action")


def _delete_notes() -> None:
	"""What the site remembered of us: given rules, applied patches, jobs."""
	keys = [f"workflow_file:{name}" for name in workflow_names.workflows()]
	frappe.db.delete("DefaultValue", {"defkey": ["in", [*keys, shipped.GIVEN, names.GIVEN, REMEMBERED]]})
	frappe.db.delete("Patch Log", {"patch": ["like", f"{APP}.%"]})
	_delete_rows("Scheduled Job Type", {"method": ["like", f"{APP}.%"]})


def _our_doctypes() -> list[str]:
	modules = frappe.get_all("Module Def", filters={"app_name": APP}, pluck="name", order_by="name asc")
	filters = {"module": ["in", modules or [""]]}
	return frappe.get_all("DocType", filters=filters, pluck="name", order_by="name asc")


def _delete_files(doctypes: list[str]) -> None:
	"""Papers go from the disk too, unless another document holds the same file."""
	filters = {"attached_to_doctype": ["in", doctypes or [""]]}
	files = frappe.get_all("File", filters=filters, pluck="name", order_by="name asc")
	# A file looks for its document when it goes, and that is gone already.
	frappe.db.set_value("File", filters, {"attached_to_doctype": None, "attached_to_name": None})
	for name in files:
		frappe.delete_doc("File", name, force=True, ignore_permissions=True, delete_permanently=True)


def _delete_rows(doctype: str, filters: dict[str, Any]) -> None:
	"""Rows with the rows of their tables."""
	found = frappe.get_all(doctype, filters=filters, pluck="name", order_by="name asc")
	for table in frappe.get_meta(doctype).get_table_fields():
		frappe.db.delete(table.options, {"parenttype": doctype, "parent": ["in", found or [""]]})
	frappe.db.delete(doctype, filters)


def _delete_unused(doctype: str, ours: list[str], used_in: str, field: str) -> None:
	used = set(frappe.get_all(used_in, pluck=field, distinct=True, order_by=f"{field} asc"))
	free = sorted(set(ours) - used - OF_THE_SERVER)
	frappe.db.delete(doctype, {"name": ["in", free or [""]]})
