"""What the players of one year share: the server, the people, what was made, what was refused."""

from dataclasses import dataclass, field
from typing import Any

from tests.county.people import People
from tests.county.plan import Mistake, Organization, Year
from tests.support.client import Client

ORGANIZATION = "CSO Organization"


@dataclass
class Stage:
    address: str
    year: Year
    admin: Client
    people: People
    # Number of the plan to name of the ledger.
    names: dict[int, str] = field(default_factory=dict)
    refused: dict[Mistake, str] = field(default_factory=dict)

    def plan_of(self, name: str) -> int:
        return next(number for number, known in self.names.items() if known == name)

    def representative(self, row: Organization) -> Client:
        return self.people.of("rep", row.number)

    def note(self, kind: str, subject: Any, told: str) -> None:
        """A planted mistake was refused, with these words."""
        self.refused[Mistake(kind, str(subject))] = told


def begin(address: str, year: Year) -> Stage:
    admin = Client(address)
    return Stage(address, year, admin, People(address, admin))
