"""The same nonsense with the app installed, from the people of its offices: nobody learns of others.

The world is that of the tables of rights: one document of each DocType in each state, all in one village.
What must not be told belongs to an organization of another town.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import frappe
import pytest

from benchless.site import Site
from cso_management.approvals.engine.handlers import HANDLERS
from tests.app.rights.people import account
from tests.safety import doors, playing, scene
from tests.safety.county import MANAGER, SECRETS
from tests.safety.doors import Door
from tests.safety.laws import Visitor, Watch
from tests.safety.test_fuzz import LEFT_OUT

GUEST, REPRESENTATIVE, VILLAGE, CLERK, LEADER = "Guest", *map(account, ("rep", "vil", "tcl", "tld"))
VISITORS = (GUEST, REPRESENTATIVE, VILLAGE, CLERK, CLERK, LEADER, MANAGER)


@pytest.fixture
def watch(app_site: Site) -> Watch:
    visitors = {user: Visitor(app_site, user) for user in VISITORS}
    return Watch(visitors, {user: SECRETS for user in VISITORS if user != MANAGER}, str(app_site.folder))


def hints() -> dict[str, Sequence[Any]]:
    """Values that mean something to the doors of the app."""
    routes = frappe.get_all("CSO Approval Route", pluck="name", order_by="name")
    bodies = [frappe.get_doc("CSO Approval Route", name).as_dict() for name in routes[:3]]
    return {
        "report_name": frappe.get_all("Report", pluck="name", order_by="name"),
        "act": (*sorted(HANDLERS), "submit"),
        "box": ("todo", "done", "mine", "copied"),
        "action": ("Submit", "Agree", "Approve", "Return for Correction", "Withdraw"),
        "route": (*routes, *(json.dumps(one, default=str) for one in bodies)),
        "region": ("990121001001", "990121001000", "990121000000", "990100000000", "9", "990122000000"),
        "regions": (["990121001000"], "990121001000", '["990121001001"]'),
        "opinion": ("同意。", "不同意。", ""),
        "people": ([LEADER], [CLERK, VILLAGE], LEADER),
        "to": (CLERK, LEADER, VILLAGE, "nobody@fuzz.example"),
        "position": ("before", "after", "with"),
        "light": ("red", "yellow", "green"),
        "format": ("json", "zip", "html", "pdf", "CSV", "Excel"),
        "year": (0, 2025, 2026, 1, 10**9),
        "since": ("2026-01-01", "never"),
        "file_url": ("/private/files/paper.txt", "/files/nothing.xlsx"),
        "phase": ("Selection", "Evaluation"),
        "decision": ("Suspended", "Revoked", "Active"),
        "answered": (0, 1),
        "step": ("town", "county", "1", "clerk"),
        "days": (1, 5, -1, 10**9),
    }


def every_door() -> list[Door]:
    import cso_management

    found = [*doors.methods(cso_management, 3), *doors.methods(), *doors.rest()]
    return [door for door in found if not LEFT_OUT.search(door.path)]


def test_no_nonsense_breaks_or_leaks(app_site: Site, watch: Watch) -> None:
    import cso_management

    with app_site.session():
        types = [one for one in frappe.get_all("DocType", pluck="name") if one.startswith("CSO ")]
        scenery = scene.of_site(types, doors.document_methods(cso_management), hints())
    found = playing.play(watch, every_door(), scenery, VISITORS, rounds=3)
    assert not found.groups, str(found)
    assert found.answered() > 0.1, "nearly all knocks ended at the gate"
