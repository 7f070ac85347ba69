"""Nonsense at every door: no 500, no trace of the inside, nothing of what others keep to themselves.

`CSO_FUZZ=20000` asks that many new questions; `CSO_FUZZ_SEED=…` asks those of an earlier search again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import frappe
import pytest

from tests.safety import doors, playing, scene
from tests.safety.doors import Door
from tests.safety.laws import Visitor, Watch

CANARY = "canary-7f3a"
CLERK, MANAGER, OTHER = "clerk@fuzz.example", "manager@fuzz.example", "other@fuzz.example"
# Functions that are meant to tell a manager about the inside, or to take the site away.
LEFT_OUT = re.compile(r"logout|error_log|frappe\.client\.get_password")
VISITORS = ("Guest", CLERK, CLERK, MANAGER)


@pytest.fixture(scope="module")
def watch(site: Any) -> Iterator[Watch]:
    with site.session() as session:
        session.flags.in_test = True
        people()
        session.set_user(OTHER)
        secrets()
        session.set_user("Administrator")
    visitors = {user: Visitor(site, user) for user in ("Guest", CLERK, MANAGER)}
    yield Watch(visitors, {"Guest": [CANARY], CLERK: [CANARY]}, str(site.folder))


def people() -> None:
    for user, roles in ((CLERK, ["Desk User"]), (MANAGER, ["System Manager"]), (OTHER, [])):
        rows = [{"role": role} for role in roles if role != "Desk User"]
        frappe.get_doc(
            {"doctype": "User", "email": user, "first_name": "F", "send_welcome_email": 0, "roles": rows}
        ).insert()


def secrets() -> None:
    frappe.get_doc({"doctype": "Note", "title": CANARY, "content": CANARY, "public": 0}).insert(
        ignore_permissions=True
    )
    frappe.get_doc({"doctype": "ToDo", "description": CANARY, "allocated_to": OTHER}).insert()
    file = {"doctype": "File", "file_name": "secret.txt", "is_private": 1, "content": CANARY}
    frappe.get_doc(file).insert()


def every_door() -> list[Door]:
    return [door for door in (*doors.methods(), *doors.rest()) if not LEFT_OUT.search(door.path)]


def test_no_nonsense_breaks_or_leaks(site: Any, watch: Watch) -> None:
    with site.session():
        scenery = scene.of_site(words=(OTHER, *doors.document_methods()))
    found = playing.play(watch, every_door(), scenery, VISITORS, rounds=4)
    print(sorted(found.statuses.items()))
    assert not found.groups, str(found)


def test_the_site_is_whole_afterwards(site: Any) -> None:
    with site.session():
        assert frappe.get_doc("User", "Administrator").enabled
        assert frappe.get_all("DocType", limit=1)
