"""Which papers belong to an application in which state. Pure."""

from typing import NamedTuple

from ..registry.filing import states

DECIDED = frozenset(states.DECIDED)
FILED_TYPES = frozenset({"New", "Change", "Renewal"})


class Paper(NamedTuple):
	name: str
	types: frozenset[str] | None = None
	states: frozenset[str] | None = None
	needs: str | None = None

	def fits(self, application_type: str, state: str, filled: set[str]) -> bool:
		return (
			(self.types is None or application_type in self.types)
			and (self.states is None or state in self.states)
			and (self.needs is None or self.needs in filled)
		)


PAPERS = (
	Paper("CSO Application Form", types=frozenset({"New", "Renewal", "Upgrade", "Ledger Entry"})),
	Paper("CSO Change Form", types=frozenset({"Change"})),
	Paper("CSO Cancellation Form", types=frozenset({"Cancel"})),
	Paper("CSO Charter Cover", types=frozenset({"New", "Change", "Renewal"})),
	Paper("CSO Member Roster", types=frozenset({"New", "Change", "Renewal", "Ledger Entry"})),
	Paper("CSO Acceptance Notice", needs="acceptance_no"),
	Paper("CSO Correction Notice", needs="current_round"),
	Paper("CSO Filing Notice", types=FILED_TYPES, states=DECIDED),
	Paper("CSO Filing Certificate", types=FILED_TYPES, states=DECIDED),
	Paper("CSO Cancellation Notice", types=frozenset({"Cancel"}), states=DECIDED),
	Paper("CSO Refusal Notice", needs="reject_reason"),
	Paper("CSO Approval Appendix", needs="applied_on"),
)


def available(application_type: str, state: str, filled: set[str]) -> list[str]:
	return [paper.name for paper in PAPERS if paper.fits(application_type, state, filled)]
