"""What nobody in his right mind sends: words, values of any shape, documents, filters, headers.

All of it comes from one `random.Random`: the same seed makes the same nonsense, whatever else happens.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.safety.words import DOCUMENT_NAMES, HEADERS, KEYS, NEAR, OPERATORS, TYPE_NAMES, USUAL, WORDS


@dataclass(frozen=True)
class Field:
    """What nonsense has to know about a field to come near it."""

    fieldname: str
    fieldtype: str
    options: str


@dataclass(frozen=True)
class Scenery:
    """The DocTypes that are talked about, some of their documents and their fields."""

    types: tuple[str, ...]
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    fields: Mapping[str, Sequence[Field]] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    # What reports are asked for.
    asked: tuple[str, ...] = ()
    # Parameter → values that mean something.
    hints: Mapping[str, Sequence[Any]] = field(default_factory=dict)


class Nonsense:
    """A source of it."""

    def __init__(self, seed: str, scenery: Scenery) -> None:
        self.random, self.scenery = random.Random(seed), scenery
        self.words = (*WORDS, *scenery.types, *scenery.words)

    def one_of(self, choices: Sequence[Any]) -> Any:
        return self.random.choice(choices)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    # values -----------------------------------------------------------------------------------

    def word(self) -> str:
        """A text as it comes in a query or a form."""
        return self.one_of(self.words) if self.chance(0.9) else self.noise()

    def noise(self) -> str:
        size = self.random.randrange(9)
        odd = "".join(
            chr(self.random.choice((self.random.randrange(1, 128), self.random.randrange(128, 0x3000))))
            for _ in range(size)
        )
        return self.one_of(
            (odd, str(self.random.randrange(-(10**9), 10**9)), str(self.random.uniform(-1e5, 1e5)))
        )

    def leaf(self) -> Any:
        """A value that JSON holds as it is."""
        numbers = (0, 1, -1, 7, 10**18, -(2**63), 2**64, 10**30, 0.5, 300.0, 1e308, -1e-9)
        return self.one_of(
            (self.word(), self.word(), self.word(), None, True, False, self.one_of(numbers), [], {})
        )

    def value(self, depth: int = 2) -> Any:
        """A value of any shape."""
        if depth == 0 or self.chance(0.6):
            return self.leaf()
        size = self.random.randrange(4)
        if self.chance(0.5):
            return [self.value(depth - 1) for _ in range(size)]
        return {self.key(): self.value(depth - 1) for _ in range(size)}

    def key(self) -> str:
        return str(self.one_of(KEYS)) if self.chance(0.6) else self.word()

    # about documents --------------------------------------------------------------------------

    def doctype(self) -> str:
        return str(self.one_of(self.scenery.types)) if self.chance(0.95) else self.word()

    def name_of(self, doctype: str) -> str:
        names = self.scenery.names.get(doctype)
        return str(self.one_of(names)) if names and self.chance(0.85) else self.word()

    def fieldname(self, doctype: str) -> str:
        fields = self.scenery.fields.get(doctype, ())
        usual = ("name", "owner", "creation", "modified", "docstatus", "idx", "_user_tags", "parent")
        if fields and self.chance(0.7):
            return str(self.one_of(fields).fieldname)
        return str(self.one_of(usual)) if self.chance(0.7) else self.word()

    def fields(self, doctype: str) -> Any:
        """Columns that a list is asked for, in any of their forms."""
        name = self.fieldname(doctype)
        forms: tuple[Callable[[], Any], ...] = (
            lambda: "*",
            lambda: name,
            lambda: [self.fieldname(doctype) for _ in range(self.random.randrange(4))],
            lambda: [f"`tab{doctype}`.`{name}`", f"count({name}) as n", f"sum(`{name}`)", f"{name} as x"],
            lambda: [{self.one_of(("COUNT", "SUM", "MAX", "nothing")): self.value(1), "as": self.leaf()}],
            lambda: [f"{name}.{self.fieldname(self.doctype())}", {name: [self.fieldname(doctype)]}],
            lambda: [self.value() for _ in range(3)],
            self.value,
        )
        return self.one_of(forms)()

    def filters(self, doctype: str) -> Any:
        """Conditions in any of their forms, each operator with any value."""
        rows = [self.condition(doctype) for _ in range(self.random.randrange(1, 4))]
        forms: tuple[Callable[[], Any], ...] = (
            lambda: rows,
            lambda: {self.fieldname(doctype): self.limit() for _ in rows},
            lambda: {self.fieldname(doctype): [self.one_of(OPERATORS), self.limit()] for _ in rows},
            lambda: [rows[0], self.one_of(("and", "or", "x", 1)), rows],
            lambda: rows[0],
            self.value,
            *[lambda: {name: self.leaf() for name in self.scenery.asked if self.chance(0.4)}] * 2,
        )
        return self.one_of(forms)()

    def condition(self, doctype: str) -> list[Any]:
        plain = [self.fieldname(doctype), self.one_of(OPERATORS), self.limit()]
        row = [doctype if self.chance(0.8) else self.doctype(), *plain] if self.chance(0.5) else plain
        return row[: self.random.randrange(1, 6)] if self.chance(0.1) else row

    def limit(self) -> Any:
        """The value of a condition."""
        pair = [self.leaf(), self.leaf()]
        return self.one_of((self.leaf(), self.leaf(), self.leaf(), pair, [self.leaf()], self.value()))

    def document(self, doctype: str, depth: int = 1) -> dict[str, Any]:
        """A document with some of its fields, some of them near to what they should hold."""
        fields = list(self.scenery.fields.get(doctype, ()))
        share = self.one_of((0.1, 0.4, 0.9))
        sane = self.one_of((0.0, 0.7, 0.95))
        found = {
            one.fieldname: self.near(one, depth) if self.chance(sane) else self.value()
            for one in fields
            if self.chance(share)
        }
        if self.chance(0.4):
            found[self.one_of(USUAL)] = self.value()
        return {"doctype": doctype, **found}

    def near(self, one: Field, depth: int = 1) -> Any:
        """What a field of this type might hold, or nearly."""
        if one.fieldtype in ("Table", "Table MultiSelect"):
            rows = (
                [self.document(one.options, depth - 1) for _ in range(self.random.randrange(3))]
                if depth
                else []
            )
            return self.one_of((rows, rows, rows, [*rows, self.leaf()], self.value()))
        if one.fieldtype in ("Link", "Dynamic Link"):
            return self.name_of(one.options)
        if one.fieldtype == "Select":
            return self.one_of(one.options.split("\n")) if one.options else self.word()
        return self.one_of(NEAR.get(one.fieldtype) or WORDS)

    # what a parameter gets --------------------------------------------------------------------

    def argument(self, name: str, kind: str, doctype: str, sane: float) -> Any:
        """A value for a parameter: near to what its name and its annotation want, or not at all."""
        if not self.chance(sane):
            return self.value()
        low = name.lower()
        hint = self.scenery.hints.get(low)
        if hint:
            return self.one_of(hint)
        if low in TYPE_NAMES or low.endswith(("doctype", "_type")):
            return doctype if self.chance(0.9) else self.doctype()
        if low in DOCUMENT_NAMES or low.endswith(("name", "_id", "_no")):
            return [self.name_of(doctype)] if kind in ("names", "list") else self.name_of(doctype)
        return self._of_kind(low, kind, doctype)

    def _of_kind(self, low: str, kind: str, doctype: str) -> Any:
        """By the annotation, or by what such names usually mean."""
        if "filter" in low or kind == "filters":
            return self.filters(doctype)
        if kind == "fields" or low in ("fields", "fieldname", "columns", "order_by", "group_by", "field"):
            return self.fields(doctype)
        if kind in ("doc", "docs") or low in ("doc", "docs", "target_doc", "document"):
            return [self.stored(doctype)] if kind == "docs" else self.stored(doctype)
        return self._plain(kind, doctype)

    def _plain(self, kind: str, doctype: str) -> Any:
        if "int" in kind or "float" in kind:
            return self.one_of((0, 1, 2, 5, 20, "3", -1, 10**6))
        if "bool" in kind:
            return self.one_of((0, 1, True, False, "true", "0"))
        if kind in ("names", "list") or "list" in kind:
            return [
                self.name_of(doctype) if self.chance(0.6) else self.value()
                for _ in range(self.random.randrange(4))
            ]
        if kind == "dict" or "dict" in kind:
            known = {"doctype": doctype, "name": self.name_of(doctype)} if self.chance(0.5) else {}
            return {**known, **{self.key(): self.value() for _ in range(self.random.randrange(5))}}
        return self.one_of((self.word(), self.fieldname(doctype), self.name_of(doctype)))

    def stored(self, doctype: str) -> dict[str, Any]:
        """A client's copy of a document that may be there."""
        copy = {"doctype": doctype, "name": self.name_of(doctype)}
        return {**self.document(doctype), **copy} if self.chance(0.7) else {**copy, "__islocal": 1}

    def headers(self) -> dict[str, str]:
        """Some headers that lie."""
        if self.chance(0.7):
            return {}
        names = self.random.sample(sorted(HEADERS), self.random.randrange(1, 4))
        return {name: self.one_of(HEADERS[name]) for name in names}


def as_text(value: Any) -> str:
    """How a form carries a value: JSON text of what is no text."""
    return value if isinstance(value, str) else json.dumps(value, default=str)
