"""Filing cases, one per state. Each is really filed and really decided by the demo accounts."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe
from frappe.utils import add_days, today

from cso_management.api import filing
from cso_management.registry.filing import lapse

from . import organizations, people, source

APPLICANT = "rep.new@demo.example"
DOMAIN = "@demo.example"
TOWNS = {"990121001": "wanghu", "990121100": "liuxi"}
VILLAGES = {"990121001001": "yingyue", "990121100201": "shangliu"}
TOWN_CLERK_ACTS = ("Accept", "Propose", "Return for Correction", "Acknowledge", "Issue Certificate")
OPINIONS = {
	"Agree": "情况属实，同意推荐。",
	"Disagree": "该队成员与本社区已有队伍重复，建议合并。",
	"Return for Correction": "请按清单一次性补正。",
	"Propose": "材料齐全，符合备案条件，建议同意。",
	"Approve": "同意备案。",
	"Refuse": "拟开展的活动具有营利性质，不符合社区社会组织备案条件。",
	"Reconsider": "本组织活动均为公益性质，请予复核。",
	"Uphold": "原决定事实清楚、依据充分，予以维持。",
	"Reverse": "经复核，申请人情况属实，撤销原决定。",
	"Withdraw": "成员意见尚未统一，先撤回。",
}
CORRECTIONS = [
	{"cited_field": "materials", "cited_row": "活动场所使用证明", "problem": "证明未加盖出具单位公章。"},
	{"cited_field": "business_scope", "problem": "业务范围过宽，请写明具体活动。"},
]


def create() -> None:
	for number, row in enumerate(source.rows("cases"), 1):
		if not _exists(row):
			_run(number, row)


def _exists(row: dict[str, Any]) -> bool:
	filters = {"application_type": row["application_type"]}
	if "organization_no" in row:
		filters["organization"] = organizations.name_of(row["organization_no"])
	else:
		filters["org_name"] = body(0, row)["org_name"]
	return bool(frappe.db.exists("CSO Filing Application", filters))


def _run(number: int, row: dict[str, Any]) -> None:
	applicant = row.get("applicant", APPLICANT)
	with acting_as(applicant):
		doc = frappe.get_doc({"doctype": "CSO Filing Application", **body(number, row)}).insert()
		upload_papers(doc)
	for action in row["path"]:
		_take(doc.name, action, applicant)


def _take(name: str, action: str, applicant: str) -> None:
	if action == "Lapse":
		frappe.db.set_value("CSO Filing Application", name, "correction_due_on", add_days(today(), -1))
		lapse.lapse(name)
		return
	doc = frappe.get_doc("CSO Filing Application", name)
	with acting_as(_actor(doc, action, applicant)):
		if action == "Resubmit":
			_mend(doc)
		corrections = CORRECTIONS if action == "Return for Correction" else None
		filing.act(name, action, OPINIONS.get(action), corrections)


def _actor(doc: Any, action: str, applicant: str) -> str:
	"""The demo account whose turn it is."""
	if action in ("Submit", "Resubmit", "Withdraw", "Reconsider"):
		return applicant
	if doc.workflow_state == "Village Review":
		return f"village.{VILLAGES[doc.village]}{DOMAIN}"
	if doc.workflow_state in ("County Record", "Under Reconsideration"):
		return f"officer.county{DOMAIN}"
	role = "clerk" if action in TOWN_CLERK_ACTS else "leader"
	return f"{role}.{TOWNS[doc.town[:9]]}{DOMAIN}"


def _mend(doc: Any) -> None:
	"""The applicant changes exactly what was cited."""
	doc.business_scope = "组织本村村民操办红白喜事的协商、登记和互助，倡导移风易俗。"
	for paper in doc.materials:
		if paper.material == "活动场所使用证明":
			paper.file = upload(doc, "活动场所使用证明（补正）.pdf", b"% stamped\n")
	doc.save()


def body(number: int, row: dict[str, Any]) -> dict[str, Any]:
	common = {
		"application_type": row["application_type"],
		"declare_true": 1,
		"declare_non_profit": 1,
		"declare_not_excluded": 1,
	}
	if "ledger_no" in row:
		found = next(entry for entry in source.rows("organizations") if entry["no"] == row["ledger_no"])
		return {**organizations.body(found), **common}
	if "organization_no" in row:
		return {**common, **_about_organization(row)}
	return {**_new_group(number, row), **common}


def _new_group(number: int, row: dict[str, Any]) -> dict[str, Any]:
	entry = {
		"no": 40 + number,
		"org_name": row["org_name"],
		"region": row["region"],
		"tier": "Filed",
		"org_form": "Social Group",
		"primary_category": row["primary_category"],
		"members_count": 12 + number,
		"volunteers_count": number % 5,
		"party_members_count": number % 3,
		"service_objects": ["全体居民"],
		"principal_name": people.name(40 + number),
		"is_hub": 0,
	}
	return organizations.body(entry)


def _about_organization(row: dict[str, Any]) -> dict[str, Any]:
	name = organizations.name_of(row["organization_no"])
	values = {"organization": name, "region": frappe.db.get_value("CSO Organization", name, "region")}
	if "change" in row:
		change = row["change"]
		values["change_items"] = [{"item": change["item"], "reason": "原场所改作他用"}]
		values[change["field"]] = change["value"]
	if "new_credit_code_body" in row:
		values["new_credit_code"] = people.credit_code_of(row["new_credit_code_body"])
		values["registered_fund"] = 30000
	return values


def upload_papers(doc: Any) -> None:
	for paper in doc.materials:
		if paper.required:
			paper.file = upload(doc, f"{paper.material}.pdf")
	doc.save()


def upload(doc: Any, file_name: str, addition: bytes = b"") -> str:
	"""Attach a sample to a document, or to none yet: a picture for a picture, else the sample paper."""
	content = source.sample_picture() if file_name.endswith(".png") else source.sample_paper() + addition
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": file_name,
			"is_private": 1,
			"content": content,
			**({"attached_to_doctype": doc.doctype, "attached_to_name": doc.name} if doc else {}),
		}
	)
	return file.insert().file_url


@contextmanager
def acting_as(user: str) -> Iterator[None]:
	before = frappe.session.user
	frappe.set_user(user)
	try:
		yield
	finally:
		frappe.set_user(before)
