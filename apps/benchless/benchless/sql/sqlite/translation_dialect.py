"""The sqlglot dialect behind `translation.to_sqlite`: MariaDB's grammar in, SQLite's words out.

Function calls stay as written, because functions.py answers them as MariaDB would; only syntax changes.
"""

import re
from collections.abc import Callable
from typing import Any, ClassVar

import sqlglot
from sqlglot import exp
from sqlglot.dialects.mysql import MySQL
from sqlglot.errors import SqlglotError
from sqlglot.generators.sqlite import SQLiteGenerator
from sqlglot.parsers.mysql import MySQLParser

from ..problems import NotOnSQLite
from . import translation_changes, translation_collation, translation_rollup

KEPT_PARSERS = (
    "CAST",
    "CONVERT",
    "EXTRACT",
    "MATCH",
    "GROUP_CONCAT",
    "POSITION",
    "TRIM",
    "VALUES",
    "SUBSTRING",
    "SUBSTR",
)
RENAMED = {
    "LENGTH": "BYTE_LENGTH",
    "OCTET_LENGTH": "BYTE_LENGTH",
    "INSERT": "INSERT_TEXT",
    "DATE": "DATE_OF",
    "HEX": "TO_HEX",
    "LOG": "NATURAL_LOG",
    "LOWER": "LOWER_TEXT",
    "QUOTE": "QUOTE_TEXT",
    "UPPER": "UPPER_TEXT",
    "JSON_ARRAY": "JSON_ARRAY_TEXT",
    "JSON_ARRAYAGG": "JSON_GROUP_ARRAY",
    "JSON_EXTRACT": "JSON_EXTRACT_TEXT",
    "JSON_OBJECT": "JSON_OBJECT_TEXT",
    "JSON_OBJECTAGG": "JSON_GROUP_OBJECT",
    "JSON_QUOTE": "JSON_QUOTE_TEXT",
    "JSON_TYPE": "JSON_TYPE_NAME",
    "JSON_VALUE": "JSON_VALUE_TEXT",
    "SUBSTRING": "MID",
    "SUBSTR": "MID",
}
REPLACING = re.compile(r"\s*REPLACE\s+(?=INTO\b)", re.IGNORECASE)
JSON_PARTS = ("JSON_OBJECT", "JSON_ARRAY")
BARE = {"CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"}
UNIT_FIRST = {"TIMESTAMPDIFF", "TIMESTAMPADD"}


def translate(text: str) -> str:
    """One statement, with `:name` placeholders only. What cannot be read stays: SQLite names the error."""
    replacing = REPLACING.match(text)
    try:
        tree = sqlglot.parse_one(f"INSERT {text[replacing.end() :]}" if replacing else text, read=MariaDB)
    except SqlglotError:
        return text
    if replacing and isinstance(tree, exp.Insert):
        tree.set("alternative", "REPLACE")
    if isinstance(tree, exp.Set):
        return _variables(tree)
    first = _first_assignments(tree)
    tree = translation_rollup.expand(translation_changes.rewrite(tree))
    translation_collation.fold(tree)
    return first + tree.sql(dialect=MariaDB, unsupported_level=sqlglot.ErrorLevel.RAISE, comments=False)


def _first_assignments(tree: exp.Expr) -> str:
    """`FROM t, (SELECT @row := 0) x`: SQLite would not look at a column that nobody asks for, so the
    assignments become statements of their own, which give no row.
    """
    written = ""
    for part in list(tree.find_all(exp.Subquery)):
        select = part.this
        if not isinstance(select, exp.Select) or select.args.get("from_"):
            continue
        for node in list(select.find_all(exp.PropertyEQ)):
            written += f"SELECT 1 WHERE {node.sql(dialect=MariaDB)} = CHAR(0) || 'never'; "
            node.replace(node.expression.copy())
    return written


def _variables(tree: exp.Set) -> str:
    """`SET @a = 1, @b = 2` as a query; nothing else can be set."""
    written = [one.this.sql(dialect=MariaDB) for one in tree.expressions if _is_assignment(one.this)]
    if len(written) < len(tree.expressions):
        raise NotOnSQLite("SET of a system variable is MariaDB's own and cannot be had on SQLite")
    return f"SELECT {', '.join(written)}"


def _is_assignment(node: Any) -> bool:
    if isinstance(node, exp.EQ) and isinstance(node.this, exp.Parameter):
        node.replace(exp.PropertyEQ(this=node.this.copy(), expression=node.expression.copy()))
        return True
    return False


def _assignment(generator: Any, node: exp.PropertyEQ) -> str:
    return f"SET_VARIABLE('{node.this.name}', {generator.sql(node, 'expression')})"


def _match(generator: Any, node: exp.MatchAgainst) -> str:
    mode = "BOOLEAN" if "BOOLEAN" in str(node.args.get("modifier") or "").upper() else "NATURAL"
    columns = ", ".join(generator.sql(column) for column in node.expressions)
    return f"MATCH_WORDS('{mode}', {generator.sql(node, 'this')}, {columns})"


def _interval_call(generator: Any, node: exp.Interval) -> str:
    """`INTERVAL(23, 1, 15)` is a function."""
    values = node.this.expressions if isinstance(node.this, exp.Tuple) else [node.this]
    return f"INTERVAL_OF({', '.join(generator.sql(value) for value in values)})"


def _hex(_generator: Any, node: exp.HexString) -> str:
    """A hexadecimal literal is a text, in sums a number."""
    if isinstance(node.parent, exp.Binary) and not isinstance(node.parent, exp.EQ | exp.NEQ | exp.Like):
        return str(int(str(node.this), 16))
    return f"CAST(X'{node.this}' AS TEXT)"


def _call(generator: Any, node: exp.Anonymous) -> str:
    name = str(node.this).upper()
    if name in BARE:
        return name
    arguments = list(node.expressions)
    if name == "ISNULL":
        return f"({generator.sql(arguments[0])} IS NULL)"
    if name in UNIT_FIRST and arguments:
        arguments[0] = exp.Literal.string(arguments[0].name)
    written = [piece for argument in arguments for piece in _argument(generator, argument)]
    if name in JSON_PARTS:
        written = [
            f"JSON_PART({piece})" if _is_json(argument) else piece
            for argument, piece in zip(arguments, written, strict=True)
        ]
    return f"{RENAMED.get(name, name)}({', '.join(written)})"


def _is_json(node: Any) -> bool:
    return isinstance(node, exp.Anonymous) and str(node.this).upper() in (
        *JSON_PARTS,
        "JSON_EXTRACT",
        "JSON_ARRAYAGG",
    )


def _distinct(generator: Any, node: exp.Distinct) -> str:
    """`COUNT(DISTINCT a, b)`: one text of all values, nothing when one is null."""
    if len(node.expressions) < 2 or not isinstance(node.parent, exp.Anonymous):
        return str(generator.distinct_sql(node))
    values = ", CHAR(31), ".join(generator.sql(one) for one in node.expressions)
    return f"DISTINCT CONCAT({values})"


def _argument(generator: Any, argument: exp.Expr) -> list[str]:
    """`INTERVAL 3 DAY` as an argument becomes two: `3, 'DAY'`."""
    if isinstance(argument, exp.Interval):
        return _interval(generator, argument)
    return [generator.sql(argument)]


def _interval(generator: Any, node: exp.Interval) -> list[str]:
    return [generator.sql(node, "this"), f"'{node.args['unit'].name.upper()}'"]


def _sum(function: str, sign: str) -> Callable[[Any, exp.Binary], str]:
    """`day + INTERVAL 1 MONTH` becomes `DATE_ADD(day, 1, 'MONTH')`."""

    def write(generator: Any, node: exp.Binary) -> str:
        one, two = node.this, node.expression
        if isinstance(one, exp.Interval):
            one, two = two, one
        if isinstance(two, exp.Interval):
            return f"{function}({generator.sql(one)}, {', '.join(_interval(generator, two))})"
        return str(generator.binary(node, sign))

    return write


def _group_concat(generator: Any, node: exp.GroupConcat) -> str:
    separator = generator.sql(node, "separator") or "','"
    value, order, distinct = node.this, "", ""
    if isinstance(value, exp.Order):
        value, order = value.this, " " + generator.sql(exp.Order(expressions=value.expressions)).strip()
    if isinstance(value, exp.Distinct):
        values, distinct = value.expressions, "_DISTINCT"
    else:
        values = [value]
    if isinstance(values[-1], exp.Order):
        order = " " + generator.sql(exp.Order(expressions=values[-1].expressions)).strip()
        values = [*values[:-1], values[-1].this]
    return f"GROUP_JOIN{distinct}({_joined(generator, values)}, {separator}{order})"


def _joined(generator: Any, values: list[exp.Expr]) -> str:
    written = [generator.sql(value) for value in values]
    return written[0] if len(written) == 1 else f"CONCAT({', '.join(written)})"


CAST_CALLS = {
    **dict.fromkeys(("BIGINT", "INT", "UBIGINT", "UINT", "SMALLINT", "TINYINT"), "CAST_INTEGER"),
    **dict.fromkeys(("CHAR", "VARCHAR", "NCHAR", "TEXT"), "CAST_TEXT"),
    "DATE": "DATE_OF",
    "DATETIME": "TIMESTAMP",
    "TIMESTAMP": "TIMESTAMP",
    "TIME": "TIME",
    "DECIMAL": "ROUND",
}


def _cast(generator: Any, node: exp.Cast) -> str:
    value, kind = generator.sql(node, "this"), node.args["to"]
    call = CAST_CALLS.get(kind.this.name if hasattr(kind.this, "name") else str(kind.this))
    sizes = [generator.sql(size) for size in kind.expressions]
    if call == "ROUND":
        return f"ROUND({value}, {sizes[1] if len(sizes) > 1 else 0})"
    if call == "CAST_TEXT" and sizes:
        return f"CAST_TEXT({value}, {sizes[0]})"
    if call:
        return f"{call}({value})"
    is_number = kind.this in exp.DataType.REAL_TYPES
    return f"CAST({value} AS REAL)" if is_number else value


def _literal(generator: Any, node: exp.Literal) -> str:
    return "'" + node.this.replace("'", "''") + "'" if node.is_string else str(node.this)


def _like(generator: Any, node: exp.Like) -> str:
    """MariaDB escapes with a backslash unless told otherwise; SQLite must be told."""
    written = generator.binary(node, "NOT LIKE" if node.args.get("negate") else "LIKE")
    pattern = node.expression
    has_escape = isinstance(node.parent, exp.Escape)
    needs_escape = isinstance(pattern, exp.Literal) and "\\" in pattern.this and not has_escape
    return f"{written} ESCAPE '\\'" if needs_escape else str(written)


def _extract(generator: Any, node: exp.Extract) -> str:
    return f"EXTRACT_PART('{node.this.name.upper()}', {generator.sql(node, 'expression')})"


def _collate(generator: Any, node: exp.Collate) -> str:
    collation = "BINARY" if node.expression.name.lower().endswith("_bin") else "NOCASE"
    return f"{generator.sql(node, 'this')} COLLATE {collation}"


def _binary_call(name: str) -> Callable[[Any, exp.Binary], str]:
    return lambda generator, node: (
        f"{name}({generator.sql(node, 'this')}, {generator.sql(node, 'expression')})"
    )


def _xor(generator: Any, node: exp.Xor) -> str:
    return f"((NOT {generator.sql(node, 'this')}) <> (NOT {generator.sql(node, 'expression')}))"


def _substring(generator: Any, node: exp.Substring) -> str:
    parts = [node.this, node.args.get("start"), node.args.get("length")]
    return f"MID({', '.join(generator.sql(part) for part in parts if part)})"


def _position(generator: Any, node: exp.StrPosition) -> str:
    parts = [node.args["substr"], node.this, node.args.get("position")]
    return f"LOCATE({', '.join(generator.sql(part) for part in parts if part)})"


class Parser(MySQLParser):
    """Reads MariaDB, but leaves function calls alone."""

    FUNCTIONS: ClassVar[dict[str, Any]] = {}
    FUNCTION_PARSERS: ClassVar[dict[str, Any]] = {
        name: parse for name, parse in MySQLParser.FUNCTION_PARSERS.items() if name in KEPT_PARSERS
    }
    FUNC_TOKENS: ClassVar[set[Any]] = {*MySQLParser.FUNC_TOKENS, sqlglot.TokenType.INSERT}


class Generator(SQLiteGenerator):
    """Writes SQLite."""

    TRANSFORMS: ClassVar[dict[Any, Any]] = {
        **SQLiteGenerator.TRANSFORMS,
        exp.Add: _sum("DATE_ADD", "+"),
        exp.Anonymous: _call,
        exp.BitString: lambda _generator, node: str(int(str(node.this), 2)),
        exp.BitwiseXor: _binary_call("BIT_XOR_OF"),
        exp.HexString: _hex,
        exp.Interval: _interval_call,
        exp.MatchAgainst: _match,
        exp.Parameter: lambda _generator, node: f"GET_VARIABLE('{node.name}')",
        exp.PropertyEQ: _assignment,
        exp.Cast: _cast,
        exp.Collate: _collate,
        exp.Distinct: _distinct,
        exp.Div: lambda generator, node: (
            f"1.0 * {generator.sql(node, 'this')} / {generator.sql(node, 'expression')}"
        ),
        exp.Extract: _extract,
        exp.GroupConcat: _group_concat,
        exp.IntDiv: _binary_call("INT_DIV"),
        exp.Like: _like,
        exp.Literal: _literal,
        exp.Localtime: lambda *_: "NOW()",
        exp.Localtimestamp: lambda *_: "NOW()",
        exp.Mod: _binary_call("MOD"),
        exp.StrPosition: _position,
        exp.Sub: _sum("DATE_SUB", "-"),
        exp.Substring: _substring,
        exp.TryCast: _cast,
        exp.Xor: _xor,
    }

    def offset_limit_modifiers(self, expression: exp.Expr, fetch: bool, limit: Any) -> list[str]:
        """Keeps the order of placeholders of `LIMIT start, count`."""
        offset, count = expression.args.get("offset"), expression.args.get("limit")
        if not offset or not count:
            return list(super().offset_limit_modifiers(expression, fetch, limit))
        return [f" LIMIT {self.sql(offset, 'expression')}, {self.sql(count, 'expression')}"]


class MariaDB(MySQL):
    """What apps write."""

    Parser = Parser
    Generator = Generator  # type: ignore[assignment]  # MariaDB in, SQLite out
