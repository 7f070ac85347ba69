"""Each step of a route in one sentence: who, how, how long."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint

from ...permissions import roles
from . import candidates, people
from .routes import parse


def of_route(document: Any) -> dict[str, str]:
	return {row.step_key: of_step(row, document.document_type) for row in document.steps}


def of_step(row: Any, doctype: str = "") -> str:
	parts = [_who(row, doctype), _how(row)]
	if row.limit_days:
		unit = _("working days") if row.limit_unit != "Day" else _("days")
		parts.append(f"{row.limit_days} {unit}")
	return _comma().join(part for part in parts if part)


def _who(row: Any, doctype: str) -> str:
	found = [_holders(row.role, row.region_level)] if row.role else []
	found += [_rule(rule, doctype) for rule in parse(row.more_candidates)]
	return _("{0} and {1}").format(_comma().join(found[:-1]), found[-1]) if len(found) > 1 else "".join(found)


def _holders(role: str, level: str | None) -> str:
	"""The level is said once: the clerk of a town is a town's clerk already."""
	name, place = _(role), _(level or "")
	if not level or roles.LEVEL_OF_ROLE.get(role) == level or name.startswith(place):
		return name
	return _("{0} of the {1}").format(name, place)


def _rule(rule: dict[str, Any], doctype: str) -> str:
	kind = rule.get("rule")
	if kind == "role":
		return _holders(rule.get("role") or "", rule.get("level"))
	if kind == "users":
		return "、".join(people.full_name(user) for user in rule.get("users") or [])
	if kind == "field":
		return _("the person in “{0}”").format(_label(doctype, rule.get("field")))
	if kind == "head":
		return _("the head of {0}").format(_unit(rule, doctype))
	if kind == candidates.SUBMITTER_CHOOSES:
		return _("whom the applicant chooses")
	return _("whom the decider before chooses")


def _unit(rule: dict[str, Any], doctype: str) -> str:
	if rule.get("unit"):
		return str(rule["unit"])
	if rule.get("field"):
		return _("the unit in “{0}”").format(_label(doctype, rule["field"]))
	return _("the unit of the {0}").format(_(rule.get("level") or "Region"))


def _how(row: Any) -> str:
	if row.pool:
		return _("one of them claims it")
	if (row.mode or "any") == "ratio":
		if row.needed_unit == "percent":
			return _("{0} % of the votes").format(cint(row.needed))
		return _("{0} votes").format(cint(row.needed))
	texts = {"any": _("any one of them"), "all": _("all of them"), "sequence": _("one after the other")}
	return texts[row.mode or "any"]


def _label(doctype: str, field: str | None) -> str:
	found = frappe.get_meta(doctype).get_label(field or "") if doctype else field
	return _(found or field or "")


def _comma() -> str:
	return "，" if (frappe.local.lang or "").startswith("zh") else ", "
