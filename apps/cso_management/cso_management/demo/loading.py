"""`bench --site SITE execute cso_management.demo.load`, or the same verb of another server. May run twice."""

import json
from typing import Any

import frappe

from . import account_list, cases, organizations, source, stories


def load() -> None:
	"""Fill the site with the demo county and its running processes. Never on a site in use."""
	load_county()
	account_list.create("more_users")
	organizations.link_contacts("more_users")
	stories.play()
	_write_accounts()


def load_county() -> None:
	"""The places, the accounts, the ledger and the filing cases."""
	load_places()
	account_list.create("users")
	_name_heads()
	organizations.create()
	organizations.link_contacts("users")
	cases.create()
	_write_accounts()


def load_places() -> None:
	"""The regions, offices and letterheads alone."""
	# A command line speaks the language of its machine; what these people write down is Chinese.
	frappe.local.lang = "zh"
	_allow_demo_codes()
	_insert_all("CSO Region", "region_code", source.rows("regions"))
	_insert_all("CSO Gov Unit", "unit_name", source.rows("gov_units"))
	_insert_all("CSO Print Head", "region", source.rows("print_heads"))


def _allow_demo_codes() -> None:
	settings = frappe.get_doc("CSO Filing Settings")
	settings.allow_demo_region = 1
	settings.save(ignore_permissions=True)


def _insert_all(doctype: str, key: str, rows: list[dict[str, Any]]) -> None:
	for row in rows:
		if not frappe.db.exists(doctype, row[key]):
			frappe.get_doc({"doctype": doctype, **row}).insert(ignore_permissions=True)


def _name_heads() -> None:
	"""The street office is headed by its leader, the bureau by the county's."""
	heads = {"Street Office": "leader.wanghu", "County Civil Affairs Bureau": "leader.county"}
	for unit_kind, user in heads.items():
		filters = {"unit_kind": unit_kind, "region": ["in", account_list.regions_of(f"{user}@demo.example")]}
		for name in frappe.get_all("CSO Gov Unit", filters=filters, pluck="name", order_by="name asc"):
			frappe.db.set_value("CSO Gov Unit", name, "head_user", f"{user}@demo.example")


def _write_accounts() -> None:
	"""The list of accounts beside the site, for whoever starts the demo."""
	with open(frappe.get_site_path("demo_accounts.json"), "w", encoding="utf-8") as file:
		json.dump(account_list.accounts(), file, ensure_ascii=False, indent=1)
