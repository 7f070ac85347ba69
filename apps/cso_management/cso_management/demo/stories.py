"""Processes that are under way in the demo county: told as steps in `data/stories`, taken as people do.

A step names who acts; who agrees is whoever the approval engine asked.
"""

import re
from collections.abc import Callable
from typing import Any

import frappe
from frappe.utils import add_days, getdate, today

from cso_management.api import approvals, rural_pilot
from cso_management.registry import objections, publicity

from . import organizations, source
from .cases import DOMAIN, acting_as, upload

NAMES = ("activities", "reviews", "purchases", "pilots")
PLACEHOLDER = re.compile(r"\{(\w+)(?::([^{}]+)|([+-]\d+))?\}")
OPINION = "情况属实，同意。"
# What a page or the daily run calls.
CALLS: dict[str, Callable[..., Any]] = {
	"close notices": publicity.run,
	"object": objections.record,
	"score": rural_pilot.score,
	"declare conflict": rural_pilot.declare_conflict,
}
Step = dict[str, Any]


def play() -> None:
	"""Tell every story that the site does not know yet."""
	for name in NAMES:
		told = source.story(name)
		if not frappe.db.exists(told["begins_with"]["doctype"], told["begins_with"]["filters"]):
			Story(told["templates"]).tell(told["steps"])


class Story:
	"""One story and the documents that it made, by their keys."""

	def __init__(self, templates: dict[str, Any]):
		self.templates = templates
		self.documents: dict[str, Any] = {}
		self.verbs: dict[str, Callable[[Step], None]] = {
			"insert": self._insert,
			"find": self._find,
			"move": self._move,
			"agree": self._agree,
			"return": self._return,
			"press": self._press,
			"call": self._call,
			"sheets": self._sheets,
			"time": self._time,
		}

	def tell(self, steps: list[Step]) -> None:
		for step in steps:
			self.verbs[next(verb for verb in self.verbs if verb in step)](step)

	def _insert(self, step: Step) -> None:
		with acting_as(_user(step["as"])):
			doc = frappe.get_doc({"doctype": step["insert"], **self._values(step, None)})
			self.documents[step["key"]] = doc.insert()

	def _find(self, step: Step) -> None:
		filters = self._filled(step["filters"], None)
		self.documents[step["key"]] = frappe.get_doc(step["find"], filters)

	def _move(self, step: Step) -> None:
		"""Save in another state, as the form does."""
		with acting_as(_user(step["as"])):
			doc = self._current(step["move"])
			doc.update(self._values(step, doc))
			doc.workflow_state = step.get("to", doc.get("workflow_state"))
			doc.save()

	def _agree(self, step: Step) -> None:
		"""By those whose turn it is, one after the other; each notes what his step asks for."""
		for _turn in range(step.get("times", 1)):
			self._decide(step, "agree", step.get("opinion", OPINION))

	def _return(self, step: Step) -> None:
		self._decide(step, "return", step["opinion"], corrections=step["corrections"])

	def _decide(self, step: Step, act: str, opinion: str, **details: Any) -> None:
		doc = self._current(step[act])
		with acting_as(_holder(doc)):
			values = self._values(step, doc)
			if values:
				doc.update(values)
				doc.save()
			approvals.act(doc.doctype, doc.name, act, opinion=opinion, **details)

	def _press(self, step: Step) -> None:
		"""A button of the document."""
		with acting_as(_user(step["as"])):
			self._current(step["of"]).run_method(step["press"])

	def _call(self, step: Step) -> None:
		"""What a page calls."""
		with acting_as(_user(step["as"])):
			CALLS[step["call"]](**self._filled(step.get("arguments", {}), None))

	def _sheets(self, step: Step) -> None:
		"""An expert fills and hands in his sheets; the points stand by the beginning of the bidder's name."""
		with acting_as(_user(step["as"])):
			mine = {"selection": self._current(step["sheets"]).name, "expert": frappe.session.user}
			for name in frappe.get_all("CSO Score Sheet", filters=mine, pluck="name", order_by="name asc"):
				sheet = frappe.get_doc("CSO Score Sheet", name)
				given = step["points"].items()
				points = next(row for start, row in given if sheet.bidder.startswith(start))
				for row, value in zip(sheet.rows, points, strict=True):
					row.score = value
				sheet.hand_in()

	def _time(self, step: Step) -> None:
		"""Days pass; nobody acts."""
		doc = self._current(step["time"])
		frappe.db.set_value(doc.doctype, doc.name, self._filled(step["values"], doc))

	def _current(self, key: str) -> Any:
		doc = self.documents[key]
		return frappe.get_doc(doc.doctype, doc.name)

	def _values(self, step: Step, doc: Any) -> dict[str, Any]:
		values = {**self.templates.get(step.get("like", ""), {}), **step.get("values", {})}
		return self._filled(values, doc)

	def _filled(self, value: Any, doc: Any) -> Any:
		"""The value with its placeholders replaced."""
		if isinstance(value, dict):
			return {key: self._filled(entry, doc) for key, entry in value.items()}
		if isinstance(value, list):
			return [self._filled(entry, doc) for entry in value]
		if not isinstance(value, str):
			return value
		alone = PLACEHOLDER.fullmatch(value)
		if alone:
			return self._meaning(alone, doc)
		return PLACEHOLDER.sub(lambda found: str(self._meaning(found, doc)), value)

	def _meaning(self, found: re.Match[str], doc: Any) -> Any:
		"""`{today+3}`, `{year-1}`, `{organization:4}`, `{document:key.field}`, `{file:paper.pdf}`."""
		word, detail, number = found[1], found[2], int(found[3] or 0)
		if word == "today":
			return add_days(today(), number)
		if word == "year":
			return getdate(today()).year + number
		if word == "organization":
			return organizations.name_of(int(detail))
		if word == "file":
			return upload(doc, detail, f"% {detail}\n".encode())
		key, _dot, field = detail.partition(".")
		return self._current(key).get(field or "name")


def _user(name: str) -> str:
	return name if name in ("Administrator", "Guest") else name + DOMAIN


def _holder(doc: Any) -> str:
	"""Whose turn it is, or the first of those who may take it up."""
	known = {"reference_doctype": doc.doctype, "reference_name": doc.name, "status": "Open"}
	task = frappe.get_doc("CSO Approval Task", known)
	return str(task.holder or task.members[0].user)
