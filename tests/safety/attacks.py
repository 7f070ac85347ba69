"""Ways into the server. Each tells whether it got through; `off` takes the defence away."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import frappe
from pytest import MonkeyPatch
from werkzeug.test import Client

import benchless.access.ordering as ordering
import benchless.access.query as query
import benchless.access.selection as selection
from benchless import safe_eval
from benchless.access.filters import Column
from benchless.context import current
from benchless.errors import FrappeError
from benchless.files import access, store
from benchless.http import assets, attempts, identity, login, sessions
from benchless.http.app import create_app
from benchless.keyvalue import KeyValueStore
from benchless.printing.environment import Sandbox
from benchless.reports import book, sql, tables
from benchless.schema.meta import Meta

PASSWORD = "Qinghe-2026-Rain"
CLERK, OTHER = "clerk@attack.example", "other@attack.example"
SECRET = "secret-4711"


class Caller:
    """Somebody with a browser, in this process."""

    def __init__(self, site: Any, user: str = "Guest") -> None:
        self.site, self.client = site, Client(create_app(site))
        if user != "Guest":
            with site.session() as session:
                session.db.begin()
                self.sid = sessions.create(user, {}, None)
            self.cookie(self.sid)

    def cookie(self, sid: str) -> None:
        self.client.set_cookie("sid", sid, domain="localhost")

    def get(self, path: str, **values: Any) -> Any:
        given = {key: value if isinstance(value, str) else json.dumps(value) for key, value in values.items()}
        return self.client.get(path, query_string=given)

    def post(self, path: str, **values: Any) -> Any:
        return self.client.post(path, json=values)

    def gets_rows(self, **values: Any) -> bool:
        answer = self.get("/api/resource/ToDo", **values)
        return bool(answer.status_code == 200 and answer.json["data"])


@dataclass(frozen=True)
class Attack:
    """A way in, and what keeps it shut."""

    title: str
    goes_through: Callable[[Any], bool]
    off: Callable[[MonkeyPatch], None]


ATTACKS: list[Attack] = []


def attack(title: str, off: Callable[[MonkeyPatch], None]) -> Callable[[Any], Any]:
    def keep(function: Callable[[Any], bool]) -> Callable[[Any], bool]:
        ATTACKS.append(Attack(title, function, off))
        return function

    return keep


def patch(*pairs: tuple[Any, str, Any]) -> Callable[[MonkeyPatch], None]:
    """Defences taken away by replacing names."""

    def off(monkeypatch: MonkeyPatch) -> None:
        for owner, name, value in pairs:
            monkeypatch.setattr(owner, name, value)

    return off


# lists ----------------------------------------------------------------------------------------

HASH = "(select password from `__Auth` limit 1)"


def anything(text: str) -> selection.PlainName:
    """Every text is the name of a column."""
    return selection.PlainName(None, text)


@attack("a query in order_by", patch((ordering, "_part", lambda _query, part: part)))
def order_by(site: Any) -> bool:
    return Caller(site, CLERK).gets_rows(order_by=HASH)


def raw_grouping(_query: Any, group_by: str | None) -> str:
    return f" GROUP BY {group_by}" if group_by else ""


@attack("a query in group_by", patch((query, "_grouping", raw_grouping)))
def group_by(site: Any) -> bool:
    return Caller(site, CLERK).gets_rows(group_by=HASH)


@attack("a query in fields", patch((query, "parse_field", lambda _q, text: [selection.Shown(text, "name")])))
def fields(site: Any) -> bool:
    answer = Caller(site, CLERK).get("/api/resource/ToDo", fields=[HASH])
    return "argon2" in answer.get_data(as_text=True)


def unchecked(self: Any, meta: Meta, name: str, table: str | None = None) -> Column:
    return Column(f"{table or self.table}.{name}", self.meta, "description")


LOOSE = patch(
    (selection.Query, "column", unchecked),
    (query, "plain_name", anything),
    (selection, "plain_name", anything),
)


@attack("SQL in the name of a filter", LOOSE)
def filters(site: Any) -> bool:
    return Caller(site, CLERK).gets_rows(filters=[["name is not null or name", "=", "x"]])


@attack(
    "a field above the own level, guessed by a filter", patch((selection.Query, "may_read", lambda *_: True))
)
def hidden_field(site: Any) -> bool:
    return Caller(site, CLERK).gets_rows(filters=[["hidden_note", "like", f"{SECRET[:3]}%"]])


# files ----------------------------------------------------------------------------------------


def joined(folder: str, path: str) -> str:
    return os.path.normpath(f"{folder}/{path}")


@attack("out of the folder of public files", patch((assets, "safe_join", joined)))
def public_traversal(site: Any) -> bool:
    ways = ("/files/../../site_config.json", "/files/%2e%2e/%2e%2e/site_config.json")
    return any("encryption_key" in Caller(site).get(way).get_data(as_text=True) for way in ways)


@attack("out of the folder of assets", patch((assets, "safe_join", joined)))
def asset_traversal(site: Any) -> bool:
    return "app_name" in Caller(site).get("/assets/frappe/%2e%2e/hooks.py").get_data(as_text=True)


@attack("a private file by its address", patch((access, "can_read", lambda *_: True)))
def private_file(site: Any) -> bool:
    caller = Caller(site, CLERK)
    ways = ("/private/files/secret.txt", "/api/method/frappe.utils.file_manager.download_file")
    answers = [caller.get(way, file_url="/private/files/secret.txt") for way in ways]
    return any(SECRET in answer.get_data(as_text=True) for answer in answers)


@attack("a file named out of its folder", patch((store, "safe_name", str)))
def named_outside(site: Any) -> bool:
    name = "../taken.txt"
    answer = Caller(site, CLERK).client.post(
        "/api/method/upload_file",
        data={"file": (io.BytesIO(b"taken"), name), "is_private": "1", "file_name": name},
    )
    assert answer.status_code == 200
    with site.session():
        store.write(name, b"taken", True)
    outside = site.path("private", "taken.txt")
    found = outside.exists()
    outside.unlink(missing_ok=True)
    return found


# templates and conditions ---------------------------------------------------------------------

ESCAPE = "{{ ''.__class__.__base__.__subclasses__() }}"


@attack("Python through a print format", patch((Sandbox, "is_safe_attribute", lambda *_: True)))
def jinja(site: Any) -> bool:
    return "class &#39;" in rendered(ESCAPE) or "<class" in rendered(ESCAPE)


def rendered(template: str) -> str:
    with contextlib.suppress(Exception):
        return str(frappe.render_template(template, {"doc": frappe.get_last_doc("ToDo")}))
    return ""


@attack("a change through the subject of a notification",
        patch((Sandbox, "is_safe_callable", lambda *_: True)))  # fmt: skip
def jinja_writes(site: Any) -> bool:
    with site.session():
        doc = frappe.get_last_doc("ToDo")
        rendered("{{ doc.db_set('description', 'taken') }}")
        return bool(frappe.db.get_value("ToDo", doc.name, "description") == "taken")


@attack("Python through the condition of a workflow",
        patch((safe_eval, "compile_expression", lambda text: compile(text, "<c>", "eval"))))  # fmt: skip
def condition(site: Any) -> bool:
    try:
        return bool(safe_eval.safe_eval("().__class__.__base__.__subclasses__() != []", None, {}))
    except (FrappeError, SyntaxError, AttributeError, NameError):
        return False


# reports --------------------------------------------------------------------------------------


@attack("passwords in a report", patch((sql, "check", lambda _query: None)))
def report_secrets(site: Any) -> bool:
    return bool(reported(site, "SELECT password FROM `__Auth`", {}))


@attack(
    "a report that changes",
    patch((sql, "check", lambda _query: None), (sql, "_reading", contextlib.nullcontext)),
)
def report_writes(site: Any) -> bool:
    reported(site, "UPDATE `tabToDo` SET description='written'", {})
    with site.session():
        return bool(frappe.db.exists("ToDo", {"description": "written"}))


def pasted(text: str, filters: dict[str, Any]) -> Any:
    return [], current().db.rows(text % {key: f"'{value}'" for key, value in filters.items()})


@attack(
    "SQL through a filter of a report", patch((sql, "run", lambda query, filters, *_: pasted(query, filters)))
)
def report_filter(site: Any) -> bool:
    text = "SELECT name FROM `tabToDo` WHERE owner = %(who)s"
    return bool(reported(site, text, {"who": "x' OR '1'='1"}))


def reported(site: Any, text: str, filters: dict[str, Any]) -> list[Any]:
    with site.session():
        try:
            return list(sql.run(text, filters)[1])
        except FrappeError:
            return []


# sessions -------------------------------------------------------------------------------------


@attack("a request from another page", patch((identity, "check_csrf", lambda: None)))
def csrf(site: Any) -> bool:
    caller = Caller(site, CLERK)
    with site.session() as session:
        session.db.begin()
        sessions.store_data(caller.sid, {"csrf_token": "of the own page"})
    answer = caller.post("/api/resource/ToDo", description="forged", allocated_to=CLERK)
    return bool(answer.status_code == 200)


def given_sid(user: str, data: dict[str, Any], ip: str | None) -> str:
    sid = str(current().request.cookies.get("sid"))
    current().db.execute(
        "INSERT INTO `tabSessions` (sid, user, sessiondata, lastupdate, status)"
        " VALUES (?, ?, '{}', ?, 'Active')",
        (sessions.hashed(sid), user, sessions._now()),
    )
    return sid


@attack("a session chosen before the log-in", patch((login.sessions, "create", given_sid)))
def fixation(site: Any) -> bool:
    chosen = "f" * 64
    victim, thief = Caller(site), Caller(site)
    victim.cookie(chosen)
    assert victim.post("/api/method/login", usr=CLERK, pwd=PASSWORD).status_code == 200
    thief.cookie(chosen)
    answer = thief.get("/api/method/frappe.auth.get_logged_user")
    return bool(answer.status_code == 200 and answer.json["message"] == CLERK)


@attack("passwords tried one after the other", patch((attempts, "check", lambda _user: None)))
def brute_force(site: Any) -> bool:
    caller = Caller(site)
    answers = [caller.post("/api/method/login", usr=OTHER, pwd=f"wrong {n}").status_code for n in range(12)]
    return 429 not in answers


@attack(
    "a limited door, by way of several processes", patch((KeyValueStore, "incr", lambda *_args, **_more: 1))
)
def rate(site: Any) -> bool:
    answers = []
    for _number in range(24):  # what one process remembers is nothing here: the bucket is the site's
        caller = Caller(site)
        user = {"user": f"nobody-{site.name}@attack.example"}
        answers.append(
            caller.post("/api/method/frappe.core.doctype.user.user.reset_password", **user).status_code
        )
    return 429 not in answers


# imports --------------------------------------------------------------------------------------

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = f'<worksheet xmlns="{SPACE}"><sheetData>%s</sheetData></worksheet>'


def workbook(rows: str) -> bytes:
    """A workbook whose only sheet has these rows."""
    out = io.BytesIO()
    whole = zipfile.ZipFile(io.BytesIO(tables.to_xlsx([["x"]])))
    with whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            archive.writestr(name, SHEET % rows if name.endswith("sheet1.xml") else whole.read(name))
    return out.getvalue()


def laughing() -> bytes:
    """A workbook whose one cell would be a thousand million letters, if entities were expanded."""
    names = "abcdefghi"
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip(names, names[1:], strict=False)
    )
    out = io.BytesIO()
    whole = zipfile.ZipFile(io.BytesIO(workbook(cell("A1", "&i;"))))
    with whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            head = f"<!DOCTYPE worksheet [{entities}]>" if name.endswith("sheet1.xml") else ""
            archive.writestr(name, head.encode() + whole.read(name))
    return out.getvalue()


def cell(place: str, text: str = "1") -> str:
    row = re.sub(r"\D", "", place)
    return f'<row r="{row}"><c r="{place}" t="str"><v>{text}</v></c></row>'


def read(content: bytes) -> bool:
    try:
        return bool(book.rows(content))
    except book.UnreadableBook:
        return False


@attack("a workbook of a thousand million cells", patch((book, "MOST_CELLS", 10**9)))
def wide_book(site: Any) -> bool:
    return read(workbook(cell("A1") + cell("ZZ9000")))


@attack("a workbook that grows in the memory", patch((book, "MOST_MEMORY", 4 * 1024**3)))
def zip_bomb(site: Any) -> bool:
    return read(workbook(cell("A1", "0" * 200_000_000)))
