"""Pictures made small enough for the screen before they are kept."""

from __future__ import annotations

import io
from typing import Any

from benchless.errors import ValidationError
from benchless.files.names import extension
from benchless.messages import throw
from benchless.translations import _
from benchless.values import cint

WIDTH, HEIGHT, QUALITY = 1920, 1080, 85
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
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail(size)
            out = io.BytesIO()
            upright.save(out, kind, quality=QUALITY, optimize=True)
            return out.getvalue()
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        message = _("The picture {0} cannot be read: {1}").format(name, error)
        throw(message, ValidationError, _("Wrong File Type"))
