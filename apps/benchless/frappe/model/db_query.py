"""Lists as the user may see them, the older way."""

from __future__ import annotations

from typing import Any

from benchless.access import get_list as rows_of
from benchless.context import current
from frappe.database import limits, named


class DatabaseQuery:
    """One list of one DocType: `DatabaseQuery("ToDo").execute(fields=[…], filters=[…])`."""

    def __init__(self, doctype: str, user: str | None = None) -> None:
        self.doctype, self.user = doctype, user or current().user

    def execute(self, *args: Any, **kwargs: Any) -> Any:
        """The rows, as `frappe.get_list` gives them."""
        return rows_of(self.doctype, user=self.user, **limits(named(args, kwargs)))


def get_list(doctype: str, *args: Any, **kwargs: Any) -> Any:
    """Rows as the user may see them."""
    kwargs.pop("cmd", None)
    kwargs.pop("ignore_permissions", None)
    return DatabaseQuery(doctype).execute(*args, **kwargs)
