"""The same nonsense with the app installed, asked by the people of its offices: no 500, and nobody learns of others.

The world is that of the tables of rights: one document of each DocType in each state, all in one village. What
must not be told belongs to an organization of another town.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import frappe
import pytest

from benchless.setup.apps import install_app
from benchless.setup.new_site import create_site
from benchless.site import Site
from cso_management.approvals.engine.handlers import HANDLERS
from tests.app.conftest import quiet
from tests.app.rights.people import account
from tests.app.rights.world import World
from tests.safety import doors, playing, scene
from tests.safety.doors import Door
from tests.safety.laws import Visitor, Watch
from tests.safety.test_fuzz import LEFT_OUT
from tests.support import databases

MANAGER = "manager@fuzz.example"
GUEST, REPRESENTATIVE, VILLAGE, CLERK, LEADER = "Guest", *map(account, ("rep", "vil", "tcl", "tld"))
VISITORS = (GUEST, REPRESENTATIVE, VILLAGE, CLERK, CLERK, LEADER, MANAGER)
# Of the organization in the other town: a phone, a person, an account, an application, the text of a paper.
PHONE, PERSON, BANK = "13955557777", "110101198502031239", "6222111122223333"
APPLIED, PAPER = "暗影舞蹈队", "canary-5c1e"


@pytest.fixture(scope="module")
def app_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("fuzz") / "test.localhost"
    options = {"settings": databases.settings(), "administrator": databases.administrator()}
    create_site(folder, "admin", quiet, **options)
    site = Site(folder)
    with site.session():
        install_app("cso_management", quiet)
    with site.session():
        frappe.local.lang = "zh"
        settle()
    yield site
    site.close()


def settle() -> None:
    world = World()
    world.make()
    other = frappe.get_doc("CSO Organization", world.organizations["other"])
    other.db_set({"principal_phone": PHONE, "principal_id_no": PERSON, "bank_account": BANK})
    manager = {"doctype": "User", "email": MANAGER, "first_name": "M", "send_welcome_email": 0}
    frappe.get_doc({**manager, "roles": [{"role": "System Manager"}]}).insert()
    frappe.set_user(account("rep.other"))
    application = {"doctype": "CSO Filing Application", "application_type": "New", "org_name": APPLIED}
    doc = frappe.get_doc({**application, "region": "990121100201", "primary_category": "0304"})
    doc.flags.ignore_mandatory = True
    doc.insert()
    paper = {"doctype": "File", "file_name": "paper.txt", "is_private": 1, "content": PAPER}
    frappe.get_doc({**paper, "attached_to_doctype": doc.doctype, "attached_to_name": doc.name}).insert()
    frappe.set_user("Administrator")


@pytest.fixture(scope="module")
def watch(app_site: Site) -> Watch:
    visitors = {user: Visitor(app_site, user) for user in VISITORS}
    everything = [PHONE, PERSON, BANK, APPLIED, PAPER]
    return Watch(visitors, {user: everything for user in VISITORS if user != MANAGER}, str(app_site.folder))


def hints() -> dict[str, Sequence[Any]]:
    """Values that mean something to the doors of the app."""
    routes = frappe.get_all("CSO Approval Route", pluck="name", order_by="name")
    bodies = [frappe.get_doc("CSO Approval Route", name).as_dict() for name in routes[:3]]
    return {
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
