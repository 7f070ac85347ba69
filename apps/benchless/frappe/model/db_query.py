"""Lists as the user may see them, the older way."""

from __future__ import annotations

from typing import Any

from benchless.access import get_list as rows_of
from benchless.context import current
from benchless.schema import get_meta
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


def get_order_by(doctype: str, meta: Any = None) -> str:
    """The DocType's own order as SQL: `` `tabToDo`.`modified` DESC ``."""
    found = meta or get_meta(doctype)
    fields = [part.strip().split() for part in str(found.get("sort_field") or "modified").split(",")]
    usual = str(found.get("sort_order") or "DESC")
    parts = [f"`tab{doctype}`.`{words[0]}` {words[1] if len(words) > 1 else usual}" for words in fields]
    if found["is_submittable"]:
        parts.insert(0, f"`tab{doctype}`.docstatus ASC")
    return ", ".join(parts)
