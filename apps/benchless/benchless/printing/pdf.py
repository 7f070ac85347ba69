"""HTML to PDF: paper size, margins, repeated heads and feet, page numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from benchless.context import current, current_or_none
from benchless.printing.pool import pool
from benchless.printing.resources import Resources
from benchless.settings import setting
from benchless.values import flt

SIZES = {
    "A0": (841, 1189),
    "A1": (594, 841),
    "A2": (420, 594),
    "A3": (297, 420),
    "A4": (210, 297),
    "A5": (148, 210),
    "A6": (105, 148),
    "B4": (250, 353),
    "B5": (176, 250),
    "Letter": (215.9, 279.4),
    "Legal": (215.9, 355.6),
    "Tabloid": (279.4, 431.8),
    "Ledger": (431.8, 279.4),
}
DEFAULT_MARGIN = 15.0
HEAD_ROOM = 18.0
POSITIONS = {
    "Top Left": "top-left",
    "Top Center": "top-center",
    "Top Right": "top-right",
    "Bottom Left": "bottom-left",
    "Bottom Center": "bottom-center",
    "Bottom Right": "bottom-right",
}
LENGTH = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(mm|cm|in|px|pt)?\s*$")
MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "px": 25.4 / 96, "pt": 25.4 / 72, "": 1.0}
TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
HEAD_ID = re.compile(r"""\bid\s*=\s*["']?header-html\b""")
FOOT_ID = re.compile(r"""\bid\s*=\s*["']?footer-html\b""")
RUNNING = """
html { font-feature-settings: 'locl' 0; }
#header-html { position: running(page-head); }
#footer-html { position: running(page-foot); }
.page:empty::after { content: counter(page); }
.topage:empty::after { content: counter(pages); }
.screen-only, .print-toolbar, script { display: none !important; }
"""


def draw(html: str, options: Mapping[str, Any] | None = None) -> bytes:
    """The PDF of a page. `options`: `page-size, page-width, orientation, margin-top …, page-number`."""
    chosen = dict(options or {})
    session = current()
    width, height = page_size(chosen)
    margins = page_margins(html, chosen)
    job = {
        "html": html,
        "style": RUNNING + page_rules(html, margins, chosen),
        "width": width,
        "height": height,
        "margins": margins,
        "title": title_of(html, chosen),
    }
    return pool.draw(job, Resources(session, _host()), font_folders=[session.site.path("private", "fonts")])


def _host() -> str:
    session = current()
    request = session.request
    return str(session.conf.get("host_name") or (request.host_url if request is not None else ""))


def title_of(html: str, options: Mapping[str, Any]) -> str:
    found = TITLE.search(html)
    return str(options.get("title") or (found[1].strip() if found else ""))


def page_size(options: Mapping[str, Any]) -> tuple[float, float]:
    """Width and height in millimetres; a Custom size of Print Settings counts."""
    if options.get("page-width") and options.get("page-height"):
        return millimetres(options["page-width"]), millimetres(options["page-height"])
    name = options.get("page-size") or (
        setting("Print Settings", "pdf_page_size") if current_or_none() else None
    )
    if name == "Custom":
        width = flt(setting("Print Settings", "pdf_page_width"))
        height = flt(setting("Print Settings", "pdf_page_height"))
    else:
        width, height = SIZES.get(str(name or "A4"), SIZES["A4"])
    turned = str(options.get("orientation") or "Portrait").lower() == "landscape"
    return (height, width) if turned else (width, height)


def page_margins(html: str, options: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """Top, right, bottom, left in millimetres; a repeated head or foot gets room."""
    sides = {}
    for side in ("top", "right", "bottom", "left"):
        given = options.get(f"margin-{side}", options.get(f"margin_{side}"))
        sides[side] = DEFAULT_MARGIN if given in (None, "") else millimetres(given)
    if HEAD_ID.search(html):
        sides["top"] += HEAD_ROOM
    if FOOT_ID.search(html):
        sides["bottom"] += HEAD_ROOM
    return sides["top"], sides["right"], sides["bottom"], sides["left"]


def millimetres(value: Any) -> float:
    """`15`, `15mm`, `0.5in` … as millimetres."""
    found = LENGTH.match(str(value))
    return float(found[1]) * MILLIMETRES[found[2] or ""] if found else DEFAULT_MARGIN


def page_rules(html: str, margins: Iterable[float], options: Mapping[str, Any]) -> str:
    """The margin boxes: head, foot, and the number of the page."""
    boxes = []
    if HEAD_ID.search(html):
        boxes.append("@top-left { content: element(page-head); width: 100%; vertical-align: bottom; }")
    if FOOT_ID.search(html):
        boxes.append("@bottom-left { content: element(page-foot); width: 100%; vertical-align: top; }")
    box = POSITIONS.get(str(options.get("page-number") or ""))
    if box:
        boxes.append(f'@{box} {{ content: counter(page) " / " counter(pages); font-size: 9pt; }}')
    return f"@page {{ {' '.join(boxes)} }}" if boxes else ""


def join(papers: Iterable[bytes]) -> bytes:
    """Several PDFs as one."""
    from pypdf import PdfReader, PdfWriter  # heavy, and most prints are one paper

    writer = PdfWriter()
    for paper in papers:
        writer.append(PdfReader(io.BytesIO(paper)))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def protected(paper: bytes, password: str) -> bytes:
    """The PDF, to be opened with a password."""
    from pypdf import PdfReader, PdfWriter  # heavy, and most prints have none

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper)))
    writer.encrypt(password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
