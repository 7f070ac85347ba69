"""Test cases whose writes are undone at the end of their class."""

from __future__ import annotations

import unittest
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from benchless.context import current
from benchless.values import cstr
from frappe.tests.settings import change_settings

NUMBERS = ("Currency", "Float", "Percent")


class UnitTestCase(unittest.TestCase):
    """Compares documents; does not need a database."""

    change_settings = staticmethod(change_settings)

    def assertDocumentEqual(self, expected: Any, actual: Any) -> None:  # noqa: N802 documented name
        """Every expected field (rows of tables too) has the same value, numbers within their precision."""
        for fieldname, wanted in dict(expected).items():
            found = actual.get(fieldname)
            if isinstance(wanted, list):
                self.assertEqual(len(wanted), len(found), f"rows of {fieldname}")
                for wanted_row, found_row in zip(wanted, found, strict=True):
                    self.assertDocumentEqual(wanted_row, found_row)
            elif _is_number(actual, fieldname):
                self.assertAlmostEqual(wanted, found, actual.precision(fieldname), fieldname)
            else:
                self.assertEqual(cstr(wanted), cstr(found), fieldname)

    def assertSequenceSubset(self, larger: Any, smaller: Any, msg: str | None = None) -> None:  # noqa: N802
        """Everything of `smaller` is in `larger`."""
        self.assertTrue(set(smaller).issubset(set(larger)), msg)

    @contextmanager
    def set_user(self, user: str) -> Iterator[None]:
        """Act as another user for the length of a block."""
        before = current().user
        current().set_user(user)
        try:
            yield
        finally:
            current().set_user(before)


def _is_number(document: Any, fieldname: str) -> bool:
    if isinstance(document, Mapping):
        return False
    field = document.meta.get_field(fieldname)
    return field is not None and field.fieldtype in NUMBERS


class IntegrationTestCase(UnitTestCase):
    """Works on the open site: what the class wrote is rolled back when it ends."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        session = current()
        session.flags.in_test = True
        session.db.commit()
        cls.addClassCleanup(session.db.rollback)
