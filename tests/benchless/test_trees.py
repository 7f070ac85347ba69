"""Nested sets stay whole, whatever is moved."""

import random
from typing import Any

import frappe
import pytest
from frappe.desk.treeview import get_children
from frappe.utils.nestedset import (
    NestedSetChildExistsError,
    NestedSetRecursionError,
    get_ancestors_of,
    get_descendants_of,
    get_root_of,
    rebuild_tree,
)

TREE = "Test Area"
PARENT = "parent_test_area"


@pytest.fixture
def area(session: Any) -> str:
    frappe.get_doc(
        {
            "doctype": "DocType", "name": TREE, "module": "Custom", "custom": 1, "is_tree": 1,
            "autoname": "field:title",
            "fields": [{"fieldname": "title", "fieldtype": "Data", "label": "Title"}],
            "permissions": [{"role": "All", "read": 1, "write": 1, "create": 1, "delete": 1}],
        }
    ).insert()  # fmt: skip
    return TREE


def node(title: str, parent: str | None = None) -> Any:
    return frappe.get_doc({"doctype": TREE, "title": title, PARENT: parent, "is_group": 1}).insert()


def numbers() -> dict[str, tuple[int, int]]:
    return {row.name: (row.lft, row.rgt) for row in frappe.get_all(TREE, fields=["name", "lft", "rgt"])}


def assert_whole() -> None:
    """Every number once, no gaps, every child inside its parent."""
    known = numbers()
    assert sorted(n for pair in known.values() for n in pair) == list(range(1, 2 * len(known) + 1))
    for row in frappe.get_all(TREE, fields=["name", PARENT]):
        if row[PARENT]:
            outer, inner = known[row[PARENT]], known[row.name]
            assert outer[0] < inner[0] < inner[1] < outer[1]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_changes(area: str, seed: int) -> None:
    chance = random.Random(seed)
    names: list[str] = []
    for step in range(40):
        if names and chance.random() < 0.4:
            change(chance, names)
        else:
            name = f"n{step}"
            node(name, chance.choice(names) if names and chance.random() < 0.8 else None)
            names.append(name)
        assert_whole()
    before = numbers()
    rebuild_tree(area)
    assert_whole()
    assert {name: pair[1] - pair[0] for name, pair in numbers().items()} == {
        name: pair[1] - pair[0] for name, pair in before.items()
    }


def change(chance: random.Random, names: list[str]) -> None:
    """Move or delete one node."""
    doc = frappe.get_doc(TREE, chance.choice(names))
    if chance.random() < 0.3:
        try:
            with frappe.db.attempt():
                doc.delete()
            names.remove(doc.name)
        except NestedSetChildExistsError:
            assert get_descendants_of(TREE, doc.name)
        return
    target = chance.choice([*names, None])
    below = target == doc.name or target in get_descendants_of(TREE, doc.name)
    doc.set(PARENT, target)
    if below:
        with pytest.raises(NestedSetRecursionError), frappe.db.attempt():
            doc.save()
    else:
        doc.save()


def test_relatives(area: str) -> None:
    node("r"), node("a", "r"), node("b", "r"), node("a1", "a")
    assert sorted(get_descendants_of(area, "r")) == ["a", "a1", "b"]
    assert get_ancestors_of(area, "a1") == ["a", "r"]
    assert get_root_of(area) == "r"
    frappe.rename_doc(area, "a", "c")
    assert get_ancestors_of(area, "a1") == ["c", "r"]


def test_who_sees_a_branch_begins_there(session: Any, area: str) -> None:
    node("r"), node("a", "r"), node("b", "r"), node("a1", "a")
    user = frappe.get_doc(
        {
            "doctype": "User",
            "email": "branch@example.com",
            "first_name": "B",
            "roles": [{"role": "Translator"}],
        }
    ).insert()
    frappe.get_doc(
        {"doctype": "User Permission", "user": user.name, "allow": area, "for_value": "a"}
    ).insert()
    field = {"doc_type": area, "field_name": PARENT, "property": "ignore_user_permissions", "value": "1"}
    frappe.get_doc(
        {"doctype": "Property Setter", "doctype_or_field": "DocField", "property_type": "Check", **field}
    ).insert()
    session.set_user(user.name)
    assert [row.value for row in get_children(area)] == ["a"]
    assert [row.value for row in get_children(area, "a")] == ["a1"]
    assert get_children(area, "r") == [] or [row.value for row in get_children(area, "r")] == ["a"]
