"""Which route a document follows, and the frozen versions that running cases keep."""

import json
from typing import Any

import frappe
from frappe.model.workflow import get_workflow_name
from frappe.utils import cint, flt

from ...registry import regions
from ..rules import conditions, model

ROUTE = "CSO Approval Route"
VERSION = "CSO Approval Route Version"
HEAD = (
	"title",
	"document_type",
	"region",
	"condition",
	"amount_field",
	"min_amount",
	"max_amount",
	"category_field",
	"category",
	"submit_actions",
	"resubmit_action",
	"withdraw_action",
	"region_field",
	"title_field",
)


class Route:
	"""The content of one version: settings and steps as plain values."""

	def __init__(
		self, content: dict[str, Any], name: str = "", version: int = 0, version_name: str = ""
	) -> None:
		self.content = content
		self.name, self.version, self.version_name = name, version, version_name
		self.steps = [frappe._dict(row) for row in content["steps"]]
		self.doctype = content["document_type"]
		self.workflow = frappe.get_cached_doc("Workflow", get_workflow_name(self.doctype))
		self.state_field = self.workflow.workflow_state_field

	def get(self, field: str) -> Any:
		return self.content.get(field)

	def step(self, key: str) -> Any:
		return next((row for row in self.steps if row.step_key == key), None)

	def machine_step(self, key: str) -> model.Step:
		row = self.step(key)
		return model.Step(
			key,
			mode=row.mode or "any",
			needed=cint(row.needed),
			unit=row.needed_unit or "count",
			deciding=bool(row.deciding),
			resubmit=row.resubmit or "first",
			opinion=row.opinion_rule or "negative",
		)

	def deciding(self) -> set[str]:
		return {row.step_key for row in self.steps if row.deciding}

	def first_in(self, state: str, doc: Any) -> Any:
		return next((row for row in self.steps if row.state == state and condition_holds(row, doc)), None)

	def after(self, key: str, doc: Any) -> Any:
		"""The next step in the same state."""
		keys = [row.step_key for row in self.steps]
		later = self.steps[keys.index(key) + 1 :]
		state = self.step(key).state
		return next((row for row in later if row.state == state and condition_holds(row, doc)), None)

	def has_state(self, state: str | None) -> bool:
		return any(row.state == state for row in self.steps)

	def region_of(self, doc: Any) -> str | None:
		return doc.get(self.get("region_field") or "region")

	def amount_of(self, doc: Any) -> float:
		return flt(doc.get(self.get("amount_field"))) if self.get("amount_field") else 0.0

	def title_of(self, doc: Any) -> str:
		field = self.get("title_field") or doc.meta.title_field
		return str((field and doc.get(field)) or doc.name)


def condition_holds(row: Any, doc: Any) -> bool:
	wanted = parse(row.get("condition"))
	return not wanted or conditions.holds(wanted, doc.as_dict())


def parse(text: Any) -> list[Any]:
	found = frappe.parse_json(text) if text else []
	return found if isinstance(found, list) else []


def lines(text: str | None) -> list[str]:
	return [line.strip() for line in (text or "").split("\n") if line.strip()]


def content_of(document: Any) -> dict[str, Any]:
	"""What a version freezes."""
	step_fields = [df.fieldname for df in frappe.get_meta("CSO Approval Step").fields]
	head = {field: document.get(field) for field in HEAD}
	return {**head, "steps": [{field: row.get(field) for field in step_fields} for row in document.steps]}


def draft(document: Any) -> Route:
	return Route(content_of(document), document.name or document.title or "", cint(document.version))


def is_routed(doctype: str) -> bool:
	return bool(
		get_workflow_name(doctype)
		and frappe.db.exists(ROUTE, {"document_type": doctype, "status": "Published"})
	)


def published_for(doc: Any) -> Route | None:
	"""The route of the nearest region, whose band, category and condition fit."""
	if not get_workflow_name(doc.doctype):
		return None
	rows = frappe.get_all(
		ROUTE,
		filters={"document_type": doc.doctype, "status": "Published"},
		fields=["name", "version", "region", "region_field"],
		order_by="name asc",
	)
	for row in sorted(rows, key=lambda row: -_nearness(row, doc)):
		if _nearness(row, doc) >= 0:
			route = load(row.name, row.version)
			if fits(route, doc):
				return route
	return None


def fits(route: Route, doc: Any) -> bool:
	amount, top = route.amount_of(doc), flt(route.get("max_amount"))
	if amount < flt(route.get("min_amount")) or (top and amount > top):
		return False
	category = route.get("category")
	if category and str(doc.get(route.get("category_field") or "category") or "") != category:
		return False
	return condition_holds(route.content, doc)


def applies(route: Route, doc: Any) -> bool:
	"""Is the document in the region, the band, the category and the condition of the route?"""
	return _nearness(frappe._dict(route.content), doc) >= 0 and fits(route, doc)


def load(name: str, version: int) -> Route:
	row = frappe.db.get_value(VERSION, {"route": name, "version": version}, ["name", "content"], as_dict=True)
	return Route(json.loads(row.content), name, version, row.name)


def _nearness(row: Any, doc: Any) -> int:
	"""Depth of the route's region above the document; -1 when it lies elsewhere."""
	if not row.region:
		return 0
	names = [found.name for found in regions.lineage(doc.get(row.region_field or "region"))]
	return names.index(row.region) + 1 if row.region in names else -1
