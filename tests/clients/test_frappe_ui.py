"""frappe-ui's resources and composables, as they are, against our server."""

from pathlib import Path

from tests.clients.conftest import Target, runs


def test_resources_and_composables(front_end: Path, target: Target) -> None:
    runs(["npx", "vitest", "run", "--config", "vitest.server.config.ts"], front_end, target)
