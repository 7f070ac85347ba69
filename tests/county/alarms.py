"""What the year gives rise to: findings and proposals of the product against those that were planted."""

from typing import Any

from tests.county import oracle
from tests.county.plan import Mistake
from tests.county.reviewing import REVIEW
from tests.county.stage import Stage

ENTRY = "CSO Credit List Entry"
# What the refusal of each kind must tell.
WORDS = {
    "payment": "计划第",
    "negative": "负面清单",
    "milestone": "重复出现",
    "bid conflict": "利害关系",
    "pilot conflict": "利害关系",
}


def found(stage: Stage) -> dict[Mistake, str]:
    """Every alarm with the place it was found at; whatever was refused is one."""
    return {**_refusals(stage), **_findings(stage), **_missed(stage), **_conflicts(stage)}


def wrong_proposals(stage: Stage) -> list[str]:
    """Entries proposed for the lists that do not follow from the plan, or are missing."""
    rows = _entries(stage)
    seen = sorted(
        (stage.plan_of(row["organization"]), row["ground"], row["proposed_effect"] or "") for row in rows
    )
    wanted = oracle.proposals(stage.year)
    return [f"proposal {row}" for row in sorted(set(seen) ^ set(wanted))]


def _refusals(stage: Stage) -> dict[Mistake, str]:
    return {
        mistake: "refused by the server"
        for mistake, told in stage.refused.items()
        if WORDS[mistake.kind] in told
    }


def _findings(stage: Stage) -> dict[Mistake, str]:
    """Reports that are flagged, by what was really paid."""
    rows = stage.admin.rows(REVIEW, "name", "organization", "open_findings", flagged=1)
    alarms = {}
    for row in rows:
        number = stage.plan_of(row["organization"])
        kind = "income" if stage.year.paid_to(number) else "invented income"
        codes = {line["code"] for line in stage.admin.read(REVIEW, row["name"])["findings"]}
        alarms[Mistake(kind, str(number))] = f"finding {', '.join(sorted(codes)) or 'none'} in {row['name']}"
    return alarms


def _entries(stage: Stage) -> list[dict[str, Any]]:
    return stage.admin.rows(ENTRY, "name", "organization", "ground", "proposed_effect")


def _missed(stage: Stage) -> dict[Mistake, str]:
    return {
        Mistake("missed", str(stage.plan_of(row["organization"]))): f"proposal to revoke, {row['name']}"
        for row in _entries(stage)
        if row["proposed_effect"] == "Revoke"
    }


def _conflicts(stage: Stage) -> dict[Mistake, str]:
    """Interests on record that nobody planted would be false alarms, too."""
    pilots = stage.admin.rows("CSO Rural Pilot", "village_region", "`tabCSO Pilot Expert`.conflict_declared")
    return {
        Mistake("pilot conflict", row["village_region"]): "refused by the server, on record"
        for row in pilots
        if row["conflict_declared"]
    }
