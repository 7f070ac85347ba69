"""Role names and the groups that rules speak of."""

REPRESENTATIVE = "CSO Representative"
VILLAGE_OFFICER = "CSO Village Officer"
TOWNSHIP_CLERK = "CSO Township Clerk"
TOWNSHIP_LEADER = "CSO Township Leader"
COUNTY_OFFICER = "CSO County Officer"
COUNTY_LEADER = "CSO County Leader"
CITY_OFFICER = "CSO City Officer"
CITY_LEADER = "CSO City Leader"
FINANCE_REVIEWER = "CSO Finance Reviewer"
PROCUREMENT_OFFICER = "CSO Procurement Officer"
PLATFORM_OPERATOR = "CSO Platform Operator"
FUND_CUSTODIAN = "CSO Fund Custodian"
EVALUATION_EXPERT = "CSO Evaluation Expert"
LIAISON_WORKER = "CSO Liaison Worker"
STATISTICIAN = "CSO Statistician"
AUDITOR = "CSO Auditor"
ADMINISTRATOR = "CSO Administrator"

# Roles that see by region; the others (experts, operators, custodians …) see nothing until a rule says so.
REGIONAL_ROLES = frozenset(
	{
		VILLAGE_OFFICER,
		TOWNSHIP_CLERK,
		TOWNSHIP_LEADER,
		COUNTY_OFFICER,
		COUNTY_LEADER,
		CITY_OFFICER,
		CITY_LEADER,
		STATISTICIAN,
		AUDITOR,
		ADMINISTRATOR,
	}
)
READ_ONLY_ROLES = frozenset({CITY_OFFICER, CITY_LEADER, STATISTICIAN, AUDITOR, ADMINISTRATOR})
LEVEL_OF_ROLE = {
	REPRESENTATIVE: "Applicant",
	VILLAGE_OFFICER: "Village",
	TOWNSHIP_CLERK: "Town",
	TOWNSHIP_LEADER: "Town",
	COUNTY_OFFICER: "County",
	COUNTY_LEADER: "County",
	CITY_OFFICER: "City",
	CITY_LEADER: "City",
}
