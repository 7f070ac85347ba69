"""Does what the database holds about a case still fit its hashes? Names the first row that does not."""

import json
from collections.abc import Iterator
from typing import Any

import frappe
from frappe import _

from .. import log, snapshots
from ..rules import hash_chain, log_row
from . import proof, store

Damage = dict[str, Any]
BATCH = 100


def verify(doctype: str, name: str) -> dict[str, Any]:
	"""Rows, forms, signatures, tasks and files of one document; `damage` is in the order of the rows."""
	rows = log.stored_rows(doctype, name)
	damage = sorted(_damage(doctype, name, rows), key=lambda found: found["row"])
	return {
		"ok": not damage,
		"rows": len(rows),
		"first_broken": damage[0]["row"] if damage else None,
		"damage": damage,
	}


def verify_batch(after: str = "", limit: int = BATCH) -> dict[str, Any]:
	"""The next documents that have a log, in order of their names; `next` goes on from there."""
	names = _names(after, limit)
	keys = _documents(names)
	broken = []
	for doctype, name in keys:
		found = verify(doctype, name)
		if not found["ok"]:
			first = found["damage"][0]
			broken.append(
				{"doctype": doctype, "name": name, "first_broken": first["row"], "item": first["item"]}
			)
	return {"checked": len(keys), "broken": broken, "next": names[-1] if len(names) == limit else None}


def _damage(doctype: str, name: str, rows: list[Any]) -> Iterator[Damage]:
	broken = list(_chain(doctype, name, rows))
	yield from broken
	yield from _items(rows)
	# Where rows are missing or changed, tasks cannot fit: that would name the same damage twice.
	yield from [] if broken else _tasks(doctype, name, rows)
	yield from _files(doctype, name, rows)


def _chain(doctype: str, name: str, rows: list[Any]) -> Iterator[Damage]:
	previous = ""
	for number, row in enumerate(rows, 1):
		fits = row.sequence == number and (row.prev_hash or "") == previous
		if not fits or row.row_hash != _hash_of(row, previous):
			yield _found(number, "log", _("Row {0} of the log was changed.").format(number))
			return
		previous = row.row_hash
	end = log.end_of(doctype, name)
	is_old = not any(row.hash_version for row in rows)
	if (end is None and not is_old) or (end and (end.length, end.last_hash or "") != (len(rows), previous)):
		yield _found(len(rows) + 1, "end", _("Rows at the end of the log are missing."))


def _hash_of(row: Any, previous: str) -> str:
	"""A value that is no longer of its kind (a moment that is none) fits no hash."""
	try:
		return hash_chain.row_hash(log_row.content(row), previous)
	except ValueError:
		return ""


def _items(rows: list[Any]) -> Iterator[Damage]:
	"""Forms and signatures that the rows name."""
	rows = [row for row in rows if row.hash_version]
	texts = snapshots.contents(
		{row.snapshot_hash or "" for row in rows} | {row.signature_hash or "" for row in rows}
	)
	hidden = snapshots.contents({_withheld(text) for text in texts.values()})
	for row in rows:
		text = texts.get(row.snapshot_hash, "")
		below = _withheld(text)
		if _differs(text, row.snapshot_hash) or (below and _differs(hidden.get(below, ""), below)):
			yield _found(
				row.sequence, "form", _("The form kept with row {0} was changed.").format(row.sequence)
			)
		if row.signature_hash and _differs(texts.get(row.signature_hash, ""), row.signature_hash):
			yield _found(
				row.sequence,
				"signature",
				_("The signature kept with row {0} was changed.").format(row.sequence),
			)


def _tasks(doctype: str, name: str, rows: list[Any]) -> Iterator[Damage]:
	"""Opinion, signature and people of every task against the row that wrote them."""
	if not rows or not all(row.hash_version for row in rows):
		return
	decided = _decisions(rows)
	found = {row.name: row for row in _task_rows(doctype, name)}
	for task in sorted({*decided, *found}):
		sequence, expected = decided.get(task, (0, ""))
		values = found.get(task)
		stored = snapshots.decision_hash(values) if values else ""
		if stored != (expected or EMPTY) or (values is None and expected):
			label = values.step_label if values else task
			number = sequence or _row_near(rows, values)
			yield _found(
				number, "task", _("The decision of {0} (row {1}) was changed.").format(label, number)
			)


def _decisions(rows: list[Any]) -> dict[str, tuple[int, str]]:
	"""Task -> the row that wrote it last, and the hash it noted."""
	found: dict[str, tuple[int, str]] = {}
	for row in rows:
		if row.decision_hash:
			found[row.task] = (row.sequence, row.decision_hash)
		elif row.act == "take_back" and row.task:
			found[row.task] = (row.sequence, EMPTY)
	return found


def _row_near(rows: list[Any], task: Any) -> int:
	"""A task that no row wrote is named with the last row of its round."""
	same = [row.sequence for row in rows if row.step == task.step and row.round == task.round]
	return int(same[-1] if same else rows[-1].sequence)


def _files(doctype: str, name: str, rows: list[Any]) -> Iterator[Damage]:
	"""Files that are still attached must be what they were when a row noted them last."""
	noted = _noted_files(rows)
	for file in snapshots.files_of(doctype, name):
		if file.name in noted and snapshots.hash_of_file(file.name) != noted[file.name][1]:
			number = noted[file.name][0]
			yield _found(
				number,
				"attachment",
				_("The file {0} is not the one of row {1}.").format(file.file_name, number),
			)


def _noted_files(rows: list[Any]) -> dict[str, tuple[int, str]]:
	texts = snapshots.contents({row.snapshot_hash or "" for row in rows})
	noted: dict[str, tuple[int, str]] = {}
	for row in rows:
		for entry in _parsed(texts.get(row.snapshot_hash, "")).get("files", []):
			noted[entry["file"]] = (row.sequence, entry["sha256"])
	return noted


def _task_rows(doctype: str, name: str) -> list[Any]:
	return frappe.get_all(
		store.TASK,
		filters={"reference_doctype": doctype, "reference_name": name},
		fields=["name", "step", "step_label", "round", *proof.FIELDS],
		order_by="creation asc, number asc",
	)


def _differs(text: str, expected: str | None) -> bool:
	return not text or hash_chain.digest(text) != expected


def _withheld(text: str) -> str:
	return str(_parsed(text).get("withheld") or "")


def _parsed(text: str) -> dict[str, Any]:
	try:
		found = json.loads(text) if text else {}
	except ValueError:
		return {}
	return found if isinstance(found, dict) else {}


def _found(row: int, item: str, message: str) -> Damage:
	return {"row": row, "item": item, "message": message}


def _names(after: str, limit: int) -> list[str]:
	"""Names of documents with a log or an end of one, so that a log that was emptied is seen too."""
	found: set[str] = set()
	for doctype in (log.LOG, log.CHAIN):
		found |= set(
			frappe.get_all(
				doctype,
				filters={"reference_name": [">", after]},
				pluck="reference_name",
				group_by="reference_name",
				order_by="reference_name asc",
				limit_page_length=limit,
			)
		)
	return sorted(found)[:limit]


def _documents(names: list[str]) -> list[tuple[str, str]]:
	found: set[tuple[str, str]] = set()
	for doctype in (log.LOG, log.CHAIN):
		rows = frappe.get_all(
			doctype,
			filters={"reference_name": ["in", names or [""]]},
			fields=["reference_doctype", "reference_name"],
			group_by="reference_doctype, reference_name",
			order_by="reference_name asc, reference_doctype asc",
		)
		found |= {(row.reference_doctype, row.reference_name) for row in rows}
	return sorted(found, key=lambda key: (key[1], key[0]))


EMPTY = snapshots.decision_hash({})
