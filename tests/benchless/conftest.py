"""A site of the bare server for the tests of a module: made once, copied for each module."""

import frappe
import pytest

from benchless.setup.new_site import create_site
from benchless.site import Site
from tests.support import databases


@pytest.fixture(scope="session")
def site_template(tmp_path_factory):
    """The folder of a new site."""
    place = tmp_path_factory.mktemp("template") / "test.localhost"
    create_site(
        place,
        "admin",
        lambda _line: None,
        settings=databases.settings(),
        administrator=databases.administrator(),
    )
    databases.keep(place)
    return place


@pytest.fixture(scope="module")
def site(site_template, tmp_path_factory):
    """A fresh site; its database is closed at the end."""
    place = tmp_path_factory.mktemp("sites") / site_template.name
    databases.copy(site_template, place)
    site = Site(place)
    yield site
    site.close()


@pytest.fixture
def session(site):
    """Administrator at work; everything is rolled back."""
    with databases.put_back(site), site.session("Administrator") as opened:
        opened.flags.in_test = True
        yield opened
        opened.db.rollback()


@pytest.fixture
def todo(session):
    """A document that nothing else knows of."""
    return frappe.get_doc({"doctype": "ToDo", "description": "one", "priority": "High"}).insert()
