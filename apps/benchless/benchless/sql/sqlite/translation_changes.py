"""Statements that change rows, and clauses that SQLite does not know, rewritten as trees."""

from collections.abc import Callable
from typing import Any, cast

from sqlglot import exp


def rewrite(tree: exp.Expr) -> exp.Expr:
    """The statement in a form that SQLite has."""
    for node in list(tree.walk()):
        clean = CLEANERS.get(type(node))
        if clean:
            clean(node)
    change = CHANGES.get(type(tree))
    if change:
        change(tree)
    return exp.Delete(this=tree.expressions[0]) if isinstance(tree, exp.TruncateTable) else tree


def _select(node: exp.Expr) -> None:
    node.set("locks", None)
    node.set("operation_modifiers", None)


def _from(node: exp.Expr) -> None:
    if isinstance(node.this, exp.Table) and node.this.name.lower() == "dual":
        node.pop()


def _join(node: exp.Expr) -> None:
    if node.args.get("kind") == "STRAIGHT_JOIN":
        node.set("kind", None)


def _table(node: exp.Expr) -> None:
    node.set("hints", None)


def _union(node: exp.Expr) -> None:
    for side in ("this", "expression"):
        node.set(side, _without_brackets(node.args[side]))


def _without_brackets(side: exp.Expr) -> exp.Expr:
    """SQLite wants the parts of a UNION bare; one with its own order or limit becomes a sub-query."""
    if not isinstance(side, exp.Subquery) or side.alias:
        return side
    if side.this.args.get("limit") or side.this.args.get("order"):
        return exp.Select(expressions=[exp.Star()]).from_(side.copy())
    return cast(exp.Expr, side.this)


def _update(tree: exp.Update) -> None:
    _update_joined(tree)
    _limited(tree)


def _delete(tree: exp.Delete) -> None:
    _delete_joined(tree)
    _limited(tree)


def _update_joined(tree: exp.Update) -> None:
    """`UPDATE a JOIN b ON … SET a.x = b.y` becomes `UPDATE a SET x = b.y FROM b WHERE …`."""
    for change in tree.expressions:
        if isinstance(change, exp.EQ) and isinstance(change.this, exp.Column):
            change.this.set("table", None)
    joins = tree.this.args.get("joins")
    if not joins:
        return
    tree.this.set("joins", None)
    conditions = [join.args["on"] for join in joins if join.args.get("on")]
    others = [join.this for join in joins]
    for other in others[1:]:
        others[0].append("joins", exp.Join(this=other, kind="CROSS"))
    tree.set("from_", exp.From(this=others[0]))
    where = tree.args.get("where")
    tree.set("where", exp.Where(this=exp.and_(*conditions, *([where.this] if where else []))))


def _delete_joined(tree: exp.Delete) -> None:
    """`DELETE a FROM t a JOIN b …` becomes `DELETE FROM t WHERE rowid IN (SELECT a.rowid FROM …)`."""
    tables = tree.args.get("tables")
    if not tables:
        return
    wanted, source = tables[0].name, cast(exp.Table, tree.this)
    found = next(table for table in source.find_all(exp.Table) if wanted in (table.alias_or_name, table.name))
    rows = exp.Select(expressions=[exp.column("rowid", table=found.alias_or_name)])
    rows.set("from_", exp.From(this=source.copy()))
    rows.set("where", tree.args.get("where"))
    tree.set("tables", None)
    tree.set("this", exp.to_table(f"`{found.name}`", dialect="mysql"))
    tree.set("where", exp.Where(this=exp.In(this=exp.column("rowid"), query=exp.Subquery(this=rows))))


def _limited(tree: exp.Update | exp.Delete) -> None:
    """`… ORDER BY a LIMIT 1` of a change becomes `WHERE rowid IN (SELECT rowid … LIMIT 1)`."""
    limit = tree.args.get("limit")
    if not limit:
        return
    rows = exp.Select(expressions=[exp.column("rowid")])
    rows.set("from_", exp.From(this=tree.this.copy()))
    for part in ("where", "order", "limit"):
        rows.set(part, tree.args.get(part))
    tree.set("order", None)
    tree.set("limit", None)
    tree.set("where", exp.Where(this=exp.In(this=exp.column("rowid"), query=exp.Subquery(this=rows))))


def _insert(tree: exp.Insert) -> None:
    if tree.args.get("ignore"):
        tree.set("ignore", None)
        tree.set("alternative", "IGNORE")
    conflict = tree.args.get("conflict")
    if not conflict:
        return
    conflict.set("duplicate", None)
    conflict.set("action", exp.var("DO UPDATE"))
    for call in list(conflict.find_all(exp.Anonymous)):
        if str(call.this).upper() == "VALUES":
            call.replace(exp.column(call.expressions[0].name, table="excluded"))


CLEANERS: dict[type[exp.Expr], Callable[[Any], None]] = {
    exp.Select: _select,
    exp.From: _from,
    exp.Join: _join,
    exp.Table: _table,
    exp.Union: _union,
    exp.Except: _union,
    exp.Intersect: _union,
}
CHANGES: dict[type[exp.Expr], Callable[[Any], None]] = {
    exp.Update: _update,
    exp.Delete: _delete,
    exp.Insert: _insert,
}
