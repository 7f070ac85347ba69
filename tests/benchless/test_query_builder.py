"""`frappe.qb`: values travel as parameters, everywhere in the query."""

from datetime import datetime

import pytest

EVIL = "x' OR '1'='1\\' OR 1=1 -- "


@pytest.fixture
def qb(session):
    from frappe.query_builder import qb

    return qb


def test_rows_in_all_shapes(qb):
    user = qb.DocType("User")
    query = qb.from_(user).select(user.name, user.enabled).where(user.name == "Administrator")
    assert query.run(as_dict=True) == [{"name": "Administrator", "enabled": 1}]
    assert query.run() == (("Administrator", 1),)
    assert query.run(pluck=True) == ["Administrator"]


def test_values_in_functions_and_cases_are_parameters(qb):
    from frappe.query_builder import Case
    from frappe.query_builder.custom import ConstantColumn
    from frappe.query_builder.functions import Coalesce, Concat, Count, IfNull

    user = qb.DocType("User")
    query = qb.from_("User").select(
        Concat(IfNull(user.bio, EVIL), EVIL).as_("a"),
        Case().when(user.name == EVIL, EVIL).else_(Coalesce(user.bio, EVIL)).as_("b"),
        ConstantColumn(EVIL).as_("c"),
        Count(user.name).as_("n"),
    )
    text, values = query.walk()
    assert "OR" not in text
    assert list(values.values()).count(EVIL) == 6
    assert query.run(as_dict=True)[0]["c"] == EVIL


def test_sub_queries_unions_dates_and_lists(qb):
    user, role = qb.DocType("User"), qb.DocType("Has Role")
    inner = qb.from_(role).select(role.parent).where(role.role == "System Manager")
    outer = (
        qb.from_(user).select(user.name).where(user.name.isin(inner) & (user.creation > datetime(2000, 1, 1)))
    )
    assert ("Administrator",) in outer.run()
    both = qb.from_(user).select(user.name).where(user.name.isin(["Administrator", EVIL]))
    both += qb.from_(user).select(user.name).where(user.name == "Guest")
    assert sorted(both.run(pluck=True)) == ["Administrator", "Guest"]


def test_changes(qb, session):
    user = qb.DocType("User")
    qb.update(user).set(user.bio, EVIL).where(user.name == "Guest").run()
    assert session.db.rows("SELECT bio FROM tabUser WHERE name='Guest'") == [(EVIL,)]


def test_query_of_names_and_filters(qb):
    query = qb.get_query(
        "User", fields=["name", "enabled as e"], filters={"name": ["in", ["Guest"]]}, limit=1
    )
    assert query.run(as_dict=True)[0]["name"] == "Guest"
