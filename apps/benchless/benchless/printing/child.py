"""The process that turns HTML into PDF. It knows no site: it asks the parent for every picture and style.

Frames on the pipes: one letter, four bytes of length, the content.
Parent to child: J a job (JSON), R a resource (its type, a line feed, its bytes), N refused.
Child to parent: G an address wanted, P the PDF, E an error.
"""

from __future__ import annotations

import json
import resource
import struct
import sys
from typing import IO, Any

HEAD = struct.Struct(">cI")
MEMORY = 2 << 30
BASE = "http://site.invalid/"


def write_frame(stream: IO[bytes], kind: bytes, content: bytes) -> None:
    """Send one frame."""
    stream.write(HEAD.pack(kind, len(content)) + content)
    stream.flush()


def read_frame(stream: IO[bytes]) -> tuple[bytes, bytes]:
    """Receive one frame. Raises EOFError when the other side is gone."""
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        raise EOFError
    kind, length = HEAD.unpack(head)
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return kind, content


def ask(url: str, source: IO[bytes], target: IO[bytes]) -> tuple[str, bytes]:
    """A resource from the parent; nothing when it is refused."""
    write_frame(target, b"G", url.encode())
    kind, content = read_frame(source)
    if kind != b"R":
        return "text/plain", b""
    content_type, _, body = content.partition(b"\n")
    return content_type.decode(), body


def render(plutoprint: Any, job: dict[str, Any], fetcher: Any) -> bytes:
    """One PDF."""
    size = plutoprint.PageSize(job["width"] * plutoprint.UNITS_MM, job["height"] * plutoprint.UNITS_MM)
    margins = plutoprint.PageMargins(*(side * plutoprint.UNITS_MM for side in job["margins"]))
    book = plutoprint.Book(size, margins, plutoprint.MEDIA_TYPE_PRINT)
    book.custom_resource_fetcher = fetcher
    book.set_metadata(plutoprint.PDF_METADATA_TITLE, job["title"])
    book.load_html(job["html"], user_style=job["style"], base_url=BASE)
    collected = Collector()
    book.write_to_pdf_stream(collected)
    return b"".join(collected.parts)


class Collector:
    """A stream that keeps what is written."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.parts.append(bytes(data))
        return len(data)


def main() -> None:
    """Serve jobs until the parent goes away."""
    import plutoprint  # only the child pays for it

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    source, target = sys.stdin.buffer, sys.stdout.buffer

    class Fetcher(plutoprint.ResourceFetcher):
        def fetch_url(self, url: str, *args: Any, **kwargs: Any) -> Any:
            content_type, body = ask(url, source, target)
            return plutoprint.ResourceData(body, content_type)

    fetcher = Fetcher()
    while True:
        try:
            _kind, content = read_frame(source)
        except EOFError:
            return
        try:
            write_frame(target, b"P", render(plutoprint, json.loads(content), fetcher))
        except Exception as error:  # one bad paper must not end the process
            write_frame(target, b"E", f"{type(error).__name__}: {error}".encode())


if __name__ == "__main__":
    main()
