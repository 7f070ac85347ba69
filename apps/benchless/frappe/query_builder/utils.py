"""Helpers of queries."""

from enum import Enum
from typing import Any

from frappe.query_builder.builder import DocType

__all__ = ["Column", "DocType", "ImportMapper", "db_type_is", "get_query_builder"]

from pypika import Column

from frappe.query_builder import get_query_builder


class db_type_is(Enum):  # noqa: N801 documented name
    MARIADB = "mariadb"
    POSTGRES = "postgres"
    SQLITE = "sqlite"


class ImportMapper:
    """Picks the function of the database in use."""

    def __init__(self, func_map: dict[Any, Any]) -> None:
        self.func_map = func_map

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.func_map[db_type_is.MARIADB](*args, **kwargs)
