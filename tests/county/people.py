"""Accounts of a made-up county: each office has its people, each organization its representative."""

from collections import defaultdict
from threading import Lock

import httpx

from tests.county import crowd
from tests.county.places import CITY, COUNTY
from tests.county.plan import Year
from tests.support.client import Client

KEYS = "frappe.core.doctype.user.user.generate_keys"
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
    "auditor": "CSO Auditor",
}
EXPERTS = ("expert", "second")


def mail(word: str, place: str | int) -> str:
    return f"{word}.{place}@year.example"


class Keyholder(Client):
    """Somebody with a key of his own: hundreds of logins would measure the hashing of passwords alone."""

    def __init__(self, address: str, key: str, secret: str):
        headers = {"Accept": "application/json", "Authorization": f"token {key}:{secret}"}
        # Without reading the certificates of the world for every one of them.
        httpx.Client.__init__(self, base_url=address, timeout=60, headers=headers, verify=False)


class People:
    """Gives everybody a key once and keeps their sessions."""

    def __init__(self, address: str, admin: Client):
        self.address, self.admin = address, admin
        self._sessions: dict[str, Client] = {}
        self._turns: dict[str, Lock] = defaultdict(Lock)

    def hire(self, year: Year) -> None:
        """Officials of every village, town and the county, experts, one representative an organization."""
        posts = [("village", place, "CSO Village Officer") for place in year.villages]
        posts += [(word, town, role) for town in year.towns for word, role in TOWN_ROLES.items()]
        posts += [(word, COUNTY, role) for word, role in COUNTY_ROLES.items()]
        posts += [("chief", CITY, "CSO City Leader")]
        crowd.each(lambda post: self._official(*post), posts)
        for word in EXPERTS:
            self._user(mail(word, COUNTY), "CSO Evaluation Expert")
        speaking = [row.number for row in year.organizations if row.tier != "Village-guided"]
        applying = [row.number for row in year.filings if row.kind == "New"]
        users = [mail("rep", number) for number in speaking if not year.organization(number).filed_this_year]
        users += [mail("applicant", number) for number in applying]
        crowd.each(lambda user: self._user(user, "CSO Representative"), users)

    def _official(self, word: str, place: str, role: str) -> None:
        name = mail(word, place)
        self._user(name, role)
        self.admin.insert("User Permission", user=name, allow="CSO Region", for_value=place)

    def _user(self, user: str, role: str) -> None:
        self.admin.insert(
            "User",
            email=user,
            first_name=user.split("@")[0],
            send_welcome_email=0,
            language="zh",
            roles=[{"role": role}],
        )

    def of(self, word: str, place: str | int) -> Client:
        """The session of whoever holds this post; opened when it is first needed."""
        user = mail(word, place)
        with self._turns[user]:
            if user not in self._sessions:
                self._sessions[user] = self._let_in(user)
            return self._sessions[user]

    def _let_in(self, user: str) -> Client:
        secret = self.admin.expect(self.admin.call(KEYS, user=user))["message"]["api_secret"]
        return Keyholder(self.address, self.admin.read("User", user)["api_key"], secret)

    def close(self) -> None:
        for session in self._sessions.values():
            session.close()
