"""Terms of queries under the names that apps import."""

from typing import Any

from pypika.queries import QueryBuilder
from pypika.terms import Criterion, NamedParameter, ValueWrapper
from pypika.utils import format_alias_sql

__all__ = ["NamedParameter", "ParameterizedValueWrapper", "SubQuery", "ValueWrapper", "subqry"]

ParameterizedValueWrapper = ValueWrapper


class SubQuery(Criterion):
    """A query as a value of another."""

    def __init__(self, subq: QueryBuilder, alias: str | None = None) -> None:
        super().__init__(alias)
        self.subq = subq

    def get_sql(self, **kwargs: Any) -> str:
        kwargs["subquery"] = True
        kwargs.pop("with_alias", None)
        return str(format_alias_sql(self.subq.get_sql(**kwargs), self.alias, **kwargs))


subqry = SubQuery
