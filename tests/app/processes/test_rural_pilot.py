"""Rural pilots: application, experts, list, course, evaluation, experience; and every rule."""

from collections.abc import Callable
from typing import Any

import frappe
import pytest
from frappe.utils import add_days, add_months, getdate, today

from cso_management.api import rural_pilot
from cso_management.rural_pilot import points, stages

from .purchase import be
from .test_shared import act, move

Become = Callable[[str], None]
VILLAGE = "990121100201"
AREAS = ("CSO Growth", "Volunteers", "Care for Those Left Behind", "Culture and Sports", "Talents")


def batch(**values: Any) -> Any:
    be("officer.county")
    doc = frappe.get_doc(
        {
            "doctype": "CSO Rural Pilot Batch",
            "batch_name": "2026 年农村试点",
            "year": 2026,
            "region": "990121000000",
            "quota": 1,
            "apply_from": today(),
            "apply_to": add_days(today(), 30),
            **values,
        }
    ).insert()
    doc.open()
    return doc


def pilot(of: Any, **values: Any) -> Any:
    be("village.shangliu")
    milestones = [
        {"title": f"节点{number}", "due": add_days(today(), 60 * number), "owner_name": "李村长"}
        for number in (1, 2, 3)
    ]
    targets = [
        {"area": area, "indicator": "数量", "target": 3, "due": add_days(today(), 300)} for area in AREAS
    ]
    return frappe.get_doc(
        {
            "doctype": "CSO Rural Pilot",
            "batch": of.name,
            "village_region": VILLAGE,
            "party_lead": "王书记",
            "village_lead": "李村长",
            "liaison": "张敏",
            "needs_survey": "/private/files/survey.pdf",
            "survey_sample": 62,
            "plan_text": "以红白理事会为抓手。",
            "targets": targets,
            "milestones": milestones,
            **values,
        }
    )


def to_screening(of: Any, **values: Any) -> Any:
    doc = move(pilot(of, **values).insert(), "Town Recommendation")
    for user in ("clerk.liuxi", "leader.liuxi"):
        be(user)
        doc = act(doc, "agree")
    return doc


def at_work(doc: Any, **values: Any) -> Any:
    """Put on the list without the whole way there: its case is closed."""
    be("Administrator")
    frappe.db.set_value(doc.doctype, doc.name, {"workflow_state": "Implementing", **values})
    case = {"reference_doctype": doc.doctype, "reference_name": doc.name}
    frappe.db.set_value("CSO Approval Case", case, "status", "Approved")
    return frappe.get_doc(doc.doctype, doc.name)


def score_all(doc: Any, share: float) -> Any:
    be("expert")
    sheet = rural_pilot.score_sheet(doc.name)
    given = {row["criterion"]: row["max_score"] * share for row in sheet["rows"]}
    rural_pilot.score(doc.name, given)
    return frappe.get_doc(doc.doctype, doc.name)


def call_expert(doc: Any) -> Any:
    be("officer.county")
    doc = frappe.get_doc(doc.doctype, doc.name)
    doc.set("experts", [{"expert": "expert@demo.example"}])
    return doc.save()


MISTAKES = [
    ({"village_region": "990121100001"}, "农村社区"),
    ({"village_region": "990121100000"}, "农村社区"),
]
AT_SUBMISSION = [
    ({"survey_sample": 29}, "十分之一"),
    ({"needs_survey": None}, "需求调查"),
    ({"plan_text": ""}, "工作方案"),
    ({"targets": [{"area": "Other", "indicator": "一", "target": 1, "due": "2027-01-01"}]}, "缺少"),
    ({"milestones": [{"title": "一", "due": "2027-01-01", "owner_name": "李"}]}, "至少 3 个"),
    (
        {
            "milestones": [
                {"title": title, "due": "2027-01-01", "owner_name": "李"} for title in ("一", "二", "一")
            ]
        },
        "重复出现",
    ),
]


def test_wrong_villages(session: Any) -> None:
    of = batch()
    for values, word in MISTAKES:
        draft = pilot(of, **values)
        be("Administrator")
        with pytest.raises(frappe.ValidationError, match=word):
            draft.insert()


def test_what_an_application_needs(session: Any) -> None:
    of = batch()
    for values, word in AT_SUBMISSION:
        draft = pilot(of, **values).insert()
        with pytest.raises(frappe.ValidationError, match=word):
            move(draft, "Town Recommendation")


def test_the_baseline_is_counted(session: Any) -> None:
    doc = pilot(batch()).insert()
    values = {row.indicator: row.value for row in doc.baseline}
    rows = frappe.get_all(
        "CSO Organization",
        filters={"village": VILLAGE, "status": ["in", ["Active", "Suspended"]]},
        fields=["tier", "volunteers_count"],
    )
    assert values["CSO Count"] == len(rows)
    assert values["Volunteers"] == sum(row.volunteers_count or 0 for row in rows)


def test_from_application_to_experience(session: Any) -> None:
    doc = call_expert(to_screening(batch()))
    be("officer.county")
    act(doc, "agree")
    be("leader.county")
    with pytest.raises(frappe.ValidationError, match="尚未评分"):
        act(doc, "agree")
    doc = score_all(doc, 0.85)
    assert doc.selection_score == 85
    be("leader.county")
    doc = act(doc, "agree")
    assert doc.workflow_state == "Publicity"
    be("Administrator")
    doc.publicity_closed(frappe._dict(result="No Objection"))
    doc = frappe.get_doc(doc.doctype, doc.name)
    assert (doc.workflow_state, str(doc.start_date)) == ("Approved", today())
    assert getdate(doc.end_date) == getdate(add_days(add_months(today(), 12), -1))
    be("officer.county")
    doc = move(doc, "Implementing")
    course(doc)


def course(doc: Any) -> None:
    be("leader.county")
    doc = frappe.get_doc(doc.doctype, doc.name)
    doc.extended_months = 7
    with pytest.raises(frappe.ValidationError, match="延期"):
        doc.save()
    be("village.shangliu")
    doc = move(doc, "Final Self-evaluation")
    with pytest.raises(frappe.MandatoryError, match="终期自评"):
        move(doc, "County Evaluation")
    doc = frappe.get_doc(doc.doctype, doc.name)
    doc.self_evaluation, doc.workflow_state = "目标全部完成。", "County Evaluation"
    doc.save()
    be("officer.county")
    act(doc, "agree")
    doc = score_all(doc, 0.95)
    be("leader.county")
    doc = act(doc, "agree")
    assert (doc.workflow_state, doc.evaluation_result) == ("Evaluated", "Excellent")
    summarise(doc)


def summarise(doc: Any) -> None:
    be("village.shangliu")
    doc = frappe.get_doc(doc.doctype, doc.name)
    doc.update({"model_type": "Mutual Help", "model_summary": "好" * 799, "workflow_state": "Summarised"})
    with pytest.raises(frappe.MandatoryError, match="800"):
        doc.save()
    doc = frappe.get_doc(doc.doctype, doc.name)
    doc.update({"model_type": "Mutual Help", "model_summary": "好" * 800, "workflow_state": "Summarised"})
    doc.save()
    be("officer.county")
    move(doc, "Promoted")
    assert frappe.db.get_value("CSO Experience", {"pilot": doc.name}, "published") == 1


def test_one_pilot_a_village_and_the_quota(session: Any) -> None:
    of = batch()
    doc = to_screening(of)
    frappe.db.set_value(doc.doctype, doc.name, "workflow_state", "Implementing")
    with pytest.raises(frappe.ValidationError, match="已是试点"):
        pilot(of).insert()
    other = pilot(of, village_region="990121100202")
    frappe.set_user("Administrator")
    other = other.insert()
    other.update({"workflow_state": "Publicity", "experts": [{"expert": "expert@demo.example"}]})
    with pytest.raises(frappe.ValidationError, match="名额已满"):
        stages._quota(other)


def test_an_expert_with_a_conflict_cannot_score(session: Any) -> None:
    doc = call_expert(to_screening(batch()))
    score_all(doc, 0.5)
    rural_pilot.declare_conflict(doc.name, "上柳村红白理事会")
    doc = frappe.get_doc(doc.doctype, doc.name)
    assert not doc.scores
    with pytest.raises(frappe.PermissionError, match="利害关系"):
        rural_pilot.score(doc.name, {})


def test_points_outside_the_criterion(session: Any) -> None:
    doc = call_expert(to_screening(batch()))
    be("expert")
    sheet = rural_pilot.score_sheet(doc.name)
    given = {row["criterion"]: row["max_score"] + 1 for row in sheet["rows"]}
    with pytest.raises(frappe.ValidationError, match="须在 0 到"):
        rural_pilot.score(doc.name, given)


def test_who_sees_a_pilot(session: Any) -> None:
    doc = call_expert(to_screening(batch()))
    sees = ("village.shangliu", "clerk.liuxi", "officer.county", "leader.city", "expert", "auditor.county")
    for user in sees:
        be(user)
        assert frappe.has_permission(doc.doctype, "read", doc.name), user
    for user in ("clerk.wanghu", "village.yingyue", "rep.yinling", "finance.county"):
        be(user)
        assert not frappe.has_permission(doc.doctype, "read", doc.name), user


SCORES = [
    ([], 0),
    ([("a", 50), ("a", 40)], 90),
    ([("a", 90), ("b", 70)], 80),
    ([("a", 33.33), ("b", 33.34), ("c", 33.34)], 33.34),
]


@pytest.mark.parametrize("rows,mean", SCORES)
def test_means(rows: list[tuple[str, float]], mean: float) -> None:
    entries = [{"phase": "Selection", "expert": expert, "score": score} for expert, score in rows]
    entries.append({"phase": "Evaluation", "expert": "z", "score": 1})
    assert float(points.mean_of_experts(entries, "Selection")) == mean


@pytest.mark.parametrize(
    "value,word", [(100, "Excellent"), (90, "Excellent"), (89.99, "Pass"), (60, "Pass"), (59.99, "Fail")]
)
def test_grades(value: float, word: str) -> None:
    assert points.grade(value) == word


@pytest.mark.parametrize(
    "asked,households,enough", [(30, 10000, True), (29, 290, True), (29, 291, False), (0, 0, False)]
)
def test_samples(asked: int, households: int, enough: bool) -> None:
    assert points.sample_is_enough(asked, households) is enough


def second_expert() -> str:
    be("Administrator")
    values = {"email": "second.expert@demo.example", "first_name": "田秀芝", "send_welcome_email": 0}
    roles = [{"role": "CSO Evaluation Expert"}]
    return str(frappe.get_doc({"doctype": "User", **values, "roles": roles}).insert().name)


def two_experts(doc: Any) -> Any:
    other = second_expert()
    be("officer.county")
    doc = frappe.get_doc(doc.doctype, doc.name)
    doc.set("experts", [{"expert": "expert@demo.example"}, {"expert": other}])
    return doc.save()


def test_an_expert_sees_what_he_was_called_to(session: Any) -> None:
    doc = two_experts(to_screening(batch()))
    be("expert")
    (row,) = [row for row in rural_pilot.my_pilots() if row["name"] == doc.name]
    assert (row["open"], row["done"], row["phase"], row["most"]) == (True, False, "Selection", 100)
    score_all(doc, 0.8)
    (row,) = [row for row in rural_pilot.my_pilots() if row["name"] == doc.name]
    assert (row["done"], row["total"]) == (True, 80)
    be("clerk.liuxi")
    assert rural_pilot.my_pilots() == []


def test_a_conflict_is_said_with_whom(session: Any) -> None:
    doc = call_expert(to_screening(batch()))
    be("expert")
    with pytest.raises(frappe.MandatoryError, match="与谁"):
        rural_pilot.declare_conflict(doc.name, "  ")
    be("clerk.liuxi")
    with pytest.raises(frappe.PermissionError):
        rural_pilot.declare_conflict(doc.name, "不是专家")


def test_the_ranking_names_who_is_missing_and_who_stepped_back(session: Any) -> None:
    of = batch()
    doc = two_experts(to_screening(of))
    score_all(doc, 0.8)
    be("officer.county")
    (row,) = rural_pilot.ranked(of.name)["rows"]
    assert (row["rank"], row["score"]) == (1, 80)
    assert [expert["status"] for expert in row["experts"]] == ["Scored", "Missing"]
    be("second.expert")
    rural_pilot.declare_conflict(doc.name, "村干部是本人兄弟")
    be("officer.county")
    (row,) = rural_pilot.ranked(of.name)["rows"]
    marks = [(expert["status"], expert["total"], expert["conflict_with"]) for expert in row["experts"]]
    assert marks == [("Scored", 80, None), ("Conflict", 0, "村干部是本人兄弟")]
    assert len(row["experts"][0]["points"]) == 8
    assert rural_pilot.ranked(of.name, "Evaluation")["rows"] == []


PLACES = [(None, None), (0, 1), (0.5, 1)]


@pytest.mark.parametrize("share,place", PLACES)
def test_a_place_in_the_ranking_needs_points_even_if_they_are_none(
    session: Any, share: float | None, place: int | None
) -> None:
    of = batch()
    doc = call_expert(to_screening(of))
    if share is not None:
        score_all(doc, share)
    be("officer.county")
    (row,) = rural_pilot.ranked(of.name)["rows"]
    assert row["rank"] == place


@pytest.mark.parametrize("user", ["expert", "clerk.liuxi", "village.shangliu", "rep.yinling"])
def test_points_are_not_for_everybody(session: Any, user: str) -> None:
    of = batch()
    be(user)
    with pytest.raises(frappe.PermissionError):
        rural_pilot.ranked(of.name)
