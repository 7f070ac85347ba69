"""Ten thousand questions “may this user do this with this document?”, to the server and to an oracle."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from werkzeug.test import Client

from benchless.http import sessions
from benchless.http.app import create_app
from tests.safety import worlds
from tests.safety.oracle import CASE, Case, World
from tests.safety.worlds import NAMES, REPORT, USERS, query

WORLDS = int(os.environ.get("CSO_WORLDS", "14"))  # a longer search by hand
asked = {"triples": 0}


class Person:
    """A user at the HTTP door, in this process."""

    def __init__(self, site: Any, user: str) -> None:
        self.user, self.client = user, Client(create_app(site))
        with site.session() as session:
            session.db.begin()
            self.client.set_cookie("sid", sessions.create(user, {}, None), domain="localhost")

    def get(self, path: str, **values: Any) -> Any:
        return self.client.get(path, query_string=query(**values))

    def call(self, method: str, **values: Any) -> Any:
        answer = self.get(f"/api/method/{method}", **values)
        assert answer.status_code in (200, 403), answer.get_data(as_text=True)
        return answer.json.get("message") if answer.status_code == 200 else None

    # what is in a set of documents --------------------------------------------------------

    def listed(self) -> set[str]:
        answer = self.get(f"/api/resource/{CASE}", limit_page_length=0)
        return {row["name"] for row in answer.json["data"]} if answer.status_code == 200 else set()

    def listed_by_v2(self) -> set[str]:
        answer = self.get(f"/api/v2/document/{CASE}", limit=0, limit_page_length=0)
        return {row["name"] for row in answer.json["data"]} if answer.status_code == 200 else set()

    def report_view(self) -> set[str]:
        found = self.call("frappe.desk.reportview.get", doctype=CASE, fields=["name"], page_length=100)
        return {row[0] for row in found["values"]} if found else set()

    def reported(self) -> set[str]:
        found = self.call("frappe.desk.query_report.run", report_name=REPORT)
        return {row["name"] for row in found["result"]} if found else set()

    def searched(self) -> set[str]:
        found = self.call("frappe.desk.search.search_link", doctype=CASE, txt="", page_length=100)
        return {row["value"] for row in found or []}

    def exported(self) -> set[str]:
        values = {"doctype": CASE, "fields": ["name"], "file_format_type": "CSV", "page_length": 100}
        answer = self.get("/api/method/frappe.desk.reportview.export_query", **values)
        if answer.status_code != 200:
            return set()
        rows = csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff")))
        return {cell for row in list(rows)[1:] for cell in row if cell in NAMES}

    def counts(self) -> set[int]:
        """All ways to count give one number."""
        by_list = self.call("frappe.client.get_count", doctype=CASE)
        by_view = self.call("frappe.desk.reportview.get_count", doctype=CASE, limit=1001)
        by_v2 = self.get(f"/api/v2/doctype/{CASE}/count")
        return {by_list or 0, by_view or 0, (by_v2.json.get("data") or 0) if by_v2.status_code == 200 else 0}

    # what is asked of one document --------------------------------------------------------

    def reads(self, name: str) -> str | None:
        answer = self.get(f"/api/resource/{CASE}/{name}")
        assert answer.status_code in (200, 403)
        return answer.get_data(as_text=True) if answer.status_code == 200 else None

    def prints(self, name: str) -> bool:
        answer = self.get("/api/method/frappe.www.printview.get_html_and_style", doc=CASE, name=name)
        return bool(answer.status_code == 200)

    def opens(self, name: str) -> bool:
        return bool(self.get(f"/private/files/{name}.txt").status_code == 200)

    def has(self, name: str, right: str) -> bool:
        found = self.call("frappe.client.has_permission", doctype=CASE, docname=name, perm_type=right)
        return bool(found and found["has_permission"])


@pytest.fixture(scope="module")
def people(site: Any) -> Iterator[list[Person]]:
    with site.session() as session:
        session.flags.in_test = True
        worlds.make_doctypes()
        for name in NAMES:
            site.path("private", "files", f"{name}.txt").write_text(name)
    yield [Person(site, user) for user in USERS]


SETS: dict[str, tuple[Callable[[Person], set[str]], Callable[[World, str, Case], bool]]] = {
    "list": (Person.listed, World.listed),
    "list of v2": (Person.listed_by_v2, World.listed),
    "report view": (Person.report_view, World.listed),
    "report": (Person.reported, World.reported),
    "search": (Person.searched, World.listed),
    "export": (Person.exported, World.exported),
}
RIGHTS = ("write", "delete", "submit", "share")


@settings(
    max_examples=WORLDS,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(world=worlds.worlds())
def test_the_server_agrees_with_the_oracle(site: Any, people: list[Person], world: World) -> None:
    with site.session() as session:
        worlds.enter(world, session)
    for person in people:
        compare_sets(person, world)
        for case in world.cases:
            compare_one(person, world, case)


def compare_sets(person: Person, world: World) -> None:
    for action, (ask, rule) in SETS.items():
        wanted = {case.name for case in world.cases if rule(world, person.user, case)}
        assert ask(person) == wanted, f"{action} of {person.user}"
        asked["triples"] += len(world.cases)
    listed = sum(world.listed(person.user, case) for case in world.cases)
    assert person.counts() == {listed}, f"count of {person.user}"
    asked["triples"] += len(world.cases)


def compare_one(person: Person, world: World, case: Case) -> None:
    user, text = person.user, person.reads(case.name)
    may_read = world.may(user, case, "read")
    found = {
        "read": text is not None,
        "secret": "secret of" in (text or ""),
        "print": person.prints(case.name),
        "file": person.opens(case.name),
        **{right: person.has(case.name, right) for right in RIGHTS},
    }
    wanted = {
        "read": may_read,
        "secret": world.sees_secret(user, case),
        "print": may_read or world.may(user, case, "print"),
        "file": may_read,
        **{right: world.may(user, case, right) for right in RIGHTS},
    }
    assert found == wanted, f"{case.name} for {user}"
    asked["triples"] += len(found)


def test_ten_thousand_questions_were_asked() -> None:
    assert asked["triples"] >= 10_000
