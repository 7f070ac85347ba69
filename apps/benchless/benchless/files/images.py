"""Pictures made small enough for the screen before they are kept."""

from __future__ import annotations

import io
from typing import Any

from benchless.errors import ValidationError
from benchless.files.content import KINDS
from benchless.files.names import extension
from benchless.messages import throw
from benchless.translations import _
from benchless.values import cint

WIDTH, HEIGHT, QUALITY = 1920, 1080, 85
MOST_POINTS = 64_000_000
SHOWN = ("png", "jpg", "gif", "webp", "bmp")
FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}


def optimized(name: str, content: bytes, width: Any = None, height: Any = None) -> bytes:
    """The picture turned upright, within the size, without the camera's notes; other files as they are."""
    kind = FORMATS.get(extension(name))
    if kind is None:
        return content
    made = _smaller(name, content, kind, (cint(width) or WIDTH, cint(height) or HEIGHT))
    return made if len(made) < len(content) else content


def _smaller(name: str, content: bytes, kind: str, size: tuple[int, int]) -> bytes:
    from PIL import Image, ImageOps  # only uploads of pictures need it

    try:
        with Image.open(io.BytesIO(content)) as picture:
            if getattr(picture, "is_animated", False):
                return content
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail(size)
            out = io.BytesIO()
            upright.save(out, kind, quality=QUALITY, optimize=True)
            return out.getvalue()
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        message = _("The picture {0} cannot be read: {1}").format(name, error)
        throw(message, ValidationError, _("Wrong File Type"))


def picture_kind(content: bytes) -> str | None:
    """The ending of a picture that browsers show, by what it holds; None for all else, SVG included."""
    kind = next((kind for kind in SHOWN if KINDS[kind](content)), None)
    return kind if kind and _opens(content) else None


def _opens(content: bytes) -> bool:
    """Whether the picture can be read to its end. One of too many points is not even tried."""
    from PIL import Image  # as above

    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > MOST_POINTS:
                return False
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return True
