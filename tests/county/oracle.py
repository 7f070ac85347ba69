"""The indicators of a made-up year, counted from the plan alone."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from tests.county.places import TARGET
from tests.county.plan import BAD, LIKE, SPECIAL, Contract, Filing, Organization, Pilot, Review, Year

Values = dict[str, float | None]


def share(part: float, whole: float, digits: int = 1) -> float | None:
    return round(100 * part / whole, digits) if whole else None


def mean(numbers: Iterable[float], digits: int = 2) -> float | None:
    values = list(numbers)
    return round(sum(values) / len(values), digits) if values else None


def indicators(year: Year, mutual: set[str], whole: int | None = None) -> Values:
    """Code to value; `mutual` are the categories of service, welfare and mutual help."""
    ended = _at_the_end(year)
    standing = [row for row in ended if row.in_force]
    return {
        **_organizations(standing, year, mutual),
        "I09": share(len(standing), whole or len(standing)),
        "I13d": float(sum(row.status == "Expired" for row in ended)),
        **_filings(year.filings),
        **_reviews(year.reviews),
        **_contracts(year.contracts),
        **_pilots(year.pilots, standing),
    }


def of_town(year: Year, town: str) -> Year:
    """What of the year belongs to one street or township."""
    inside = {row.number for row in year.organizations if row.town == town}
    return replace(
        year,
        places=[place for place in year.places if place.town == town],
        organizations=[row for row in year.organizations if row.town == town],
        reviews=[row for row in year.reviews if row.organization in inside],
        contracts=[row for row in year.contracts if row.town == town],
        pilots=[row for row in year.pilots if f"{row.village[:9]}000" == town],
        filings=[row for row in year.filings if f"{row.village[:9]}000" == town],
    )


# What is told of whole communities, whatever their organizations are; and what has no organization.
OF_VILLAGES = ("I05", "I06", "I10", "I11")
NO_KIND = ("I30a", "I30b", "I30c", "I31a", "I31b", "I31c", "I32a", "I32b", "I33")
SPLITS = ("Urban or Rural", "Tier", "Category")


def by_split(year: Year, mutual: set[str], dimension: str) -> dict[str, Values]:
    """Heading to code to value: everything counts where it stood when it was decided."""
    whole = indicators(year, mutual)
    standing = int(whole["I01"] or 0)
    if dimension == "Urban or Rural":
        parts = {kind: of_area(year, kind) for kind in ("Urban", "Rural")}
        return {
            kind: indicators(part, mutual, standing) | {"I33": growth(part)} for kind, part in parts.items()
        }
    same: Values = {code: whole[code] for code in OF_VILLAGES} | dict.fromkeys(NO_KIND)
    return {
        heading: indicators(_of_kind(year, dimension, heading), mutual, standing) | same
        for heading in headings(year, dimension)
    }


def headings(year: Year, dimension: str) -> list[str]:
    """Tiers, or groups of categories, under which something counts."""
    field = "tier" if dimension == "Tier" else "group"
    return sorted({getattr(row, field) for row in (*year.organizations, *_at_the_end(year))})


def _with(rows: list[Organization], dimension: str, heading: str) -> list[Organization]:
    return [row for row in rows if heading == (row.tier if dimension == "Tier" else row.group)]


def _of_kind(year: Year, dimension: str, heading: str) -> Year:
    """By the kind that organizations had before the applications of the year took effect."""
    inside = {row.number for row in _with(year.organizations, dimension, heading)}
    return replace(
        year,
        organizations=_with(_at_the_end(year), dimension, heading),
        reviews=[row for row in year.reviews if row.organization in inside],
        contracts=[row for row in year.contracts if row.provider in inside],
        filings=[row for row in year.filings if _says(year, row, dimension) == heading],
    )


def _says(year: Year, row: Filing, dimension: str) -> str:
    """What an application says of its organization; every one is about a filed group."""
    return "Filed" if dimension == "Tier" else year.organization(row.organization or LIKE).group


def of_area(year: Year, kind: str) -> Year:
    """What belongs to the urban, or to the rural communities; a contract to those whom it serves."""
    codes = {code for code, place in year.villages.items() if place.kind == kind}
    inside = {row.number for row in year.organizations if row.village in codes}
    return replace(
        year,
        places=[place for place in year.places if not place.kind or place.code in codes],
        organizations=[row for row in year.organizations if row.village in codes],
        reviews=[row for row in year.reviews if row.organization in inside],
        contracts=[row for row in year.contracts if bool(row.serves) == (kind == "Rural")],
        pilots=[row for row in year.pilots if row.village in codes],
        filings=[row for row in year.filings if row.village in codes],
    )


def proposals(year: Year) -> list[tuple[int, str, str]]:
    """What the reviews propose for the lists: organization, ground, effect."""
    before = {row.organization: row.outcome for row in year.reviews if row.years_ago == 1}
    found = []
    for row in year.reviews:
        again = row.years_ago == 0 and before.get(row.organization) in BAD
        effect = "Revoke" if again else ""
        if row.outcome == "Unqualified":
            found.append((row.organization, "Unqualified Review", effect))
        if row.outcome == "Overdue":
            found.append((row.organization, "Report Not Filed", effect))
        if row.rectified == "Failed":
            found.append((row.organization, "Rectification Not Done", ""))
    return sorted(found)


def _at_the_end(year: Year) -> list[Organization]:
    """The ledger after the applications of the year."""
    changes = {"Cancel": {"status": "Cancelled"}, "Upgrade": {"tier": "Registered"}}
    done = {row.organization: changes.get(row.kind, {}) for row in year.filings if row.organization}
    return [replace(row, **done.get(row.number, {})) for row in year.organizations]


def _organizations(rows: list[Organization], year: Year, mutual: set[str]) -> Values:
    def count(test: Callable[[Organization], bool]) -> int:
        return sum(map(test, rows))

    villages = year.villages
    per_village = {code: sum(row.village == code for row in rows) for code in villages}
    by_kind = {kind: [n for code, n in per_village.items() if villages[code].kind == kind] for kind in TARGET}
    reached = [code for code, number in per_village.items() if number >= TARGET[villages[code].kind]]
    caring = {row.village for row in rows if row.serves in SPECIAL}
    residents = sum(place.residents for place in villages.values())
    return {
        "I01": len(rows),
        "I02a": count(lambda row: row.tier == "Registered"),
        "I02b": count(lambda row: row.tier == "Filed"),
        "I02c": count(lambda row: row.tier == "Village-guided"),
        "I03": mean(by_kind["Urban"]),
        "I04": mean(by_kind["Rural"]),
        "I05": share(len(reached), len(villages)),
        "I06": sum(number == 0 for number in per_village.values()),
        "I07": round(10_000 * len(rows) / residents, 2) if residents else None,
        "I08": share(count(lambda row: row.category in mutual), len(rows)),
        "I10": share(len(caring), len(villages)),
        "I11": share(sum(number > 0 for number in per_village.values()), len(villages)),
        "I12a": share(count(lambda row: row.volunteers > 0), len(rows)),
        "I12b": sum(row.volunteers for row in rows),
        "I18": share(count(lambda row: row.party_form != "None"), len(rows)),
        "I19": share(count(lambda row: row.in_charter), len(rows)),
    }


def _filings(rows: list[Filing]) -> Values:
    """All of them are decided within the day they are handed in."""
    granted = [row.kind for row in rows if not row.refused]
    return {
        "I13a": granted.count("New"),
        "I13b": granted.count("Change"),
        "I13c": granted.count("Cancel"),
        "I14": share(len(rows), len(rows)),
        "I15": 0.0 if rows else None,
        "I16": share(sum(row.returned for row in rows), len(rows)),
        "I17": granted.count("Upgrade"),
    }


def _reviews(rows: list[Review]) -> Values:
    taken = [row.outcome for row in rows if row.outcome != "Overdue"]
    ended = [outcome for outcome in taken if outcome != "Returned"]
    orders = [row.rectified for row in rows if row.rectified]
    return {
        "I20": share(len(taken), len(rows)),
        "I21a": share(ended.count("Qualified"), len(ended)),
        "I21b": share(ended.count("Basically Qualified"), len(ended)),
        "I21c": share(ended.count("Unqualified"), len(ended)),
        "I22": share(orders.count("Verified"), len(orders)),
    }


def _contracts(every: list[Contract]) -> Values:
    rows = [row for row in every if row.signed]
    amount = sum(row.amount for row in rows)
    accepted = [row for row in rows if row.result]
    scored = [row.score for row in rows if row.score is not None]
    days = [day for row in rows for day in row.invoice_days[: row.paid]]
    paid = sum(part for row in rows for part in row.instalments[: row.paid])
    # Two instalments are due at once, the last one when everything is accepted.
    due = sum(part for row in rows for part in row.instalments[: 3 if row.paid == 3 else 2])
    return {
        "I23a": len(rows),
        "I23b": float(amount),
        "I24": share(sum(row.amount for row in rows if row.recipient), amount),
        "I25": share(sum(row.met for row in rows), len(rows)),
        "I26a": share(sum(row.result == "Passed" for row in accepted), len(accepted)),
        "I26b": mean((row.satisfaction for row in accepted), 1),
        "I27a": share(paid, due),
        "I27b": mean(days, 1),
        "I28": share(sum(score >= 80 for score in scored), len(scored)),
        "I29": share(sum(row.amount for row in rows if row.serves), amount),
        "I30a": sum(row.domain == "Health" for row in every),
        "I30b": sum(row.domain == "Elderly Care" for row in every),
        "I30c": sum(row.domain == "Child Care" for row in every),
    }


def _pilots(every: list[Pilot], standing: list[Organization]) -> Values:
    """Growth is what was filed after the pilots began, less what was given up."""
    rows = [row for row in every if row.ending != "Not Selected"]
    running = [row for row in rows if row.ending != "Failed"]
    return {
        "I31a": len(running),
        "I31b": share(sum(row.met for row in rows), 2 * len(rows)),
        "I31c": share(len(running), len(rows)),
        "I32a": sum(row.ending in ("Summarised", "Promoted") for row in rows),
        "I32b": sum(row.ending == "Promoted" for row in rows),
    }


def pilot_funds(every: list[Pilot]) -> dict[str, float]:
    """Money of the pilots on the list, as the table of pilots says it."""
    rows = [row for row in every if row.ending not in ("Not Selected", "Failed")]
    given = [fund for row in rows for fund in row.funds if not fund.own]
    own = [fund for row in rows for fund in row.funds if fund.own]
    received, used = sum(fund.paid for fund in given), sum(fund.used for fund in given)
    return {
        "promised": sum(fund.budget for fund in given),
        "received": received,
        "used": used,
        "left": received - used,
        "own_used": sum(fund.used for fund in own),
        "recovered": 0,
        "open_funds": sum(max(_open(row), 0) for row in rows),
    }


def _open(pilot: Pilot) -> int:
    return sum(fund.budget - fund.paid for fund in pilot.funds if not fund.own)


def growth(year: Year) -> float:
    """I33: organizations of the pilot villages now, less those when the pilots were drawn up."""
    villages = {row.village for row in year.pilots if row.ending != "Not Selected"}
    now = sum(row.in_force for row in _at_the_end(year) if row.village in villages)
    before = [row for row in year.organizations if row.village in villages and not row.filed_this_year]
    return now - sum(row.in_force for row in before)
