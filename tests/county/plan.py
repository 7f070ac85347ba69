"""A made-up year of a county, told by a seed alone: organizations, reviews, contracts, pilots.

Pure. `oracle` computes the indicators from it, `run` plays it over HTTP; neither knows of the other.
"""

import random
from dataclasses import dataclass, field

VILLAGES = {
    "990121001001": "Urban",
    "990121001002": "Urban",
    "990121001003": "Urban",
    "990121002001": "Urban",
    "990121002002": "Urban",
    "990121002003": "Urban",
    "990121100001": "Urban",
    "990121100201": "Rural",
    "990121100202": "Rural",
    "990121200201": "Rural",
    "990121200202": "Rural",
    "990121200203": "Rural",
}
TIERS = ("Filed", "Filed", "Filed", "Filed", "Village-guided", "Registered")
# Leaf categories of the shipped tree; the first three groups count as service, welfare and mutual help.
CATEGORIES = ("0101", "0201", "0301", "0401", "0501")
PARTY = ("Own Branch", "Joint Branch", "Liaison", "Adviser", "None")
OUTCOMES = ("Qualified", "Qualified", "Qualified", "Basically Qualified", "Unqualified", "Overdue")
PRICE = 900


@dataclass(frozen=True)
class Organization:
    number: int
    name: str
    village: str
    tier: str
    category: str
    volunteers: int
    members: int
    party_form: str
    in_charter: bool

    @property
    def town(self) -> str:
        return f"{self.village[:9]}000"


@dataclass(frozen=True)
class Review:
    organization: int
    outcome: str


@dataclass(frozen=True)
class Contract:
    """Three instalments of 40, 40 and 20 per cent, of which `paid` were paid."""

    number: int
    provider: int
    quantity: int
    paid: int
    passed: bool
    satisfaction: int
    score: int | None

    @property
    def amount(self) -> int:
        return self.quantity * PRICE

    @property
    def instalments(self) -> tuple[float, float, float]:
        first = round(self.amount * 0.4, 2)
        return first, first, round(self.amount - 2 * first, 2)


@dataclass(frozen=True)
class Pilot:
    village: str
    points: int


@dataclass
class Year:
    seed: int
    organizations: list[Organization] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    contracts: list[Contract] = field(default_factory=list)
    pilots: list[Pilot] = field(default_factory=list)


def make(seed: int, organizations: int = 300, contracts: int = 40, pilots: int = 5) -> Year:
    """The same seed, the same year. There are five rural villages, so at most five pilots run at once."""
    dice = random.Random(seed)
    year = Year(seed)
    year.organizations = [_organization(dice, number) for number in range(1, organizations + 1)]
    reviewed = [row for row in year.organizations if row.tier != "Village-guided"]
    year.reviews = [Review(row.number, dice.choice(OUTCOMES)) for row in reviewed]
    providers = [row.number for row in year.organizations if row.tier == "Registered"]
    year.contracts = [_contract(dice, number, providers) for number in range(1, contracts + 1)]
    rural = [village for village, kind in VILLAGES.items() if kind == "Rural"]
    year.pilots = [Pilot(village, dice.randint(60, 100)) for village in rural[:pilots]]
    return year


def _organization(dice: random.Random, number: int) -> Organization:
    tier = dice.choice(TIERS)
    volunteers = dice.choice((0, 0, 5, 12, 40))
    return Organization(
        number,
        f"合成年度第{number}号邻里互助队",
        dice.choice(list(VILLAGES)),
        tier,
        dice.choice(CATEGORIES),
        volunteers,
        dice.randint(10, 60),
        dice.choice(PARTY),
        dice.random() < 0.7,
    )


def _contract(dice: random.Random, number: int, providers: list[int]) -> Contract:
    paid = dice.randint(0, 3)
    accepted = paid == 3
    score = dice.randint(50, 100) if accepted and dice.random() < 0.8 else None
    return Contract(
        number, dice.choice(providers), dice.randint(10, 200), paid, accepted, dice.randint(70, 100), score
    )
