"""States of a rural pilot, as the workflow file names them. Pure."""

APPLYING = ("Town Recommendation", "County Screening", "Returned for Correction")
PROPOSED = ("Publicity", "City Confirmation")
# The village is at work on it, so it is no candidate for another pilot.
RUNNING = (
	"Approved",
	"Implementing",
	"Mid-term Check",
	"Final Self-evaluation",
	"County Evaluation",
	"City Acceptance",
	"Suspended",
)
SUMMARISED = ("Summarised", "Promoted")
EVALUATED = ("Evaluated", *SUMMARISED)
# On the list: at work or done.
SELECTED = (*RUNNING, *EVALUATED)
# Places of a batch that are taken.
TAKING_A_PLACE = (*PROPOSED, *SELECTED)
EVERY = ("Draft", *APPLYING, *PROPOSED, *SELECTED, "Not Selected", "Withdrawn", "Failed")
# Never became a pilot, or not yet handed in.
OUTSIDE = ("Draft", "Withdrawn", "Not Selected")
