"""No way in; and each way would be one without its defence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import frappe
import pytest
from frappe.custom.doctype.custom_field.custom_field import create_custom_fields

from benchless.keyvalue import store
from benchless.reports import book
from tests.safety.attacks import ATTACKS, CLERK, OTHER, PASSWORD, SECRET, Attack, laughing


@pytest.fixture(scope="module")
def town(site: Any) -> Any:
    """Two people, what one of them keeps to herself, and a field that is above both."""
    with site.session() as session:
        session.flags.in_test = True
        for user in (CLERK, OTHER):
            frappe.get_doc(
                {"doctype": "User", "email": user, "first_name": "A", "send_welcome_email": 0,
                 "new_password": PASSWORD}
            ).insert()  # fmt: skip
        hidden = {"fieldname": "hidden_note", "label": "Hidden", "fieldtype": "Data", "permlevel": 1}
        create_custom_fields({"ToDo": [hidden]})
        mine = {"description": "mine", "allocated_to": CLERK, "hidden_note": SECRET}
        frappe.get_doc({"doctype": "ToDo", **mine}).insert()
        session.set_user(OTHER)
        frappe.get_doc(
            {"doctype": "File", "file_name": "secret.txt", "is_private": 1, "content": SECRET}
        ).insert()
        session.set_user("Administrator")
    return site


@pytest.fixture(autouse=True)
def fresh_counters(town: Any) -> Iterator[None]:
    """Limits of one attack do not stand in the way of the next."""
    yield
    with town.session():
        store.delete_keys("login:")
        store.delete_keys("rate:")


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.title)
def test_no_way_in(town: Any, attack: Attack) -> None:
    with town.session():
        assert not attack.goes_through(town)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.title)
def test_the_defence_is_what_stops_it(town: Any, attack: Attack, monkeypatch: pytest.MonkeyPatch) -> None:
    attack.off(monkeypatch)
    with town.session():
        assert attack.goes_through(town)


def test_entities_of_a_workbook_are_not_expanded() -> None:
    try:
        rows = book.rows(laughing())
    except book.UnreadableBook:
        return
    assert all(len(str(cell)) < 100 for row in rows for cell in row)
