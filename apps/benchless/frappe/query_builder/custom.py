"""Terms that pypika lacks."""

from typing import Any

from pypika.functions import DistinctOptionFunction
from pypika.terms import Function, Term, ValueWrapper
from pypika.utils import format_alias_sql


class GROUP_CONCAT(DistinctOptionFunction):  # noqa: N801 documented name
    """Values of a group in one text, `,` between them."""

    def __init__(self, column: Any, alias: str | None = None) -> None:
        super().__init__("GROUP_CONCAT", column, alias=alias)  # type: ignore[no-untyped-call]


class STRING_AGG(DistinctOptionFunction):  # noqa: N801 documented name
    """Values of a group in one text, with a separator of one's own."""

    def __init__(self, column: Any, separator: str = ",", alias: str | None = None) -> None:
        super().__init__("GROUP_CONCAT", column, alias=alias)  # type: ignore[no-untyped-call]
        self.separator = separator

    def get_special_params_sql(self, **kwargs: Any) -> str:
        """`SEPARATOR ';'`: both databases know the word."""
        return f"SEPARATOR {ValueWrapper(self.separator).get_sql(**kwargs)}"


class MonthName(Function):
    """The English name of a date's month."""

    def __init__(self, term: Any, alias: str | None = None) -> None:
        super().__init__("MONTHNAME", term, alias=alias)


class Month(Function):
    """The number of a date's month."""

    def __init__(self, term: Any, alias: str | None = None) -> None:
        super().__init__("MONTH", term, alias=alias)


class Quarter(Function):
    """The number of a date's quarter."""

    def __init__(self, term: Any, alias: str | None = None) -> None:
        super().__init__("QUARTER", term, alias=alias)


class MATCH(Function):  # noqa: N801 documented name
    """Whether a column contains a text."""

    def __init__(self, column: Any, alias: str | None = None) -> None:
        super().__init__("INSTR", column, alias=alias)

    def Against(self, text: str) -> Any:  # noqa: N802 documented name
        return Function("INSTR", self.args[0], text)


class ConstantColumn(Term):
    """The same value in every row."""

    alias: str | None = None

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value: Any = self.wrap_constant(value)

    def get_sql(self, quote_char: str | None = None, **kwargs: Any) -> str:
        kwargs.pop("with_alias", None)
        text = self.value.get_sql(quote_char=quote_char, **kwargs)
        return str(format_alias_sql(text, self.alias, quote_char=quote_char, **kwargs))
