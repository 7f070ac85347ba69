"""The content of files on the disk of a site. One content is kept once; a name never leaves its folder."""

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

from benchless.context import current
from benchless.errors import DoesNotExistError, ValidationError
from benchless.files.held import let_go
from benchless.files.names import safe_name, with_mark
from benchless.translations import _

PUBLIC, PRIVATE = "/files/", "/private/files/"


class MissingFile(DoesNotExistError, FileNotFoundError):
    """There is no content under an address."""


def content_hash(content: bytes) -> str:
    """What tells two contents apart."""
    return hashlib.sha256(content).hexdigest()


def folder(is_private: bool) -> Path:
    """Where the site keeps private or public files."""
    return current().site.path("private" if is_private else "public", "files")


def url_of(name: str, is_private: bool) -> str:
    return (PRIVATE if is_private else PUBLIC) + name


def is_own(file_url: str | None) -> bool:
    """Whether the address names a file of this site."""
    return bool(file_url) and str(file_url).startswith((PUBLIC, PRIVATE))


def locate(file_url: str) -> Path:
    """The place of a file's content. Raises ValidationError for an address outside the site's folders."""
    is_private = file_url.startswith(PRIVATE)
    if not is_own(file_url):
        raise ValidationError(f"not a file of this site: {file_url}")
    name = file_url[len(PRIVATE if is_private else PUBLIC) :]
    root = folder(is_private).resolve()
    try:
        place = (root / name).resolve()
    except (OSError, ValueError) as error:  # a name that no file can have
        raise ValidationError(f"not a file of this site: {file_url[:200]}") from error
    if "\0" in name or not place.is_relative_to(root) or place == root:
        raise ValidationError(f"not a file of this site: {file_url}")
    return place


def read(file_url: str) -> bytes:
    """The content. Raises MissingFile."""
    for place in (locate(file_url), locate(unquote(file_url))):
        if is_there(place):
            return place.read_bytes()
    raise MissingFile(_("File {0} does not exist").format(file_url[:200]))


def is_there(place: Path) -> bool:
    """Whether there is such a file; a name that no file can have (too long, a zero byte) is none."""
    try:
        return place.is_file()
    except (OSError, ValueError):
        return False


def write(name: str, content: bytes, is_private: bool) -> str:
    """Keep the content under a free name like `name`; gives its address. A rollback removes it again."""
    base, root = safe_name(name), folder(is_private)
    root.mkdir(parents=True, exist_ok=True)
    scratch = root / f".{secrets.token_hex(8)}.part"
    scratch.write_bytes(content)
    try:
        place = _take_name(scratch, root, base, content_hash(content)[-6:])
    finally:
        scratch.unlink(missing_ok=True)
    current().db.after_rollback.add(lambda: place.unlink(missing_ok=True))
    return url_of(place.name, is_private)


def take_over(path: Path, name: str, is_private: bool) -> tuple[str, str, int]:
    """Keep a finished file of ours without reading it into memory; gives its address, hash and size."""
    root = folder(is_private)
    root.mkdir(parents=True, exist_ok=True)
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    place = root / with_mark(safe_name(name), secrets.token_hex(5))
    size = path.stat().st_size
    os.replace(path, place)
    current().db.after_rollback.add(lambda: place.unlink(missing_ok=True))
    return url_of(place.name, is_private), digest, size


def _take_name(scratch: Path, root: Path, base: str, mark: str) -> Path:
    """Link the content to the first free name.

    A name that holds the same content is not free: it may be about to go, with its File or with the
    transaction that wrote it.
    """
    for name in (
        base,
        with_mark(base, mark),
        *(with_mark(base, mark + secrets.token_hex(3)) for _turn in range(5)),
    ):
        place = root / name
        with suppress(FileExistsError):
            os.link(scratch, place)
            return place
    raise FileExistsError(base)


def delete_content(file_url: str) -> None:
    """Remove the content once the transaction is committed."""
    locate(file_url)
    site = current().site
    current().db.after_commit.add(lambda: let_go(site, file_url))


def move(file_url: str, is_private: bool) -> str:
    """Keep the content on the other side (public or private); gives its new address."""
    if file_url.startswith(PRIVATE) == is_private:
        return file_url
    place = locate(file_url)
    return write(place.name, place.read_bytes(), is_private)
