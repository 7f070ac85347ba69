"""Statements that change rows, and clauses that SQLite does not know, rewritten as trees."""

from typing import cast

from sqlglot import exp


def rewrite(tree: exp.Expr) -> exp.Expr:
    """The statement in a form that SQLite has."""
    for node in list(tree.find_all(exp.Select)):
        node.set("locks", None)
    for table in list(tree.find_all(exp.Table)):
        table.set("hints", None)
    for union in list(tree.find_all(exp.SetOperation)):
        for side in ("this", "expression"):
            union.set(side, _without_brackets(union.args[side]))
    if isinstance(tree, exp.Update):
        _update(tree)
    elif isinstance(tree, exp.Delete):
        _delete(tree)
    elif isinstance(tree, exp.Insert):
        _insert(tree)
    elif isinstance(tree, exp.TruncateTable):
        return exp.Delete(this=tree.expressions[0])
    return tree


def _without_brackets(side: exp.Expr) -> exp.Expr:
    """SQLite wants the parts of a UNION bare; one with its own order or limit becomes a sub-query."""
    if not isinstance(side, exp.Subquery) or side.alias:
        return side
    if side.this.args.get("limit") or side.this.args.get("order"):
        return exp.Select(expressions=[exp.Star()]).from_(side.copy())
    return cast(exp.Expr, side.this)


def _update(tree: exp.Update) -> None:
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


def _delete(tree: exp.Delete) -> None:
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
