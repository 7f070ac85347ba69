"""GROUP BY … WITH ROLLUP: one query for each level, set one under the other."""

from typing import Any, cast

from sqlglot import exp

SHOWN, LEVEL, SORTED = "zz_shown_{}", "zz_level_{}", "zz_sorted_{}"


def expand(tree: exp.Expr) -> exp.Expr:
    """The statement with every WITH ROLLUP written out."""
    for select in list(tree.find_all(exp.Select)):
        group = select.args.get("group")
        if group is None or not group.args.get("rollup"):
            continue
        whole = _levels(select, group)
        if select is tree:
            return whole
        select.replace(whole)
    return tree


def _levels(select: exp.Select, group: exp.Group) -> exp.Select:
    """Rows in the order of the groups; a sum stands below what it sums up."""
    shown = [_named(one) for one in select.expressions]
    keys = [_meant(key, select.expressions) for key in group.expressions]
    parts = [_level(select, shown, keys, depth) for depth in range(len(keys), -1, -1)]
    union: Any = parts[0]
    for part in parts[1:]:
        union = exp.Union(this=union, expression=part, distinct=False)
    columns = [
        exp.alias_(exp.column(SHOWN.format(place)), name, quoted=True)
        for place, (_sql, name) in enumerate(shown)
    ]
    order = [
        exp.Ordered(this=exp.column(name.format(place)), nulls_first=True)
        for place in range(len(keys))
        for name in (LEVEL, SORTED)
    ]
    out = exp.Select(expressions=columns).from_(
        exp.Subquery(this=union, alias=exp.to_identifier("zz_rolled"))
    )
    out.set("order", exp.Order(expressions=order))
    for clause in ("limit", "offset"):
        out.set(clause, select.args.get(clause))
    return out


def _named(column: exp.Expr) -> tuple[exp.Expr, str]:
    if isinstance(column, exp.Alias):
        return column.this, column.alias
    return column, column.name if isinstance(column, exp.Column) else column.sql(dialect="mysql")


def _meant(key: exp.Expr, columns: list[exp.Expr]) -> exp.Expr:
    """A group may be named by its alias or its place."""
    if isinstance(key, exp.Literal) and not key.is_string:
        return _named(columns[int(key.this) - 1])[0]
    for column in columns:
        if (
            isinstance(column, exp.Alias)
            and isinstance(key, exp.Column)
            and column.alias.lower() == key.name.lower()
        ):
            return cast(exp.Expr, column.this)
    return key


def _level(
    select: exp.Select, shown: list[tuple[exp.Expr, str]], keys: list[exp.Expr], depth: int
) -> exp.Select:
    """Grouped by the first `depth` keys; the others are NULL wherever they stand."""
    rolled = keys[depth:]
    out = select.copy()
    columns = [
        exp.alias_(_without(one, rolled), SHOWN.format(place)) for place, (one, _name) in enumerate(shown)
    ]
    for place, key in enumerate(keys):
        is_sum = place >= depth
        columns.append(exp.alias_(exp.Literal.number(int(is_sum)), LEVEL.format(place)))
        columns.append(exp.alias_(exp.Null() if is_sum else key.copy(), SORTED.format(place)))
    out.set("expressions", columns)
    out.set("group", exp.Group(expressions=[key.copy() for key in keys[:depth]]) if depth else None)
    having = out.args.get("having")
    condition = _without(_meaning(having.this, shown), rolled) if having else None
    if not depth:
        some = exp.GT(this=exp.Count(this=exp.Star()), expression=exp.Literal.number(0))
        condition = exp.and_(some, condition) if condition else some
    out.set("having", exp.Having(this=condition) if condition else None)
    for clause in ("limit", "offset", "order"):
        out.set(clause, None)
    return out


def _meaning(condition: exp.Expr, shown: list[tuple[exp.Expr, str]]) -> exp.Expr:
    """HAVING speaks of aliases, which the levels do not have."""
    named = {name.lower(): one for one, name in shown if not isinstance(one, exp.Column)}

    def change(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Column) and not node.table and node.name.lower() in named:
            return exp.Paren(this=named[node.name.lower()].copy())
        return node

    return condition.copy().transform(change)


def _without(node: exp.Expr, keys: list[exp.Expr]) -> exp.Expr:
    """NULL in place of the keys, but not inside aggregates: these see the rows."""

    def change(here: exp.Expr) -> exp.Expr:
        if here in keys and not _is_summed(here):
            return exp.Null()
        return here

    return node.copy().transform(change, copy=False)


SUMS = ("COUNT", "SUM", "AVG", "MIN", "MAX", "STD", "STDDEV", "VARIANCE", "GROUP_JOIN", "BIT_OR", "BIT_AND")


def _is_summed(node: exp.Expr) -> bool:
    above = node.parent
    while above is not None:
        if isinstance(above, exp.AggFunc) or (
            isinstance(above, exp.Anonymous) and str(above.this).upper() in SUMS
        ):
            return True
        above = above.parent
    return False
