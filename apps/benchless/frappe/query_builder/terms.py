"""Terms of queries under the names that apps import."""

from typing import Any

from pypika.queries import QueryBuilder
from pypika.terms import Criterion, Function, NamedParameter, ValueWrapper
from pypika.utils import format_alias_sql

__all__ = [
    "NamedParameter",
    "NamedParameterWrapper",
    "ParameterizedFunction",
    "ParameterizedValueWrapper",
    "SubQuery",
    "ValueWrapper",
    "subqry",
]

ParameterizedValueWrapper = ValueWrapper  # values are parameters everywhere in a query
ParameterizedFunction = Function


class NamedParameterWrapper:
    """Values of a query, kept apart from its text: `%(param1)s` in one, the values in the other."""

    def __init__(self, parameters: dict[str, Any] | None = None) -> None:
        self.parameters: dict[str, Any] = parameters if parameters is not None else {}

    def get_sql(self, param_value: Any, **kwargs: Any) -> str:
        """The place of one more value."""
        key = f"param{len(self.parameters) + 1}"
        self.parameters[key] = param_value
        return f"%({key})s"

    def get_parameters(self) -> dict[str, Any]:
        """The values by their keys."""
        return self.parameters


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
