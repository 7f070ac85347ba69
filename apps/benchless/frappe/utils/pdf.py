"""PDF from HTML."""

import io
from typing import Any

from benchless import printing
from benchless.printing import pdf
from frappe.utils import scrub_urls


def get_pdf(html: str, options: dict[str, Any] | None = None, output: Any = None) -> Any:
    """The PDF of a page; with `output` (a pypdf writer) its pages are added there."""
    chosen = dict(options or {})
    password = chosen.pop("password", None)
    content = printing.draw(scrub_urls(html), chosen)
    if output is not None:
        output.append(io.BytesIO(content))
        return output
    return pdf.protected(content, password) if password else content


def get_file_data_from_writer(writer: Any) -> bytes:
    """The bytes of a pypdf writer."""
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_body_html(template: Any, args: dict[str, Any], **_ignored: Any) -> str:
    """The body of a print, from its compiled template."""
    return str(template.render(args, filters={"len": len}))
