"""Two people save the same document at once: one of them is told, nothing is overwritten unseen."""

import json
import threading
from collections import Counter

import httpx
import pytest

from tests.support import models
from tests.support.client import Client
from tests.support.served import Served


@pytest.fixture(scope="module")
def people(served: Served) -> tuple[Client, Client]:
    first, second = Client(served.address), Client(served.address)
    models.make(first)
    return first, second


def at_once(people: tuple[Client, Client], send) -> list[httpx.Response]:
    barrier, answers = threading.Barrier(len(people)), []

    def work(client: Client, number: int) -> None:
        barrier.wait()
        answers.append(send(client, number))

    threads = [threading.Thread(target=work, args=(client, number)) for number, client in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


@pytest.mark.parametrize("attempt", range(10))
def test_one_wins_and_the_other_is_told(people: tuple[Client, Client], attempt: int) -> None:
    admin = people[0]
    name = admin.insert(models.CASE, **models.case(f"shared {attempt}"))["name"]
    opened = admin.read(models.CASE, name)

    def save(client: Client, number: int) -> httpx.Response:
        document = {**opened, "doctype": models.CASE, "title": f"by {number}"}
        return client.call("frappe.desk.form.save.savedocs", doc=json.dumps(document), action="Save")

    answers = at_once(people, save)
    assert Counter(answer.status_code for answer in answers) == {200: 1, 417: 1}, [
        a.text[:200] for a in answers
    ]
    refused = next(answer for answer in answers if answer.status_code == 417)
    winner = next(answer for answer in answers if answer.status_code == 200)
    assert refused.json()["exc_type"] == "TimestampMismatchError"
    assert admin.read(models.CASE, name)["title"] == winner.json()["docs"][0]["title"]


def test_numbers_given_at_once_are_different(people: tuple[Client, Client]) -> None:
    def insert(client: Client, number: int) -> httpx.Response:
        return client.post(f"/api/resource/{models.CASE}", json=models.case(f"number {number}"))

    names = [answer.json()["data"]["name"] for _ in range(10) for answer in at_once(people, insert)]
    assert len(set(names)) == 20


def test_changes_that_cross_are_both_made(people: tuple[Client, Client]) -> None:
    """One writes A then B, the other B then A: whoever the database undoes is tried again."""
    admin = people[0]
    pair = [admin.insert(models.CASE, **models.case(f"crossing {letter}"))["name"] for letter in "AB"]
    for _ in range(10):

        def send(client: Client, number: int) -> httpx.Response:
            order = pair if number else pair[::-1]
            docs = [{"doctype": models.CASE, "docname": name, "remark": f"by {number}"} for name in order]
            return client.call("frappe.client.bulk_update", docs=json.dumps(docs))

        answers = at_once(people, send)
        assert [answer.status_code for answer in answers] == [200, 200], [a.text[:300] for a in answers]
        assert [answer.json()["message"]["failed_docs"] for answer in answers] == [[], []]
        assert len({admin.read(models.CASE, name)["remark"] for name in pair}) == 1


TREE = "Test Branch"


def test_a_tree_that_two_grow_stays_whole(people: tuple[Client, Client]) -> None:
    admin = people[0]
    admin.insert(
        "DocType", name=TREE, module="Custom", custom=1, is_tree=1, autoname="field:title",
        fields=[{"fieldname": "title", "label": "Title", "fieldtype": "Data", "reqd": 1}],
        permissions=[{"role": "System Manager", "read": 1, "write": 1, "create": 1, "delete": 1}],
    )  # fmt: skip
    admin.insert(TREE, title="root", is_group=1)

    titles = iter(range(100))
    for _ in range(10):

        def send(client: Client, number: int) -> httpx.Response:
            values = {"title": f"branch {next(titles)}", "parent_test_branch": "root", "is_group": 0}
            return client.post(client.path(TREE), json=values)

        assert [answer.status_code for answer in at_once(people, send)] == [200, 200]
    rows = admin.rows(TREE, "name", "lft", "rgt")
    numbers = sorted(number for row in rows for number in (row["lft"], row["rgt"]))
    assert numbers == list(range(1, 2 * len(rows) + 1))
    root = next(row for row in rows if row["name"] == "root")
    assert (root["lft"], root["rgt"]) == (1, 2 * len(rows))
