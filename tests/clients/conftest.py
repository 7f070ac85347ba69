"""A real server, an account with keys, and the clients, installed once."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support import sites
from tests.support.client import Client
from tests.support.served import Served
from tools import environment, frontend, node, stamps
from tools.commands import run
from tools.paths import CACHE, FRONTEND

HERE = Path(__file__).parent
PYTHON_CLIENTS = CACHE / "clients"


class Target(NamedTuple):
    """Where the server is, and who may come with a key."""

    address: str
    key: str
    secret: str


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    place = sites.copy(sites.template(), tmp_path_factory.mktemp("sites"))
    with Served(place, workers=1) as running, Client(running.address) as client:
        made = client.call("frappe.core.doctype.user.user.generate_keys", user="Administrator")
        secret = Client.expect(made)["message"]["api_secret"]
        yield Target(running.address, client.read("User", "Administrator")["api_key"], secret)


@pytest.fixture(scope="session")
def python_clients() -> Path:
    """The folder with the Python client."""
    wanted = HERE / "requirements.txt"
    if not stamps.fresh("python-clients", stamps.digest([wanted])) or not PYTHON_CLIENTS.is_dir():
        words = ["pip", "install", "--no-deps", "--target", PYTHON_CLIENTS, "-r", wanted]
        run([environment.UV, *words, "--python", environment.PYTHON])
        stamps.mark("python-clients", stamps.digest([wanted]))
    return PYTHON_CLIENTS


@pytest.fixture(scope="session")
def javascript_clients() -> Path:
    """The folder with the JavaScript client."""
    wanted = stamps.digest([HERE / "package.json", HERE / "package-lock.json"])
    if not stamps.fresh("javascript-clients", wanted) or not (HERE / "node_modules").is_dir():
        node.npm("ci", "--no-audit", "--no-fund", "--loglevel=error", cwd=HERE)
        stamps.mark("javascript-clients", wanted)
    return HERE


@pytest.fixture(scope="session")
def front_end() -> Path:
    """The front end's folder, with its packages."""
    if not (FRONTEND / "node_modules").is_dir():
        frontend.packages()
    return FRONTEND


def runs(words: list[str], place: Path, target: Target) -> None:
    """A program with the server's address ends well; what it printed says why not."""
    folder = node.folder()
    settings = {
        "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}",
        "SERVER": target.address,
        "API_KEY": target.key,
        "API_SECRET": target.secret,
        "PASSWORD": sites.PASSWORD,
    }
    done = subprocess.run(
        words, cwd=place, env={**os.environ, **settings}, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-3000:]
