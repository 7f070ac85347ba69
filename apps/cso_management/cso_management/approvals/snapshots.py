"""Forms and signatures as they were, kept once for each content and named by its SHA-256.

What a reader of level 0 may not see lies in a second item of its own (`withheld`): the first one can be
handed out and checked without it. Its salt keeps short values, such as telephones, from being guessed.
"""

import base64
import binascii
import hashlib
import hmac
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, flt
from frappe.utils.password import get_encryption_key

from .rules import hash_chain

EVIDENCE = "CSO Approval Evidence"
LAYOUT = frozenset({"Section Break", "Column Break", "Tab Break", "HTML", "Heading", "Button", "Fold"})
NUMBERS = frozenset({"Float", "Currency", "Percent"})
TABLES = frozenset({"Table", "Table MultiSelect"})
LARGEST_SIGNATURE = 300_000


def keep_form(doc: Any) -> str:
	"""Store the form with the hashes of its files, unless it is there; gives its hash."""
	open_part, hidden = form_of(doc)
	content: dict[str, Any] = {"doctype": doc.doctype, "name": doc.name, "form": open_part}
	if hidden:
		content["withheld"] = _keep(hash_chain.canonical({"salt": _salt(doc), "form": hidden}))
	files = [file_entry(row) for row in files_of(doc.doctype, doc.name)]
	if files:
		content["files"] = files
	return _keep(hash_chain.canonical(content))


def keep_signature(signature: str) -> str:
	"""A drawn signature (a PNG or JPEG as a data address) or a typed name; gives its hash."""
	if not signature:
		return ""
	if len(signature) > LARGEST_SIGNATURE or not _is_signature(signature):
		frappe.throw(_("The signature is no picture that can be kept. Sign again."), title=_("Signature"))
	return _keep(signature)


def decision_hash(values: dict[str, Any]) -> str:
	"""What a task says about its decision: opinion, signature, who and for whom."""
	fields = ("opinion", "signature", "acted_by", "on_behalf_of")
	return hash_chain.digest(hash_chain.canonical({field: values.get(field) or "" for field in fields}))


def contents(hashes: set[str]) -> dict[str, str]:
	"""Stored texts by their hash; what is missing is left out."""
	rows = frappe.get_all(
		EVIDENCE,
		filters={"name": ["in", sorted(hashes) or [""]]},
		fields=["name", "content"],
		order_by="name asc",
	)
	return {row.name: row.content or "" for row in rows}


def form_of(doc: Any) -> tuple[dict[str, Any], dict[str, Any]]:
	"""Filled fields as text, tables as rows: those of level 0, and those above."""
	parts: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
	for field, kind, level in _fields(doc.doctype):
		value = doc.get(field)
		if not value:
			continue
		if kind not in TABLES:
			parts[level][field] = _text(kind, value)
			continue
		for part, rows in zip(parts, _rows(value, level), strict=True):
			if any(rows):
				part[field] = rows
	return parts


def files_of(doctype: str, name: str) -> list[Any]:
	return frappe.get_all(
		"File",
		filters={"attached_to_doctype": doctype, "attached_to_name": name, "is_folder": 0},
		fields=["name", "file_name", "file_url", "content_hash", "file_size"],
		order_by="creation asc, name asc",
	)


def file_entry(row: Any) -> dict[str, str]:
	return {"file": row.name, "file_name": row.file_name or "", "sha256": _known_hash(row)}


def hash_of_file(name: str) -> str:
	"""SHA-256 of what is stored now; empty when nothing is."""
	content = content_of_file(name)
	return "" if content is None else hashlib.sha256(content).hexdigest()


def content_of_file(name: str) -> bytes | None:
	try:
		content = frappe.get_doc("File", name).get_content()
	except (OSError, frappe.DoesNotExistError, frappe.ValidationError):
		return None
	return content.encode() if isinstance(content, str) else content


def _known_hash(row: Any) -> str:
	"""Files do not change once they are uploaded, so each is read once."""
	key = f"file_sha256:{row.name}:{row.content_hash or ''}"
	found = frappe.cache.get_value(key)
	if not found:
		found = hash_of_file(row.name)
		frappe.cache.set_value(key, found)
	return str(found)


def _rows(rows: list[Any], level: int) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
	"""Rows of a table, split by the level of their fields; a table above level 0 is so as a whole."""
	found: tuple[list[dict[str, str]], list[dict[str, str]]] = ([], [])
	for row in rows:
		parts: tuple[dict[str, str], dict[str, str]] = ({}, {})
		for field, kind, own in _fields(row.doctype):
			value = row.get(field)
			if value:
				parts[max(level, own)][field] = _text(kind, value)
		for rows_of_level, part in zip(found, parts, strict=True):
			rows_of_level.append(part)
	return found


def _fields(doctype: str) -> list[tuple[str, str, int]]:
	"""Name, kind and whether it is above level 0; read once in a request."""
	kept = frappe.flags.cso_form_fields
	if kept is None:
		kept = frappe.flags.cso_form_fields = {}
	if doctype not in kept:
		kept[doctype] = [
			(df.get("fieldname"), df.get("fieldtype"), int(bool(cint(df.get("permlevel")))))
			for df in frappe.get_meta(doctype).fields
			if df.get("fieldtype") not in LAYOUT
		]
	found: list[tuple[str, str, int]] = kept[doctype]
	return found


def _text(kind: str, value: Any) -> str:
	if kind in NUMBERS:
		return f"{flt(value):.9f}".rstrip("0").rstrip(".")
	return str(value)


def _is_signature(text: str) -> bool:
	if not text.startswith("data:"):
		return len(text) <= 140 and "\n" not in text
	head, _comma, body = text.partition(",")
	if head not in ("data:image/png;base64", "data:image/jpeg;base64"):
		return False
	try:
		raw = base64.b64decode(body, validate=True)
	except binascii.Error:
		return False
	return raw.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))


def _salt(doc: Any) -> str:
	key = str(get_encryption_key()).encode()
	return hmac.new(key, f"{doc.doctype}\n{doc.name}".encode(), hashlib.sha256).hexdigest()[:32]


def _keep(text: str) -> str:
	name = hash_chain.digest(text)
	if not frappe.db.exists(EVIDENCE, name):
		item = frappe.new_doc(EVIDENCE)
		item.content = text
		item.insert(ignore_permissions=True, ignore_if_duplicate=True, set_name=name)
	return name
