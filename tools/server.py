"""The embedded server's own command line, as this repository calls it."""

from pathlib import Path

from tools.commands import environment, run
from tools.environment import PYTHON
from tools.paths import FONTS, ROOT, SITES

APP_NAME = "cso_management"


def command(*words: str) -> list[str]:
    return [str(PYTHON), "-m", "benchless.cli", *words]


def variables() -> dict[str, str]:
    return environment(SITES_PATH=str(SITES), CSO_FONTS=str(FONTS), PYTHONUNBUFFERED="1")


def call(*words: str | Path) -> str:
    """Run one verb to its end."""
    return run(command(*(str(word) for word in words)), cwd=ROOT, env=variables())
