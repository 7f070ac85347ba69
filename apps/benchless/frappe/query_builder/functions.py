"""Functions of queries."""

from enum import Enum
from typing import Any

from pypika.functions import *  # noqa: F403
from pypika.functions import Cast, Coalesce, DateAdd, DateDiff, Extract
from pypika.terms import Function

from benchless.context import current
from frappe.query_builder.custom import GROUP_CONCAT, MATCH

__all__ = [
    "Cast_",
    "Coalesce",
    "Concat_ws",
    "CombineDatetime",
    "DateAdd",
    "DateDiff",
    "DateFormat",
    "Extract",
    "GroupConcat",
    "ImportMapper",
    "Locate",
    "Match",
    "Round",
    "SqlFunctions",
    "SubstringIndex",
    "Timestamp",
    "Truncate",
    "UnixTimestamp",
]

GroupConcat = GROUP_CONCAT
Match = MATCH


class SqlFunctions(Enum):
    """Functions that a field of a list may name."""

    DayOfYear = "dayofyear"
    Extract = "extract"
    Locate = "locate"
    Count = "count"
    Sum = "sum"
    Avg = "avg"
    Max = "max"
    Min = "min"
    Abs = "abs"
    Timestamp = "timestamp"
    IfNull = "ifnull"


class ImportMapper:
    """One name for a function that databases call differently; both of ours call them alike."""

    def __init__(self, func_map: dict[Any, Any]) -> None:
        self.func_map = func_map

    def __call__(self, *args: Any, **kwds: Any) -> Any:
        kind = current().db.db_type
        known = {str(getattr(key, "value", key)): made for key, made in self.func_map.items()}
        return (known.get(kind) or known.get("mariadb") or next(iter(known.values())))(*args, **kwds)


class Concat_ws(Function):  # noqa: N801 documented name
    """Texts with a separator between them; what is null is left out."""

    def __init__(self, *terms: Any, **kwargs: Any) -> None:
        super().__init__("CONCAT_WS", *terms, **kwargs)


class Locate(Function):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__("LOCATE", *args, **kwargs)


class Timestamp(Function):  # type: ignore[no-redef]
    def __init__(self, term: Any, time: Any = None, alias: str | None = None) -> None:
        arguments = (term,) if time is None else (term, time)
        super().__init__("TIMESTAMP", *arguments, alias=alias)


class CombineDatetime(Timestamp):
    """A date and a time as one moment."""


class DateFormat(Function):
    def __init__(self, term: Any, layout: Any, alias: str | None = None) -> None:
        super().__init__("DATE_FORMAT", term, layout, alias=alias)


class UnixTimestamp(Function):
    def __init__(self, term: Any, alias: str | None = None) -> None:
        super().__init__("UNIX_TIMESTAMP", term, alias=alias)


class Round(Function):
    def __init__(self, term: Any, places: int = 0, **kwargs: Any) -> None:
        super().__init__("ROUND", term, places, **kwargs)


class Truncate(Function):
    def __init__(self, term: Any, places: int = 0, **kwargs: Any) -> None:
        super().__init__("TRUNCATE", term, places, **kwargs)


class SubstringIndex(Function):
    def __init__(self, term: Any, delimiter: str, count: int, **kwargs: Any) -> None:
        super().__init__("SUBSTRING_INDEX", term, delimiter, count, **kwargs)


class Cast_(Cast):  # noqa: N801 documented name
    """CAST, with VARCHAR as MariaDB wants it."""

    def __init__(self, value: Any, as_type: str, alias: str | None = None) -> None:
        kind = "CHAR" if str(as_type).lower() in ("varchar", "char", "text") else as_type
        super().__init__(value, kind, alias)  # type: ignore[no-untyped-call]
