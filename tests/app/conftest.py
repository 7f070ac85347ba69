"""A real site with the demo county, made once; every test works in a session that is rolled back."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import frappe
import pytest

from benchless.setup.apps import install_app
from benchless.setup.new_site import create_site
from benchless.site import Site
from tests.support import databases

DOMAIN = "@demo.example"


def quiet(*_text: Any) -> None:
    """Nobody reads the progress of a test's set-up."""


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = make_demo(tmp_path_factory.mktemp("sites") / "test.localhost")
    yield site
    site.close()


def make_demo(folder: Path) -> Site:
    """The demo county on a new site."""
    from cso_management import demo

    create_site(
        folder,
        "admin",
        quiet,
        settings=databases.settings(),
        administrator=databases.administrator(),
    )
    site = Site(folder)
    with site.session():
        install_app("cso_management", quiet)
    with site.session():
        demo.load_county()
    return site


@pytest.fixture
def session(demo_site: Site) -> Iterator[Any]:
    """A session of Administrator whose changes vanish."""
    with demo_site.session() as opened:
        frappe.local.lang = "zh"
        yield opened
        frappe.set_user("Administrator")
        frappe.db.rollback()


@pytest.fixture
def as_user(session: Any) -> Callable[[str], None]:
    """`as_user("clerk.wanghu")` acts from then on."""

    def become(name: str) -> None:
        frappe.set_user(name if "@" in name or name in ("Administrator", "Guest") else name + DOMAIN)

    return become


@pytest.fixture
def new_application(as_user: Callable[[str], None]) -> Callable[..., Any]:
    """A complete draft of the representative without an organization."""
    from cso_management.demo import cases

    def make(user: str = "rep.new", **changes: Any) -> Any:
        as_user(user)
        row = {
            "application_type": "New",
            "org_name": "映月社区舞蹈队",
            "region": "990121001001",
            "primary_category": "0304",
        }
        doc = frappe.get_doc({"doctype": "CSO Filing Application", **cases.body(7, row), **changes}).insert()
        cases.upload_papers(doc)
        return doc

    return make
