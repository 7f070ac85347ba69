"""The world of the tables, made once."""

from collections.abc import Iterator
from typing import Any

import frappe
import pytest

from benchless.setup.apps import install_app
from benchless.setup.new_site import create_site
from benchless.site import Site
from tests.support import databases

from ..conftest import quiet
from .doors import Caller
from .people import PEOPLE
from .world import World


@pytest.fixture(scope="session")
def rights_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("rights") / "test.localhost"
    options = {"settings": databases.settings(), "administrator": databases.administrator()}
    create_site(folder, "admin", quiet, **options)
    site = Site(folder)
    with site.session():
        install_app("cso_management", quiet)
    yield site
    site.close()


@pytest.fixture(scope="session")
def world(rights_site: Any) -> World:
    made = World()
    with rights_site.session():
        frappe.local.lang = "zh"
        made.make()
    return made


@pytest.fixture(scope="session")
def callers(rights_site: Any, world: World) -> dict[str, Caller]:
    return {word: Caller(rights_site, word) for word in PEOPLE}
