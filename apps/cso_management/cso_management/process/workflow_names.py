"""The states and actions that the workflow files speak of; pure, so that `hooks` may read it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "workflows"


def states() -> list[str]:
	"""Every state of every workflow file, sorted."""
	found = {row["state"] for workflow in _workflows() for row in workflow["states"]}
	return sorted(found)


def actions() -> list[str]:
	"""Every action of every workflow file, sorted."""
	found = {row["action"] for workflow in _workflows() for row in workflow["transitions"]}
	return sorted(found)


def workflows() -> list[str]:
	"""The name of every workflow file's workflow."""
	return [workflow["workflow_name"] for workflow in _workflows()]


@cache
def _workflows() -> tuple[dict[str, Any], ...]:
	return tuple(json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json")))
