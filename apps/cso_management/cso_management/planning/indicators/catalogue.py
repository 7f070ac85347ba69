"""All indicators with the measures they use; the Chinese labels are in the catalogue of words."""

from ...annual_review import states as review
from ...registry.filing import states as filing
from ...rural_pilot import states as pilot
from ...service_purchase import states as purchase
from . import children
from .formulas import Indicator, itself, per_ten_thousand, percent, percent_of_two, ratio
from .measures import (
	Measure,
	all_organizations,
	documents,
	has_any,
	has_none,
	is_on_target,
	mutual_organizations,
	of_villages,
	organizations,
	organizations_in,
	rural_contract_amount,
	serves_special,
	summed,
	villages,
)

FILING, REVIEW, ORDER = "CSO Filing Application", "CSO Annual Review", "CSO Rectification Order"
CONTRACT, ACCEPTANCE, PAYMENT = "CSO Service Contract", "CSO Service Acceptance", "CSO Payment Request"
EVALUATION, PROJECT, PILOT = "CSO Performance Evaluation", "CSO Purchase Project", "CSO Rural Pilot"


def _filed(kind: str) -> Measure:
	filters = {"application_type": kind, "workflow_state": ["in", filing.EFFECTIVE]}
	return documents(FILING, filters, day="decision_date")


def _reviews(**filters: object) -> Measure:
	return documents(REVIEW, filters, day="creation")


def _contracts(value: str | None = None, **filters: object) -> Measure:
	signed = {"workflow_state": ["in", purchase.SIGNED], **filters}
	return documents(CONTRACT, signed, day="sign_date", value=value)


def _accepted(value: str | None = None, **filters: object) -> Measure:
	confirmed = {"workflow_state": purchase.CONFIRMED, **filters}
	return documents(ACCEPTANCE, confirmed, day="acceptance_date", value=value)


def _evaluated(**filters: object) -> Measure:
	return documents(
		EVALUATION,
		{"workflow_state": purchase.CONFIRMED, **filters},
		day="evaluated_on",
	)


def _projects(domain: str) -> Measure:
	started = {"workflow_state": ["not in", purchase.PROJECT_NOT_STARTED], "domain": domain}
	return documents(PROJECT, started, day="creation")


def _pilots(**filters: object) -> Measure:
	return documents(PILOT, {"workflow_state": ["in", pilot.SELECTED], **filters})


MEASURES: dict[str, Measure] = {
	"organizations": organizations(),
	"registered": organizations(tier=["=", "Registered"]),
	"filed": organizations(tier=["=", "Filed"]),
	"village_guided": organizations(tier=["=", "Village-guided"]),
	"with_volunteers": organizations(volunteers_count=[">", 0]),
	"with_party": organizations(party_form=["!=", "None"]),
	"with_charter": organizations(party_in_charter=["=", 1]),
	"urban_organizations": organizations_in("Urban"),
	"rural_organizations": organizations_in("Rural"),
	"all_organizations": all_organizations,
	"mutual": mutual_organizations,
	"volunteers": summed("volunteers_count"),
	"members": summed("members_count"),
	"villages": villages(),
	"urban_villages": villages("Urban"),
	"rural_villages": villages("Rural"),
	"villages_with": villages(having=has_any),
	"villages_without": villages(having=has_none),
	"villages_on_target": villages(having=is_on_target),
	"villages_special": villages(having=serves_special),
	"population": of_villages("permanent_population"),
	"new": _filed("New"),
	"changed": _filed("Change"),
	"cancelled": _filed("Cancel"),
	"upgraded": _filed("Upgrade"),
	"expired": documents("CSO Organization", {"status": "Expired"}, day="valid_to"),
	"decided": children.filings("decided"),
	"in_time": children.filings("in_time"),
	"days": children.filings("days"),
	"submitted": children.filings("submitted"),
	"returned": children.filings("returned"),
	"reviews_due": _reviews(workflow_state=["!=", review.WITHDRAWN]),
	"reviews_in": _reviews(workflow_state=["in", review.TOOK_PART]),
	"concluded": _reviews(workflow_state=["in", review.CONCLUDED]),
	"qualified": _reviews(workflow_state=["in", review.CONCLUDED], conclusion="Qualified"),
	"basically": _reviews(workflow_state=["in", review.CONCLUDED], conclusion="Basically Qualified"),
	"unqualified": _reviews(workflow_state=["in", review.CONCLUDED], conclusion="Unqualified"),
	"orders": documents(ORDER, {"workflow_state": ["!=", "Draft"]}, day="issued_on"),
	"orders_done": children.orders_in_time,
	"contracts": _contracts(),
	"contract_amount": _contracts("amount"),
	"contract_amount_cso": _contracts("amount", provider=["is", "set"]),
	"contract_amount_agent": _contracts("amount", provider=["is", "not set"], executing_org=["is", "set"]),
	"milestones_due": children.contract_milestones(met=False),
	"milestones_met": children.contract_milestones(met=True),
	"accepted": _accepted(),
	"accepted_at_once": _accepted(result="Passed", is_recheck=0),
	"satisfaction": _accepted("satisfaction_rate"),
	"paid": documents(PAYMENT, {"workflow_state": purchase.PAID}, day="paid_on", value="amount"),
	"payments": documents(PAYMENT, {"workflow_state": purchase.PAID}, day="paid_on"),
	"payment_days": documents(
		PAYMENT,
		{"workflow_state": purchase.PAID},
		day="paid_on",
		value="days_to_pay",
	),
	"payments_due": children.payments_due,
	"evaluated": _evaluated(),
	"evaluated_well": _evaluated(rating=["in", ["Excellent", "Good"]]),
	"rural_amount": rural_contract_amount,
	"health": _projects("Health"),
	"elderly": _projects("Elderly Care"),
	"child": _projects("Child Care"),
	"pilots": _pilots(),
	"pilot_milestones_due": children.pilot_milestones(met=False),
	"pilot_milestones_met": children.pilot_milestones(met=True),
	"pilots_evaluated": documents(PILOT, {"evaluation_result": ["is", "set"]}),
	"pilots_passed": documents(PILOT, {"evaluation_result": ["in", ["Excellent", "Pass"]]}),
	"summarised": documents(PILOT, {"workflow_state": ["in", pilot.SUMMARISED]}),
	"experiences": documents("CSO Experience", {"published": 1}),
	"pilot_growth": children.new_organizations_of_pilots,
}


def _i(code: str, label: str, unit: str, uses: str, make: object = itself, **more: object) -> Indicator:
	return Indicator(code, label, unit, tuple(uses.split()), make, **more)


INDICATORS: tuple[Indicator, ...] = (
	_i("I01", "Community Social Organizations", "", "organizations", digits=0),
	_i("I02a", "Registered", "", "registered", digits=0),
	_i("I02b", "Filed", "", "filed", digits=0),
	_i("I02c", "Village-guided", "", "village_guided", digits=0),
	_i("I03", "Average per Urban Community", "", "urban_organizations urban_villages", ratio, target=10),
	_i("I04", "Average per Rural Community", "", "rural_organizations rural_villages", ratio, target=5),
	_i("I05", "Communities on Target (%)", "%", "villages_on_target villages", percent, digits=1, target=100),
	_i("I06", "Communities without Any", "", "villages_without", digits=0, target=0),
	_i("I07", "Per 10,000 Residents", "", "organizations population", per_ten_thousand),
	_i(
		"I08", "Share of Service, Welfare and Mutual Help (%)", "%", "mutual organizations", percent, digits=1
	),
	_i("I09", "Share of the Whole (%)", "%", "organizations all_organizations", percent, digits=1),
	_i("I10", "Communities Serving Special Groups (%)", "%", "villages_special villages", percent, digits=1),
	_i("I11", "Communities Covered (%)", "%", "villages_with villages", percent, digits=1, target=100),
	_i("I12a", "Organizations with Volunteers (%)", "%", "with_volunteers organizations", percent, digits=1),
	_i("I12b", "Volunteers", "", "volunteers", digits=0),
	_i("I13a", "New Filings", "", "new", digits=0),
	_i("I13b", "Changes", "", "changed", digits=0),
	_i("I13c", "Cancellations", "", "cancelled", digits=0),
	_i("I13d", "Expired", "", "expired", digits=0),
	_i("I14", "Filings Decided in Time (%)", "%", "in_time decided", percent, digits=1, target=98),
	_i("I15", "Mean Working Days of a Filing", "wd", "days decided", ratio, digits=1, target=7),
	_i("I16", "Filings Returned (%)", "%", "returned submitted", percent, digits=1),
	_i("I17", "Turned into Registered", "", "upgraded", digits=0),
	_i("I18", "With a Party Organisation (%)", "%", "with_party organizations", percent, digits=1),
	_i("I19", "Party Leadership in the Charter (%)", "%", "with_charter organizations", percent, digits=1),
	_i("I20", "Took Part in the Review (%)", "%", "reviews_in reviews_due", percent, digits=1, target=100),
	_i("I21a", "Qualified (%)", "%", "qualified concluded", percent, digits=1),
	_i("I21b", "Basically Qualified (%)", "%", "basically concluded", percent, digits=1),
	_i("I21c", "Unqualified (%)", "%", "unqualified concluded", percent, digits=1),
	_i("I22", "Rectifications Done (%)", "%", "orders_done orders", percent, digits=1, target=100),
	_i("I23a", "Purchase Contracts", "", "contracts", digits=0),
	_i("I23b", "Contract Money", "yuan", "contract_amount"),
	_i(
		"I24",
		"Bought from Community Organizations (%)",
		"%",
		"contract_amount_cso contract_amount_agent contract_amount",
		percent_of_two,
		digits=1,
	),
	_i("I25", "Milestones in Time (%)", "%", "milestones_met milestones_due", percent, digits=1, target=95),
	_i("I26a", "Accepted at Once (%)", "%", "accepted_at_once accepted", percent, digits=1, target=90),
	_i("I26b", "Mean Satisfaction (%)", "%", "satisfaction accepted", ratio, digits=1),
	_i("I27a", "Paid of What Was Due (%)", "%", "paid payments_due", percent, digits=1),
	_i("I27b", "Mean Days to Payment", "d", "payment_days payments", ratio, digits=1, target=30),
	_i("I28", "Evaluated Good or Better (%)", "%", "evaluated_well evaluated", percent, digits=1),
	_i("I29", "Money for Rural Areas (%)", "%", "rural_amount contract_amount", percent, digits=1),
	_i("I30a", "Health Projects", "", "health", digits=0),
	_i("I30b", "Elderly-care Projects", "", "elderly", digits=0),
	_i("I30c", "Child-care Projects", "", "child", digits=0),
	_i("I31a", "Pilot Villages", "", "pilots", digits=0),
	_i(
		"I31b",
		"Pilot Milestones Met (%)",
		"%",
		"pilot_milestones_met pilot_milestones_due",
		percent,
		digits=1,
	),
	_i("I31c", "Pilots Passed (%)", "%", "pilots_passed pilots_evaluated", percent, digits=1),
	_i("I32a", "Models Summed Up", "", "summarised", digits=0),
	_i("I32b", "Experiences Shared", "", "experiences", digits=0),
	_i("I33", "New Organizations of Pilots", "", "pilot_growth", digits=0),
)
