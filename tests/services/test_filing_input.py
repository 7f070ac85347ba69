"""Wrong input to a filing application, as table of requests."""

from collections.abc import Iterator

import httpx
import pytest

from tests.browser.target import PARTS
from tests.support import scenarios, sites
from tests.support.client import Client
from tests.support.served import Served

FILING = "CSO Filing Application"


@pytest.fixture(scope="module")
def actors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, httpx.Client]]:
    place = sites.copy(sites.template(demo=True), tmp_path_factory.mktemp("sites"))
    passwords = {row["user"]: row["password"] for row in sites.demo_accounts(place)}
    with Served(place) as served:
        people: dict[str, httpx.Client] = {
            part: Client(served.address, PARTS[part], passwords[PARTS[part]])
            for part in ("representative", "neighbour")
        }
        people["Guest"] = httpx.Client(base_url=served.address, headers={"Accept": "application/json"})
        people["Administrator"] = Client(served.address)
        yield people


@pytest.mark.parametrize("row", scenarios.rows("filing_input.yaml"), ids=lambda row: row.title)
def test_row(actors: dict[str, httpx.Client], row: scenarios.Row) -> None:
    admin = actors["Administrator"]
    assert isinstance(admin, Client)
    before = admin.names(FILING)
    method, _, path = row.call.partition(" ")
    answer = actors[row.actor].request(method, path, **row.request())
    row.check(answer.status_code, answer.text)
    if answer.status_code >= 400:
        assert admin.names(FILING) == before, "something was saved although it was refused"
