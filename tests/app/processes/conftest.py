"""People whom the demo county lacks."""

from typing import Any

import frappe
import pytest


@pytest.fixture
def northern_town(session: Any) -> None:
    """The demo county has no clerk for 北苑街道."""
    for role, word in (("CSO Township Clerk", "clerk"), ("CSO Township Leader", "leader")):
        user = frappe.get_doc(
            {
                "doctype": "User",
                "email": f"{word}.beiyuan@demo.example",
                "first_name": word,
                "send_welcome_email": 0,
                "roles": [{"role": role}],
            }
        ).insert()
        permission = {"user": user.name, "allow": "CSO Region", "for_value": "990121002000"}
        frappe.get_doc({"doctype": "User Permission", **permission}).insert()
