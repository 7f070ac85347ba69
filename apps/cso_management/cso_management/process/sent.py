"""What callers send as JSON: text or data, of the shape that is wanted; each refusal names the argument."""

from typing import Any

import frappe
from frappe import _


def data(value: Any, label: str) -> Any:
	"""JSON text as data; other values as they are. Raises ValidationError for text that is none."""
	if not isinstance(value, str):
		return value
	try:
		return frappe.parse_json(value) if value.strip() else None
	except ValueError:
		frappe.throw(_("{0} is not valid JSON.").format(label))


def mapping(value: Any, label: str) -> dict[str, Any]:
	"""A dictionary; nothing gives an empty one. Raises ValidationError."""
	found = data(value, label)
	if found is not None and not isinstance(found, dict):
		frappe.throw(_("{0} must be a dictionary.").format(label))
	return dict(found or {})


def rows(value: Any, label: str) -> list[dict[str, Any]]:
	"""A list of dictionaries; nothing gives an empty one. Raises ValidationError."""
	found = data(value, label) or []
	if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
		frappe.throw(_("{0} must be a list of dictionaries.").format(label))
	return list(found)


def names(value: Any, label: str) -> list[str]:
	"""A list of names; one name may come without a list. Raises ValidationError."""
	is_list = isinstance(value, str) and value.lstrip().startswith("[")
	found = data(value, label) if is_list else value
	several = [found] if isinstance(found, str) else found or []
	if not isinstance(several, list) or not all(isinstance(one, str) for one in several):
		frappe.throw(_("{0} must be a list of names.").format(label))
	return [one for one in several if one]
