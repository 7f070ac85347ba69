"""What an activity record must hold; the record that reviews and indicators count."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import get_datetime, getdate, now_datetime

from ..process.closing import Closing
from ..registry import settings

# Reviews and indicators count these; after the record was handed in they stay.
BODY = (
	"organization",
	"organizations",
	"campaign_series",
	"theme",
	"start",
	"end",
	"participants",
	"beneficiaries",
	"volunteers",
	"volunteer_hours",
	"special_groups",
)
CLOSINGS = (Closing("Once it was handed in, what took place stays. It is changed after a return.", BODY),)
POLICE_LICENCE_FROM = 1_000


def check(doc: Any) -> None:
	"""Times, numbers, and the safety plan of a large event."""
	start, end = get_datetime(doc.start), get_datetime(doc.end)
	if end < start:
		frappe.throw(_("{0} must not be before {1}.").format(_("End"), _("Start")))
	doc.held_on = getdate(start)
	doc.needs_safety_plan = int((doc.participants or 0) >= settings.of_region(doc.region).safety_plan_from)
	if (doc.party_members_joined or 0) > (doc.participants or 0):
		frappe.throw(_("{0} must not be more than {1}.").format(_("Party Members"), _("Participants")))
	if doc.satisfaction and not 0 <= doc.satisfaction <= 100:
		frappe.throw(_("{0} must be between 0 and 100.").format(_("Satisfaction (%)")))


def check_submission(doc: Any) -> None:
	"""A record that is handed in happened, and is proved."""
	if get_datetime(doc.start) > now_datetime():
		frappe.throw(_("{0}: record an activity after it took place.").format(_("Start")))
	if not doc.photos:
		frappe.throw(_("{0}: add at least one photo.").format(_("Photos")))
	if doc.needs_safety_plan and not doc.safety_plan:
		fewest = settings.of_region(doc.region).safety_plan_from
		frappe.throw(_("{0}: needed from {1} participants.").format(_("Safety Plan"), fewest))
	if doc.participants >= POLICE_LICENCE_FROM:
		text = _("From {0} participants the police must have licensed it.")
		frappe.msgprint(text.format(POLICE_LICENCE_FROM))
