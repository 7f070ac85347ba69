"""Role × region × state × action: who sees a case, and what he may do with it; the same at every door."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest

from cso_management.api import filing, home
from cso_management.reports.report.cso_ledger import cso_ledger
from cso_management.reports.report.cso_quarterly_filing_statistics import cso_quarterly_filing_statistics

Become = Callable[[str], None]
APPLICATION = "CSO Filing Application"
RETURN = "Return for Correction"

# letter -> (state, village): one case of the demo county each
CASES = {
    "D": ("Draft", "990121001001"),
    "V": ("Village Review", "990121001001"),
    "T": ("Town Acceptance", "990121001001"),
    "E": ("Town Examination", "990121100201"),
    "L": ("Town Decision", "990121001001"),
    "R": ("Returned for Correction", "990121100201"),
    "C": ("County Record", "990121100201"),
    "K": ("County Decision", "990121001001"),
    "A": ("Approved", "990121100201"),
    "I": ("Certificate Issued", "990121001001"),
    "F": ("Refused", "990121001001"),
    "U": ("Under Reconsideration", "990121001001"),
}
IN_LAKE_STREET = "VTLKIFU"  # 望湖街道
IN_WILLOW_TOWN = "ERCA"  # 柳溪镇
ALL_BUT_DRAFTS = "VTELRCKAIFU"
READS = {
    "rep.new": "DVTELRAIFU",
    "rep.yinling": "K",
    "rep.liushou": "C",
    "rep.zhulao": "",
    "village.yingyue": IN_LAKE_STREET,
    "village.shangliu": IN_WILLOW_TOWN,
    "clerk.wanghu": IN_LAKE_STREET,
    "leader.wanghu": IN_LAKE_STREET,
    "clerk.liuxi": IN_WILLOW_TOWN,
    "leader.liuxi": IN_WILLOW_TOWN,
    "officer.county": ALL_BUT_DRAFTS,
    "leader.county": ALL_BUT_DRAFTS,
    "officer.city": ALL_BUT_DRAFTS,
    "leader.city": ALL_BUT_DRAFTS,
    "statistician.county": ALL_BUT_DRAFTS,
    "auditor.county": ALL_BUT_DRAFTS,
    "admin.county": ALL_BUT_DRAFTS,
    "finance.county": "",
    "procurement.wanghu": "",
    "operator.wanghu": "",
    "custodian.wanghu": "",
    "expert": "",
    "liaison.wanghu": "",
}
ACTIONS = {
    ("rep.new", "D"): {"Submit", "Withdraw"},
    ("rep.new", "V"): {"Withdraw"},
    ("rep.new", "T"): {"Withdraw"},
    ("rep.new", "E"): {"Withdraw"},
    ("rep.new", "R"): {"Resubmit", "Withdraw"},
    ("rep.new", "F"): {"Reconsider"},
    ("village.yingyue", "V"): {"Agree", "Disagree", RETURN},
    ("clerk.wanghu", "T"): {"Accept", RETURN},
    ("clerk.liuxi", "E"): {"Propose", RETURN},
    ("leader.wanghu", "L"): {"Approve", "Refuse", RETURN},
    ("clerk.liuxi", "A"): {"Issue Certificate"},
    ("officer.county", "C"): {"Propose", "Query", RETURN},
    ("leader.county", "K"): {"Approve", "Refuse", RETURN},
    ("officer.county", "F"): {"Reconsider"},
    ("officer.county", "U"): {"Uphold", "Reverse"},
    ("leader.county", "U"): {"Uphold", "Reverse"},
}
# Sees with masked numbers only; the others of READS see ID numbers and telephones in full.
WITHOUT_SENSITIVE = ("village.yingyue", "officer.city", "statistician.county", "admin.county")


@pytest.fixture
def cases(session: Any) -> dict[str, str]:
    found = {}
    for letter, (state, region) in CASES.items():
        filters = {"workflow_state": state, "region": region, "application_type": ["!=", "Renewal"]}
        found[letter] = frappe.db.get_value(APPLICATION, filters, "name", order_by="name asc")
    assert all(found.values())
    return found


def letters(names: list[str], cases: dict[str, str]) -> set[str]:
    return {letter for letter, name in cases.items() if name in names}


@pytest.mark.parametrize("user", READS)
def test_lists_show_exactly_what_may_be_read(user: str, cases: dict[str, str], as_user: Become) -> None:
    as_user(user)
    listed = letters(names_of(APPLICATION), cases)
    opened = {letter for letter, name in cases.items() if may(APPLICATION, "read", name)}
    assert listed == opened == set(READS[user])


@pytest.mark.parametrize("user", READS)
def test_actions(user: str, cases: dict[str, str], as_user: Become) -> None:
    as_user(user)
    for letter in READS[user]:
        offered = {row["action"] for row in filing.get_case(cases[letter])["actions"] if not row["blocked"]}
        assert offered == ACTIONS.get((user, letter), set()), letter


@pytest.mark.parametrize("user", READS)
def test_nobody_opens_or_moves_what_he_does_not_see(
    user: str, cases: dict[str, str], as_user: Become
) -> None:
    as_user(user)
    for letter in set(CASES) - set(READS[user]):
        for call in (lambda name: filing.get_case(name), lambda name: filing.act(name, "Approve")):
            with pytest.raises(frappe.PermissionError):
                call(cases[letter])


@pytest.mark.parametrize("user", READS)
def test_files_and_logs_follow_the_case(user: str, cases: dict[str, str], as_user: Become) -> None:
    files = {letter: file_of(name) for letter, name in cases.items()}
    as_user(user)
    readable = {letter for letter, name in files.items() if name and may("File", "read", name)}
    assert readable == {letter for letter in READS[user] if files[letter]}
    rows = frappe.get_all("CSO Approval Log", fields=["name", "reference_name"], order_by="name asc")
    if not frappe.has_permission("CSO Approval Log", "read"):
        assert not READS[user]
        return
    shown = set(names_of("CSO Approval Log"))
    about = {row.reference_name for row in rows if row.name in shown}
    assert letters(list(about), cases) == {letter for letter in READS[user] if letter != "D"}


@pytest.mark.parametrize("user", [user for user, read in READS.items() if read])
def test_sensitive_fields_need_their_level(user: str, cases: dict[str, str], as_user: Become) -> None:
    as_user(user)
    level = frappe.get_meta(APPLICATION).get_field("principal_id_no").permlevel
    held = frappe.get_roles()
    rows = frappe.get_meta(APPLICATION).permissions
    sees = any(row.permlevel == level and row.read and row.role in held for row in rows)
    hidden = {*WITHOUT_SENSITIVE, "village.shangliu", "leader.city"}
    assert sees is (user not in hidden)


@pytest.mark.parametrize(
    ("user", "count"),
    [
        ("clerk.wanghu", 7),
        ("clerk.liuxi", 6),
        ("village.yingyue", 3),
        ("village.shangliu", 2),
        ("officer.county", 24),
        ("officer.city", 24),
        ("rep.yinling", 1),
        ("rep.zhulao", 1),
        ("rep.new", 3),
    ],
)
def test_the_ledger_ends_at_the_border(user: str, count: int, as_user: Become) -> None:
    as_user(user)
    names = names_of("CSO Organization")
    assert len(names) == count
    assert all(may("CSO Organization", "read", name) for name in names)


def test_neighbouring_towns_never_meet(as_user: Become) -> None:
    as_user("clerk.wanghu")
    own = set(names_of("CSO Organization"))
    as_user("clerk.liuxi")
    neighbours = set(names_of("CSO Organization"))
    assert own and neighbours and not own & neighbours
    with pytest.raises(frappe.PermissionError):
        frappe.get_doc("CSO Organization", own.pop()).check_permission("read")


def test_reports_stay_inside_the_region(as_user: Become) -> None:
    as_user("clerk.liuxi")
    _columns, rows, *_rest = cso_ledger.execute({})
    assert {row.region_full_name[len("示例省云汀市清禾县") :][:3] for row in rows} == {"柳溪镇"}
    _columns, rows, *_rest = cso_quarterly_filing_statistics.execute({})
    assert [row["region_name"] for row in rows] == ["柳溪社区", "上柳村", "白鹭村", "合计"]


def test_an_active_region_gives_reading_only(as_user: Become) -> None:
    """An organization of 上柳村 that is also active in 映月社区 is seen there, and not touched."""
    frappe.set_user("Administrator")
    doc = frappe.get_doc("CSO Organization", {"org_name": "上柳村红白理事会"})
    doc.append("activity_regions", {"region": "990121001001"})
    doc.flags.by_application = True
    doc.save()
    as_user("clerk.wanghu")
    assert doc.name in names_of("CSO Organization")
    assert may("CSO Organization", "read", doc.name)
    assert not may("CSO Organization", "write", doc.name)


def test_a_village_officer_keeps_only_guided_groups(as_user: Become) -> None:
    frappe.set_user("Administrator")
    filed = frappe.db.get_value("CSO Organization", {"org_name": "映月社区书画社"}, "name")
    as_user("village.yingyue")
    assert not may("CSO Organization", "write", filed)
    values = {"org_name": "映月社区毽球队", "region": "990121001001", "tier": "Village-guided"}
    group = {"doctype": "CSO Organization", "org_form": "Informal Group", **values}
    assert frappe.get_doc(group).insert().name
    with pytest.raises(frappe.PermissionError):
        frappe.get_doc({**group, "org_name": "上柳村毽球队", "region": "990121100201"}).insert()


def test_home_counts_what_waits(as_user: Become) -> None:
    as_user("leader.wanghu")
    assert [(row["state"], row["count"]) for row in home.get_home()["todo"]] == [("Town Decision", 1)]
    as_user("expert")
    assert home.get_home()["todo"] == []


def names_of(doctype: str) -> list[str]:
    if not frappe.has_permission(doctype, "read"):
        return []
    return frappe.get_list(doctype, pluck="name", order_by="name asc", limit_page_length=0)


def may(doctype: str, ptype: str, name: str) -> bool:
    return bool(frappe.has_permission(doctype, ptype, doc=frappe.get_doc(doctype, name)))


def file_of(name: str) -> str | None:
    filters = {"attached_to_doctype": APPLICATION, "attached_to_name": name}
    return frappe.db.get_value("File", filters, "name", order_by="name asc")
