"""A made-up year, played over HTTP by the people of its offices, gives the indicators of its plan."""

from pathlib import Path

from tests.county import run
from tests.county.plan import make
from tests.support import sites
from tests.support.served import Served
from tools import server


def test_the_indicators_of_a_small_year(tmp_path: Path) -> None:
    place = sites.copy(sites.template(app=True), tmp_path / "sites")
    server.call("execute", "cso_management.demo.load_places", "--site", sites.SITE, sites=place)
    with Served(place) as running:
        assert run.compare(running.address, make(seed=7, organizations=14, contracts=3, pilots=1)) == []


def test_a_seed_tells_the_same_year_twice() -> None:
    assert make(3) == make(3)
    assert make(3) != make(4)
    assert len(make(3).organizations) == 300
