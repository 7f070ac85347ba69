"""Accounts of a made-up county: each office has its people, each organization its representative."""

from tests.county.plan import VILLAGES, Year
from tests.support.client import Client

PASSWORD = "Qinghe-2026"
COUNTY, CITY = "990121000000", "990100000000"
TOWN_ROLES = {
    "clerk": "CSO Township Clerk",
    "leader": "CSO Township Leader",
    "buyer": "CSO Procurement Officer",
}
COUNTY_ROLES = {
    "officer": "CSO County Officer",
    "head": "CSO County Leader",
    "finance": "CSO Finance Reviewer",
    "statistician": "CSO Statistician",
}


def mail(word: str, place: str) -> str:
    return f"{word}.{place}@year.example"


class People:
    """Logs everybody in once and keeps their sessions."""

    def __init__(self, address: str, admin: Client):
        self.address, self.admin = address, admin
        self.sessions: dict[str, Client] = {}

    def hire(self, year: Year) -> None:
        """Officials of every village, town and the county, one expert, one representative an organization."""
        for village in VILLAGES:
            self._official("village", village, "CSO Village Officer")
        for town in sorted({f"{village[:9]}000" for village in VILLAGES}):
            for word, role in TOWN_ROLES.items():
                self._official(word, town, role)
        for word, role in COUNTY_ROLES.items():
            self._official(word, COUNTY, role)
        self.user(mail("expert", COUNTY), "CSO Evaluation Expert")
        for row in year.organizations:
            if row.tier != "Village-guided":
                self.user(mail("rep", str(row.number)), "CSO Representative")

    def _official(self, word: str, place: str, role: str) -> None:
        name = mail(word, place)
        self.user(name, role)
        self.admin.insert("User Permission", user=name, allow="CSO Region", for_value=place)

    def user(self, user: str, role: str) -> None:
        self.admin.insert(
            "User",
            email=user,
            first_name=user.split("@")[0],
            send_welcome_email=0,
            new_password=PASSWORD,
            language="zh",
            roles=[{"role": role}],
        )

    def of(self, word: str, place: str) -> Client:
        user = mail(word, place)
        if user not in self.sessions:
            self.sessions[user] = Client(self.address, user, PASSWORD)
        return self.sessions[user]

    def close(self) -> None:
        for session in self.sessions.values():
            session.close()
