"""Approvals for the pages: described in docs/approvals.md."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint

from ..approvals import log, snapshots
from ..approvals.engine import (
	batch,
	candidates,
	checking,
	comparing,
	designer,
	evidence,
	forecast,
	handlers,
	hiding,
	people,
	publishing,
	replaying,
	routes,
	scenarios,
	signatures,
	stock,
	store,
	verification,
	view,
	words,
	yearly,
)
from ..approvals.engine import inbox as boxes
from ..approvals.engine import phrases as office_phrases
from ..approvals.engine import relief as deadlines
from ..permissions import roles
from ..printing import appendix as papers
from ..process import sent
from ..registry import sensitive

MANAGERS = (roles.ADMINISTRATOR, "System Manager")
INSPECTORS = (*MANAGERS, roles.AUDITOR)


@frappe.whitelist(methods=["GET"])
def inbox(
	box: str = "todo",
	doctype: list | str | None = None,
	light: str | None = None,
	search: str | None = None,
	start: int = 0,
	limit: int = 20,
	region: str | None = None,
) -> dict[str, Any]:
	"""One page of a box over all processes, and how much is in each; `doctype` may be several."""
	if box not in boxes.READERS:
		frappe.throw(_("There is no box {0}.").format(box))
	wanted = min(max(cint(limit), 1), 200)
	rows = boxes.rows(box, sent.names(doctype, "doctype"), light, search, cint(start), wanted + 1, region)
	has_more = len(rows) > wanted
	counts, kinds = boxes.summary(box)
	return {"rows": rows[:wanted], "counts": counts, "kinds": kinds, "has_more": has_more}


@frappe.whitelist(methods=["GET"])
def get_case(doctype: str, name: str) -> dict[str, Any]:
	"""Case, own task, possible acts, timeline, log, copies and phrases of one document."""
	doc, record = _seen(doctype, name)
	if record is None:
		return {"case": None}
	rows = [_log_row(row) for row in log.rows_of(doctype, doc.name)]
	return {**view.of(doc, record), "log": rows, "phrases": [row["text"] for row in office_phrases.mine()]}


@frappe.whitelist(methods=["POST"])
def act(
	doctype: str,
	name: str,
	act: str,
	task: str | None = None,
	opinion: str | None = None,
	corrections: list | str | None = None,
	people: list | str | None = None,
	position: str | None = None,
	to: str | None = None,
	signature: str | None = None,
	act_id: str | None = None,
) -> dict[str, Any]:
	"""One act; the engine judges it."""
	return handlers.perform(
		doctype,
		name,
		act,
		task=task,
		opinion=opinion,
		corrections=sent.rows(corrections, "corrections"),
		people=sent.names(people, "people"),
		position=position,
		to=to,
		signature=signature,
		act_id=act_id,
	)


@frappe.whitelist(methods=["GET"])
def eligible(doctype: str, name: str, act: str, txt: str = "") -> list[dict[str, Any]]:
	"""People who may be chosen for a transfer, an opinion, a signature or a copy."""
	doc, record = _seen(doctype, name)
	if act == "submit":
		route = record.route if record else routes.published_for(doc)
		return candidates.of_submission(route, doc, txt) if route else []
	if record is None or record.step is None:
		return []
	return candidates.eligible(record, doc, act, txt)


@frappe.whitelist(methods=["GET"])
def predict(doctype: str, name: str) -> dict[str, Any]:
	"""The steps still to come, the people and the dates; nothing is written."""
	doc, record = _seen(doctype, name)
	if record and record.case.status in ("Running", "Returned"):
		return {"steps": forecast.of_record(record, doc), "written": False}
	route = routes.published_for(doc)
	steps = forecast.of_document(route, doc, doc.owner) if route else []
	return {"steps": steps, "written": False}


@frappe.whitelist(methods=["GET"])
def changes(doctype: str, name: str) -> dict[str, Any]:
	"""What differs from the last submission, and from what was submitted first."""
	doc, record = _seen(doctype, name)
	memory = record.memory if record else {}
	return {
		"since_submission": comparing.differences(doc, memory.get("last_submitted", {})),
		"since_first": comparing.differences(doc, memory.get("submitted", {})),
		"since_approval": comparing.since_approval(doc),
	}


@frappe.whitelist(methods=["POST"])
def batch_preview(tasks: list | str) -> dict[str, Any]:
	return {"rows": batch.preview(sent.names(tasks, "tasks"))}


@frappe.whitelist(methods=["POST"])
def batch_agree(tasks: list | str, opinion: str | None = None) -> dict[str, Any]:
	return batch.agree(sent.names(tasks, "tasks"), opinion)


@frappe.whitelist(methods=["GET"])
def batch_result(job: str) -> dict[str, Any]:
	return batch.result_of(job)


@frappe.whitelist(methods=["GET"])
def phrases() -> list[dict[str, Any]]:
	return office_phrases.mine()


@frappe.whitelist(methods=["POST"])
def add_phrase(text: str, office: int = 0) -> dict[str, Any]:
	"""A phrase of one's own, or one for the whole office."""
	if cint(office):
		frappe.only_for(MANAGERS)
	return office_phrases.add(text, office=bool(cint(office)))


@frappe.whitelist(methods=["POST"])
def remove_phrase(name: str) -> dict[str, Any]:
	return office_phrases.remove(name)


@frappe.whitelist(methods=["GET"])
def last_signature() -> dict[str, Any]:
	"""What the user drew last, so that nobody has to draw it every time."""
	return {"signature": signatures.last_of(frappe.session.user)}


@frappe.whitelist(methods=["GET"])
def route_options(doctype: str) -> dict[str, Any]:
	frappe.only_for(MANAGERS)
	return designer.options(doctype)


@frappe.whitelist(methods=["POST"])
def check_route(route: str | dict) -> dict[str, Any]:
	frappe.only_for(MANAGERS)
	return checking.report(designer.document_of(route))


@frappe.whitelist(methods=["POST"])
def publish_route(name: str, note: str = "") -> dict[str, Any]:
	"""Freeze a version; a fault or a failing scenario stands in the way."""
	frappe.only_for(MANAGERS)
	return {"name": name, "problems": [], **publishing.publish(frappe.get_doc(routes.ROUTE, name), note)}


@frappe.whitelist(methods=["POST"])
def unpublish_route(name: str) -> dict[str, Any]:
	frappe.only_for(MANAGERS)
	publishing.unpublish(frappe.get_doc(routes.ROUTE, name))
	return {"name": name}


@frappe.whitelist(methods=["POST"])
def trial(
	route: str | dict, reference_name: str | None = None, sample: str | dict | None = None
) -> dict[str, Any]:
	frappe.only_for(MANAGERS)
	return scenarios.answer(
		designer.document_of(route), reference_name, sent.mapping(sample, "sample") if sample else None
	)


@frappe.whitelist(methods=["POST"])
def run_scenarios(route: str | dict) -> list[dict[str, Any]]:
	frappe.only_for(MANAGERS)
	return scenarios.run(designer.document_of(route))


@frappe.whitelist(methods=["GET", "POST"])
def replay(route: str | dict, limit: int = 100, since: str | None = None) -> dict[str, Any]:
	frappe.only_for(MANAGERS)
	return replaying.replay(designer.document_of(route), min(cint(limit), 1000), since)


@frappe.whitelist(methods=["GET"])
def move_preview(route: str) -> dict[str, Any]:
	frappe.only_for(MANAGERS)
	return {"cases": designer.move_preview(frappe.get_doc(routes.ROUTE, route))}


@frappe.whitelist(methods=["POST"])
def move_cases(route: str, cases: list | str) -> dict[str, Any]:
	frappe.only_for(MANAGERS)
	return designer.move(frappe.get_doc(routes.ROUTE, route), sent.names(cases, "cases"))


@frappe.whitelist(methods=["POST"])
def relief_preview(
	regions: list | str, days: int, reason: str = "", document_no: str = "", doctype: str | None = None
) -> dict[str, Any]:
	frappe.only_for(MANAGERS)
	return {"tasks": deadlines.preview(sent.names(regions, "regions"), cint(days), doctype)}


@frappe.whitelist(methods=["POST"])
def grant_relief(
	regions: list | str, days: int, reason: str, document_no: str, doctype: str | None = None
) -> dict[str, Any]:
	frappe.only_for(MANAGERS)
	return deadlines.grant(sent.names(regions, "regions"), cint(days), reason, document_no, doctype)


@frappe.whitelist(methods=["POST"])
def undo_relief(relief: str) -> dict[str, Any]:
	frappe.only_for(MANAGERS)
	return deadlines.undo(relief)


@frappe.whitelist(methods=["POST"])
def import_calendar(file_url: str) -> dict[str, Any]:
	frappe.only_for(MANAGERS)
	return {"years": yearly.import_file(file_url)}


@frappe.whitelist(methods=["GET"])
def calendar_warning() -> dict[str, Any]:
	return yearly.warning()


@frappe.whitelist(methods=["GET"])
def verify(doctype: str, name: str) -> dict[str, Any]:
	"""Every row, form, signature, task and file of one document against the chain."""
	_seen(doctype, name)
	return verification.verify(doctype, name)


@frappe.whitelist(methods=["GET"])
def verify_all(after: str = "", limit: int = 100) -> dict[str, Any]:
	"""The next documents in order of their names; call again with `next` until it is null."""
	frappe.only_for(INSPECTORS)
	return verification.verify_batch(after, min(max(cint(limit), 1), verification.BATCH))


@frappe.whitelist(methods=["GET"])
def export_case(doctype: str, name: str, format: str = "json") -> dict[str, Any]:
	"""The case with its proofs; as `html` one file that shows and checks itself."""
	doc, _record = _seen(doctype, name)
	if hiding.of_document(doctype, doc.name):
		frappe.throw(
			_("Fields of this document are hidden from you; ask a colleague for the export."),
			frappe.PermissionError,
		)
	if evidence.sees_everything(doc):
		sensitive.note_export(doc)
	if format != "html":
		return {"items": [{"name": key, "content": content} for key, content in evidence.items(doc)]}
	return _download(f"{doc.name}.html", evidence.as_page(doc))


@frappe.whitelist(methods=["GET"])
def appendix(doctype: str, name: str, lang: str | None = None) -> dict[str, Any]:
	"""The course of the approval as an A4 PDF, in the language asked for."""
	doc, _record = _seen(doctype, name)
	if hiding.of_document(doctype, doc.name):
		frappe.throw(
			_("Fields of this document are hidden from you; ask a colleague for the export."),
			frappe.PermissionError,
		)
	return _download(f"{doc.name}-appendix.pdf", papers.appendix(doc, lang))


@frappe.whitelist(methods=["GET"])
def checker() -> dict[str, Any]:
	"""A page that checks a case file from the disk; it holds no data and works without a network."""
	return _download("case-checker.html", evidence.checker_page())


@frappe.whitelist(methods=["GET"])
def signature(doctype: str, name: str, signature_hash: str) -> dict[str, Any]:
	"""A signature of this document's log, also of a decision that was taken back."""
	_seen(doctype, name)
	known = {"reference_doctype": doctype, "reference_name": name, "signature_hash": signature_hash}
	if not signature_hash or not frappe.db.exists(log.LOG, known):
		frappe.throw(_("There is no such signature."), frappe.DoesNotExistError)
	return {"signature": snapshots.contents({signature_hash}).get(signature_hash)}


@frappe.whitelist(methods=["GET"])
def open_actions(doctype: str, name: str) -> list[dict[str, Any]]:
	"""Actions of the workflow open to the user: the stock call's answer."""
	doc, _record = _seen(doctype, name)
	return [{"action": row["action"], "next_state": row["next_state"]} for row in stock.open_to(doc)]


def _seen(doctype: str, name: str) -> tuple[Any, store.Record | None]:
	doc = frappe.get_doc(doctype, name)
	record = view.case_of(doctype, name)
	view.check_readable(doc, record)
	return doc, record


def _download(filename: str, content: bytes) -> dict[str, Any]:
	frappe.response.filename, frappe.response.filecontent = filename, content
	frappe.response.type = "download"
	return {}


def _log_row(row: Any) -> dict[str, Any]:
	return {
		"sequence": row.sequence,
		"act": row.act,
		"label": words.label(row.act) if row.act else _(row.action or ""),
		"action": row.action,
		"actor": row.actor,
		"actor_name": row.actor_name,
		"on_behalf_of": people.full_name(row.on_behalf_of) if row.on_behalf_of else None,
		"at": str(row.at),
		"step": row.step,
		"opinion": row.opinion,
		"corrections": row.corrections,
		"to": row.recipients,
		"signature_hash": row.signature_hash or None,
	}
