"""Plays a made-up year over HTTP, each step by whoever it belongs to, and compares what comes of it.

`python -m tests.county.run` makes a site of its own, or takes `--address` of one on which the app was just
installed. `--planted 3` plants three mistakes of each kind.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.county import alarms, crowd, filing, oracle, piloting, places, purchasing, reviewing, settling
from tests.county.plan import Mistake, Year, make, plant
from tests.county.stage import Stage, begin
from tests.support import sites
from tests.support.served import Served

OVERDUE = "cso_management.annual_review.overdue.run"


@dataclass
class Result:
    wrong: list[str] = field(default_factory=list)
    planted: dict[Mistake, str] = field(default_factory=dict)
    seconds: float = 0.0


def play(address: str, year: Year, say: Callable[[str], object] = lambda text: None) -> Result:
    """Play the year; answers what differs from the oracle, and where the mistakes were found."""
    stage, result = begin(address, year), Result()
    scenes: dict[str, Callable[[], object]] = {
        "settling": lambda: settling.settle(stage),
        "reviews of last year": lambda: reviewing.review(stage, 1),
        "last year's missing reports": lambda: close_reviews(stage, 1),
        "contracts": lambda: crowd.each(lambda plan: purchasing.purchase(stage, plan), year.contracts),
        "pilots": lambda: piloting.pilots(stage),
        "reviews": lambda: reviewing.review(stage, 0),
        "missing reports": lambda: close_reviews(stage, 0),
        "filings": lambda: crowd.each(lambda plan: filing.file(stage, plan), year.filings),
        "indicators": lambda: result.wrong.extend(differences(stage)),
        "alarms": lambda: judge_alarms(stage, result),
    }
    for name, scene in scenes.items():
        started = time.monotonic()
        scene()
        result.seconds += time.monotonic() - started
        say(f"{time.monotonic() - started:7.1f} s  {name}")
    stage.people.close()
    return result


def close_reviews(stage: Stage, years_ago: int) -> None:
    """The daily job runs now, and is waited for by what it does."""
    admin = stage.admin
    job = next(
        row["name"] for row in admin.rows("Scheduled Job Type", "name", "method") if row["method"] == OVERDUE
    )
    method = "frappe.core.doctype.scheduled_job_type.scheduled_job_type.execute_event"
    admin.expect(admin.call(method, doc={"name": job}))
    wanted = sum(row.outcome == "Overdue" for row in stage.year.reviews if row.years_ago >= years_ago)
    deadline = time.monotonic() + 60
    while proposed(stage) < wanted:
        assert time.monotonic() < deadline, f"{proposed(stage)} of {wanted} missing reports were found"
        time.sleep(0.2)


def proposed(stage: Stage) -> int:
    return len(stage.admin.names(alarms.ENTRY, ground="Report Not Filed"))


def differences(stage: Stage) -> list[str]:
    """Indicators of the county and of each of its towns that are not what the plan says."""
    year = stage.year
    mutual = set(stage.admin.names("CSO Category", is_mutual_or_welfare=1))
    whole = oracle.indicators(year, mutual) | {"I33": oracle.growth(year)}
    wrong = _compare("", whole, report(stage).get("", {}))
    standing = int(whole["I01"] or 0)
    by_town = report(stage, dimension="Town")
    for town, place in year.towns.items():
        part = oracle.of_town(year, town)
        expected = oracle.indicators(part, mutual, standing) | {"I33": oracle.growth(part)}
        wrong += _compare(place.name, expected, by_town.get(town, {}))
    for split in oracle.SPLITS:
        wrong += split_differences(stage, mutual, split)
    return wrong + pilot_money(stage)


def split_differences(stage: Stage, mutual: set[str], split: str) -> list[str]:
    """The same indicators by urban or rural, tier or category."""
    seen, wanted = report(stage, dimension=split), oracle.by_split(stage.year, mutual, split)
    wrong = [f"{split}: heading {heading}" for heading in set(seen) ^ set(wanted)]
    for heading, expected in wanted.items():
        wrong += _compare(f"{split} {heading}", expected, seen.get(heading, {}))
    return wrong


def pilot_money(stage: Stage) -> list[str]:
    """The table of pilots, in all and by town, against the lines of the plan."""
    year = stage.year
    rows = table(stage, "CSO Pilot Progress", group_by="Town")
    seen = {row["key"]: row for row in rows if row.get("key")} | {"": rows[-1] if rows else {}}
    parts = {town: oracle.of_town(year, town).pilots for town in year.towns} | {"": year.pilots}
    wrong = []
    for town, pilots in parts.items():
        expected = oracle.pilot_funds(pilots)
        found = {field: seen.get(town, {}).get(field, 0) for field in expected}
        wrong += _compare(f"pilot funds {town}", expected, found)
    return wrong


def table(stage: Stage, name: str, **filters: str) -> list[Any]:
    """Rows of a report, as the county's statistician gets them."""
    client = stage.people.of("statistician", places.COUNTY)
    wanted = json.dumps({"region": places.COUNTY, **filters})
    query = {"report_name": name, "filters": wanted}
    answer = client.expect(client.get("/api/method/frappe.desk.query_report.run", params=query))
    return list(answer["message"]["result"])


def _compare(where: str, expected: dict[str, Any], seen: dict[str, Any]) -> list[str]:
    missing = {code: "missing" for code in set(seen) - set(expected)}
    return [
        f"{where} {code}: {seen.get(code)} instead of {value}".strip()
        for code, value in {**expected, **missing}.items()
        if seen.get(code) != value
    ]


def report(stage: Stage, **filters: str) -> dict[str, dict[str, Any]]:
    """Heading to code to value, as the report gives it to the county's statistician."""
    found: dict[str, dict[str, Any]] = {}
    for row in table(stage, "CSO Indicators", **filters):
        if isinstance(row, dict):
            found.setdefault(row.get("heading") or "", {})[row["code"]] = row["value"]
    return found


def judge_alarms(stage: Stage, result: Result) -> None:
    """Exactly the planted mistakes are found, and nothing else."""
    found = alarms.found(stage)
    planted = set(stage.year.mistakes)
    result.planted = {mistake: found.get(mistake, "NOT FOUND") for mistake in stage.year.mistakes}
    result.wrong += compared(found, planted)
    result.wrong += alarms.wrong_proposals(stage)


def compared(found: dict[Mistake, str], planted: set[Mistake]) -> list[str]:
    """What was planted and not found, what was found and not planted."""
    missing = [f"not found: {row.kind} {row.subject}" for row in planted - set(found)]
    return missing + [f"false alarm: {row.kind} {row.subject}, {found[row]}" for row in set(found) - planted]


@contextmanager
def own_server() -> Iterator[str]:
    """A fresh site with the app, its server and its worker, gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        place = sites.copy(sites.template(app=True), Path(folder) / "sites")
        with Served(place, worker=True) as running:
            yield running.address


def tell(result: Result, year: Year) -> None:
    counts = {"organizations": year.organizations, "reviews": year.reviews, "contracts": year.contracts}
    counts |= {"pilots": year.pilots, "filings": year.filings}
    print(f"{result.seconds:7.1f} s  " + ", ".join(f"{len(v)} {k}" for k, v in counts.items()))
    for mistake, place in result.planted.items():
        print(f"{mistake.kind:16} {mistake.subject:14} {place}")
    print("\n".join(result.wrong) or "every indicator equals the oracle, no false alarm")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", help="a server with a worker, on whose site the app was just installed")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--organizations", type=int, default=300)
    parser.add_argument("--contracts", type=int, default=40)
    parser.add_argument("--pilots", type=int, default=12)
    parser.add_argument("--filings", type=int, default=30)
    parser.add_argument("--planted", type=int, default=0, help="mistakes of each kind")
    chosen = parser.parse_args()
    year = make(chosen.seed, chosen.organizations, chosen.contracts, chosen.pilots, chosen.filings)
    year = plant(year, chosen.planted) if chosen.planted else year
    if chosen.address:
        result = play(chosen.address, year, print)
    else:
        with own_server() as address:
            result = play(address, year, print)
    tell(result, year)
    raise SystemExit(bool(result.wrong))


if __name__ == "__main__":
    main()
