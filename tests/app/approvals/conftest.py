"""A filing application whose route is changed for one test."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import frappe
import pytest

from cso_management.api import approvals
from cso_management.approvals.engine import publishing

from ..conftest import make_demo
from . import papers

ROUTE = "社区社会组织备案"
DOMAIN = "@demo.example"
APPLICATION = "CSO Filing Application"
Become = Callable[[str], None]


def full(*names: str) -> list[str]:
    return [name + DOMAIN for name in names]


@pytest.fixture
def set_step(session: Any) -> Callable[..., None]:
    """`set_step("town-decision", mode="all", users=[…])` publishes a version with that step."""

    def change(key: str, users: list[str] | None = None, **values: Any) -> None:
        before = frappe.session.user
        frappe.set_user("Administrator")
        document = frappe.get_doc("CSO Approval Route", ROUTE)
        row = next(row for row in document.steps if row.step_key == key)
        if users is not None:
            rule = [{"rule": "users", "users": full(*users)}]
            values |= {"role": None, "more_candidates": json.dumps(rule)}
        row.update(values)
        document.save()
        publishing.publish(document)
        frappe.set_user(before)

    return change


@pytest.fixture
def act(as_user: Become) -> Callable[..., dict[str, Any]]:
    """`act(doc, "leader.wanghu", "agree", …)`: one act through the API."""

    def do(doc: Any, user: str, name: str, **details: Any) -> dict[str, Any]:
        as_user(user)
        return approvals.act(doc.doctype, doc.name, name, **details)

    return do


@pytest.fixture
def at_decision(new_application: Callable[..., Any], act: Callable[..., Any]) -> Callable[..., Any]:
    """An application that has come to the town's decision."""

    def make(**changes: Any) -> Any:
        doc = new_application(**changes)
        act(doc, "rep.new", "submit")
        act(doc, "village.yingyue", "agree")
        act(doc, "clerk.wanghu", "agree")
        act(doc, "clerk.wanghu", "agree")
        return doc

    return make


@pytest.fixture
def state(session: Any) -> Callable[[Any], tuple[str, str]]:
    """State of the document and status of its case."""

    def read(doc: Any) -> tuple[str, str]:
        status = frappe.db.get_value(
            "CSO Approval Case", {"reference_name": doc.name}, "status", order_by="creation desc"
        )
        return frappe.db.get_value(doc.doctype, doc.name, "workflow_state"), status

    return read


@pytest.fixture(scope="session")
def paper_site(demo_site: Any) -> Any:
    """The demo county with a DocType that knows nothing of approvals."""
    with demo_site.session():
        papers.install()
    return demo_site


@pytest.fixture(scope="session")
def stored_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The same on a site of its own, for tests whose changes stay."""
    site = make_demo(tmp_path_factory.mktemp("stored") / "stored.localhost")
    with site.session():
        papers.install()
    yield site
    site.close()


@pytest.fixture
def paper(paper_site: Any, session: Any) -> Callable[..., Any]:
    """`paper(amount=…)`: a draft of the submitter."""
    return papers.make


@pytest.fixture
def submitted(paper: Callable[..., Any], act: Callable[..., Any]) -> Callable[..., Any]:
    """`submitted(one={…}, two={…})`: a paper at its first step, on a route with these steps."""

    def start(one: dict[str, Any] | None = None, two: dict[str, Any] | None = None, **values: Any) -> Any:
        papers.publish(one, two)
        doc = paper(**values)
        act(doc, papers.SUBMITTER, "submit")
        return doc

    return start
