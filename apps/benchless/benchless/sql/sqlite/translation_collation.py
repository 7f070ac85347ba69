"""Texts that are computed compare without regard to case, as columns do: SQLite must be told."""

from typing import Any

from sqlglot import exp

NUMBERS = frozenset(
    (
        *("COUNT", "SUM", "AVG", "ROUND", "ABS", "FLOOR", "CEIL", "CEILING", "MOD", "ROW_NUMBER", "RANK"),
        *("YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND", "WEEK", "QUARTER", "WEEKDAY", "DAYOFWEEK"),
        *("DATEDIFF", "TIMESTAMPDIFF", "LENGTH", "CHAR_LENGTH", "FIELD", "LOCATE", "INSTR"),
    )
)
COMPARED = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ)


def fold(tree: exp.Expr) -> None:
    """Add COLLATE NOCASE where two computed texts meet, and where computed texts are sorted or grouped."""
    for node in list(tree.walk()):
        if isinstance(node, COMPARED):
            _compared(node)
        elif isinstance(node, exp.Group):
            keys = [_folded(key) if _is_computed(_meant(key, node)) else key for key in node.expressions]
            node.set("expressions", keys)
        elif isinstance(node, exp.In | exp.Between | exp.Ordered) and _is_foldable(node):
            node.set("this", _folded(node.this))


def _compared(node: Any) -> None:
    one, two = node.this, node.expression
    for text, number in ((one, two), (two, one)):
        if _is_text(text) and _is_number(number):
            text.replace(exp.Anonymous(this="NUMBER_OF", expressions=[text.copy()]))
            return
    if (_is_computed(one) or _is_text(one)) and not isinstance(two, exp.Column | exp.Collate):
        node.set("this", _folded(one))


def _is_foldable(node: Any) -> bool:
    return _is_computed(_meant(node.this, node)) or (isinstance(node, exp.In) and _is_text(node.this))


def _is_text(node: Any) -> bool:
    return isinstance(node, exp.Literal) and bool(node.is_string)


def _is_number(node: Any) -> bool:
    return isinstance(node, exp.Literal) and not node.is_string


def _is_computed(node: Any) -> bool:
    """Whether this may give a text that no column stands behind."""
    if isinstance(node, exp.Anonymous):
        return str(node.this).upper() not in NUMBERS
    if isinstance(node, exp.Paren):
        return _is_computed(node.this)
    if isinstance(node, exp.Cast):
        return not node.is_type(exp.DataType.Type.BINARY, exp.DataType.Type.VARBINARY) and node.is_type(
            *exp.DataType.TEXT_TYPES
        )
    return isinstance(node, exp.Case | exp.If | exp.Subquery)


def _meant(key: Any, place: exp.Expr) -> Any:
    """What stands behind an alias in ORDER BY or GROUP BY."""
    if not isinstance(key, exp.Column) or key.table or isinstance(place, exp.In | exp.Between):
        return key
    select = place.find_ancestor(exp.Select)
    for column in select.expressions if select else ():
        if isinstance(column, exp.Alias) and column.alias.lower() == key.name.lower():
            return column.this
    return key


def _folded(node: Any) -> exp.Collate:
    return exp.Collate(this=node.copy(), expression=exp.var("nocase"))
