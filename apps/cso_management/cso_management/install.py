"""What a site gets when the app arrives. Every step may run again."""

import hashlib
import json
from pathlib import Path
from typing import Any

import frappe

from . import names, shipped

HERE = Path(__file__).parent
INDEXES = (
	("CSO Approval Task", ("holder", "status", "due_on", "opened_at", "name", "reference_doctype")),
	("CSO Approval Task", ("holder", "status", "reference_doctype")),
	("CSO Approval Task", ("acted_by", "done_at", "name", "reference_doctype")),
	("CSO Approval Task Member", ("user", "claimable", "parent")),
	("CSO Approval Case", ("submitter", "started_at", "name", "reference_doctype")),
	("CSO Approval Copy", ("user", "at", "name", "reference_doctype")),
)


def after_install() -> None:
	set_language()
	load_base(is_new_site=True)
	load_rules()


def after_migrate() -> None:
	"""A site of an older version gets what is new: names, workflows, indexes, routes."""
	load_base()
	shipped.give()


def load_base(*, is_new_site: bool = False) -> None:
	"""Roles, states and actions must exist before the workflow that names them."""
	names.give(is_new_site=is_new_site)
	load_workflows()
	add_indexes()


def add_indexes() -> None:
	"""What the boxes of the inbox are read by: a page is found without looking at the rest."""
	for doctype, fields in INDEXES:
		frappe.db.add_index(doctype, list(fields), "_".join(("inbox", *fields[:3])))


def set_language() -> None:
	"""A new site speaks Chinese; the administrator may change it afterwards."""
	settings = frappe.get_doc("System Settings")
	settings.update({"language": "zh", "time_zone": "Asia/Shanghai"})
	# A site may be half set up at this moment; only these two values are ours to judge.
	settings.flags.update({"ignore_mandatory": True, "ignore_links": True})
	settings.save(ignore_permissions=True)


def load_workflows() -> None:
	"""Follow the files, but leave a workflow alone that somebody changed on this site."""
	for path in sorted((HERE / "workflows").glob("*.json")):
		values = _read(path)
		name = values["workflow_name"]
		print_of_file = hashlib.sha256(path.read_bytes()).hexdigest()
		known_file, known_time = (frappe.db.get_default(f"workflow_file:{name}") or "|").split("|")
		if known_file == print_of_file or _was_changed_here(name, known_time):
			continue
		frappe.db.set_default(f"workflow_file:{name}", f"{print_of_file}|{_write_workflow(values)}")


def _was_changed_here(name: str, known_time: str) -> bool:
	modified = frappe.db.get_value("Workflow", name, "modified")
	return bool(modified) and str(modified) != known_time


def _write_workflow(values: dict[str, Any]) -> str:
	"""Insert or replace; answers the time stamp."""
	name = values["workflow_name"]
	if frappe.db.exists("Workflow", name):
		document = frappe.get_doc("Workflow", name)
		document.update(values)
		document.save(ignore_permissions=True)
	else:
		frappe.get_doc(values).insert(ignore_permissions=True)
	return str(frappe.db.get_value("Workflow", name, "modified"))


def load_rules() -> None:
	_load_categories()
	_load_service_objects()
	_load_materials()
	_load_settings()
	shipped.give()


def _load_categories() -> None:
	for top in _read(HERE / "registry" / "data" / "categories.json"):
		common = {"stat_group": top["stat_group"], "is_mutual_or_welfare": top["mutual"]}
		_insert(
			"CSO Category",
			top["code"],
			category_code=top["code"],
			category_name=top["name"],
			is_group=1,
			**common,
		)
		for number, leaf in enumerate(top["leaves"], 1):
			code = f"{top['code']}{number:02d}"
			_insert(
				"CSO Category",
				code,
				category_code=code,
				category_name=leaf,
				parent_cso_category=top["code"],
				**common,
			)


def _load_service_objects() -> None:
	for name, special in _read(HERE / "registry" / "data" / "service_objects.json"):
		_insert("CSO Service Object", name, object_name=name, is_special_group=special)


def _load_materials() -> None:
	for application_type, rows in _read(HERE / "registry" / "data" / "materials.json").items():
		for sequence, (material, required, help_text) in enumerate(rows, 1):
			_insert(
				"CSO Material Requirement",
				f"{application_type}-{material}",
				application_type=application_type,
				material=material,
				required=required,
				sequence=sequence,
				help=help_text,
			)


def _load_settings() -> None:
	data = _read(HERE / "registry" / "data" / "settings.json")
	settings = frappe.get_doc("CSO Filing Settings")
	_set_defaults(settings)
	if not settings.time_limits:
		for state, days, unit in data["time_limits"]:
			settings.append("time_limits", {"state": state, "days": days, "unit": unit})
	settings.save(ignore_permissions=True)
	for org_form, members, units, fund, staff, basis in data["thresholds"]:
		if not frappe.db.exists("CSO Registration Threshold", {"org_form": org_form}):
			_new(
				"CSO Registration Threshold",
				org_form=org_form,
				min_individual_members=members,
				min_unit_members=units,
				min_fund=fund,
				min_full_time_staff=staff,
				basis=basis,
			)


def _set_defaults(settings: Any) -> None:
	"""A single document starts empty on some sites; its shipped defaults are in its definition."""
	if frappe.db.get_single_value("CSO Filing Settings", "validity_months"):
		return
	for df in settings.meta.fields:
		if df.default and not settings.get(df.fieldname):
			settings.set(df.fieldname, df.default)


def _insert(doctype: str, name: str, **values: Any) -> None:
	if not frappe.db.exists(doctype, name):
		_new(doctype, **values)


def _new(doctype: str, **values: Any) -> None:
	frappe.get_doc({"doctype": doctype, **values}).insert(ignore_permissions=True)


def _read(path: Path) -> Any:
	return json.loads(path.read_text(encoding="utf-8"))
