"""What a region may set for itself, with the bounds of each value. Pure.

The order is that of the selection in the form; its labels are the options of the field `rule`.
"""

from dataclasses import dataclass

YES, NO = frozenset({"1", "yes", "是"}), frozenset({"0", "no", "否"})
CHECK, NUMBER = "check", "number"


@dataclass(frozen=True)
class Rule:
	"""`shipped` is nothing where the Filing Settings of the site hold the default."""

	name: str
	label: str
	lowest: int = 0
	highest: int = 1_000
	kind: str = NUMBER
	shipped: int | None = None

	def read(self, text: str) -> int:
		"""The value that was typed. Raises ValueError where it makes no sense."""
		given = text.strip().lower()
		if self.kind == CHECK:
			if given not in YES | NO:
				raise ValueError(text)
			return int(given in YES)
		number = int(given)
		if not self.lowest <= number <= self.highest:
			raise ValueError(text)
		return number


def _check(name: str, label: str) -> Rule:
	return Rule(name, label, kind=CHECK)


RULES: tuple[Rule, ...] = (
	Rule("min_members", "Minimum Members", 1),
	Rule("min_group_natural", "Minimum Founders (natural persons)"),
	Rule("min_group_legal", "Minimum Founders (legal persons)"),
	Rule("min_staff", "Minimum Staff (service organizations)"),
	Rule("min_service_natural", "Minimum Founders of a Service Organization (natural persons)"),
	Rule("min_service_legal", "Minimum Founders of a Service Organization (legal persons)"),
	_check("place_required", "Place Required"),
	_check("sharing_allowed", "Sharing an Address Allowed"),
	Rule("branch_party_members", "Party Members for an Own Branch", 1),
	Rule("max_principal_orgs", "Organizations One Person May Head", 1),
	_check("county_record_required", "County Record Required"),
	_check("party_opinion_required", "Party Branch Opinion Required"),
	_check("site_check_required", "Site Check Required"),
	Rule("validity_months", "Validity (months)", 0, 240),
	Rule("renewal_lead_days", "Renewal Due Before Expiry (days)"),
	Rule("renewal_grace_days", "Late Renewal Allowed (days)"),
	Rule("reconsideration_days", "Reconsideration Period (days)", 1),
	Rule("correction_days", "Days to Answer a Return (working days)", 1),
	Rule("activities_per_year", "Activities Expected per Year"),
	Rule("publicity_days", "Publicity (working days)", 1, 60, shipped=5),
	Rule("lowest_satisfaction", "Lowest Satisfaction of a Review (%)", 0, 100, shipped=60),
	Rule("objection_days", "Objection to a Review (working days)", 1, 120, shipped=15),
	Rule("rectification_months", "Time for a Rectification (months)", 1, 24, shipped=3),
	Rule("sign_within_days", "Contract Signed after the Award (days)", 1, 90, shipped=30),
	Rule("finance_filing_days", "Contract Filed with Finance (working days)", 1, 60, shipped=7),
	Rule("announcement_days", "Contract Announced (working days)", 1, 60, shipped=2),
	Rule("supplement_percent", "Supplements of a Contract (%)", 0, 100, shipped=10),
	Rule("complaint_days", "Complaint of a Provider and its Answer (working days)", 1, 60, shipped=7),
	Rule("safety_plan_from", "Safety Plan from so Many Participants", 1, 100_000, shipped=200),
	Rule("pilot_milestone_notice_days", "Notice before a Milestone of a Pilot (days)", 1, 60, shipped=7),
	Rule("pilot_extension_months", "Longest Extension of a Pilot (months)", 1, 24, shipped=6),
	Rule("pilot_summary_length", "Shortest Summary of a Pilot (characters)", 100, 10_000, shipped=800),
)
BY_LABEL = {rule.label: rule for rule in RULES}
