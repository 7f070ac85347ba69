"""The data files of the demo."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, Any]]:
	return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def sample_paper() -> bytes:
	return (DATA / "sample.pdf").read_bytes()


def sample_picture() -> bytes:
	return (DATA / "sample.png").read_bytes()


def story(name: str) -> dict[str, Any]:
	"""Templates and steps of one story."""
	return json.loads((DATA / "stories" / f"{name}.json").read_text(encoding="utf-8"))
