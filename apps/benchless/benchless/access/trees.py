"""Nodes above and below a node, as SQL over the nested set."""

from __future__ import annotations

from ..schema import get_meta
from ..sql import quoted

BELOW = "n.lft > t.lft AND n.rgt < t.rgt"
BELOW_OR_SELF = "n.lft >= t.lft AND n.rgt <= t.rgt"
ABOVE = "n.lft < t.lft AND n.rgt > t.rgt"


def members(doctype: str, word: str) -> str:
    """`IN (SELECT …)` with one `?` for the node."""
    table = quoted(f"tab{get_meta(doctype)['name']}")
    side = ABOVE if "ancestors" in word else BELOW_OR_SELF if "inclusive" in word else BELOW
    negation = "NOT " if word.startswith("not ") else ""
    return f"{negation}IN (SELECT n.name FROM {table} n, {table} t WHERE t.name = ? AND {side})"
