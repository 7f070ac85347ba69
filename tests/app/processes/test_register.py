"""The public register and the leader's page: what leaves, and what does not."""

import json
from collections.abc import Callable
from typing import Any

import frappe
import pytest

from cso_management.api import dashboard, register

from .test_shared import organization

Become = Callable[[str], None]
SECRET = ("principal_id_no", "principal_phone", "contact_phone", "address", "bank_account", "members")


def test_anybody_finds_organizations(as_user: Become) -> None:
    as_user("Guest")
    found = register.search(text="银龄")
    assert [row["org_name"] for row in found["rows"]] == ["映月社区银龄互助队"]
    assert not register.search(text="晨曦合唱队")["rows"], "village-guided groups are in no public register"
    assert not register.search(text="羽毛球")["rows"], "a cancelled organization is gone"
    assert not register.search(text="%")["rows"] or len(register.search(text="%")["rows"]) <= 20


@pytest.mark.parametrize("tier,count", [("Registered", 3), ("Filed", 16)])
def test_by_tier(as_user: Become, tier: str, count: int) -> None:
    as_user("Guest")
    rows = register.search(tier=tier)["rows"]
    assert {row["tier"] for row in rows} == {tier}
    assert len(rows) == count


def test_nothing_private_leaves(as_user: Become) -> None:
    name = organization()
    private = frappe.db.get_value(
        "CSO Organization", name, ["principal_phone", "principal_name"], as_dict=True
    )
    as_user("Guest")
    page = register.organization(name)
    assert not set(page) & set(SECRET)
    assert private.principal_phone not in json.dumps(page, default=str)


def test_a_village_guided_group_has_no_page(as_user: Become) -> None:
    name = organization("东堤社区晨曦合唱队")
    as_user("Guest")
    with pytest.raises(frappe.DoesNotExistError):
        register.organization(name)


def test_progress_needs_number_and_digits(as_user: Become) -> None:
    row = frappe.get_all(
        "CSO Filing Application",
        filters={"acceptance_no": ["is", "set"]},
        fields=["acceptance_no", "contact_phone", "workflow_state"],
        limit=1,
    )[0]
    as_user("Guest")
    digits = row.contact_phone[-4:]
    answer = register.progress(row.acceptance_no, digits)
    assert (answer["found"], answer["state"]) == (True, row.workflow_state)
    assert not {"actor_name", "opinion"} & {key for step in answer["steps"] for key in step}
    for receipt, given in (
        (row.acceptance_no, "0000"),
        (row.acceptance_no, ""),
        ("", digits),
        ("SL-x", digits),
    ):
        assert register.progress(receipt, given) == {"found": False}


def test_each_figure_is_the_length_of_its_list(as_user: Become) -> None:
    for user in ("leader.county", "leader.wanghu", "clerk.liuxi", "auditor.county"):
        as_user(user)
        for card in dashboard.get_dashboard()["cards"]:
            rows = frappe.get_list(card["doctype"], filters=card["filters"], limit_page_length=0)
            assert len(rows) == card["value"], (user, card["key"])


def test_the_page_keeps_to_the_region(as_user: Become) -> None:
    as_user("leader.wanghu")
    page = dashboard.get_dashboard()
    assert {row["name"] for row in page["regions"]} == {"990121001000"}
    assert page["targets"]["communities"] == 3
    with pytest.raises(frappe.PermissionError):
        dashboard.get_dashboard("990121100000")
    as_user("rep.yinling")
    with pytest.raises(frappe.PermissionError):
        dashboard.get_dashboard()


def test_communities_short_of_their_target(as_user: Become) -> None:
    as_user("leader.county")
    targets: dict[str, Any] = dashboard.get_dashboard()["targets"]
    assert (targets["communities"], targets["reached"]) == (12, 0)
    assert all(row["value"] < row["target"] for row in targets["short"])
