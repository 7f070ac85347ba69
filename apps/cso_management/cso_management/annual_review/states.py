"""States of an annual review, as the workflow file names them. Pure."""

VILLAGE_REVIEW = "Village Review"
TOWN_REVIEW = "Town Review"
COUNTY_EXAMINATION = "County Examination"
COUNTY_CONCLUSION = "County Conclusion"
OVERDUE = "Overdue"
WITHDRAWN = "Withdrawn"

AT_THE_ORGANIZATION = ("Draft", OVERDUE, "Returned for Correction")
MISSING = (OVERDUE,)
UNDER_REVIEW = (VILLAGE_REVIEW, TOWN_REVIEW, COUNTY_EXAMINATION, COUNTY_CONCLUSION)
CONCLUDED = ("Concluded", "Publicity", "Published", "Rectifying", "Rectified", "Under Objection")
# What the public may see.
PUBLISHED = ("Published", "Rectifying", "Rectified")
HANDED_IN = (*UNDER_REVIEW, *CONCLUDED)
# It was handed in once, though it may lie with the organization again.
TOOK_PART = (*HANDED_IN, "Returned for Correction")
