"""What a list shows: names of fields, functions over them and fields of neighbours, parsed strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from ..errors import DataError, DoesNotExistError, PermissionError
from ..messages import throw
from ..schema import Meta, find_meta, get_meta
from ..sql import quoted
from ..translations import _
from ..values import cstr
from .filters import Column
from .permissions import has_permission, readable_fields
from .readers import API_READERS, PYTHON_READERS, Reader, Readers

# Columns of the desk's marks: a table has them only after the first mark.
MARKS = ("_user_tags", "_comments", "_assign", "_liked_by", "_seen")
WORD = r"[A-Za-z_][\w]*"
PLAIN = re.compile(rf"^(?:`?tab(?P<table>[^`]+?)`?\.)?`?(?P<field>{WORD}|\*)`?$")
DOTTED = re.compile(rf"^`?(?P<link>{WORD})`?\.`?(?P<field>{WORD})`?$")
ALIASED = re.compile(r"^(?P<what>.+?)\s+as\s+[`'\"]?(?P<alias>[\w ]+?)[`'\"]?$", re.I | re.S)
CALL = re.compile(r"^(?P<name>[a-z_]+)\s*\(\s*(?P<distinct>distinct\s+)?(?P<inner>[^()]*?)\s*\)$", re.I)
FUNCTIONS = {
    "count",
    "sum",
    "avg",
    "min",
    "max",
    "year",
    "month",
    "day",
    "date",
    "quarter",
    "abs",
    "length",
    "lower",
    "upper",
    "round",
    "trim",
    "left",
    "right",
    "timestamp",
    "group_concat",
    *("dayofweek", "dayofmonth", "dayofyear", "week", "weekday", "weekofyear", "dayname", "monthname"),
    *("hour", "minute", "second", "last_day", "datediff"),
    *("ceil", "floor", "sqrt", "mod", "truncate", "greatest", "least", "stddev", "variance"),
    *("replace", "substring", "reverse", "char_length", "locate", "strcmp", "ltrim", "rtrim"),
}
AGGREGATES = {"count", "sum", "avg", "min", "max", "stddev", "variance", "group_concat"}


class PlainName(NamedTuple):
    """A column by its name, with its table where that is named too."""

    table: str | None
    field: str


@lru_cache(maxsize=4000)
def plain_name(text: str) -> PlainName | None:
    """`name` or `` `tabX`.`name` ``; None for anything else."""
    found = PLAIN.match(text)
    return PlainName(found["table"], found["field"]) if found else None


@dataclass
class Query:
    """A list in the making: the main DocType, whose eyes, and the tables joined so far."""

    meta: Meta
    user: str
    free: bool
    joins: dict[str, str] = field(default_factory=dict)
    aliases: set[str] = field(default_factory=set)
    only_own: bool = False
    distinct: bool = False

    @property
    def table(self) -> str:
        return quoted(f"tab{self.meta['name']}")

    def column(self, meta: Meta, name: str, table: str | None = None) -> Column:
        """A column after checking that it exists and that the user may see it."""
        if name not in meta.all_columns:
            throw(_("Field not permitted in query: {0}").format(name), DataError)
        if not self.may_read(meta, name):
            raise PermissionError(_("No permission to read field {0}").format(name))
        return Column(f"{table or self.table}.{quoted(name)}", meta, name)

    def may_read(self, meta: Meta, name: str) -> bool:
        """Whether the user may see a column of the list's DocType or of one of its child tables."""
        if self.free:
            return True
        parent = self.meta if meta is not self.meta and meta["istable"] else None
        return name in readable_fields(meta, self.user, parent)

    def of_table(self, doctype: str, name: str) -> Column:
        """A column of the main DocType or of a child table, named with its DocType."""
        if doctype == self.meta["name"]:
            return self.column(self.meta, name)
        if not any(row.options == doctype for row in self.meta.table_fields):
            throw(_("Field not permitted in query: {0}").format(f"{doctype}.{name}"), DataError)
        return self.column(get_meta(doctype), name, self.join_child("", doctype))

    def filtered(self, doctype: str, name: str) -> Column:
        """The column of a filter that names its DocType. Rows of a foreign child table never belong here."""
        found = find_meta(doctype)
        if found is None:
            throw(_("DocType {0} not found").format(doctype), DoesNotExistError)
        known = any(row.options == doctype for row in self.meta.table_fields)
        if doctype == self.meta["name"] or known or not found["istable"] or name not in found.all_columns:
            return self.of_table(doctype, name)
        return Column(f"{self.join_child('', doctype)}.{quoted(name)}", found, name)

    def join_child(self, fieldname: str, doctype: str) -> str:
        """Join a child table once, by its field or, without one, by all fields; gives its SQL name."""
        table = quoted(f"tab{doctype}")
        parent = self.meta["name"].replace("'", "''")
        which = f" AND {table}.parentfield = '{fieldname}'" if fieldname else ""
        self.joins.setdefault(
            table,
            f"LEFT JOIN {table} ON {table}.parent = {self.table}.name AND {table}.parenttype = '{parent}'"
            + which,
        )
        return table

    def join_link(self, fieldname: str, doctype: str) -> str:
        """Join the document that a link points to; gives its SQL name."""
        alias = quoted(f"link:{fieldname}")
        table = quoted(f"tab{doctype}")
        self.joins.setdefault(
            alias, f"LEFT JOIN {table} AS {alias} ON {alias}.name = {self.table}.{quoted(fieldname)}"
        )
        return alias

    def resolve(self, text: str) -> Column:
        """The column behind `name`, `` `tabX`.`name` ``, `link.field` or `table.field`."""
        plain = plain_name(text)
        if plain and plain.table:
            return self.of_table(plain.table, plain.field)
        if plain:
            return self.column(self.meta, plain.field)
        dotted = DOTTED.match(text)
        if not dotted:
            throw(_("Field not permitted in query: {0}").format(text), DataError)
        return self._neighbour(dotted["link"], dotted["field"])

    def _neighbour(self, fieldname: str, name: str) -> Column:
        own = self.meta.get_field(fieldname)
        if own is None or not own.options:
            throw(_("Field not permitted in query: {0}").format(f"{fieldname}.{name}"), DataError)
        if own in self.meta.table_fields:
            return self.column(get_meta(own.options), name, self.join_child(fieldname, own.options))
        self.column(self.meta, fieldname)
        target = find_meta(own.options) if own.fieldtype == "Link" else None
        if target is None or name not in target.all_columns:
            throw(_("Field not permitted in query: {0}").format(f"{fieldname}.{name}"), DataError)
        self._check_neighbour(target, name)
        return Column(f"{self.join_link(fieldname, own.options)}.{quoted(name)}", target, name)

    def _check_neighbour(self, target: Meta, name: str) -> None:
        if self.free:
            return
        if not has_permission(target["name"], "select", user=self.user):
            raise PermissionError(_("No permission for {0}").format(_(target["name"])))
        if name not in readable_fields(target, self.user):
            raise PermissionError(_("No permission to read field {0}").format(name))


@dataclass
class Shown:
    """One column of the answer."""

    sql: str
    key: str
    aggregate: bool = False
    column: Column | None = None


@dataclass(frozen=True)
class Selection:
    """The columns of an answer, ready to be asked for again."""

    meta: Meta
    keys: tuple[str, ...]
    sql: str
    aggregated: bool
    joins: dict[str, str]
    aliases: set[str]
    distinct: bool
    api: Readers
    python: Readers

    @classmethod
    def of(cls, query: Query, shown: list[Shown]) -> Selection:
        return cls(
            meta=query.meta,
            keys=tuple(column.key for column in shown),
            sql=", ".join(f"{column.sql} AS {quoted(column.key.replace('`', ''))}" for column in shown),
            aggregated=any(column.aggregate for column in shown),
            joins=dict(query.joins),
            aliases=set(query.aliases),
            distinct=query.distinct,
            api=_readers(shown, API_READERS),
            python=_readers(shown, PYTHON_READERS),
        )


def _readers(shown: list[Shown], by_kind: Mapping[str, Reader]) -> Readers:
    kinds = (one.column.meta.get_fieldtype(one.column.field) if one.column else None for one in shown)
    found = ((place, by_kind.get(kind or "")) for place, kind in enumerate(kinds))
    return tuple((place, read) for place, read in found if read)


def parse_field(query: Query, item: Any) -> list[Shown]:
    """One entry of `fields`. A field above the user's level gives nothing; an unknown one raises
    DataError.
    """
    if isinstance(item, dict):
        return _from_dict(query, item)
    text = str(item).strip()
    if text.lower().startswith("distinct "):
        query.distinct, text = True, text[9:].strip()
    alias = None
    aliased = ALIASED.match(text)
    if aliased:
        text, alias = aliased["what"].strip(), aliased["alias"]
    called = CALL.match(text)
    if called:
        return [_call(query, called, alias, text)]
    plain = plain_name(text)
    if plain and plain.field == "*":
        return _star(query, plain.table)
    return _plain(query, text, alias)


def _plain(query: Query, text: str, alias: str | None) -> list[Shown]:
    plain = plain_name(text)
    if plain and plain.table in (None, query.meta["name"]):
        name = plain.field
        if name not in query.meta.all_columns and _not_stored(query.meta, name):
            return []
        if name in query.meta.all_columns and not query.may_read(query.meta, name):
            return []
    if _is_hidden_of_rows(query, plain, text):
        return []
    column = query.resolve(text)
    if alias:
        query.aliases.add(alias)
    return [Shown(column.sql, alias or column.field, column=column)]


def _is_hidden_of_rows(query: Query, plain: PlainName | None, text: str) -> bool:
    """Whether this is a column of a child table above the user's level: it is left out of the answer."""
    dotted = DOTTED.match(text) if plain is None else None
    for row in query.meta.table_fields:
        named = (dotted and dotted["link"] == row.fieldname) or (plain and plain.table == row.options)
        if named:
            child, name = get_meta(row.options), dotted["field"] if dotted else plain and plain.field
            return name in child.all_columns and not query.may_read(child, cstr(name))
    return False


def _not_stored(meta: Meta, name: str) -> bool:
    return meta.get_field(name) is not None or name in MARKS


def _star(query: Query, table: str | None) -> list[Shown]:
    if table and table != query.meta["name"]:
        child = get_meta(table)
        return [
            Shown(column.sql, name, column=column)
            for name in child.columns
            for column in [query.of_table(table, name)]
        ]
    names = [name for name in query.meta.columns if query.may_read(query.meta, name)]
    return [Shown(f"{query.table}.{quoted(n)}", n, column=Column("", query.meta, n)) for n in names]


def _call(query: Query, called: re.Match[str], alias: str | None, text: str) -> Shown:
    name = called["name"].lower()
    inner = called["inner"].strip()
    if name not in FUNCTIONS or (inner == "*" and not query.free):
        throw(_("Use of function {0} in field is restricted").format(text), DataError)
    if inner == "*":
        sql = "COUNT(*)"
    else:
        arguments = [_argument(query, part.strip()) for part in inner.split(",")]
        sql = f"{name.upper()}({'DISTINCT ' if called['distinct'] else ''}{', '.join(arguments)})"
    if alias:
        query.aliases.add(alias)
    return Shown(sql, alias or text, aggregate=name in AGGREGATES)


def called_sql(query: Query, text: str) -> str | None:
    """The SQL of a function over columns, None for anything else."""
    called = CALL.match(text)
    return _call(query, called, None, text).sql if called else None


def _argument(query: Query, text: str) -> str:
    if re.fullmatch(r"-?\d+(\.\d+)?|'[^']*'", text):
        return text
    known = set(query.joins)
    column = query.resolve(text)
    joined = quoted(f"tab{column.meta['name']}") in known
    if not query.free and column.meta is not query.meta and not joined:
        throw(_("No permission for {0}").format(text), PermissionError)
    return column.sql


def _from_dict(query: Query, item: dict[str, Any]) -> list[Shown]:
    if not query.free:
        throw(_("Field not permitted in query: {0}").format(item), DataError)
    alias = item.get("as")
    function, argument = next((key, value) for key, value in item.items() if key != "as")
    text = f"{function.lower()}({argument})"
    return parse_field(query, f"{text} as {alias}" if alias else text)
