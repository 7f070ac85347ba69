"""The indicators of a made-up year, counted from the plan alone."""

from collections.abc import Callable, Iterable

from tests.county.plan import VILLAGES, Contract, Organization, Year

TARGET = {"Urban": 10, "Rural": 5}


def share(part: float, whole: float, digits: int = 1) -> float | None:
    return round(100 * part / whole, digits) if whole else None


def indicators(year: Year, mutual: set[str]) -> dict[str, float | None]:
    """Code to value for the whole county; `mutual` are the categories of service, welfare and mutual help."""
    return {
        **_organizations(year.organizations, mutual),
        **_reviews(year),
        **_contracts(year.contracts),
        "I31a": len(year.pilots),
        "I31c": share(sum(pilot.points >= 60 for pilot in year.pilots), len(year.pilots)),
    }


def _organizations(rows: list[Organization], mutual: set[str]) -> dict[str, float | None]:
    def count(test: Callable[[Organization], bool]) -> int:
        return sum(map(test, rows))

    per_village = {village: count(lambda row, v=village: row.village == v) for village in VILLAGES}  # type: ignore[misc]
    kinds = {kind: [v for v, k in VILLAGES.items() if k == kind] for kind in TARGET}
    reached = [village for village, number in per_village.items() if number >= TARGET[VILLAGES[village]]]
    return {
        "I01": len(rows),
        "I02a": count(lambda row: row.tier == "Registered"),
        "I02b": count(lambda row: row.tier == "Filed"),
        "I02c": count(lambda row: row.tier == "Village-guided"),
        "I03": _mean(per_village[village] for village in kinds["Urban"]),
        "I04": _mean(per_village[village] for village in kinds["Rural"]),
        "I05": share(len(reached), len(VILLAGES)),
        "I06": sum(number == 0 for number in per_village.values()),
        "I08": share(count(lambda row: row.category in mutual), len(rows)),
        "I11": share(sum(number > 0 for number in per_village.values()), len(VILLAGES)),
        "I12a": share(count(lambda row: row.volunteers > 0), len(rows)),
        "I12b": sum(row.volunteers for row in rows),
        "I18": share(count(lambda row: row.party_form != "None"), len(rows)),
        "I19": share(count(lambda row: row.in_charter), len(rows)),
    }


def _mean(numbers: Iterable[int]) -> float:
    values = list(numbers)
    return round(sum(values) / len(values), 2)


def _reviews(year: Year) -> dict[str, float | None]:
    ended = [row.outcome for row in year.reviews if row.outcome != "Overdue"]
    return {
        "I20": share(len(ended), len(year.reviews)),
        "I21a": share(ended.count("Qualified"), len(ended)),
        "I21b": share(ended.count("Basically Qualified"), len(ended)),
        "I21c": share(ended.count("Unqualified"), len(ended)),
    }


def _contracts(rows: list[Contract]) -> dict[str, float | None]:
    amount = sum(row.amount for row in rows)
    paid = [part for row in rows for part in row.instalments[: row.paid]]
    accepted = [row for row in rows if row.passed]
    scored = [row.score for row in rows if row.score is not None]
    return {
        "I23a": len(rows),
        "I23b": float(amount),
        "I24": share(amount, amount),
        "I26a": share(len(accepted), len(accepted)),
        "I26b": round(sum(row.satisfaction for row in accepted) / len(accepted), 1) if accepted else None,
        "I27a": share(sum(paid), amount),
        "I27b": 0.0 if paid else None,
        "I28": share(sum(score >= 80 for score in scored), len(scored)),
        "I30b": len(rows),
    }
