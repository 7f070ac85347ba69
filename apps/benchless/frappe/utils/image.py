"""Pictures: smaller ones, and ones without what the camera wrote into them."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from benchless.errors import ValidationError
from benchless.translations import _

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}


def optimize_image(
    content: bytes, content_type: str, max_width: int = 1024, max_height: int = 768, optimize: bool = True,
    quality: int = 85,
) -> bytes:  # fmt: skip
    """The picture within a size, if that makes it smaller; drawings (SVG) as they are."""
    if content_type == "image/svg+xml" or content_type not in FORMATS:
        return content
    with _opened(content) as picture:
        made = ImageOps.exif_transpose(picture)
        made.thumbnail((max_width, max_height))
        out = io.BytesIO()
        made.save(out, FORMATS[content_type], optimize=optimize, quality=quality)
    return out.getvalue() if len(out.getvalue()) < len(content) else content


def strip_exif_data(content: bytes, content_type: str) -> bytes:
    """The picture, turned upright, without places, times and devices in it."""
    with _opened(content) as picture:
        upright = ImageOps.exif_transpose(picture)
        bare = Image.new(upright.mode, upright.size)
        bare.paste(upright)
        if upright.mode == "P" and (palette := upright.getpalette()):
            bare.putpalette(palette)
        out = io.BytesIO()
        bare.save(out, FORMATS.get(content_type) or str(picture.format))
    return out.getvalue()


def _opened(content: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(content))
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(_("The picture {0} cannot be read: {1}").format("", error)) from error
