"""Proof of a case: the chain recomputed, and everything in one file that checks itself without a network."""

import hashlib
import json
from pathlib import Path
from typing import Any

import frappe
from frappe import _

from .. import log
from ..rules import hash_chain
from . import people, store
from .form import field_text

PAGE = Path(__file__).parent.parent / "data" / "evidence.html"
MARK = "/*CASE*/"


def verify(doctype: str, name: str) -> dict[str, Any]:
	rows = frappe.db.count("CSO Approval Log", {"reference_doctype": doctype, "reference_name": name})
	broken = log.first_broken_row(doctype, name)
	return {"ok": broken is None, "rows": rows, "first_broken": None if broken is None else broken + 1}


def export(doc: Any) -> dict[str, Any]:
	"""The form, opinions, signatures, attachments with hashes, and the chain; each part has its own hash."""
	parts = {
		"form": {df.fieldname: field_text(doc, df.fieldname) for df in doc.meta.fields if not df.permlevel},
		"labels": {df.fieldname: _(df.label or df.fieldname) for df in doc.meta.fields if not df.permlevel},
		"tasks": _tasks(doc),
		"attachments": _attachments(doc),
		"chain": [_chain_row(row) for row in _rows(doc)],
	}
	content = {
		"format": 1,
		"doctype": doc.doctype,
		"name": doc.name,
		"title": doc.get_title(),
		"exported_at": str(store.now()),
		"exported_by": people.full_name(frappe.session.user),
		**parts,
	}
	hashes = {part: digest(value) for part, value in content.items()}
	return {**content, "hashes": hashes, "seal": digest(hashes)}


def as_page(content: dict[str, Any]) -> str:
	text = json.dumps(content, ensure_ascii=False, sort_keys=True).replace("</", "<\\/")
	return PAGE.read_text(encoding="utf-8").replace(MARK, text)


def damaged(content: dict[str, Any]) -> list[str]:
	"""Names of what does not fit its hash: parts, rows of the chain, the seal. Works on the file alone."""
	hashes = content.get("hashes", {})
	found = [part for part in sorted(hashes) if digest(content.get(part)) != hashes[part]]
	found += [part for part in sorted(content) if part not in hashes and part not in ("hashes", "seal")]
	if digest(hashes) != content.get("seal"):
		found.append("seal")
	rows = content.get("chain") or []
	broken = hash_chain.first_broken(
		(row.get("content") or {}, row.get("prev_hash"), row.get("row_hash")) for row in rows
	)
	return found + ([f"chain:{broken + 1}"] if broken is not None else [])


def digest(value: Any) -> str:
	text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
	return hashlib.sha256(text.encode()).hexdigest()


def _rows(doc: Any) -> list[Any]:
	return frappe.get_all(
		"CSO Approval Log",
		filters={"reference_doctype": doc.doctype, "reference_name": doc.name},
		fields=[*log.HASHED, *log.HASHED_IF_SET, "prev_hash", "row_hash"],
		order_by="sequence asc",
	)


def _chain_row(row: Any) -> dict[str, Any]:
	return {"content": log.content(row), "prev_hash": row.prev_hash or "", "row_hash": row.row_hash}


def _tasks(doc: Any) -> list[dict[str, str]]:
	fields = [
		"name",
		"round",
		"step_label",
		"holder",
		"acted_by",
		"on_behalf_of",
		"status",
		"opinion",
		"signature",
		"opened_at",
		"done_at",
		"due_on",
	]
	rows = frappe.get_all(
		store.TASK,
		filters={"reference_doctype": doc.doctype, "reference_name": doc.name},
		fields=fields,
		order_by="creation asc, number asc",
	)
	return [{field: str(row[field] or "") for field in fields} for row in rows]


def _attachments(doc: Any) -> list[dict[str, str]]:
	rows = frappe.get_all(
		"File",
		filters={"attached_to_doctype": doc.doctype, "attached_to_name": doc.name},
		fields=["name", "file_name", "file_url"],
		order_by="creation asc",
	)
	return [_file(row) for row in rows]


def _file(row: Any) -> dict[str, str]:
	content = frappe.get_doc("File", row.name).get_content()
	raw = content.encode() if isinstance(content, str) else content
	return {"file_name": row.file_name, "size": str(len(raw)), "sha256": hashlib.sha256(raw).hexdigest()}
