"""A route in plain words: who, how, how long, when. Chinese or English, as the reader's language says."""

from collections.abc import Iterable
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint

from . import people
from .routes import lines, parse

CHOSEN = ("submitter chooses", "decider chooses")


def sentence(row: Any, doctype: str) -> str:
	"""Who, how, how long, in one line."""
	parts = [listed(candidates(row, doctype)) or _("nobody is named yet"), how(row), how_long(row)]
	if row.timeout_act == "agree":
		parts.append(_("agrees by itself at time-out"))
	return comma().join(parts)


def candidates(row: Any, doctype: str) -> list[str]:
	"""Every rule that brings people, in words."""
	found = [of_role(row.role, row.region_level)] if row.role else []
	return found + [of_rule(rule, doctype) for rule in parse(row.more_candidates)]


def step_name(row: Any) -> str:
	"""Shipped routes name their steps in English; what an administrator typed stays as it is."""
	label = row.get("label")
	return _(label) if label else str(row.get("step_key") or "")


def of_role(role: str, level: str | None) -> str:
	if not level:
		return _("{0} of the document's region or above").format(role_name(role))
	return _("{0} of the document's {1}").format(role_name(role), _(level))


def of_rule(rule: dict[str, Any], doctype: str) -> str:
	kind = rule.get("rule")
	if kind == "role":
		return of_role(str(rule.get("role") or "?"), rule.get("level"))
	if kind == "users":
		return listed(people.full_name(user) for user in rule.get("users") or []) or "?"
	if kind == "field":
		return _("the person named in “{0}”").format(field_label(doctype, rule.get("field")))
	if kind == "head":
		return _("the head of {0}").format(_unit(rule, doctype))
	texts = {
		"submitter chooses": _("whom the submitter chooses"),
		"decider chooses": _("whom the previous decider chooses"),
	}
	return texts.get(str(kind), str(kind)) + _choice(rule)


def how(row: Any) -> str:
	if row.pool:
		return _("one task that any of them claims")
	votes = _("at least {0}% of the votes") if row.needed_unit == "percent" else _("at least {0} votes")
	modes = {
		"any": _("any one of them"),
		"all": _("all of them"),
		"sequence": _("one after the other"),
		"ratio": votes.format(cint(row.needed)),
	}
	return modes[row.mode or "any"]


def how_long(row: Any) -> str:
	days = cint(row.limit_days)
	if not days:
		return _("no time limit")
	return (_("{0} working days") if row.limit_unit != "Day" else _("{0} calendar days")).format(days)


def condition(text: Any, doctype: str) -> str:
	"""Rows of a condition in words; empty for a step that is always asked."""
	return (_(" and ")).join(_condition_row(row, doctype) for row in parse(text))


def field_label(doctype: str, field: str | None) -> str:
	if field == "owner":
		return _("Created By")
	found = frappe.get_meta(doctype).get_field(field) if field else None
	return _(found.label or field) if found else str(field or "?")


def role_name(role: str) -> str:
	"""Without the prefix of the app, where the language keeps it."""
	return _(role).removeprefix("CSO ")


def value_text(df: Any, value: Any, doctype: str) -> str:
	"""The value of a field of a step, as the designer shows it."""
	if df.fieldname == "condition":
		return condition(value, doctype) or _("always")
	if df.fieldname == "more_candidates":
		return listed(of_rule(rule, doctype) for rule in parse(value)) or "—"
	if df.fieldname in ("editable_fields", "hidden_fields"):
		return listed(field_label(doctype, name) for name in lines(value)) or "—"
	if df.fieldtype == "Check":
		return _("Yes") if cint(value) else _("No")
	if df.options == "User":
		return people.full_name(value) or "—"
	if df.options == "Role":
		return role_name(value) if value else "—"
	return listed(_(line) for line in lines(str(value or ""))) or "—"


def listed(texts: Iterable[str]) -> str:
	return ("、" if _is_chinese() else ", ").join(text for text in texts if text)


def comma() -> str:
	return "，" if _is_chinese() else ", "


def colon() -> str:
	return "：" if _is_chinese() else ": "


def _unit(rule: dict[str, Any], doctype: str) -> str:
	if rule.get("unit"):
		return str(frappe.db.get_value("CSO Gov Unit", rule["unit"], "unit_name") or rule["unit"])
	if rule.get("field"):
		return _("the unit in “{0}”").format(field_label(doctype, rule["field"]))
	kinds = listed(_(kind) for kind in rule.get("kinds") or []) or _("the units")
	return _("{0} of the document's {1}").format(kinds, _(rule.get("level") or "Region"))


def _choice(rule: dict[str, Any]) -> str:
	"""Among whom, where the rule says so."""
	if rule.get("role"):
		return _(" (among: {0})").format(of_role(rule["role"], rule.get("level")))
	if rule.get("users"):
		return _(" (among: {0})").format(listed(people.full_name(user) for user in rule["users"]))
	return ""


def _is_chinese() -> bool:
	return str(frappe.local.lang or "").startswith("zh")


def _condition_row(row: dict[str, Any], doctype: str) -> str:
	label = field_label(doctype, row.get("field"))
	operator = str(row.get("operator") or "=")
	texts = {
		"=": _("{0} is {1}"),
		"!=": _("{0} is not {1}"),
		">": _("{0} is more than {1}"),
		">=": _("{0} is at least {1}"),
		"<": _("{0} is less than {1}"),
		"<=": _("{0} is at most {1}"),
		"in": _("{0} is one of {1}"),
		"not in": _("{0} is none of {1}"),
		"contains": _("{0} contains {1}"),
		"is set": _("{0} is filled in"),
		"is not set": _("{0} is empty"),
	}
	return texts.get(operator, "{0} " + operator + " {1}").format(label, _value(row, doctype))


def _value(row: dict[str, Any], doctype: str) -> str:
	value = row.get("value")
	items = value if isinstance(value, list) else lines(str("" if value is None else value))
	df = frappe.get_meta(doctype).get_field(row.get("field"))
	return listed(_one_value(df, str(item)) for item in items) or "?"


def _one_value(df: Any, value: str) -> str:
	if df and df.fieldtype == "Check":
		return _("Yes") if cint(value) else _("No")
	if df and df.fieldtype == "Link" and df.options:
		title = frappe.get_meta(df.options).title_field
		return str((title and frappe.db.get_value(df.options, value, title)) or _(value))
	return _(value)
