"""A case file with every kind of line and little in it; and which line owns which byte."""

import base64
from hashlib import sha256

from cso_management.approvals.engine import evidence
from cso_management.approvals.rules import case_file, hash_chain
from tests.app.approvals.drawings import drawing


def small_case() -> bytes:
    """A case file of every kind of line, with little in it."""
    chain, previous = [], ""
    picture, form = (
        drawing(),
        hash_chain.canonical({"form": {"name": "甲"}, "withheld": hash_chain.digest("{}")}),
    )
    decision = {"opinion": "同意", "signature": picture, "acted_by": "a", "on_behalf_of": ""}
    decided = hash_chain.digest(hash_chain.canonical(decision))
    for number in (1, 2):
        content = {"hash_version": "1", "sequence": str(number), "snapshot_hash": hash_chain.digest(form)}
        if number == 2:
            content |= {"task": "T-1", "decision_hash": decided, "signature_hash": hash_chain.digest(picture)}
        found = hash_chain.row_hash(content, previous)
        chain.append({"content": content, "prev_hash": previous, "row_hash": found})
        previous = found
    raw = b"\x00\xff paper"
    items = [
        ("head", {"title": "映月社区舞蹈队", "rows": "2", "last_hash": previous}),
        ("labels", {"fields": {"name": "名称"}}),
        ("task:1", {"name": "T-1", "step_label": "街镇决定", **decision}),
        ("form:1", {"hash": hash_chain.digest(form), "text": form}),
        ("hidden:1", {"hash": hash_chain.digest("{}"), "text": "{}"}),
        ("signature:1", {"hash": hash_chain.digest(picture), "text": picture}),
        ("attachment:1", {"file": "F", "file_name": "章程.pdf", "sha256": sha256(raw).hexdigest(),
                          "content": base64.b64encode(raw).decode()}),
        *[(f"chain:{number}", row) for number, row in enumerate(chain, 1)],
    ]  # fmt: skip
    return case_file.build(evidence.PAGE.read_bytes(), items)


def owners(data: bytes) -> list[set[str]]:
    """For every byte the names of which one must be among the damaged."""
    start = data.index(case_file.BEGIN) + len(case_file.BEGIN)
    end = data.index(case_file.END, start)
    found: list[set[str]] = [{"page"}] * start
    for line in data[start:end].split(b"\n")[:-1]:
        name = line.split(b" ")[0].decode()
        found += [{name, "page"} if name == "seal" else {name}] * len(line) + [{name, "page", "seal"}]
    return found + [{"page"}] * (len(data) - end)
