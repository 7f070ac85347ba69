"""One request of nonsense at one door: made, shown in a failure, and sent."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from tests.safety.doors import Door
from tests.safety.nonsense import Nonsense, as_text

IN_QUERY = ("GET", "HEAD", "OPTIONS", "TRACE")
ODD_VERBS = ("HEAD", "OPTIONS", "PATCH", "TRACE", "PUT", "DELETE", "NONSENSE")
FILE_NAMES = (
    "a.txt", "a.pdf", "名称.docx", "../../x.sh", "", "a" * 400 + ".png", "x\x00.png", ".htaccess", "a.svg",
    "a.csv",
    "a.xlsx", "a.html", "con", "a/b/c.txt", "%00.txt", "..", "a.tar.gz", "{{ 7 }}.txt", "a.zip", "a.jpg",
)  # fmt: skip
CONTENTS = (
    b"", b"text", b"%PDF-1.4\nnonsense", b"\x89PNG\r\n\x1a\nnonsense", b"PK\x03\x04nonsense",
    b"\xff\xfe\x00", b"a,b\n1",
    b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", b"\xff\xd8\xff\xe0nonsense", b"GIF89a",
    b"\x00" * 100,
    "姓名,电话\n张三,1".encode("gb18030"), b'ID,Name\n"x', b"{}",
)  # fmt: skip
BROKEN = (
    b"", b"{", b"[1,2", b"[]", b"7", b"null", b'"text"', b"\xff\xfe\xfa", b'{"a":"\xff\xfe"}',
    b'{"a":"\\ud800"}',
    b'{"a":NaN}', b'{"a":1e999}', b'{"a":' + b"[" * 3000, b"a=%", b"a=%ff%fe&b=%zz", b"&&&===", b"\x00\x00",
    b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n", b'{"doctype":1,"name":[]}', b"{} trailing",
    b'{"cmd":7}', b'{"cmd":["a"]}', b"cmd=frappe.ping&cmd=x",
)  # fmt: skip


@dataclass
class Knock:
    """Who, where, with what."""

    who: str
    door: Door
    verb: str
    path: str
    sent: dict[str, Any] = field(default_factory=dict)
    form: str = "query"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    file: tuple[str, bytes] = ("", b"")

    def __str__(self) -> str:
        body = (
            self.body[:300]
            if self.form == "raw"
            else json.dumps(self.sent, default=str, ensure_ascii=False)[:900]
        )
        more = f" headers {self.headers}" if self.headers else ""
        file = f" file {self.file[0][:50]!r}" if self.form == "upload" else ""
        return f"{self.who}: {self.verb} {self.path[:300]} {self.form} {body!r}{file}{more}"

    def request(self, token: str) -> dict[str, Any]:
        """The arguments of the test client; the token is that of the visitor's page."""
        given: dict[str, Any] = {"path": self.path, "method": self.verb}
        headers = {"Accept": "application/json", "X-Frappe-CSRF-Token": token, **self.headers}
        texts = {key: as_text(value) for key, value in self.sent.items() if value is not None}
        if self.form == "query":
            given["query_string"] = texts
        elif self.form == "form":
            given["data"] = texts
        elif self.form == "json":
            given |= {"data": json.dumps(self.sent, default=str), "content_type": "application/json"}
        elif self.form == "upload":
            name, content = self.file
            given["data"] = {**texts, "file": (io.BytesIO(content), name)}
        else:
            given |= {"data": self.body, "content_type": self.headers.get("Content-Type", "application/json")}
        if "Content-Type" in headers:
            given["content_type"] = headers.pop("Content-Type")
        given["headers"] = headers
        return given


def make(source: Nonsense, door: Door, visitors: Sequence[str]) -> Knock:
    """A knock at a door by one of the visitors."""
    doctype = source.doctype()
    verb = str(source.one_of(door.verbs if source.chance(0.95) else ODD_VERBS))
    knock = Knock(source.one_of(visitors), door, verb, _path(source, door, doctype), headers=source.headers())
    knock.form = "query" if verb in IN_QUERY else _form(source, door)
    knock.sent = _sent(source, door, doctype)
    if knock.form == "raw":
        knock.body = source.one_of(BROKEN)
    if knock.form == "upload":
        knock.file = (source.one_of(FILE_NAMES), source.one_of(CONTENTS))
    return knock


def _form(source: Nonsense, door: Door) -> str:
    if door.path.endswith("upload_file") and source.chance(0.7):
        return "upload"
    forms = ("form", "form", "form", "json", "json", "json", "query", "raw", "upload")
    return str(source.one_of(forms))


def _path(source: Nonsense, door: Door, doctype: str) -> str:
    name = source.name_of(doctype)
    method = source.one_of(("submit", "cancel", "save", "get_roles", "as_dict", "discard", source.word()))
    parts = {"doctype": doctype, "name": name, "method": method, "word": source.word()}
    return door.path.format(**{key: quote(value, safe="") for key, value in parts.items()})


def _sent(source: Nonsense, door: Door, doctype: str) -> dict[str, Any]:
    names = {one.name for one in door.parameters}
    if "{document}" in names:
        found: dict[str, Any] = source.document(doctype)
        return {"data": found} if source.chance(0.1) else found
    share, sane = source.one_of((0.2, 0.6, 1.0)), source.one_of((0.3, 0.8, 0.97))
    sent = {
        one.name: source.argument(one.name, one.kind, doctype, sane)
        for one in door.parameters
        if source.chance(share) or (one.is_needed and source.chance(sane))
    }
    return {**sent, source.word(): source.value()} if source.chance(0.05) else sent
