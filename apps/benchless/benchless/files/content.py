"""Whether the content of a file is what its name says."""

from collections.abc import Callable

from benchless.errors import ValidationError
from benchless.files.names import extension
from benchless.messages import throw
from benchless.translations import _

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKUP = (b"<?xml", b"<html", b"<!doctype", b"<table", b"<meta", b"mime-version", b"\xef\xbb\xbf<")


def _starts(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(marks)


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024] and b"%%EOF" in content[-2048:]


def _is_webp(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


def _is_heic(content: bytes) -> bool:
    return content[4:8] == b"ftyp"


def _is_svg(content: bytes) -> bool:
    return b"<svg" in content[:4096].lower()


def _is_old_office(content: bytes) -> bool:
    """Binary office files; offices also export web pages and text under these endings."""
    return content.startswith((OLE, ZIP, b"{\\rtf")) or content[:64].lstrip().lower().startswith(MARKUP)


KINDS: dict[str, Callable[[bytes], bool]] = {
    "pdf": _is_pdf,
    "png": _starts(b"\x89PNG\r\n\x1a\n"),
    **dict.fromkeys(("jpg", "jpeg"), _starts(b"\xff\xd8\xff")),
    "gif": _starts(b"GIF87a", b"GIF89a"),
    "bmp": _starts(b"BM"),
    **dict.fromkeys(("tif", "tiff"), _starts(b"II*\x00", b"MM\x00*")),
    "webp": _is_webp,
    **dict.fromkeys(("heic", "heif"), _is_heic),
    "svg": _is_svg,
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp", "ofd", "zip"), _starts(ZIP)),
    **dict.fromkeys(("doc", "xls", "ppt", "wps", "et", "dps"), _is_old_office),
    "rar": _starts(b"Rar!\x1a\x07"),
    "7z": _starts(b"7z\xbc\xaf\x27\x1c"),
}


def check_content(name: str, content: bytes) -> None:
    """Refuse an empty file, and one whose content contradicts its ending. Raises ValidationError."""
    if not content:
        throw(
            _("The file {0} is empty. Choose the file again.").format(name), ValidationError, _("Empty File")
        )
    kind = extension(name)
    looks_right = KINDS.get(kind)
    if looks_right and not looks_right(content):
        message = _("The file {0} is damaged or is not a {1} file. Open it on your computer to check it.")
        throw(message.format(name, kind.upper()), ValidationError, _("Wrong File Type"))
