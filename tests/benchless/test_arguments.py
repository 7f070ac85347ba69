"""What callers may send for a parameter, by its annotation."""

from __future__ import annotations

import inspect
import typing
from typing import Any, Literal

import frappe
import pytest
from frappe import client
from frappe.core.doctype.communication import email
from frappe.core.doctype.user import queries

import cso_management
from benchless import access
from benchless.annotations import fitted
from benchless.arguments import (
    AnyValue,
    JsonDict,
    JsonDoc,
    JsonDocs,
    JsonFields,
    JsonFilters,
    JsonList,
    JsonNames,
    JsonValue,
    Scalar,
    shaped,
)  # fmt: skip
from benchless.errors import FrappeTypeError, ValidationError
from benchless.search.asking import web_search
from tests.safety import doors

REFUSED = object()


def door(
    needed: str = "default",
    text: str = "default",
    maybe: str | None = None,
    number: int = 10,
    share: float = 0.5,
    switch: bool = True,
    either: list | str = "",
    box: Literal["in", "out"] = "in",
    data: JsonDict = None,
    rows: JsonList = None,
    names: JsonNames = None,
    doc: JsonDoc = None,
    docs: JsonDocs = None,
    filters: JsonFilters = None,
    fields: JsonFields = None,
    value: JsonValue = None,
    one: Scalar = None,
    anything: AnyValue = None,
) -> None:
    """One parameter of each kind."""


def strict(text: str, number: int) -> None:
    """Without defaults."""


# Parameter, what is sent, what the function gets.
ROWS: list[tuple[str, Any, Any]] = [
    ("text", "a", "a"), ("text", 7, "7"), ("text", None, "default"), ("text", ["a"], REFUSED),
    ("text", {"a": 1}, REFUSED), ("maybe", None, None), ("maybe", "", ""), ("maybe", [], REFUSED),
    ("number", 5, 5), ("number", "5", 5), ("number", "5.0", 5), ("number", "", 10), ("number", None, 10),
    ("number", True, 1), ("number", "five", REFUSED), ("number", "5.5", REFUSED), ("number", [5], REFUSED),
    ("number", "1e400", REFUSED), ("number", "nan", REFUSED), ("number", 2**63, REFUSED),
    ("share", "0.25", 0.25), ("share", 1, 1), ("share", "inf", REFUSED), ("share", {}, REFUSED),
    ("switch", "1", True), ("switch", "false", False), ("switch", 0, False), ("switch", "perhaps", REFUSED),
    ("either", ["a"], ["a"]), ("either", "a", "a"), ("either", {"a": 1}, REFUSED), ("either", 7, "7"),
    ("box", "out", "out"), ("box", "under", REFUSED), ("box", ["in"], REFUSED),
    ("data", '{"a": 1}', {"a": 1}), ("data", {"a": 1}, {"a": 1}), ("data", "", {}), ("data", None, None),
    ("data", "[1]", REFUSED), ("data", "{", REFUSED), ("data", 300.0, REFUSED),
    ("rows", "[1]", [1]), ("rows", "300.0", REFUSED), ("rows", {"a": 1}, REFUSED),
    ("names", '["a", 7]', ["a", 7]), ("names", [["a"]], REFUSED), ("names", "300.0", REFUSED),
    ("doc", '{"doctype": "ToDo"}', {"doctype": "ToDo"}), ("doc", "{}", REFUSED),
    ("doc", {"doctype": ["ToDo"]}, REFUSED), ("doc", {"doctype": "ToDo", "name": {}}, REFUSED),
    ("docs", [{"a": 1}], [{"a": 1}]), ("docs", [7], REFUSED), ("docs", "{}", REFUSED),
    ("filters", '{"a": 1}', {"a": 1}), ("filters", [["a", "=", 1]], [["a", "=", 1]]), ("filters", "7",
    REFUSED),
    ("fields", '["a"]', ["a"]), ("fields", "a, b", "a, b"), ("fields", {"a": ["b"]}, [{"a": ["b"]}]),
    ("fields", 300.0, REFUSED), ("fields", "[", REFUSED),
    ("value", "[1]", [1]), ("value", 7, 7), ("value", "{", REFUSED),
    ("one", 7, 7), ("one", "a", "a"), ("one", [7], REFUSED),
    ("anything", [7], [7]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "sent", "got"), ROWS)
def test_values(session: Any, name: str, sent: Any, got: Any) -> None:
    if got is REFUSED:
        with pytest.raises(ValidationError) as refusal:
            shaped(door, {name: sent})
        assert isinstance(refusal.value, FrappeTypeError) is False or name in str(refusal.value)
    else:
        assert shaped(door, {name: sent}) == {name: got}


@pytest.mark.parametrize(("name", "sent"), [("text", None), ("number", None), ("number", "")])
def test_nothing_where_something_is_needed(session: Any, name: str, sent: Any) -> None:
    with pytest.raises(FrappeTypeError, match=name):
        shaped(strict, {name: sent})


def test_a_value_that_fits_stays_the_same() -> None:
    rows = ["a"]
    assert fitted(rows, list | str) is rows


def every_door() -> list[Any]:
    """The functions of both packages that can be called from outside."""
    found = []
    for package in (frappe, cso_management):
        for one in doors.methods(package):
            module, _dot, name = one.path.removeprefix("/api/method/").rpartition(".")
            found.append(getattr(__import__(module, fromlist=[name]), name))
    return found


def test_every_door_says_what_it_takes() -> None:
    """`Any` would let everything through, and the function would fall over it."""
    silent = []
    for function in every_door():
        hints = typing.get_type_hints(inspect.unwrap(function), include_extras=True)
        for one in inspect.signature(function).parameters.values():
            is_rest = one.kind in (one.VAR_KEYWORD, one.VAR_POSITIONAL)
            if not is_rest and hints.get(one.name, Any) is Any:
                silent.append(f"{function.__module__}.{function.__name__}: {one.name}")
    assert silent == []


@pytest.mark.parametrize("most", ["99999999999999999999", 10**30, 2**63])
@pytest.mark.parametrize("ask", [
    lambda most: len(frappe.get_list("User", limit_page_length=most)) > 0,
    lambda most: not frappe.get_list("User", limit_start=most, limit_page_length=most),
    lambda most: access.count("User", limit=most) > 0,
    lambda most: not queries.user_query("User", "", "name", most, most),
    lambda most: not web_search("nothing", start=most, limit=most),
])  # fmt: skip
def test_more_rows_than_a_database_counts(session, ask, most):
    assert ask(most)


@pytest.mark.parametrize("doctype", [{"a": 1}, ["User"]])
def test_a_copy_names_its_doctype(session, doctype):
    with pytest.raises(FrappeTypeError):
        client.submit({"doctype": doctype, "name": "x"})


@pytest.mark.parametrize("people", [[{}], [["a@example.cn"]], {"a": 1}])
@pytest.mark.parametrize("field", ["recipients", "cc", "bcc"])
def test_people_of_a_mail_are_addresses(session, field, people):
    with pytest.raises(FrappeTypeError):
        email.make(content="x", **{field: people})
