"""One account for each role and each place it may be bound to, seen from the village of the documents."""

from dataclasses import dataclass

VILLAGE, SIBLING_VILLAGE = "990121001001", "990121001002"
STREET, SIBLING_TOWN = "990121001000", "990121100000"
COUNTY, OTHER_COUNTY, CITY = "990121000000", "990122000000", "990100000000"
OWN, OTHER = "own", "other"
SECRET = "of-the-tests-alone"


@dataclass(frozen=True)
class Person:
    """`organization`: own, other or none."""

    role: str
    region: str | None = None
    organization: str | None = None


# Short names are the columns of the tables; whatever has a dot is somewhere else, or somebody else.
PEOPLE: dict[str, Person] = {
    "rep": Person("CSO Representative", None, OWN),
    "rep.other": Person("CSO Representative", None, OTHER),
    "vil": Person("CSO Village Officer", VILLAGE),
    "vil.sibling": Person("CSO Village Officer", SIBLING_VILLAGE),
    "tcl": Person("CSO Township Clerk", STREET),
    "tcl.sibling": Person("CSO Township Clerk", SIBLING_TOWN),
    "tld": Person("CSO Township Leader", STREET),
    "tld.sibling": Person("CSO Township Leader", SIBLING_TOWN),
    "pro": Person("CSO Procurement Officer", STREET),
    "pro.sibling": Person("CSO Procurement Officer", SIBLING_TOWN),
    "cof": Person("CSO County Officer", COUNTY),
    "cof.other": Person("CSO County Officer", OTHER_COUNTY),
    "cld": Person("CSO County Leader", COUNTY),
    "cld.other": Person("CSO County Leader", OTHER_COUNTY),
    "fin": Person("CSO Finance Reviewer", COUNTY),
    "fin.other": Person("CSO Finance Reviewer", OTHER_COUNTY),
    "cio": Person("CSO City Officer", CITY),
    "cil": Person("CSO City Leader", CITY),
    "ope": Person("CSO Platform Operator", STREET),
    "cus": Person("CSO Fund Custodian", STREET),
    "lia": Person("CSO Liaison Worker", STREET),
    "exp": Person("CSO Evaluation Expert"),
    "exp.other": Person("CSO Evaluation Expert"),
    "sta": Person("CSO Statistician", COUNTY),
    "aud": Person("CSO Auditor", COUNTY),
    "aud.other": Person("CSO Auditor", OTHER_COUNTY),
    "adm": Person("CSO Administrator", COUNTY),
    "guest": Person("Guest"),
}


def account(word: str) -> str:
    return "Guest" if word == "guest" else f"{word}@rights.example"
