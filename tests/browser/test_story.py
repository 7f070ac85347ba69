"""The whole line: a dance group files, is returned once, agreed, printed, counted, and unseen next door."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import papers
from tests.browser.pages.form import Form
from tests.browser.people import FOUNDERS, MEMBERS, PRINCIPAL
from tests.browser.target import Target
from tests.browser.words import zh

FILING, LEDGER = "CSO Filing Application", "CSO Organization"
STATISTICS = "CSO Quarterly Filing Statistics"
# Another name in every run, so that the story can be told again on the same site.
GROUP = f"映月社区{''.join(random.sample('春夏秋冬梅兰竹菊松柏云霞晨曦', 4))}舞蹈队"
ADDRESS, MENDED = "映月社区活动室", "映月社区活动室二楼东侧舞蹈厅"
PAPERS = ["备案申请表", "成员花名册", "章程", "场所使用证明", "身份证复印件"]

Enter = Callable[..., Page]


class Story:
    """What the steps hand on to one another."""

    name = ""
    filing_no = ""
    counted_before: dict[str, int] = {}
    file_url = ""


@pytest.fixture(scope="module")
def story() -> Story:
    return Story()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("papers")


def test_01_the_statistics_before(person: Enter, story: Story) -> None:
    story.counted_before = counted(person("statistician"))


def test_02_the_representative_files(person: Enter, story: Story, folder: Path) -> None:
    form = Form(person("representative"), FILING, query="?application_type=New")
    form.link(region="映月社区")
    form.type(org_name=GROUP)
    form.choose(tier="Filed", org_form="Social Group", origin="Hobby")
    form.link(primary_category="舞蹈", service_objects="老年人")
    form.type(founded_on="2025-03-08")
    form.type(
        purpose="丰富社区老年人的文化生活，增进邻里往来。",
        business_scope="广场舞、民族舞的教学、排练和社区公益演出。",
    )
    form.type(principal_name=PRINCIPAL.name, principal_id_no=PRINCIPAL.id_no, principal_phone=PRINCIPAL.phone)
    form.choose(principal_politics="Masses")
    form.type(contact_name=FOUNDERS[1].name, contact_phone=FOUNDERS[1].phone)
    form.type(members_count=str(len(MEMBERS)), party_members_count="0")
    form.choose(party_form="Liaison")
    form.tick("party_in_charter")
    for founder in FOUNDERS:
        form.add_row(
            "founders",
            {"founder_type": "Natural Person"},
            founder_name=founder.name,
            id_no=founder.id_no,
            phone=founder.phone,
        )
    heads = ["Member Name", "Gender", "ID Number", "Phone"]
    form.paste_rows("members", heads, [[one.name, zh("Female"), one.id_no, one.phone] for one in MEMBERS])
    form.type(address=ADDRESS)
    form.choose(activity_scope_level="Village", fund_source="Member Fees")
    form.type(start_fund="2000")
    form.tick("no_funds")
    form.save()
    story.name = form.name
    for number, paper in enumerate(PAPERS):
        form.upload(number, papers.sample(folder, paper))
    form.tick("declare_true", "declare_non_profit", "declare_not_excluded")
    form.save()
    form.act("Submit")
    form.expect_state("Village Review")


def test_03_the_village_officer_agrees(person: Enter, story: Story) -> None:
    page = person("village")
    page.goto(f"/cso/tasks?q={quote(GROUP)}")
    page.get_by_text(GROUP).first.click()
    page.wait_for_url(f"**/{quote(story.name)}*")
    form = Form(page, FILING, story.name)
    form.act("Agree", "情况属实，同意。")
    form.expect_state("Town Acceptance")


def test_04_the_clerk_returns_it_with_two_things_missing(person: Enter, story: Story) -> None:
    form = Form(person("clerk"), FILING, story.name)
    paper = zh("Material: {0}").format("活动场所使用证明")
    cited = [(zh("Address of Activities"), "请写明楼层和房间。"), (paper, "证明未加盖公章。")]
    form.act("Return for Correction", "请一次性补正以下两项。", cited)
    form.expect_state("Returned for Correction")


def test_05_the_representative_mends_exactly_those(person: Enter, story: Story, folder: Path) -> None:
    form = Form(person("representative"), FILING, story.name)
    expect(form.page.get_by_text("证明未加盖公章。").first).to_be_visible()
    assert not form.is_open("org_name"), "a field that was not cited may not be changed"
    assert form.is_open("address")
    form.type(address=MENDED)
    form.upload(3, papers.sample(folder, "场所使用证明（盖章）"))
    form.save()
    form.act("Resubmit")
    form.expect_state("Town Acceptance")
    story.file_url = file_of(form.page, story.name)


def test_06_what_was_not_cited_is_kept_on_the_server(person: Enter, story: Story) -> None:
    page = person("representative")
    answer = put(page, FILING, story.name, {"org_name": "别的名字舞蹈队"})
    assert answer >= 400


def test_07_clerk_and_leader_agree(person: Enter, story: Story) -> None:
    clerk = Form(person("clerk"), FILING, story.name)
    clerk.act("Accept", "材料齐全。")
    clerk.expect_state("Town Examination")
    clerk.act("Propose", "拟同意备案。")
    clerk.expect_state("Town Decision")
    leader = Form(person("leader"), FILING, story.name)
    leader.act("Approve", "同意。")
    leader.expect_state("Approved")
    issued = Form(person("clerk"), FILING, story.name)
    issued.act("Issue Certificate")
    issued.expect_state("Certificate Issued")


def test_08_the_organisation_is_in_the_ledger(person: Enter, story: Story) -> None:
    page = person("clerk")
    rows = listed(page, LEDGER, [["org_name", "=", GROUP]], ["name", "filing_no", "status", "address"])
    assert len(rows) == 1
    assert rows[0]["status"] == "Active"
    assert rows[0]["address"] == MENDED
    story.filing_no = rows[0]["filing_no"]
    assert story.filing_no
    page.goto(f"/cso/list/{quote(LEDGER)}")
    expect(page.get_by_text(GROUP).first).to_be_visible()


def test_09_the_certificate_says_what_the_ledger_says(person: Enter, served_at: Target, story: Story) -> None:
    page = person("clerk")
    page.goto(f"/cso/print/{quote(FILING)}/{quote(story.name)}?format={quote('CSO Filing Certificate')}")
    expect(page.locator("iframe")).to_be_visible()
    link = page.get_by_role("link", name="PDF")
    answer = page.request.get(str(link.get_attribute("href")))
    assert answer.headers["content-type"].startswith("application/pdf")
    pdf = answer.body()
    shown = papers.text(pdf) if served_at.ours else papers.text_of_any_font(pdf)
    for wanted in (GROUP, story.filing_no, PRINCIPAL.name, MENDED):
        assert "".join(wanted.split()) in shown, f"{wanted} is not on the certificate: {shown}"
    assert sorted(papers.paper_size(pdf)) == [210, 297]
    address = papers.qr_code(pdf)
    assert address.startswith(f"{served_at.address}/cso/verify/{story.filing_no}")


def test_10_anyone_can_check_the_certificate(
    browser: Browser, person: Enter, served_at: Target, story: Story
) -> None:
    pdf = person("clerk").request.get(certificate_of(story.name)).body()
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(papers.qr_code(pdf))
    expect(page.get_by_text(GROUP).first).to_be_visible()
    assert PRINCIPAL.id_no not in page.content()
    assert PRINCIPAL.phone not in page.content()
    context.close()


def test_11_the_statistics_show_one_more(person: Enter, story: Story) -> None:
    page = person("statistician")
    before = story.counted_before
    assert counted(page) == {label: figure + 1 for label, figure in before.items()}
    page.goto(f"/cso/report/{quote(STATISTICS)}")
    expect(page.locator("table").first).to_be_visible()


def test_12_the_neighbour_sees_nothing(person: Enter, story: Story) -> None:
    page = person("neighbour")
    for doctype in (FILING, LEDGER):
        assert listed(page, doctype, [["org_name", "=", GROUP]], ["name"]) == []
    page.goto(f"/cso/list/{quote(FILING)}")
    expect(page.get_by_text(GROUP)).to_have_count(0)
    assert page.request.get(f"/api/resource/{quote(FILING)}/{quote(story.name)}").status == 403
    query = f"txt={quote(GROUP)}&doctype={quote(LEDGER)}&page_length=20"
    found = page.request.get(f"/api/method/frappe.desk.search.search_link?{query}")
    assert found.ok
    assert GROUP not in json.dumps(found.json(), ensure_ascii=False)
    ledger = run_report(page, "CSO Ledger")
    assert GROUP not in json.dumps(ledger, ensure_ascii=False)
    assert page.request.get(story.file_url).status in (403, 404)
    for path in (f"/printview?doctype={quote(FILING)}&name={quote(story.name)}", story.file_url):
        answer = page.request.get(path)
        assert answer.status in (403, 404)
        assert GROUP not in answer.text()


def test_13_the_file_is_there_for_those_who_may(person: Enter, story: Story) -> None:
    assert person("clerk").request.get(story.file_url).status == 200


# what the steps ask over HTTP, as the person who is logged in


def certificate_of(name: str) -> str:
    choice = f"doctype={quote(FILING)}&name={quote(name)}&format={quote('CSO Filing Certificate')}"
    return f"/api/method/frappe.utils.print_format.download_pdf?{choice}"


def listed(page: Page, doctype: str, filters: list[list[str]], fields: list[str]) -> list[dict[str, str]]:
    query = f"filters={quote(json.dumps(filters))}&fields={quote(json.dumps(fields))}"
    answer = page.request.get(f"/api/resource/{quote(doctype)}?{query}")
    assert answer.ok, answer.text()
    return list(answer.json()["data"])


def put(page: Page, doctype: str, name: str, values: dict[str, str]) -> int:
    script = """async ([path, values]) => {
        const headers = {"Content-Type": "application/json", "X-Frappe-CSRF-Token": window.csrf_token};
        return (await fetch(path, {method: "PUT", body: JSON.stringify(values), headers})).status;
    }"""
    return int(page.evaluate(script, [f"/api/resource/{quote(doctype)}/{quote(name)}", values]))


def file_of(page: Page, name: str) -> str:
    document = page.request.get(f"/api/resource/{quote(FILING)}/{quote(name)}").json()["data"]
    return next(row["file"] for row in document["materials"] if row.get("file"))


def run_report(page: Page, report: str) -> dict[str, Any]:
    answer = page.request.get(f"/api/method/frappe.desk.query_report.run?report_name={quote(report)}")
    assert answer.ok, answer.text()
    return dict(answer.json()["message"])


def counted(page: Page) -> dict[str, int]:
    """The figures above the statistics: new filings of this quarter, organisations in the ledger."""
    shown = {row["label"]: int(row["value"]) for row in run_report(page, STATISTICS)["report_summary"]}
    return {label: shown[zh(label)] for label in ("New Filings", "In the Ledger")}
