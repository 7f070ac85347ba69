"""States and acts of the filing workflow. The transitions themselves are in `workflows/cso_filing.json`."""

DRAFT = "Draft"
VILLAGE_REVIEW = "Village Review"
VILLAGE_REJECTED = "Village Rejected"
TOWN_ACCEPTANCE = "Town Acceptance"
TOWN_EXAMINATION = "Town Examination"
TOWN_DECISION = "Town Decision"
COUNTY_RECORD = "County Record"
COUNTY_DECISION = "County Decision"
RETURNED = "Returned for Correction"
APPROVED = "Approved"
CERTIFICATE_ISSUED = "Certificate Issued"
LEDGERED = "Ledgered"
REFUSED = "Refused"
WITHDRAWN = "Withdrawn"
LAPSED = "Lapsed"
UNDER_RECONSIDERATION = "Under Reconsideration"
UPHELD = "Upheld"
REVERSED = "Reversed"

REVIEW = (VILLAGE_REVIEW, TOWN_ACCEPTANCE, TOWN_EXAMINATION, TOWN_DECISION, COUNTY_RECORD, COUNTY_DECISION)
RUNNING = (DRAFT, *REVIEW, VILLAGE_REJECTED, RETURNED, REFUSED, UNDER_RECONSIDERATION, REVERSED)
DECIDED = (APPROVED, CERTIFICATE_ISSUED)
EFFECTIVE = (*DECIDED, LEDGERED)
# An application in one of these states holds its name against others.
HOLDING_A_NAME = (VILLAGE_REJECTED, *REVIEW, RETURNED, UNDER_RECONSIDERATION, REVERSED)

# What a change of state is called. A pair that is missing here is no act at all.
ACTS: dict[tuple[str, str], str] = {
	(DRAFT, VILLAGE_REVIEW): "Submit",
	(DRAFT, TOWN_ACCEPTANCE): "Submit",
	(VILLAGE_REVIEW, TOWN_ACCEPTANCE): "Agree",
	(VILLAGE_REVIEW, VILLAGE_REJECTED): "Disagree",
	(VILLAGE_REJECTED, TOWN_ACCEPTANCE): "Escalate",
	(TOWN_ACCEPTANCE, TOWN_EXAMINATION): "Accept",
	(TOWN_ACCEPTANCE, LEDGERED): "Acknowledge",
	(TOWN_EXAMINATION, TOWN_DECISION): "Propose",
	(TOWN_DECISION, APPROVED): "Approve",
	(TOWN_DECISION, COUNTY_RECORD): "Approve",
	(TOWN_DECISION, REFUSED): "Refuse",
	(COUNTY_RECORD, APPROVED): "Record",
	(COUNTY_RECORD, COUNTY_DECISION): "Propose",
	(COUNTY_RECORD, TOWN_EXAMINATION): "Query",
	(COUNTY_DECISION, APPROVED): "Approve",
	(COUNTY_DECISION, REFUSED): "Refuse",
	(APPROVED, CERTIFICATE_ISSUED): "Issue Certificate",
	(REFUSED, UNDER_RECONSIDERATION): "Reconsider",
	(UNDER_RECONSIDERATION, UPHELD): "Uphold",
	(UNDER_RECONSIDERATION, REVERSED): "Reverse",
	(REVERSED, APPROVED): "Approve",
	(RETURNED, LAPSED): "Lapse",
	**{(state, RETURNED): "Return for Correction" for state in REVIEW},
	**{(RETURNED, state): "Resubmit" for state in REVIEW},
	**{
		(state, WITHDRAWN): "Withdraw"
		for state in (DRAFT, VILLAGE_REVIEW, VILLAGE_REJECTED, TOWN_ACCEPTANCE, TOWN_EXAMINATION, RETURNED)
	},
}
EXAMINING_ACTS = frozenset({"Submit", "Resubmit", "Accept", "Propose"})
DECIDING_ACTS = frozenset({"Approve", "Refuse", "Record", "Uphold", "Reverse"})
ACTS_WITH_OPINION = frozenset(
	{"Return for Correction", "Refuse", "Disagree", "Query", "Escalate", "Reconsider", "Uphold", "Reverse"}
)


def act_between(before: str, after: str) -> str | None:
	return ACTS.get((before, after))
