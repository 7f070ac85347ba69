"""`frappe.qb` and its parts."""

from typing import Any

import pypika
import pypika.terms
from pypika import Case, Column, Criterion, CustomFunction, Field, Interval, JoinType, Order, Table, Tuple
from pypika.terms import ExistsCriterion, PseudoColumn

from frappe.query_builder import functions
from frappe.query_builder.builder import Builder, DocType, Query
from frappe.query_builder.engine import get_query

__all__ = [
    "Builder",
    "Case",
    "Column",
    "Criterion",
    "CustomFunction",
    "DocType",
    "ExistsCriterion",
    "Field",
    "Interval",
    "JoinType",
    "Order",
    "PseudoColumn",
    "Query",
    "Table",
    "Tuple",
    "get_query",
    "get_query_builder",
    "patch_query_aggregation",
    "patch_query_execute",
    "qb",
]


class QueryFace(Query):
    """`frappe.qb`."""

    DocType = staticmethod(DocType)
    Table = Table  # type: ignore[assignment]
    Field = Field
    terms = pypika.terms
    functions = functions
    desc = Order.desc
    asc = Order.asc
    Case = Case
    Criterion = Criterion
    get_query = staticmethod(get_query)

    @staticmethod
    def quote(name: str) -> str:
        """A name between back-ticks."""
        return "`" + name.replace("`", "") + "`"


qb: Any = QueryFace


def get_query_builder(type_of_db: Any = None) -> Any:
    """The builder of this database."""
    return qb


def patch_query_execute() -> None:
    """Queries here can always be run."""


def patch_query_aggregation() -> None:
    """Aggregates are functions: `frappe.query_builder.functions`."""
