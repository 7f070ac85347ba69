"""Nonsense at every door: no 500, no trace of the inside, nothing of what others keep to themselves."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import frappe
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from werkzeug.test import Client

from benchless.http import sessions
from benchless.http.app import create_app
from tests.safety import doors
from tests.safety.doors import Door

ROUNDS = int(os.environ.get("CSO_FUZZ", "1500"))  # a longer search by hand
CANARY = "canary-7f3a"
CLERK, MANAGER, OTHER = "clerk@fuzz.example", "manager@fuzz.example", "other@fuzz.example"
LEAKS = re.compile(
    r"Traceback \(most recent|File \"/|\.py\", line|apsw|sqlite3?\.|sqlglot|\$argon2|encryption_key",
    re.I,
)
# Functions that are meant to tell a manager about the inside, or to take the site away.
LEFT_OUT = re.compile(r"logout|error_log|frappe\.client\.get_password")

NAMES = (
    "ToDo",
    "User",
    "File",
    "Note",
    "DocType",
    "System Settings",
    "No Such Type",
    "Has Role",
    "RQ Job",
    "Report",
)
WORDS = (
    "", "0", "-1", "1e400", "99999999999999999999", "null", "true", "[]", "{}", "[[]]", "[{}]", "{", "name",
    "Administrator", "Guest", OTHER, "2026-02-30", "2026-11-23 10:00:00", "' OR 1=1 --",
    "1; DROP TABLE tabUser",
    "`tabUser`.`name`", "name desc, (select 1)", "count(*)", "*", "../../../etc/passwd",
    "..%2f..%2fsite_config.json",
    "/private/files/secret.txt", "{{ 7*7 }}", "{{ doc.__class__.__mro__ }}", "{% for %}",
    "<script>alert(1)</script>",
    "\x00", "\ud7ff", "名称", "a" * 5000, "frappe.client.get_list", "__init__", "os.system", "PDF", "Excel",
    "CSV",
    '{"doctype":"ToDo"}', '{"doctype":"ToDo","description":{"a":1}}',
    '{"doctype":"User","name":"Administrator"}',
    '[["ToDo","status","=","Open"]]', '[["a"]]', '[["ToDo","status","between","x"]]',
    '{"status":["in",null]}',
    '{"name":{"a":1}}', '["name","nothing"]', '["name as `x`"]', '[1,2]', '"text"', '{"a":[{"b":[]}]}',
    "[null]",
    '{"doctype":"ToDo","name":"x","__islocal":1,"items":"x"}', '[["ToDo","name","descendants of","x"]]',
)  # fmt: skip


class Visitor:
    """Somebody at the door, in this process."""

    def __init__(self, site: Any, user: str) -> None:
        self.client = Client(create_app(site))
        if user != "Guest":
            with site.session() as session:
                session.db.begin()
                self.client.set_cookie("sid", sessions.create(user, {}, None), domain="localhost")

    def knock(self, verb: str, path: str, values: Any, form: str) -> tuple[int, str]:
        given: dict[str, Any] = {"query_string": values} if verb in ("GET", "HEAD") else {form: values}
        answer = self.client.open(path, method=verb, headers={"Accept": "application/json"}, **given)
        return answer.status_code, answer.get_data().decode("utf-8", "replace")


@pytest.fixture(scope="module")
def visitors(site: Any) -> Iterator[dict[str, Visitor]]:
    with site.session() as session:
        session.flags.in_test = True
        for user, roles in ((CLERK, ["Desk User"]), (MANAGER, ["System Manager"]), (OTHER, [])):
            rows = [{"role": role} for role in roles if role != "Desk User"]
            frappe.get_doc(
                {"doctype": "User", "email": user, "first_name": "F", "send_welcome_email": 0, "roles": rows}
            ).insert()  # fmt: skip
        session.set_user(OTHER)
        frappe.get_doc({"doctype": "Note", "title": CANARY, "content": CANARY, "public": 0}).insert(
            ignore_permissions=True
        )
        frappe.get_doc({"doctype": "ToDo", "description": CANARY, "allocated_to": OTHER}).insert()
        file = {"doctype": "File", "file_name": "secret.txt", "is_private": 1, "content": CANARY}
        frappe.get_doc(file).insert()
        session.set_user("Administrator")
    yield {user: Visitor(site, user) for user in ("Guest", CLERK, MANAGER)}


def values() -> st.SearchStrategy[Any]:
    plain = st.sampled_from((*WORDS, *NAMES))
    odd = st.one_of(st.text(max_size=8), st.integers().map(str), st.floats().map(str))
    return st.one_of(plain, plain, plain, odd)


def nested() -> st.SearchStrategy[Any]:
    leaf = st.one_of(values(), st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False))
    return st.recursive(
        leaf, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(values(), inner, max_size=3)
    )


@st.composite
def knocks(draw: Any) -> tuple[str, str, str, dict[str, Any], str]:
    door: Door = draw(st.sampled_from([one for one in ALL if not LEFT_OUT.search(one.path)]))
    form = draw(st.sampled_from(("data", "json")))
    verb = draw(st.sampled_from(door.verbs))
    kind = nested() if form == "json" and verb not in ("GET", "HEAD") else values()
    names = [name for name in door.parameters if draw(st.booleans()) or len(door.parameters) < 4]
    sent = {
        name: draw(st.sampled_from(NAMES) if name in TYPES and draw(st.booleans()) else kind)
        for name in names
    }
    fill = {part: quote(draw(values()), safe="") for part in ("name", "method")}
    path = door.path.format(doctype=quote(draw(st.sampled_from(NAMES))), **fill)
    return draw(st.sampled_from(("Guest", CLERK, CLERK, MANAGER))), verb, path, sent, form


TYPES = ("doctype", "dt", "document_type", "reference_doctype", "parent", "ref_doctype")
ALL = (*doors.rest(), *doors.methods(), *doors.rest())


@settings(
    max_examples=ROUNDS,
    deadline=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink] if "CSO_FUZZ" in os.environ else [Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(knock=knocks())
def test_no_nonsense_breaks_or_leaks(site: Any, visitors: dict[str, Visitor], knock: Any) -> None:
    who, verb, path, sent, form = knock
    status, text = visitors[who].knock(verb, path, sent, form)
    said = f"{who}: {verb} {path} {json.dumps(sent, default=str)[:400]} → {status} {text[:300]}"
    assert status < 500, said
    assert not LEAKS.search(text) and str(site.folder) not in text, said
    assert who == MANAGER or CANARY not in text, said


def test_the_site_is_whole_afterwards(site: Any) -> None:
    with site.session():
        assert frappe.get_doc("User", "Administrator").enabled
        assert frappe.get_all("DocType", limit=1)
