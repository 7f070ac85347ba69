"""Reading what was printed: the text of a PDF, and the QR code on its page as a telephone sees it."""

import io
import unicodedata
from pathlib import Path

import pypdf
import pypdfium2
import zxingcpp


def text(pdf: bytes) -> str:
    """All words without the spaces that a layout puts between them."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def text_of_any_font(pdf: bytes) -> str:
    """The same where the printing machine's fonts draw a character and its radical with one glyph."""
    return unicodedata.normalize("NFKC", text(pdf))


def paper_size(pdf: bytes) -> tuple[int, int]:
    """Millimetres."""
    box = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    return round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)


def qr_code(pdf: bytes) -> str:
    page = pypdfium2.PdfDocument(pdf)[0]
    codes = zxingcpp.read_barcodes(page.render(scale=4).to_pil())
    assert codes, "no QR code on the page"
    return codes[0].text


def sample(folder: Path, title: str) -> Path:
    """A small PDF to upload."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    writer.add_metadata({"/Title": title})
    file = folder / f"{title}.pdf"
    with file.open("wb") as stream:
        writer.write(stream)
    return file
