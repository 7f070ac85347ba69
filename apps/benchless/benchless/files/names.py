"""Names of files that are safe on any disk and in any address."""

import mimetypes
import re
import unicodedata
from pathlib import PurePosixPath

FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\/%#]')
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
MAX_BYTES = 180


def safe_name(name: str) -> str:
    """The last part of a path without anything that a disk, an address or a reader could mistake."""
    last = unicodedata.normalize("NFC", str(name)).replace("\\", "/").rsplit("/", 1)[-1]
    cleaned = INVISIBLE.sub("", FORBIDDEN.sub("_", last)).strip().strip(".").strip()
    return shortened(cleaned or "file")


def shortened(name: str) -> str:
    """The name within the length that disks take; the ending is kept."""
    stem, ending = split(name)
    room = MAX_BYTES - len(ending.encode())
    return stem.encode()[:room].decode("utf-8", "ignore") + ending


def split(name: str) -> tuple[str, str]:
    """`a.tar` → (`a`, `.tar`)."""
    path = PurePosixPath(name)
    ending = path.suffix if len(path.suffix.encode()) <= 20 else ""
    return (name[: -len(ending)] if ending else name), ending


def extension(name: str) -> str:
    """`a.PDF` → `pdf`."""
    return split(name)[1][1:].lower()


def kind(name: str) -> str:
    """What a file is, by its name: `a.jpeg` → `JPG`, `a.tar.gz` → `TAR`."""
    ending = mimetypes.guess_extension(mimetypes.guess_type(name)[0] or "") or ""
    return (ending[1:] or extension(name)).upper()


def with_mark(name: str, mark: str) -> str:
    """`a.txt` and `3f` → `a3f.txt`: a second file of the same name."""
    stem, ending = split(name)
    return shortened(f"{stem}{mark}{ending}")
