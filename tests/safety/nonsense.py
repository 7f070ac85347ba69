"""What nobody in his right mind sends: words, values of any shape, documents, filters, headers.

All of it comes from one `random.Random`: the same seed makes the same nonsense, whatever else is in the house.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

WORDS = (
    "", " ", "0", "1", "-1", "5", "3.7", "300.0", "1e400", "NaN", "inf", "99999999999999999999", "١٢", "null",
    "true", "false", "None", "[]", "{}", "[[]]", "[{}]", "{", "[", '"', "name", "owner", "docstatus",
    "Administrator", "Guest", "All", "2026-02-30", "2026-11-23", "2026-11-23 10:00:00", "0000-00-00",
    "99999-01-01", "25:61:61", "Today", "last month",
    "' OR 1=1 --", "1; DROP TABLE tabUser", "`tabUser`.`name`", "name desc, (select 1)", "name asc", "count(*)",
    "count(name) as n", "*", "%", "_", "../../../etc/passwd", "..%2f..%2fsite_config.json", "/", "\\", ".",
    "/private/files/secret.txt", "/files/secret.txt", "http://127.0.0.1:1/x", "file:///etc/passwd",
    "{{ 7*7 }}", "{{ doc.__class__.__mro__ }}", "{% for %}", "{{ doc.x.y }}", "{0}{1}", "%s%d", "%(a)s",
    "<script>alert(1)</script>", "<b", "&#0;", "\x00", "\x1b[0m", "\n", "\r\nX-Evil: 1", "\u202e", "\ud7ff",
    "\U0001f9e8", "名称", "a" * 5000, "名" * 300, "frappe.client.get_list", "frappe.client", "frappe", "__init__",
    "os.system", "__class__", "as_dict", "save", "PDF", "Excel", "CSV", "zh", "en", "a@b.example", "a@b@c, d",
    "=", "in", "between", "like", "descendants of", "is", "timespan", "regexp", "set", "not set", "and", "or",
    '{"doctype":"ToDo"}', '{"doctype":"ToDo","description":{"a":1}}', '{"doctype":["ToDo"]}',
    '{"doctype":"User","name":"Administrator"}', '{"doctype":"User","name":{"a":1}}', '{"name":7}',
    '[["ToDo","status","=","Open"]]', '[["a"]]', '[["ToDo","status","between","x"]]', '{"status":["in",null]}',
    '{"name":{"a":1}}', '["name","nothing"]', '["name as `x`"]', '[1,2]', '"text"', '{"a":[{"b":[]}]}', "[null]",
    '{"doctype":"ToDo","name":"x","__islocal":1,"items":"x"}', '[["ToDo","name","descendants of","x"]]',
    '[{"count":"name"}]', '[{"COUNT":"*","as":"n"}]', '{"limit":{}}', '[[["a","=",1],"and",["b"]]]', "[" * 600,
    "[" * 200 + "]" * 200, '{"a":' * 300 + "1" + "}" * 300,
)  # fmt: skip
OPERATORS = (
    "=", "!=", ">", "<", ">=", "<=", "like", "not like", "in", "not in", "between", "is", "timespan",
    "descendants of", "not descendants of", "ancestors of", "not ancestors of",
    "descendants of (inclusive)", "fiscal year", "regexp", "IN", "", "nonsense", 7, None,
)  # fmt: skip
# Parameters by what they seem to want: half of the time they get something near it.
TYPE_NAMES = (
    "doctype", "dt", "parent", "document_type", "ref_doctype", "parenttype", "parent_doctype", "cdt", "link_to"
)  # fmt: skip
DOCUMENT_NAMES = (
    "name",
    "docname",
    "dn",
    "docnames",
    "names",
    "ref_docname",
    "reference_name",
    "report_name",
)
TEXTS_OF_JSON = ("filters", "or_filters", "fields", "data", "values", "args", "kwargs", "docs", "doc", "file")
HEADERS: Mapping[str, Sequence[str]] = {
    "Accept": ("text/html", "*/*", "application/json", "image/png;q=x", "", ";;;", "a" * 3000),
    "Accept-Language": ("zh-CN,zh;q=0.9", "xx-YY;q=abc", ",,,;", "en;q=-1", "../../etc", "*"),
    "Content-Type": (
        "application/json", "text/xml", "multipart/form-data", "multipart/form-data; boundary=", "nonsense",
        "application/json; charset=nothing", "application/x-www-form-urlencoded; charset=utf-16", "",
    ),
    "X-Frappe-CSRF-Token": ("", "None", "名".encode().decode("latin-1"), "x" * 2000),
    "X-Frappe-Site-Name": ("other.localhost", "../..", ""),
    "X-Frappe-Doctype": ("ToDo", "%E5%90%8D", "\xff\xfe"),
    "X-Frappe-Request-Id": ("x" * 500, "{{ 7 }}"),
    "X-Requested-With": ("XMLHttpRequest", "x"),
    "X-Forwarded-For": ("", "not an address", "::1, 1.2.3.4, " * 50, "'; DROP TABLE x --"),
    "X-Forwarded-Proto": ("gopher",),
    "X-Forwarded-Host": ("evil.example", "a b"),
    "X-Http-Method-Override": ("DELETE", "TRACE"),
    "Authorization": (
        "token", "token x", "token :", "token a:b", "Basic !!!", "Basic eDp5", "Basic \xff\xfe", "Bearer x",
        "nonsense", "token \xe4\xb8:\xad", "Basic " + "A" * 3000,
    ),
    "Cookie": (
        "sid=", "sid=Guest", "sid=" + "0" * 64, "sid=\xff\xfe", ";;;=;", "sid=a; sid=b; system_user=yes", "x" * 3000,
        "preferred_language=%%%; sid=\x01",
    ),
    "Range": ("bytes=0-1", "bytes=-", "bytes=9-1", "bytes=a-b", "bytes=0-0,2-4,-1", "lines=1", "bytes=999999-"),
    "If-Modified-Since": ("yesterday", "Mon, 99 Feb 9999 99:99:99 GMT"),
    "If-None-Match": ('"', "W/", "*", '"a", b'),
    "Accept-Encoding": ("gzip", "gzip;q=x", "br, nonsense"),
    "Referer": ("javascript:alert(1)", "http://[::1", "\xff"),
    "Origin": ("null", "http://[", "https://evil.example"),
    "Host": ("localhost", "a b", "[::", "localhost:99999999", "xn--\xff", ""),
    "Content-Length": ("0", "1"),
    "User-Agent": ("", "\xff" * 100),
}  # fmt: skip


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
        keys = (
            "doctype",
            "name",
            "fieldname",
            "value",
            "label",
            "idx",
            "parent",
            "filters",
            "fields",
            "type",
        )
        return str(self.one_of(keys)) if self.chance(0.6) else self.word()

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
            usual = (
                "name",
                "owner",
                "creation",
                "modified",
                "docstatus",
                "idx",
                "parent",
                "parenttype",
                "parentfield",
                "flags",
                "__islocal",
                "doctype",
                "meta",
                "_meta",
                "__onload",
                "_user_tags",
                "_comments",
                "amended_from",
            )
            found[self.one_of(usual)] = self.value()
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
            return {self.fieldname(doctype): self.value() for _ in range(self.random.randrange(4))}
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


NEAR: Mapping[str, Sequence[Any]] = {
    "Check": (0, 1, "1", True, 2, -1, "yes"),
    "Int": (0, 1, -5, "7", 2**31, 2**63, 1e300, "x", 0.5),
    "Float": (0, 1.5, "1,000.5", 1e308, "x", -0.0),
    "Currency": (0, 1.5, "¥1", 1e18, 1e308, -1),
    "Percent": (0, 50, 101, -1, "50%"),
    "Date": ("2026-11-23", "2026-02-30", "0001-01-01", "9999-12-31", "23.11.2026", 20261123, "today", ""),
    "Datetime": ("2026-11-23 10:00:00", "2026-11-23", "9999-12-31 23:59:59.999999", "0000-00-00 00:00:00", 0, "x"),
    "Time": ("10:00:00", "25:00", "x", 36000, "-1:00:00"),
    "Duration": (0, 3600, -1, "1h", 1e30),
    "JSON": ("{}", "[]", "{", "null", '{"a": [1]}', "7"),
    "Code": ("doc.name == 1", "{{ doc.x }}", "(", "frappe.db", "lambda: 1", "1/0"),
    "Attach": ("/files/x.png", "/private/files/secret.txt", "http://x.example/y", "data:image/png;base64,xx"),
    "Attach Image": ("/files/x.png", "data:,", "x"),
    "Color": ("#fff", "red", "x"),
    "Rating": (0, 0.5, 1, 7, "x"),
    "Geolocation": ('{"type":"Point"}', "x", "{}"),
    "Phone": ("13800000000", "+86-13800000000", "x"),
    "Password": ("********", "secret", ""),
    "Barcode": ("x", "<svg>"),
}  # fmt: skip


def as_text(value: Any) -> str:
    """How a form carries a value: JSON text of what is no text."""
    return value if isinstance(value, str) else json.dumps(value, default=str)
