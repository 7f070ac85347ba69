"""A site with another app than ours, whose files are copied: a test may put a second version over them."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.support import sites
from tests.support.served import Served
from tools import server
from tools.paths import ROOT


class AppSite:
    """`install()`, `upgrade(folder)`, `remove()`; `ask(function)` calls a dotted function on the site."""

    def __init__(self, app: str, files: Path, place: Path) -> None:
        self.app, self.code = app, place / "code"
        shutil.copytree(files, self.code)
        self.place = sites.copy(sites.template(), place / "sites")

    @property
    def variables(self) -> dict[str, str]:
        paths = [str(self.code), str(ROOT)]
        return {**server.variables(), "PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"}

    def cli(self, *words: str) -> str:
        """Run one verb to its end; gives what it printed."""
        done = subprocess.run(
            server.command(*words, "--site", sites.SITE, sites=self.place),
            env=self.variables,
            capture_output=True,
            text=True,
            cwd=ROOT,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def ask(self, function: str, *args: Any) -> Any:
        """The answer of a function that runs with the site open, in a process of its own."""
        out = self.cli("execute", function, "--args", json.dumps(args))
        return json.loads(out) if out.strip() else None

    def install(self) -> None:
        self.cli("install-app", self.app)

    def upgrade(self, files: Path) -> None:
        """Put another version's files over the app's, and follow them."""
        shutil.copytree(files, self.code, dirs_exist_ok=True)
        self.cli("migrate")

    def remove(self) -> None:
        self.cli("uninstall-app", self.app)

    def served(self) -> Served:
        """A real server of the site."""
        running = Served(self.place, workers=1)
        for process in running.processes:
            process.env = self.variables
        return running
