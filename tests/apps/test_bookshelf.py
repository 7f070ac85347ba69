"""A second app, with one of everything: installed, used, upgraded and taken off, in this order."""

import json
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.app_site import AppSite
from tests.support.client import Client

HERE = Path(__file__).parent
FIRST, SECOND = HERE / "bookshelf", HERE / "bookshelf_second"
MACHINES = count(1)
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
ACCEPT = "/api/method/frappe.website.doctype.web_form.web_form.accept"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> AppSite:
    made = AppSite("bookshelf", FIRST, tmp_path_factory.mktemp("bookshelf"))
    made.install()
    return made


@pytest.fixture(scope="module")
def books(library: AppSite) -> list[str]:
    return list(library.ask("tests.apps.checks.books"))


@pytest.fixture(scope="module")
def address(library: AppSite, books: list[str]) -> Iterator[str]:
    with library.served() as running:
        yield running.address


def test_everything_of_the_app_is_there(library: AppSite) -> None:
    found = library.ask("tests.apps.checks.definitions")
    assert found == {
        "genres": ["Novel", "Poetry"],
        "role": True,
        "custom field": True,
        "property": "Low",
        "modules": ["Library"],
        "web form": "ask-for-a-book",
        "jobs": {"bookshelf.tasks.remind": "Daily", "bookshelf.tasks.count": "Cron"},
        "patches": ["bookshelf.patches.say_hello"],
        "boot": {"books": 0},
    }
    assert library.ask("tests.apps.checks.life") == "before after"


OWN_TESTS = """
import frappe
from frappe.tests.utils import FrappeTestCase


class TestShelf(FrappeTestCase):
    def test_prepared(self):
        self.assertEqual(frappe.db.get_default("bookshelf_tested"), "ready")

    def test_notes_are_loud(self):
        self.assertEqual(frappe.get_doc({"doctype": "Note", "title": "quiet"}).shout(), "QUIET")

    def test_books_can_be_searched(self):
        listed = frappe.get_doc("Global Search Settings").allowed_in_global_search
        self.assertIn("Shelf Book", [row.document_type for row in listed])
"""


def test_the_apps_own_tests_run(library: AppSite) -> None:
    file = library.code / "bookshelf" / "test_shelf.py"
    file.write_text(OWN_TESTS)
    with pytest.raises(AssertionError, match="allow_tests"):
        library.cli("run-tests", "--app", "bookshelf")
    library.cli("set-config", "allow_tests", "1")
    library.cli("run-tests", "--app", "bookshelf")
    file.write_text(OWN_TESTS.replace("QUIET", "LOUD"))
    with pytest.raises(AssertionError, match="test_notes_are_loud"):
        library.cli("run-tests", "--app", "bookshelf", "--module", "bookshelf.test_shelf")
    file.unlink()


def test_documents_of_others_are_handled(library: AppSite, books: list[str]) -> None:
    assert library.ask("tests.apps.checks.events") == {
        "color": "#112233",
        "priority": "Low",
        "refused": "the bookshelf forbids it",
        "trashed": True,
        "note": "A B",
    }
    assert library.ask("tests.apps.checks.default", "bookshelf_latest") == f"{books[-1]} after_insert"


def test_a_loan_lives_from_draft_to_amended_copy(library: AppSite, books: list[str]) -> None:
    assert library.ask("tests.apps.checks.loan", books[0]) == {
        "title": "Water",
        "docstatus": 0,
        "fixed": True,
        "lent": "lent to Ann",
        "amended": True,
    }


def test_the_tree_knows_what_is_below(library: AppSite, books: list[str]) -> None:
    assert library.ask("tests.apps.checks.places") == {"below": ["Room", "Shelf"], "books": 2}


def test_virtual_field_and_virtual_documents(library: AppSite, books: list[str]) -> None:
    assert library.ask("tests.apps.checks.virtual", books[0]) == {
        "field": "Water / Li",
        "document": 2,
        "list": ["Shelf Book", "Shelf Genre", "Shelf Loan", "Shelf Place"],
    }


def test_templates_have_the_apps_functions(library: AppSite) -> None:
    assert library.ask("tests.apps.checks.templates") == "[x] cba"


def test_locked_books_are_for_librarians(library: AppSite, books: list[str]) -> None:
    assert library.ask("tests.apps.checks.rights", books[1]) == {
        "reader@example.org": {"list": False, "one": False},
        "librarian@example.org": {"list": True, "one": True},
    }


def test_scheduled_functions_run(library: AppSite, books: list[str]) -> None:
    day, count = library.ask("tests.apps.checks.jobs")
    assert (len(day), count) == (10, "2")


def test_a_single_has_its_settings(library: AppSite) -> None:
    assert library.ask("tests.apps.checks.settings") == [3, 14]


def test_smaller_hooks(library: AppSite) -> None:
    assert library.ask("tests.apps.checks.small_hooks") == {
        "name": "REQ-S4",
        "genre left": None,
        "request left": None,
    }


# over HTTP ------------------------------------------------------------------------------------


def test_the_page_of_a_shelf(address: str) -> None:
    page = httpx.get(f"{address}/shelves/Top")
    assert (page.status_code, "<h1>Top</h1>" in page.text, "<li>Water</li>" in page.text) == (200, True, True)
    assert "Stone" not in page.text  # locked away


MOVES = [
    ("/old-shelf/B", 301, "/shelves/B"),
    ("/shelves/nowhere", 301, "/shelves/A"),
    ("/", 302, "/shelves/A"),
]


@pytest.mark.parametrize(("path", "status", "target"), MOVES)
def test_addresses_that_moved(address: str, path: str, status: int, target: str) -> None:
    answer = httpx.get(address + path)
    assert (answer.status_code, answer.headers["Location"]) == (status, target)


def test_an_overridden_function_answers(address: str) -> None:
    assert httpx.get(f"{address}/api/method/frappe.ping").json() == {"message": "PONG"}


def test_functions_methods_and_virtual_lists(address: str, books: list[str]) -> None:
    with Client(address) as client:
        lent = Client.expect(client.call("bookshelf.api.lend", book=books[0], reader="Eve"))
        assert client.read("Shelf Loan", lent["message"])["docstatus"] == 1
        shouted = client.post(f"/api/v2/document/Shelf Book/{books[0]}/method/shout/", json={"times": 2})
        assert Client.expect(shouted)["data"] == "WATERWATER"
        assert [row["name"] for row in client.rows("Shelf Statistic")] == [
            "Shelf Book", "Shelf Genre", "Shelf Loan", "Shelf Place",
        ]  # fmt: skip
        assert client.read("Shelf Statistic", "Shelf Genre")["number"] == 2
        found = client.call("frappe.desk.search.search_link", doctype="Shelf Book", txt="Wat")
        assert Client.expect(found)["message"][0]["label"] == "book: Water"


def test_a_page_begins_with_what_apps_add(address: str) -> None:
    with Client(address) as client:
        page = client.get("/app", headers={"Accept": "text/html"})
    text = page.text[page.text.index("boot: ") + 6 : page.text.index("};</script>")]
    boot = json.loads(text)
    assert (boot["bookshelf"]["books"], boot["bookshelf_more"]) == (2, "</script>")
    assert "</script>" not in text


def test_log_in_calls_the_app(address: str, library: AppSite) -> None:
    with Client(address):
        assert library.ask("tests.apps.checks.default", "bookshelf_greeted") == "Administrator"


def sent(address: str, values: dict[str, Any], client: httpx.Client | None = None) -> httpx.Response:
    """What a visitor types; each time from another machine, for the calls of one are limited."""
    body = {"web_form": "ask-for-a-book", "data": json.dumps(values)}
    headers = {"X-Forwarded-For": f"10.0.0.{next(MACHINES)}"}
    caller, path = (client, ACCEPT) if client else (httpx, address + ACCEPT)
    return caller.post(path, json=body, headers=headers)


def test_too_many_forms_of_one_machine_are_refused(address: str) -> None:
    body = {"web_form": "ask-for-a-book", "data": "{}"}
    headers = {"X-Forwarded-For": "10.0.1.1"}
    answers = [httpx.post(address + ACCEPT, json=body, headers=headers).status_code for _call in range(11)]
    assert (set(answers[:10]), answers[10]) == ({417}, 429)


def test_the_form_has_its_fields_in_steps(address: str) -> None:
    page = httpx.get(f"{address}/ask-for-a-book")
    assert page.status_code == 200
    assert (page.text.count("<fieldset"), 'name="wanted_title"' in page.text) == (2, True)
    assert '<option value="Poetry"' in page.text


def test_a_guest_sends_a_form(address: str) -> None:
    picture = f"scan.png,data:image/png;base64,{DOT}"
    values = {"wanted_title": "Fog", "email": "ann@example.org", "internal_note": "sly", "picture": picture}
    answer = sent(address, values)
    assert answer.status_code == 200, answer.text
    name = answer.json()["message"]["name"]
    with Client(address) as client:
        kept = client.read("Shelf Request", name)
        assert (kept["owner"], kept["wanted_title"], kept.get("internal_note")) == ("Guest", "Fog", None)
        assert kept["picture"].startswith("/private/files/scan")
    assert httpx.get(f"{address}{kept['picture']}").status_code == 403


REFUSED = [
    ({"email": "a@example.org"}, 417),
    ({"wanted_title": "x", "email": "not an address"}, 417),
    ({"wanted_title": "x", "email": "a@example.org", "picture": "a.html,data:text/html;base64,PGI+"}, 417),
    ({"name": "REQ-S3-0001", "wanted_title": "changed", "email": "a@example.org"}, 403),
]


@pytest.mark.parametrize(("values", "status"), REFUSED)
def test_what_a_form_refuses(address: str, values: dict[str, Any], status: int) -> None:
    assert sent(address, values).status_code == status


def test_a_visitor_changes_only_what_is_his(address: str, library: AppSite) -> None:
    library.ask("tests.apps.checks.password", "reader@example.org", "Reader-2026")
    with Client(address, "reader@example.org", "Reader-2026") as reader:
        own = sent(address, {"wanted_title": "Mine", "email": "reader@example.org"}, reader).json()["message"]
        token = re.search(r'"token": "(\w+)"', reader.get("/ask-for-a-book/new").text)
        assert sent(address, {"wanted_title": "x", "email": "a@b.example"}, reader).status_code == 400
        reader.headers["X-Frappe-CSRF-Token"] = token[1] if token else ""
        changed = sent(address, {**own, "wanted_title": "Mine too"}, reader)
        assert changed.json()["message"]["wanted_title"] == "Mine too"
        assert 'value="Mine too"' in reader.get(f"/ask-for-a-book/{own['name']}").text
        assert "Mine too" not in reader.get("/ask-for-a-book/list").text.split("<table>")[0]
        other = sent(address, {"wanted_title": "x", "email": "a@example.org"}).json()["message"]["name"]
        assert sent(address, {"name": other, "wanted_title": "y"}, reader).status_code == 403
        mail = sent(address, {"wanted_title": "x", "email": "reader@example.org"}).json()["message"]["name"]
        hooked = sent(
            address, {"name": mail, "wanted_title": "by hook", "email": "reader@example.org"}, reader
        )
        assert hooked.status_code == 200
        removed = reader.call(
            "frappe.website.doctype.web_form.web_form.delete",
            web_form_name="ask-for-a-book",
            docname=own["name"],
        )
        assert removed.status_code == 200


# later ----------------------------------------------------------------------------------------


def test_a_document_is_repeated(library: AppSite, books: list[str]) -> None:
    assert library.ask("tests.apps.checks.repeated", books[0]) == {"made": 1, "days": 7}


def test_fixtures_are_written_as_they_came(library: AppSite) -> None:
    library.cli("export-fixtures", "--app", "bookshelf")
    rows = json.loads((library.code / "bookshelf/fixtures/shelf_genre.json").read_text(encoding="utf-8"))
    assert [row["genre_name"] for row in rows] == ["Novel", "Poetry"]


def test_the_second_version_takes_over(library: AppSite, books: list[str]) -> None:
    library.upgrade(SECOND)
    assert library.ask("tests.apps.checks.second_version", books[0]) == {
        "mark": "M1",
        "writer": "Li",
        "label": "M1: Water",
        "old field": False,
        "remark type": "Small Text",
        "line": "ran",
        "hello": None,
    }
    found = library.ask("tests.apps.checks.definitions")
    assert found["genres"] == ["Novel", "Poetry", "Travel"]
    assert found["jobs"] == {"bookshelf.tasks.remind": "Weekly"}


def test_a_patch_runs_once(library: AppSite, books: list[str]) -> None:
    before = library.ask("tests.apps.checks.default", "bookshelf_migrations")
    library.cli("migrate")
    assert library.ask("tests.apps.checks.default", "bookshelf_migrations") == str(int(before) + 1)
    patches = library.ask("tests.apps.checks.definitions")["patches"]
    assert len(patches) == len(set(patches)) == 4


def test_the_app_leaves_nothing_behind(library: AppSite) -> None:
    library.remove()
    assert library.ask("tests.apps.checks.traces") == {
        "apps": ["frappe"],
        "doctypes": [],
        "tables": [],
        "custom fields": [],
        "priority": "Medium",
        "jobs": 0,
        "patches": 0,
        "web form": None,
        "a todo": "forbidden",
    }
    assert library.ask("tests.apps.checks.life") == "gone"
