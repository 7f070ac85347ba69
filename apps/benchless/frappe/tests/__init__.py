"""Base classes of an app's tests."""

from frappe.tests.cases import IntegrationTestCase, UnitTestCase
from frappe.tests.settings import change_settings, patch_hooks, timeout

__all__ = ["IntegrationTestCase", "UnitTestCase", "change_settings", "patch_hooks", "timeout"]
