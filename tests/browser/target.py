"""What the browser is pointed at: our own server of the demo county, or an address the environment names.

CSO_BASE_URL   the address, for instance of a bench that has the app and its demo county
CSO_ACCOUNTS   JSON: {"representative": ["user", "password"], "village": […], "clerk": […], "leader": […],
               "statistician": […], "neighbour": […], "manager": […], "administrator": […]}
               Without "administrator" the tests that set up a process of their own are left out.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support import sites
from tests.support.served import Served

# Who plays which part in the demo county.
PARTS = {
    "representative": "rep.new@demo.example",
    "village": "village.yingyue@demo.example",
    "clerk": "clerk.wanghu@demo.example",
    "leader": "leader.wanghu@demo.example",
    "statistician": "statistician.county@demo.example",
    "neighbour": "clerk.liuxi@demo.example",
    "liaison": "liaison.wanghu@demo.example",
    "custodian": "custodian.wanghu@demo.example",
    "county": "leader.county@demo.example",
    "officer": "officer.county@demo.example",
    "manager": "admin.county@demo.example",
    "expert": "expert@demo.example",
    "colleague": "expert.rural@demo.example",
    "buyer": "procurement.wanghu@demo.example",
}


@dataclass(frozen=True)
class Target:
    """An address, and who may log in there in which part of the story."""

    address: str
    accounts: dict[str, tuple[str, str]]
    ours: bool
    place: Path | None = None


@contextmanager
def target(scratch: Path) -> Iterator[Target]:
    address = os.environ.get("CSO_BASE_URL", "").rstrip("/")
    if address:
        named = json.loads(os.environ["CSO_ACCOUNTS"])
        yield Target(address, {part: (user, password) for part, (user, password) in named.items()}, False)
        return
    place = sites.copy(sites.template(demo=True), scratch / "sites")
    with Served(place, worker=True) as served:
        passwords = {row["user"]: row["password"] for row in sites.demo_accounts(place)}
        accounts = {part: (user, passwords[user]) for part, user in PARTS.items()}
        accounts["administrator"] = ("Administrator", sites.PASSWORD)
        yield Target(served.address, accounts, True, place)
