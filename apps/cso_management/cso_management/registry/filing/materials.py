"""The papers of an application."""

from typing import Any

import frappe
from frappe import _


def requirements(application_type: str) -> list[Any]:
	return frappe.get_all(
		"CSO Material Requirement",
		filters={"application_type": application_type, "disabled": 0},
		fields=["material", "required", "help", "template"],
		order_by="sequence asc, material asc",
	)


def fill_list(doc: Any) -> None:
	"""While it is a draft, the list follows the requirements; what was uploaded stays."""
	needed = {row.material: row for row in requirements(doc.application_type)}
	present = {row.material for row in doc.materials}
	for row in doc.materials:
		row.required = needed[row.material].required if row.material in needed else 0
		row.help = needed[row.material].help if row.material in needed else None
		row.ok = 0
		row.remark = None
	doc.set("materials", [row for row in doc.materials if row.required or row.file or row.material in needed])
	for name, requirement in needed.items():
		if name not in present:
			row = {"material": name, "required": requirement.required, "help": requirement.help}
			doc.append("materials", {**row, "copy_kind": "Copy"})


def keep_list(doc: Any, before: Any) -> None:
	"""Later the list is fixed: what is required comes from the stored row."""
	stored = {row.material: row for row in before.materials}
	for row in doc.materials:
		row.required = stored[row.material].required if row.material in stored else 0
		row.help = stored[row.material].help if row.material in stored else None


def check_no_doubles(doc: Any) -> None:
	names = [row.material for row in doc.materials]
	doubles = sorted({name for name in names if names.count(name) > 1})
	if doubles:
		frappe.throw(_("{0}: {1} is listed twice.").format(_("Material List"), "、".join(doubles)))


def missing(doc: Any) -> list[str]:
	return [row.material for row in doc.materials if row.required and not row.file]


def check_complete(doc: Any) -> None:
	names = missing(doc)
	if names:
		frappe.throw(
			_("{0}: please upload {1}.").format(_("Material List"), "、".join(names)),
			title=_("Materials Missing"),
		)


def adopt_files(doc: Any) -> None:
	"""A paper belongs to the application, so whoever may not read the one may not open the other."""
	for row in doc.materials:
		if not row.file:
			continue
		name = frappe.db.get_value(
			"File",
			{"file_url": row.file, "owner": frappe.session.user, "attached_to_name": ["is", "not set"]},
			"name",
		)
		if name:
			frappe.db.set_value(
				"File",
				name,
				{"attached_to_doctype": doc.doctype, "attached_to_name": doc.name, "attached_to_field": None},
			)
