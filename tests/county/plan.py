"""A made-up year of a county, told by a seed alone: organizations, reviews, contracts, pilots, filings.

Pure. `oracle` computes the indicators from it, the players play it over HTTP; neither knows of the other.
"""

import random
from dataclasses import dataclass, field, replace

from tests.county import places
from tests.county.places import Place

TIERS = ("Filed", "Filed", "Filed", "Filed", "Village-guided", "Registered", "Registered")
# Leaf categories of the shipped tree; the first three groups count as service, welfare and mutual help.
CATEGORIES = ("0102", "0201", "0301", "0401", "0501")
PARTY = ("Own Branch", "Joint Branch", "Liaison", "Adviser", "None")
SERVED = ("留守老年人", "留守儿童", "全体居民", "全体居民")
SPECIAL = frozenset(SERVED[:2])
OUTCOMES = ("Qualified",) * 6 + ("Basically Qualified",) * 2 + ("Unqualified", "Overdue", "Returned")
BAD = ("Unqualified", "Overdue")
# A refused application says of itself what this organization is.
LIKE = 1
RECTIFIED = ("", "Issued", "Verified", "Late", "Failed")
DOMAINS = ("Elderly Care", "Health", "Child Care")
KINDS = ("own", "own", "own", "agent", "company")
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
    serves: str
    status: str = "Active"
    filed_this_year: bool = False

    @property
    def town(self) -> str:
        return f"{self.village[:9]}000"

    @property
    def group(self) -> str:
        """The first two figures of the category."""
        return self.category[:2]

    @property
    def in_force(self) -> bool:
        return self.status in ("Active", "Suspended")


@dataclass(frozen=True)
class Review:
    """`rectified`: how far the correction order of a bad conclusion went."""

    organization: int
    years_ago: int
    outcome: str
    rectified: str = ""


@dataclass(frozen=True)
class Contract:
    """Three instalments of 40, 40 and 20 per cent, of which `paid` were paid."""

    number: int
    kind: str
    stage: str
    provider: int | None
    executing: int | None
    town: str
    serves: str | None
    domain: str
    quantity: int
    met: bool
    paid: int
    result: str
    satisfaction: int
    score: int | None
    invoice_days: tuple[int, int, int]

    @property
    def amount(self) -> int:
        return self.quantity * PRICE

    @property
    def instalments(self) -> tuple[float, float, float]:
        first = round(self.amount * 0.4, 2)
        return first, first, round(self.amount - 2 * first, 2)

    @property
    def signed(self) -> bool:
        return self.stage == "Active"

    @property
    def recipient(self) -> int | None:
        return self.executing or self.provider


@dataclass(frozen=True)
class Fund:
    """A line of a pilot's money; nobody pays out what is the village's own."""

    budget: int
    paid: int
    used: int
    own: bool = False


@dataclass(frozen=True)
class Pilot:
    """`ending`: Not Selected, Evaluated, Failed, Summarised or Promoted; two of three milestones are due.

    `recovered`: what a failed one gives back.
    """

    village: str
    points: int
    ending: str
    met: int
    funds: tuple[Fund, ...] = ()
    recovered: int = 0


@dataclass(frozen=True)
class Filing:
    """An application of this year. `organization` is the new or the changed one; a refused one has none."""

    number: int
    kind: str
    village: str
    organization: int | None
    returned: bool = False
    refused: bool = False


@dataclass(frozen=True)
class Mistake:
    """What is planted, and on which organization, contract or pilot."""

    kind: str
    subject: str


@dataclass
class Year:
    seed: int
    places: list[Place] = field(default_factory=list)
    organizations: list[Organization] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    contracts: list[Contract] = field(default_factory=list)
    pilots: list[Pilot] = field(default_factory=list)
    filings: list[Filing] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def villages(self) -> dict[str, Place]:
        return {place.code: place for place in self.places if place.kind}

    @property
    def towns(self) -> dict[str, Place]:
        return {place.code: place for place in self.places if not place.kind}

    def organization(self, number: int) -> Organization:
        return self.organizations[number - 1]

    def paid_to(self, organization: int) -> float:
        parts = [
            part
            for row in self.contracts
            if row.recipient == organization
            for part in row.instalments[: row.paid]
        ]
        return round(sum(parts), 2)

    def has(self, kind: str, subject: object) -> bool:
        return Mistake(kind, str(subject)) in self.mistakes


def make(
    seed: int,
    organizations: int = 300,
    contracts: int = 40,
    pilots: int = 12,
    filings: int = 30,
    size: tuple[int, int, int] = (3, 3, 6),
) -> Year:
    """The same seed, the same year. `size`: streets, townships, communities of each."""
    dice = random.Random(seed)
    year = Year(seed, places.make(*size))
    year.filings = [_filing(dice, number, year) for number in range(1, filings + 1)]
    new = sum(row.kind == "New" and not row.refused for row in year.filings)
    _organizations(dice, year, organizations - new)
    _file(dice, year)
    year.reviews = _reviews(dice, year)
    year.contracts = [_contract(dice, number, year) for number in range(1, contracts + 1)]
    rural = [place.code for place in year.villages.values() if place.kind == "Rural"]
    year.pilots = [_pilot(dice, village) for village in dice.sample(rural, pilots)]
    return year


def _organizations(dice: random.Random, year: Year, count: int) -> None:
    villages = list(year.villages)
    year.organizations = [_organization(dice, number, villages) for number in range(1, count + 1)]
    # Whatever the dice say: somebody who may sign contracts, and somebody who works under him.
    for number, tier in ((1, "Registered"), (2, "Registered"), (3, "Filed"), (4, "Filed"), (5, "Filed")):
        year.organizations[number - 1] = replace(year.organizations[number - 1], tier=tier, status="Active")


def _organization(dice: random.Random, number: int, villages: list[str]) -> Organization:
    tier = dice.choice(TIERS)
    status = dice.choice(("Active",) * 18 + ("Suspended", "Expired")) if tier == "Filed" else "Active"
    return Organization(
        number,
        f"合成年度第{number}号邻里互助队",
        dice.choice(villages),
        tier,
        dice.choice(CATEGORIES),
        dice.choice((0, 0, 5, 12, 40)),
        dice.randint(10, 60),
        dice.choice(PARTY),
        dice.random() < 0.7,
        dice.choice(SERVED),
        status,
    )


def _filing(dice: random.Random, number: int, year: Year) -> Filing:
    kind = dice.choice(("New", "New", "New", "Change", "Cancel", "Upgrade"))
    returned = dice.random() < 0.3
    refused = kind == "New" and not returned and dice.random() < 0.2
    return Filing(number, kind, dice.choice(list(year.villages)), None, returned, refused)


def _file(dice: random.Random, year: Year) -> None:
    """Give each application its organization: a new one, or one on file that nothing else happens to."""
    on_file = [row.number for row in year.organizations[5:] if row.tier == "Filed" and row.status == "Active"]
    dice.shuffle(on_file)
    for at, filing in enumerate(year.filings):
        if filing.kind == "New" and not filing.refused:
            number = len(year.organizations) + 1
            year.organizations.append(_new(dice, number, filing.village))
            year.filings[at] = replace(filing, organization=number)
        elif filing.kind != "New" and on_file:
            number = on_file.pop()
            village = year.organization(number).village
            year.filings[at] = replace(filing, organization=number, village=village)
    year.filings = [row for row in year.filings if row.refused or row.organization]


def _new(dice: random.Random, number: int, village: str) -> Organization:
    made = _organization(dice, number, [village])
    return replace(made, tier="Filed", status="Active", filed_this_year=True)


def _reviews(dice: random.Random, year: Year) -> list[Review]:
    """Two years; nobody fails twice running, for that would be a mistake to be found."""
    found = []
    for row in year.organizations:
        if row.tier == "Village-guided" or row.status == "Suspended" or row.filed_this_year:
            continue
        last = _review(dice, row.number, 1, OUTCOMES)
        now = _review(dice, row.number, 0, _but_bad(OUTCOMES) if last.outcome in BAD else OUTCOMES)
        # The first five stay clean: they are needed to sign and to work.
        found += [
            replace(each, outcome="Qualified", rectified="") if row.number <= 5 else each
            for each in (last, now)
        ]
    return found


def _but_bad(outcomes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(row for row in outcomes if row not in BAD)


def _review(dice: random.Random, number: int, years_ago: int, outcomes: tuple[str, ...]) -> Review:
    outcome = dice.choice(outcomes)
    poor = outcome in ("Basically Qualified", "Unqualified")
    return Review(number, years_ago, outcome, dice.choice(RECTIFIED) if poor else "")


def _contract(dice: random.Random, number: int, year: Year) -> Contract:
    kind = "own" if number == 1 else dice.choice(KINDS)
    stage = "Active" if number == 1 else dice.choice(("Active",) * 8 + ("Draft", "Cancelled"))
    provider = None if kind == "company" else dice.choice(_good(year, "Registered"))
    town = year.organization(provider).town if provider else dice.choice(list(year.towns))
    rural = [place.code for place in year.villages.values() if place.town == town and place.kind == "Rural"]
    paid = dice.randint(0, 3) if stage == "Active" else 0
    score = dice.randint(50, 100) if paid == 3 and dice.random() < 0.8 else None
    return Contract(
        number,
        kind,
        stage,
        provider,
        dice.choice(_good(year, "Filed")) if kind == "agent" else None,
        town,
        dice.choice(rural) if rural and dice.random() < 0.6 else None,
        dice.choice(DOMAINS),
        dice.randint(10, 200),
        paid >= 2 or (stage == "Active" and dice.random() < 0.3),
        max(paid, 1) if number == 1 else paid,
        (dice.choice(("Passed", "Passed", "Passed after Fix")) if paid == 3 else ""),
        dice.randint(70, 100),
        score,
        (dice.randint(0, 20), dice.randint(0, 20), dice.randint(0, 20)),
    )


def _good(year: Year, tier: str) -> list[int]:
    """Those that passed last year and report this year: they may bid, and what they were paid is compared."""
    outcomes = {(row.organization, row.years_ago): row.outcome for row in year.reviews}
    gone = {row.organization for row in year.filings}
    return [
        row.number
        for row in year.organizations
        if row.tier == tier
        and row.number not in gone
        and outcomes.get((row.number, 1)) == "Qualified"
        and outcomes.get((row.number, 0)) == "Qualified"
    ]


def _pilot(dice: random.Random, village: str) -> Pilot:
    points = dice.randint(45, 100)
    endings = ("Evaluated", "Summarised", "Promoted") if points >= 60 else ("Failed",)
    ending = "Not Selected" if dice.random() < 0.1 else dice.choice(endings)
    funds = _funds(village)
    left = sum(row.paid - row.used for row in funds if not row.own)
    return Pilot(village, points, ending, dice.randint(0, 2), funds, left // 2 if ending == "Failed" else 0)


def _funds(village: str) -> tuple[Fund, ...]:
    """Dice of their own: the rest of the year stays what the seed made of it."""
    dice = random.Random(f"funds of {village}")
    lines = []
    for _line in range(dice.randint(1, 3)):
        budget = dice.randint(1, 50) * 1000
        paid = dice.choice((0, budget // 2, budget))
        lines.append(Fund(budget, paid, dice.randint(0, paid)))
    own = dice.randint(0, 8000)
    return (*lines, Fund(5000, 0, own, own=True))


def plant(year: Year, each: int = 1) -> Year:
    """The same year with `each` mistakes of every kind."""
    dice = random.Random(f"mistakes of {year.seed}")
    paid = [row for row in year.contracts if row.paid]
    unpaid = [n for n in _good(year, "Filed") if not year.paid_to(n)]
    running = [row.village for row in year.pilots if row.ending != "Not Selected"]
    reviewed = sorted({row.organization for row in year.reviews} - _busy(year))
    sources: dict[str, list[object]] = {
        "income": [*sorted({n for row in paid if (n := row.recipient)})],
        "invented income": [*unpaid],
        "payment": [row.number for row in paid],
        "negative": [row.number for row in year.contracts],
        "milestone": [row.number for row in year.contracts],
        "bid conflict": [row.number for row in year.contracts if row.signed],
        "pilot conflict": [*running],
        "missed": [*reviewed],
    }
    mistakes = [
        Mistake(kind, str(subject))
        for kind, subjects in sources.items()
        for subject in dice.sample(subjects, min(each, len(subjects)))
    ]
    missed = {int(row.subject) for row in mistakes if row.kind == "missed"}
    reviews = [
        replace(row, outcome="Overdue", rectified="") if row.organization in missed else row
        for row in year.reviews
    ]
    return replace(year, mistakes=mistakes, reviews=reviews)


def _busy(year: Year) -> set[int]:
    """Organizations that contracts, filings or the fixed first ones need."""
    signing = {n for row in year.contracts for n in (row.provider, row.executing) if n}
    return signing | {row.organization for row in year.filings if row.organization} | {1, 2, 3, 4, 5}
