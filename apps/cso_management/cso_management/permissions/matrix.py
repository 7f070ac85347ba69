"""Who may do what with the documents of each process: one table for the definitions, the hooks and the tests.

Letters: C create, W write at his own stage, A act or approve, R read. A stage is judged by the approval
engine; a row is judged by `business`: regions for the government side, organizations for representatives.
No letter, no right.
"""

from dataclasses import dataclass
from typing import Any

from . import roles

COLUMNS = (
	roles.REPRESENTATIVE,
	roles.VILLAGE_OFFICER,
	roles.TOWNSHIP_CLERK,
	roles.TOWNSHIP_LEADER,
	roles.COUNTY_OFFICER,
	roles.COUNTY_LEADER,
	roles.CITY_OFFICER,
	roles.CITY_LEADER,
	roles.FINANCE_REVIEWER,
	roles.PROCUREMENT_OFFICER,
	roles.PLATFORM_OPERATOR,
	roles.EVALUATION_EXPERT,
	roles.STATISTICIAN,
	roles.AUDITOR,
	roles.ADMINISTRATOR,
)
# One line a group; the columns are those above, "-" is nothing.
TABLE = """
group            rep vil tcl tld cof cld cio cil fin pro ope exp sta aud adm
review           CW  W   W   A   W   A   R   R   -   -   R   -   R   R   R
review_batch     R   R   R   R   CW  W   R   R   -   -   R   -   R   R   R
purchase         R   -   CW  A   A   A   A   A   A   CW  -   -   R   R   R
selection        R   -   CW  A   R   R   R   R   R   CW  -   R   R   R   R
demand           CW  CW  CW  A   R   R   R   R   -   CW  -   -   R   R   R
score_sheet      -   -   R   R   R   R   -   -   -   R   -   W   -   R   -
acceptance       R   CW  CW  A   R   R   R   R   R   CW  -   -   R   R   R
evaluation       R   -   CW  A   R   R   R   R   R   CW  -   -   R   R   R
complaint        CW  -   CW  A   R   R   R   R   -   CW  -   -   R   R   R
contract         R   -   CW  A   A   A   R   A   A   CW  -   -   R   R   R
payment          CW  -   W   A   A   A   -   -   A   CW  -   -   R   R   R
catalogue        R   R   R   R   CW  R   R   R   R   R   R   R   R   R   CW
pilot            R   CW  A   A   A   A   A   A   -   -   R   R   R   R   R
pilot_batch      R   R   R   R   CW  A   CW  A   -   -   R   R   R   R   R
activity         CW  W   W   R   R   A   R   R   -   -   CW  -   R   R   R
supervision      R   R   R   R   CW  A   R   A   -   -   -   -   R   R   R
custody          R   R   R   R   CW  A   R   R   R   R   -   -   R   R   R
rectification    W   R   CW  A   CW  A   R   R   -   -   -   -   R   R   R
publicity        R   CW  CW  A   CW  A   CW  A   -   CW  -   -   R   R   R
statistics       -   R   W   A   CW  A   CW  A   R   -   -   -   CW  R   R
targets          -   R   W   A   CW  A   CW  A   R   -   -   -   R   R   R
"""
_LETTERS = {"C": {"create": 1, "write": 1, "delete": 1}, "W": {"write": 1}, "A": {"write": 1}, "R": {}}
_EXPORT = frozenset(COLUMNS) - {roles.REPRESENTATIVE, roles.VILLAGE_OFFICER, roles.EVALUATION_EXPERT}


@dataclass(frozen=True)
class Rule:
	"""How the rows of one DocType are shared out."""

	group: str
	# Fields that name the organization whose representatives take part.
	organizations: tuple[str, ...] = ("organization",)
	# Who sees drafts. "author": whoever wrote it and his organization; "office": those who work on it;
	# "open": whoever sees the rest, because the office itself made them.
	drafts: str = "author"
	# Field and value of a draft.
	draft: tuple[str, str] = ("workflow_state", "Draft")
	# A record of what happened: nobody deletes it, not even who wrote it down.
	kept: bool = False
	# Reference lists (catalogue, limits) are seen by everybody whose role may read them.
	everywhere: bool = False
	# Field and values of what is published: everybody whose role may read it sees it, wherever he is.
	published: tuple[str, tuple[str | int, ...]] | None = None
	# Or representatives alone, where officials of other places would see more than the public does.
	published_to: str | None = None
	# Child DocType and field that name the users who are called in (experts).
	assigned: tuple[str, str] | None = None
	# Or the document's own field that names him.
	assigned_field: str | None = None
	# A new document takes region and organizations from the one that this field names.
	through: str | None = None
	# Or its region from this field.
	region_from: str = "region"


OPENED = ("status", ("Open", "Closed"))
RULES: dict[str, Rule] = {
	"CSO Publicity Notice": Rule(
		"publicity",
		organizations=(),
		published=("status", ("Published", "Closed")),
		published_to=roles.REPRESENTATIVE,
	),
	"CSO Activity": Rule("activity"),
	"CSO Annual Review Batch": Rule("review_batch", organizations=(), published=OPENED),
	"CSO Annual Review": Rule("review", drafts="open"),
	"CSO Service Catalogue Item": Rule("catalogue", organizations=(), everywhere=True),
	"CSO Negative List Rule": Rule("catalogue", organizations=(), everywhere=True),
	"CSO Procurement Limit": Rule("catalogue", organizations=(), everywhere=True),
	"CSO Service Demand": Rule("demand"),
	"CSO Purchase Project": Rule("purchase", organizations=()),
	"CSO Provider Selection": Rule(
		"selection", organizations=(), assigned=("CSO Selection Expert", "expert")
	),
	"CSO Score Sheet": Rule(
		"score_sheet", organizations=(), assigned_field="expert", draft=("status", "Open"), kept=True
	),
	"CSO Service Contract": Rule("contract", organizations=("provider", "executing_org"), drafts="office"),
	"CSO Service Acceptance": Rule(
		"acceptance", organizations=("provider", "executing_org"), drafts="office", through="contract"
	),
	"CSO Payment Request": Rule("payment", organizations=("recipient",), through="contract"),
	"CSO Performance Evaluation": Rule(
		"evaluation", organizations=("provider", "executing_org"), drafts="office", through="contract"
	),
	"CSO Purchase Disclosure": Rule("contract", organizations=(), kept=True),
	"CSO Provider Complaint": Rule("complaint", kept=True),
	"CSO Rural Pilot Batch": Rule("pilot_batch", organizations=(), published=OPENED),
	"CSO Rural Pilot": Rule(
		"pilot",
		organizations=("mentor_org",),
		assigned=("CSO Pilot Expert", "expert"),
		region_from="village_region",
	),
	"CSO Experience": Rule("pilot_batch", organizations=(), published=("published", (1,))),
	"CSO Period Snapshot": Rule("statistics", organizations=()),
	"CSO Plan Target": Rule("targets", organizations=()),
	"CSO Credit Record": Rule("supervision", kept=True),
	"CSO Credit List Entry": Rule("supervision", drafts="office"),
	"CSO Penalty Record": Rule("supervision", kept=True),
	"CSO Rectification Order": Rule("rectification", drafts="office"),
	"CSO Spot Check": Rule("supervision", kept=True),
	"CSO Custody Account": Rule("custody", kept=True),
}


def letters(group: str) -> dict[str, str]:
	"""Role to letters of one group."""
	for line in TABLE.strip().splitlines()[1:]:
		name, *cells = line.split()
		if name == group:
			return dict(zip(COLUMNS, cells, strict=True))
	raise KeyError(group)


def workers(group: str) -> frozenset[str]:
	"""The office's roles that do more than read."""
	cells = letters(group).items()
	return frozenset(role for role, cell in cells if cell not in "R-" and role != roles.REPRESENTATIVE)


def permissions(group: str, levels: dict[int, dict[str, str]] | None = None) -> list[dict[str, Any]]:
	"""The permission rows of a definition: level 0 from the table, others as `{level: {role: "W"}}`."""
	rows = [row for role, cell in letters(group).items() if (row := _row(role, cell))]
	for level, by_role in (levels or {}).items():
		rows += [
			{"role": role, "permlevel": level, "read": 1, **({"write": 1} if "W" in cell else {})}
			for role, cell in by_role.items()
		]
	return rows


def _row(role: str, cell: str) -> dict[str, Any] | None:
	if cell == "-":
		return None
	row: dict[str, Any] = {"role": role, "read": 1, "print": 1, "report": 1}
	for letter in cell:
		row |= _LETTERS[letter]
	if role in _EXPORT:
		row["export"] = 1
	return row
