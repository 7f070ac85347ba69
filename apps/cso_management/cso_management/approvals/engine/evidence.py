"""One case in one file: every form as it was, opinions, signatures, files and the chain."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import frappe
from frappe import _
from frappe.model.workflow import get_workflow_name
from frappe.utils import cint

from .. import log, snapshots
from ..rules import case_file, log_row
from . import people, store, words
from .verification import verify

PAGE = Path(__file__).parent.parent / "data" / "evidence.html"
FORMAT = 2
EMBEDDED_EACH = 10 * 2**20
EMBEDDED_TOGETHER = 40 * 2**20
TASK_FIELDS = [
	"name",
	"approval_case",
	"number",
	"round",
	"step_label",
	"kind",
	"position",
	"holder",
	"added_by",
	"acted_by",
	"on_behalf_of",
	"status",
	"opinion",
	"signature",
	"note",
	"opened_at",
	"done_at",
	"due_on",
	"urged",
]
PEOPLE = ("holder", "added_by", "acted_by", "on_behalf_of")
__all__ = ["as_page", "checker_page", "items", "verify"]


def items(doc: Any) -> list[case_file.Item]:
	"""Named parts of the case, each with the hashes of what it was made of."""
	rows = log.stored_rows(doc.doctype, doc.name)
	forms, hidden = _forms(doc, rows)
	chain = [_chain_row(row) for row in rows]
	return [
		("head", _head(doc, rows)),
		("labels", _labels(doc)),
		*_numbered("task", _tasks(doc)),
		*_numbered("form", forms),
		*_numbered("hidden", hidden),
		*_numbered("signature", _kept([row.signature_hash for row in rows])),
		*_numbered("attachment", _attachments(doc)),
		*_numbered("chain", chain),
	]


def as_page(doc: Any) -> bytes:
	"""The file: it shows the case and checks itself, without a network."""
	return case_file.build(PAGE.read_bytes(), items(doc))


def checker_page() -> bytes:
	"""The same page without a case: it checks a file that is chosen."""
	return PAGE.read_bytes()


def _numbered(kind: str, rows: list[Any]) -> list[case_file.Item]:
	return [(f"{kind}:{number}", row) for number, row in enumerate(rows, 1)]


def _head(doc: Any, rows: list[Any]) -> dict[str, str]:
	return {
		"format": str(FORMAT),
		"doctype": doc.doctype,
		"doctype_label": _(doc.doctype),
		"name": doc.name,
		"title": str(doc.get_title()),
		"state": _(doc.get("workflow_state") or ""),
		"language": frappe.local.lang or "zh",
		"exported_at": str(store.now()),
		"exported_by": people.full_name(frappe.session.user),
		"rows": str(len(rows)),
		"last_hash": rows[-1].row_hash if rows else "",
	}


def _labels(doc: Any) -> dict[str, Any]:
	"""Words for the reader, in the order of the form: fields, fields of tables, choices, acts, states."""
	tables = [df for df in doc.meta.fields if df.fieldtype in snapshots.TABLES]
	children = {df.fieldname: _fields(frappe.get_meta(df.options)) for df in tables}
	metas = [doc.meta, *(frappe.get_meta(df.options) for df in tables)]
	choices = {choice: label for meta in metas for choice, label in _choices(meta).items()}
	states = {state: _(state) for state in _states(doc)}
	return {
		"fields": [[df.fieldname, _(df.label or df.fieldname), df.fieldtype] for df in _fields_of(doc.meta)],
		"tables": children,
		"choices": {**choices, **states},
		"acts": words.labels(),
		"statuses": {**_choices(frappe.get_meta(store.TASK)), "Cancelled": _("Closed Without a Decision")},
	}


def _fields(meta: Any) -> dict[str, str]:
	return {df.fieldname: _(df.label or df.fieldname) for df in _fields_of(meta)}


def _fields_of(meta: Any) -> list[Any]:
	return [df for df in meta.fields if df.fieldtype not in snapshots.LAYOUT]


def _choices(meta: Any) -> dict[str, str]:
	options = [df.options or "" for df in meta.fields if df.fieldtype == "Select"]
	return {choice: _(choice) for text in options for choice in text.split("\n") if choice}


def _states(doc: Any) -> list[str]:
	workflow = get_workflow_name(doc.doctype)
	return [row.state for row in frappe.get_cached_doc("Workflow", workflow).states] if workflow else []


def _chain_row(row: Any) -> dict[str, Any]:
	return {"content": log_row.content(row), "prev_hash": row.prev_hash or "", "row_hash": row.row_hash or ""}


def _tasks(doc: Any) -> list[dict[str, str]]:
	rows = frappe.get_all(
		store.TASK,
		filters={"reference_doctype": doc.doctype, "reference_name": doc.name},
		fields=TASK_FIELDS,
		order_by="creation asc, number asc",
	)
	return [_task(row) for row in rows]


def _task(row: Any) -> dict[str, str]:
	values = {field: str(row[field] or "") for field in TASK_FIELDS}
	names = {f"{field}_name": people.full_name(row[field]) for field in PEOPLE if row[field]}
	return {**values, **names}


def _forms(doc: Any, rows: list[Any]) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
	"""Each kept form once; what is withheld only for those who read those fields."""
	forms = _kept([row.snapshot_hash for row in rows if row.hash_version])
	below = [json.loads(form["text"]).get("withheld") for form in forms if _is_readable(form["text"])]
	return forms, _kept(below) if sees_everything(doc) else []


def sees_everything(doc: Any) -> bool:
	"""May the user read every level of the form?"""
	tables = [
		frappe.get_meta(df.options).fields for df in doc.meta.fields if df.fieldtype in snapshots.TABLES
	]
	levels = {cint(df.permlevel) for fields in (doc.meta.fields, *tables) for df in fields}
	held = set(frappe.get_roles())
	own = {cint(row.permlevel) for row in doc.meta.permissions if row.read and row.role in held}
	return frappe.session.user == "Administrator" or levels <= own


def _kept(hashes: list[str | None]) -> list[dict[str, str]]:
	wanted = list(dict.fromkeys(text for text in hashes if text))
	texts = snapshots.contents(set(wanted))
	return [{"hash": name, "text": texts[name]} for name in wanted if name in texts]


def _is_readable(text: str) -> bool:
	try:
		return isinstance(json.loads(text), dict)
	except ValueError:
		return False


def _attachments(doc: Any) -> list[dict[str, str]]:
	left = EMBEDDED_TOGETHER
	found = []
	for row in snapshots.files_of(doc.doctype, doc.name):
		entry = _attachment(row, left)
		left -= len(entry["content"])
		found.append(entry)
	return found


def _attachment(row: Any, left: int) -> dict[str, str]:
	"""With its content, where it is not too large."""
	raw = snapshots.content_of_file(row.name)
	entry = {"file": row.name, "file_name": row.file_name or "", "content": "", "sha256": "", "size": ""}
	if raw is None:
		return entry
	fits = len(raw) <= min(EMBEDDED_EACH, left)
	return {
		**entry,
		"size": str(len(raw)),
		"sha256": hashlib.sha256(raw).hexdigest(),
		"content": base64.b64encode(raw).decode() if fits else "",
	}
