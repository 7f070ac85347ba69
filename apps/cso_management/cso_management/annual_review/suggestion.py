"""Which conclusion the facts suggest, and why. A person decides."""

from collections.abc import Iterable, Mapping
from typing import Any

QUALIFIED, BASICALLY, UNQUALIFIED = "Qualified", "Basically Qualified", "Unqualified"
GRAVE = ("Stop Order", "False Report", "For Profit", "Income Mismatch", "Unlawful Branch")
SLIGHT = (
	"Missed Deadline",
	"Low Activity",
	"No Member Meeting",
	"Election Overdue",
	"Change Not Filed",
	"Finance Not Published",
	"Low Satisfaction",
	"Audit Missing",
)


def conclusion(reasons: Iterable[str]) -> str:
	"""The worst reason decides."""
	found = set(reasons)
	if found & set(GRAVE):
		return UNQUALIFIED
	return BASICALLY if found & set(SLIGHT) else QUALIFIED


def reasons(facts: Mapping[str, Any], *, fewest_activities: int, lowest_satisfaction: int) -> list[str]:
	"""The grounds that hold, gravest first; for the facts see `judging.facts`."""
	holding = {
		"Stop Order": "Stop Order" in facts["penalty_kinds"],
		"False Report": facts["false_report"],
		"For Profit": facts["for_profit"],
		"Income Mismatch": "INCOME" in facts["open_codes"],
		"Unlawful Branch": facts["branch_set"],
		"Missed Deadline": facts["late"],
		"Low Activity": facts["activities"] < fewest_activities,
		"No Member Meeting": facts["member_meetings"] < 1,
		"Election Overdue": facts["overdue_election"],
		"Change Not Filed": facts["change_not_filed"] or "CHANGE" in facts["open_codes"],
		"Finance Not Published": not facts["finance_published"],
		"Low Satisfaction": 0 < facts["satisfaction"] < lowest_satisfaction,
		"Audit Missing": facts["audit_missing"],
	}
	return [code for code in (*GRAVE, *SLIGHT) if holding[code]]
