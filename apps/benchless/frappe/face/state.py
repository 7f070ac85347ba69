"""The session of this thread under the names of Frappe: `local` and its parts."""

from __future__ import annotations

from typing import Any

from werkzeug.local import LocalProxy

from benchless import dotted
from benchless.absent import AbsentName
from benchless.context import current

ABSENT = object()


class Local:
    """The session of this thread under Frappe's names; `site` is the site's name, as apps expect."""

    def __getattr__(self, name: str) -> Any:
        if name == "site":
            return current().site.name
        found = getattr(current(), name, ABSENT)
        if found is ABSENT:
            raise AbsentName(f"frappe.local.{name}")
        return found

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(current(), name, value)


local: Any = Local()
session: Any = LocalProxy(lambda: current().session)
form_dict: Any = LocalProxy(lambda: current().form_dict)
form: Any = form_dict
flags: Any = LocalProxy(lambda: current().flags)
conf: Any = LocalProxy(lambda: current().conf)
request: Any = LocalProxy(lambda: current().request)
response: Any = LocalProxy(lambda: current().response)
message_log: Any = LocalProxy(lambda: current().message_log)
error_log: Any = LocalProxy(lambda: current().error_log)
debug_log: Any = LocalProxy(lambda: current().debug_log)
lang: Any = LocalProxy(lambda: current().lang)
user: Any = LocalProxy(lambda: current().user)
# The query builder's library is loaded when the first query is built.
qb: Any = LocalProxy(lambda: dotted.load("frappe.query_builder.qb"))
