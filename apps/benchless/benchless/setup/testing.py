"""Running the unit tests that an app carries (`test_*.py` beside its code), after its `before_tests` hook."""

from __future__ import annotations

import importlib
import unittest
from pathlib import Path

from ..context import current
from ..errors import ValidationError
from ..site import app_folder
from .hooks import call_hooks


def run_tests(app: str, module: str | None = None, verbosity: int = 1) -> bool:
    """Run the tests of an app, or of one of its modules; gives whether all of them passed.

    Tests write into the site: its configuration must allow them (`allow_tests`). Raises ValidationError.
    """
    session = current()
    if not session.conf.get("allow_tests"):
        raise ValidationError("testing is disabled: set allow_tests in the site's configuration")
    session.flags.in_test = True
    call_hooks(app, "before_tests")
    suite = unittest.TestSuite(_tests(name) for name in ([module] if module else test_modules(app)))
    return unittest.TextTestRunner(verbosity=verbosity).run(suite).wasSuccessful()


def test_modules(app: str) -> list[str]:
    """Dotted names of an app's test files."""
    folder = app_folder(app)
    return sorted(_dotted(path.relative_to(folder.parent)) for path in folder.rglob("test_*.py"))


def _dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts)


def _tests(name: str) -> unittest.TestSuite:
    return unittest.defaultTestLoader.loadTestsFromModule(importlib.import_module(name))
