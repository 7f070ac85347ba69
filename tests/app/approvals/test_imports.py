"""Every module of the engine can be the first that is imported: no circle hides behind a lucky order."""

import subprocess
import sys
from pathlib import Path

import cso_management

PACKAGE = Path(cso_management.__file__).parent
MODULES = sorted(
    f"cso_management.approvals.{place}.{path.stem}"
    for place in ("engine", "rules")
    for path in (PACKAGE / "approvals" / place).glob("*.py")
    if path.stem != "__init__"
)
CODE = """
import importlib, sys
for name in sys.argv[1:]:
    for loaded in [loaded for loaded in sys.modules if loaded.startswith("cso_management")]:
        del sys.modules[loaded]
    importlib.import_module(name)
"""


def test_any_module_may_come_first() -> None:
    done = subprocess.run([sys.executable, "-c", CODE, *MODULES], capture_output=True, text=True, env=paths())
    assert done.returncode == 0, done.stderr[-2000:]


def paths() -> dict[str, str]:
    return {"PYTHONPATH": ":".join(sys.path)}
