"""The embedded server's own command line, as this repository calls it."""

from pathlib import Path

from tools.commands import environment, run
from tools.environment import PYTHON
from tools.paths import FONTS, ROOT, SITES

APP_NAME = "cso_management"


def command(*words: str | Path, sites: Path = SITES) -> list[str]:
    return [str(PYTHON), "-m", "benchless.cli", "--sites", str(sites), *map(str, words)]


def variables() -> dict[str, str]:
    return environment(CSO_FONTS=str(FONTS), PYTHONUNBUFFERED="1")


def call(*words: str | Path, sites: Path = SITES) -> str:
    """Run one verb to its end."""
    return run(command(*words, sites=sites), cwd=ROOT, env=variables())
