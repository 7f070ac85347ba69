"""A bare site in this process, as for the tests of the engine; and one with the app and its people."""

from collections.abc import Iterator

import pytest

from benchless.site import Site
from tests.app.rights.world import World
from tests.benchless.conftest import session, site, site_template
from tests.safety import county

__all__ = ["session", "site", "site_template"]


@pytest.fixture(scope="session")
def app_county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, World]]:
    site_of_app, world = county.make(tmp_path_factory.mktemp("fuzz") / "test.localhost")
    yield site_of_app, world
    site_of_app.close()


@pytest.fixture
def app_site(app_county: tuple[Site, World]) -> Site:
    return app_county[0]


@pytest.fixture
def world(app_county: tuple[Site, World]) -> World:
    return app_county[1]
