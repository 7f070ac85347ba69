"""The names that tests of version 15 import."""

from frappe.tests.cases import IntegrationTestCase, UnitTestCase
from frappe.tests.records import make_test_objects, make_test_records
from frappe.tests.settings import change_settings, patch_hooks, timeout

FrappeTestCase = IntegrationTestCase

__all__ = [
    "FrappeTestCase", "IntegrationTestCase", "UnitTestCase", "change_settings", "make_test_objects",
    "make_test_records", "patch_hooks", "timeout",
]  # fmt: skip
