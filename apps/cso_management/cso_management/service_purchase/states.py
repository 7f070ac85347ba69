"""States of purchase documents, as the workflow files name them. Pure."""

# A contract that binds or bound; money of all of them counts.
SIGNED = ("Signed", "Active", "Suspended", "Completed", "Terminated")
# Still owed what is not paid yet.
IN_FORCE = ("Signed", "Active", "Suspended", "Completed")
PAYING = ("Signed", "Active", "Completed", "Terminated")
# Not agreed yet, or never.
CONTRACT_DRAFTS = (
	"Draft",
	"Finance Review",
	"Leader Approval",
	"Exception Decision",
	"Returned for Correction",
	"Cancelled",
)
CONFIRMED = "Confirmed"
PAID, REJECTED = "Paid", "Rejected"
# A request that is still on its way to the money.
REQUESTED = ("Purchaser Check", "Finance Review", "Leader Approval", "To Pay", "Returned for Correction")
# A project that nobody pursues, or not yet.
PROJECT_NOT_STARTED = ("Draft", "Withdrawn", "Rejected")
