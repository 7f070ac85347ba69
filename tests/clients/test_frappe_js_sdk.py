"""npm's frappe-js-sdk, as it is, against our server."""

from pathlib import Path

from tests.clients.conftest import Target, runs


def test_everything_that_the_sdk_offers(javascript_clients: Path, target: Target) -> None:
    runs(["node", "--test", "sdk.test.js"], javascript_clients, target)
