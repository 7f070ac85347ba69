"""More ways of `frappe.db` to rows: many at once, settings, trees, time stamps."""

from __future__ import annotations

from itertools import islice
from typing import Any

from benchless.access.user_permissions import descendants
from benchless.context import current
from benchless.documents import lookup, user_defaults
from benchless.settings import system_setting
from benchless.values import Row


class RowFace:
    """Rows without documents: no hooks, no validation."""

    def bulk_update(
        self,
        doctype: str,
        doc_updates: dict[str, dict[str, Any]],
        *,
        chunk_size: int = 100,
        modified: Any = None,
        modified_by: str | None = None,
        update_modified: bool = True,
        debug: bool = False,
    ) -> None:
        """name → its new values, for many documents."""
        left = iter(doc_updates.items())
        while chunk := list(islice(left, chunk_size)):
            for name, values in chunk:
                lookup.set_value(doctype, name, values, update_modified=update_modified)

    def touch(self, doctype: str, docname: Any) -> Any:
        """Note that a document changed now; gives the time."""
        moment = current().site.now()
        lookup.set_value(doctype, docname, {"modified": moment}, update_modified=False)
        return moment

    def get_descendants(self, doctype: str, name: str) -> list[str]:
        """Names of all nodes below one of a tree."""
        return list(descendants(doctype, name))

    def get_system_setting(self, key: str) -> Any:
        """A value of System Settings."""
        return system_setting(key)

    def get_defaults(self, key: str | None = None, parent: str = user_defaults.GLOBAL) -> Any:
        """All defaults of a holder, or the values of one."""
        holder = user_defaults.GLOBAL if parent == "__default" else parent
        if key is None:
            return Row(user_defaults.all_defaults(holder))
        values = user_defaults.get_defaults(key, holder)
        return values[0] if len(values) == 1 else values or None

    def multisql(self, sql_dict: dict[str, str], values: Any = (), **kwargs: Any) -> Any:
        """Run the statement that is written for this database, else MariaDB's."""
        db = current().db
        kind = str(getattr(db, "db_type", "sqlite"))
        return db.sql(sql_dict.get(kind) or sql_dict["mariadb"], values, **kwargs)

    def estimate_count(self, doctype: str) -> int:
        """How many rows there are. Counting is quick here, so the number is exact."""
        return lookup.count(doctype)

    def a_row_exists(self, doctype: str) -> bool:
        """Whether a DocType has any document."""
        return bool(current().db.rows(f"SELECT 1 FROM `tab{doctype}` LIMIT 1"))
