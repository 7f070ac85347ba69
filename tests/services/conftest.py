"""Real servers on fresh sites."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import sites
from tests.support.served import Served


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of a site without any app."""
    place = sites.copy(sites.template(), tmp_path_factory.mktemp("sites"))
    with Served(place) as running:
        yield running


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder of sites that one test may break."""
    return sites.copy(sites.template(), tmp_path / "sites")
