"""Roles, states and actions: a site gets each of them once and may change it afterwards.

They are no fixtures of the server: each migration of a bench would undo what an office set on its roles.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import frappe

from .process import workflow_names

FOLDER = Path(__file__).parent / "fixtures" / "once"
GIVEN = "cso_given_names"
FIELD = {
	"Role": "role_name",
	"Workflow State": "workflow_state_name",
	"Workflow Action Master": "workflow_action_name",
}


def give(*, is_new_site: bool) -> None:
	"""Bring what this site was never given; it may run any number of times.

	A new site may have a role already, made by the server from a list of permissions as it thinks fit.
	"""
	known = frappe.db.get_default(GIVEN)
	given = set(json.loads(known or "[]"))
	for row in rows():
		key = f"{row['doctype']} {row['name']}"
		exists = frappe.db.exists(row["doctype"], row["name"])
		if not exists:
			frappe.get_doc(row).insert(ignore_permissions=True)
		elif key not in given and (known or is_new_site):
			frappe.get_doc(row["doctype"], row["name"]).update(row).save(ignore_permissions=True)
		given.add(key)
	frappe.db.set_default(GIVEN, json.dumps(sorted(given)))


def rows() -> Iterator[dict[str, Any]]:
	"""Those with settings of their own in the files, then those that only the workflows name."""
	for file in ("role", "workflow_state", "workflow_action_master"):
		yield from json.loads((FOLDER / f"{file}.json").read_text(encoding="utf-8"))
	found = {"Workflow State": workflow_names.states(), "Workflow Action Master": workflow_names.actions()}
	for doctype, names in found.items():
		in_files = {row["name"] for row in _of_file(doctype)}
		for name in names:
			if name not in in_files:
				yield {"doctype": doctype, "name": name, FIELD[doctype]: name}


def roles() -> list[str]:
	return [row["name"] for row in _of_file("Role")]


def _of_file(doctype: str) -> list[dict[str, Any]]:
	path = FOLDER / f"{doctype.lower().replace(' ', '_')}.json"
	return list(json.loads(path.read_text(encoding="utf-8")))
