"""Every act on a case, driven as people drive it: each test has a memo of its own."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser import process
from tests.browser.office import Office
from tests.browser.pages.case import Case
from tests.browser.process import DOCTYPE
from tests.browser.words import zh

Enter = Callable[..., Page]
NAMES = {
    "representative": "白玉兰",
    "village": "沈秋月",
    "clerk": "陈思敏",
    "leader": "郭建华",
    "liaison": "叶青",
    "custodian": "姚丽",
    "officer": "何静",
}
ACCEPT, AGREE, APPROVE = zh("Accept", "Action"), zh("Agree", "Action"), zh("Approve", "Process")
RETURN, RESUBMIT = zh("Return for Correction", "Action"), zh("Resubmit", "Action")
CROSS = ([(30, 30), (120, 90)], [(120, 30), (30, 90)])


@pytest.fixture
def see(person: Enter) -> Callable[..., Case]:
    """`see("clerk", name)`: the case on this person's screen."""

    def open_case(part: str, name: str, **more: str) -> Case:
        return Case(person(part), DOCTYPE, name, **more)

    return open_case


See = Callable[..., Case]


def test_claim_and_release(office: Office, see: See) -> None:
    case = see("clerk", office.memo())
    case.press(zh("Claim"))
    expect(case.page.get_by_role("button", name=zh("Claim"), exact=True)).to_be_hidden()
    other = see("liaison", case.name)
    assert ACCEPT not in other.labels(), "what a colleague claimed is no longer open to others"
    case.press(zh("Release"))
    expect(case.page.get_by_role("button", name=zh("Claim"), exact=True)).to_be_visible()
    other.open()
    expect(other.page.get_by_role("button", name=ACCEPT, exact=True)).to_be_visible()


def test_a_question_and_its_answer(office: Office, see: See, person: Enter) -> None:
    case = see("clerk", office.memo())
    case.act(zh("Ask a Question"), "请问活动室够用吗？", people=[NAMES["village"]])
    case.expect_text(zh("No answer yet"))
    page = person("village")
    page.goto("/cso/tasks?box=copied")
    page.locator(f"a[href*='{case.name}']").click()
    page.get_by_label(zh("Your answer")).fill("够用，可坐四十人。")
    page.reload()
    answer = page.get_by_label(zh("Your answer"))
    expect(answer).to_have_value("够用，可坐四十人。")
    page.get_by_role("button", name=zh("Send the answer")).click()
    expect(page.get_by_text("够用，可坐四十人。").first).to_be_visible()
    case.open()
    case.expect_text("够用，可坐四十人。")
    assert office.status(case.name) == "Running"


def test_a_copy_can_be_read_and_decides_nothing(office: Office, see: See, person: Enter) -> None:
    case = see("clerk", office.memo())
    case.act(zh("Copy To"), people=[NAMES["officer"], NAMES["custodian"]])
    page = person("custodian")
    page.goto("/cso/tasks?box=copied")
    page.locator(f"a[href*='{case.name}']").click()
    expect(page.get_by_role("region", name=zh("State of the case"))).to_be_visible()
    expect(page.get_by_role("button", name=ACCEPT, exact=True)).to_have_count(0)


def test_urging_once_in_a_quarter_of_an_hour(office: Office, see: See) -> None:
    case = see("representative", office.memo())
    case.press(zh("Urge"))
    case.expect_text(zh("Urged once"))
    case.press(zh("Urge"))
    case.expect_text("15")
    case.open()
    case.expect_text(zh("Urged once"))


def test_withdrawing(office: Office, see: See) -> None:
    case = see("representative", office.memo())
    case.act(zh("Withdraw", "Action"), "暂不需要。")
    expect(case.page.get_by_text(zh("Withdrawn", "State"), exact=True).first).to_be_visible()
    assert office.status(case.name) == "Withdrawn"


def test_taking_back(office: Office, see: See) -> None:
    case = see("clerk", office.memo())
    case.act(ACCEPT, "同意。")
    case.act(zh("Take Back"))
    expect(case.page.get_by_role("button", name=ACCEPT, exact=True)).to_be_visible()
    expect(
        case.page.get_by_text(zh("{0} took the decision back").format(NAMES["clerk"])).first
    ).to_be_visible()


def test_terminating_is_for_the_level_above(office: Office, see: See) -> None:
    name = office.at_countersign()
    case = see("county", name)
    case.press(zh("Terminate"))
    case.dialog.get_by_role("button", name=zh("Terminate"), exact=True).click()
    expect(case.dialog.get_by_text(zh("Please write the reason."))).to_be_visible()
    case.write("项目已取消。")
    case.send(zh("Terminate"))
    assert office.status(name) == "Terminated"


def test_transfer(office: Office, see: See) -> None:
    name = office.at_countersign()
    case = see("custodian", name)
    case.act(zh("Transfer"), "我外出开会。", people=[NAMES["liaison"]])
    case.expect_text(zh("{0} passed the task on to {1}").replace("{0}", NAMES["custodian"])[:6])
    expect(case.page.get_by_role("button", name=AGREE, exact=True)).to_have_count(0)
    see("liaison", name).act(AGREE, "无意见。")
    see("village", name).act(AGREE, "无意见。")
    expect(see("leader", name).page.get_by_role("button", name=APPROVE, exact=True)).to_be_visible()


def test_delegate_for_an_opinion(office: Office, see: See) -> None:
    name = office.at_countersign()
    case = see("village", name)
    case.act(zh("Ask for an Opinion"), "请看一下价格是否合理。", people=[NAMES["officer"]])
    # Whoever asked waits for the answer.
    expect(case.page.get_by_role("button", name=AGREE, exact=True)).to_have_count(0)
    asked = see("officer", name)
    asked.expect_text("请看一下价格是否合理。")
    asked.act(zh("Give the Opinion"), "价格合理。")
    case.open()
    case.expect_text("价格合理。")
    case.act(AGREE, "同意。")


@pytest.mark.parametrize("place", ["Before me", "After me", "Together with me"])
def test_add_a_signer(office: Office, see: See, place: str) -> None:
    name = office.at_countersign()
    case = see("village", name)
    case.press(zh("Add Signer"))
    case.choose_people(NAMES["officer"])
    case.dialog.get_by_text(zh(place), exact=True).click()
    case.send(zh("Add Signer"))
    first, second = ("officer", "village") if place == "Before me" else ("village", "officer")
    see(first, name).act(AGREE, "同意。")
    see(second, name).act(AGREE, "同意。")
    see("custodian", name).act(AGREE, "同意。")
    expect(see("leader", name).page.get_by_role("button", name=APPROVE, exact=True)).to_be_visible()
    case.expect_text(zh("{0} added {1} as signer").format(NAMES["village"], NAMES["officer"]))


def test_take_an_added_signer_out_again(office: Office, see: See) -> None:
    name = office.at_countersign()
    case = see("village", name)
    case.act(zh("Add Signer"), people=[NAMES["officer"]])
    case.act(zh("Remove Signer"), people=[NAMES["officer"]])
    expect(case.page.get_by_role("button", name=AGREE, exact=True)).to_be_visible()


def test_only_what_the_step_opens(office: Office, see: See) -> None:
    case = see("village", office.at_countersign())
    page = case.page
    expect(page.locator("[data-fieldname=private_note]")).to_have_count(0)
    expect(page.locator("#field-check_note")).to_be_enabled()
    expect(page.locator("input#field-subject:enabled, textarea#field-reason:enabled")).to_have_count(0)


def test_returned_with_cited_fields_and_straight_back(office: Office, see: See) -> None:
    name = office.at_countersign()
    case = see("village", name)
    case.press(RETURN)
    case.cite((zh("Reason"), "请写明用途。", "内部管理办法第三条"))
    case.write("请补充后重新提交。")
    case.send(RETURN)
    writer = see("representative", name)
    writer.expect_text(zh("{0} (clause: {1})").format("请写明用途。", "内部管理办法第三条"))
    writer.page.get_by_role("button", name=zh("Go to the field")).first.click()
    writer.page.locator("#field-reason").fill("用于重阳节活动。")
    writer.page.get_by_role("button", name=zh("Save"), exact=True).click()
    expect(writer.page.get_by_text(zh("Saved")).first).to_be_visible()
    writer.act(RESUBMIT)
    again = see("village", name)
    again.expect_text(zh("{0} asked for this in the last return").format(NAMES["village"]))
    expect(again.page.get_by_role("button", name=AGREE, exact=True)).to_be_visible()
    again.page.get_by_text(zh("What has changed: {0}").format(1)).click()
    expect(again.page.get_by_text(zh("Asked for"), exact=True)).to_be_visible()
    expect(again.page.get_by_text("因工作需要。").first).to_be_visible()
    expect(again.page.get_by_text(zh("Round {0}").format(1), exact=True)).to_be_visible()


def test_what_could_have_been_asked_at_once_is_flagged(office: Office, see: See) -> None:
    name = office.at_countersign()
    for field in ("reason", "amount"):
        rows = [{"cited_field": field, "problem": "请核对。"}]
        process.act(office["village"], name, "return", opinion="请核对。", corrections=rows)
        process.act(office["representative"], name, "resubmit")
    case = see("village", name)
    case.expect_text(zh("Returned again for what could have been asked at once: {0}.").format(zh("Amount")))


def test_returned_to_the_previous_step(office: Office, see: See) -> None:
    name = office.at_countersign()
    case = see("village", name)
    case.press(RETURN)
    case.dialog.get_by_text(zh("{0} (previous step)").format("承办审核")).click()
    case.write("请承办人先核对预算。")
    case.send(RETURN)
    back = see("clerk", name)
    back.expect_text("请承办人先核对预算。")
    expect(back.page.get_by_role("button", name=ACCEPT, exact=True)).to_be_visible()


def test_a_drawn_signature(office: Office, see: See) -> None:
    case = see("leader", office.at_decision())
    case.press(APPROVE)
    dialog = case.dialog
    dialog.get_by_role("button", name=APPROVE, exact=True).click()
    expect(dialog.get_by_text(zh("Please sign."))).to_be_visible()
    case.sign(*CROSS)
    expect(dialog.get_by_role("img", name=zh("Signed"))).to_be_visible()
    dialog.get_by_role("button", name=zh("Sign again")).click()
    expect(dialog.get_by_role("img", name=zh("Sign here with finger or mouse"))).to_be_visible()
    case.sign(*CROSS)
    dialog.get_by_role("button", name=zh("Undo the last stroke")).click()
    expect(dialog.get_by_role("img", name=zh("Signed"))).to_be_visible()
    case.send(APPROVE)
    picture = case.page.get_by_role("img", name=zh("Signature of {0}").format(NAMES["leader"]))
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 0
    case.page.goto(f"/cso/record/{quote(DOCTYPE)}/{case.name}")
    expect(case.page.get_by_role("img", name=zh("Signature of {0}").format(NAMES["leader"]))).to_be_visible()


def test_the_last_signature_is_used_again(office: Office, see: See) -> None:
    case = see("leader", office.at_decision())
    case.press(APPROVE)
    case.dialog.get_by_role("button", name=zh("Use my last signature")).click()
    case.send(APPROVE)
    assert office.status(case.name) == "Approved"


def test_a_signature_with_the_finger(office: Office, person: Enter) -> None:
    page = person("leader", phone=True)
    case = Case(page, DOCTYPE, office.at_decision())
    case.press(APPROVE)
    case.sign(*CROSS)
    case.send(APPROVE)
    assert office.status(case.name) == "Approved"


def test_two_people_at_once(office: Office, see: See) -> None:
    name = office.memo()
    first, second = see("clerk", name), see("liaison", name)
    second.press(ACCEPT)
    second.write("我也同意，材料齐全。")
    first.act(ACCEPT, "同意。")
    second.dialog.get_by_role("button", name=ACCEPT, exact=True).click()
    told = second.dialog.get_by_role("alert").first
    expect(told).to_contain_text(NAMES["clerk"])
    expect(second.dialog.locator("textarea").last).to_have_value("我也同意，材料齐全。")
    second.dialog.get_by_role("button", name=zh("Reload the case")).click()
    expect(second.page.get_by_role("button", name=ACCEPT, exact=True)).to_have_count(0)


def test_an_opinion_survives_a_reload(office: Office, see: See) -> None:
    case = see("clerk", office.memo())
    case.press(ACCEPT)
    case.write("这段意见写了很久。")
    case.page.reload()
    case.press(ACCEPT)
    expect(case.dialog.locator("textarea").last).to_have_value("这段意见写了很久。")
    case.expect_text(zh("What you wrote before is still here."))
    case.send(ACCEPT)


def test_a_double_press_counts_once(office: Office, see: See) -> None:
    name = office.memo()
    case = see("clerk", name)
    case.press(ACCEPT)
    button = case.dialog.get_by_role("button", name=ACCEPT, exact=True)
    button.dblclick()
    expect(case.page.get_by_role("dialog")).to_have_count(0)
    assert [row["act"] for row in office.log(name)] == ["submit", "agree"]


def test_export_of_the_case(office: Office, see: See) -> None:
    case = see("clerk", office.memo())
    case.page.get_by_role("button", name=zh("Papers and more")).click()
    with case.page.expect_download() as download:
        case.page.get_by_role("menuitem", name=zh("Export the case")).click()
    assert download.value.suggested_filename == f"{case.name}.html"
