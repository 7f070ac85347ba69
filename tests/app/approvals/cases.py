"""A case with what leaves a proof: two rounds, drawn signatures, a decision that was taken back."""

from collections.abc import Callable
from typing import Any

import frappe

from tests.app.approvals.drawings import drawing

Call = Callable[..., Any]


def rich(new_application: Call, act: Call, set_step: Call, **changes: Any) -> Any:
    """Returned once, resubmitted with another purpose, agreed, taken back, and agreed again."""
    set_step("town-examination", signature="drawn")
    doc = new_application(**changes)
    act(doc, "rep.new", "submit")
    act(doc, "village.yingyue", "agree", opinion="情况属实")
    reasons = [{"cited_field": "purpose", "problem": "宗旨太简单", "basis": "第三条"}]
    act(doc, "clerk.wanghu", "return", opinion="请补正", corrections=reasons)
    frappe.set_user("rep.new@demo.example")
    doc.reload()
    doc.purpose = "丰富居民文化生活，<b>增进</b>邻里感情。"
    doc.save()
    act(doc, "rep.new", "resubmit")
    for user, details in (
        ("clerk.wanghu", {"opinion": "受理"}),
        ("clerk.wanghu", {"signature": drawing(10), "opinion": "拟同意 <已核>"}),
    ):
        act(doc, user, "agree", **details)
    act(doc, "clerk.wanghu", "take_back")
    act(doc, "clerk.wanghu", "agree", signature=drawing(200), opinion="拟同意")
    return doc
