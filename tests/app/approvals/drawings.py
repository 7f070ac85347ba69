"""Signatures for tests."""

import base64
import struct
import zlib


def drawing(shade: int = 0) -> str:
    """A small real PNG as a data address."""
    rows = b"".join(b"\0" + bytes([shade, (x * 9) % 256, 90]) * 12 for x in range(12))
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", 12, 12, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return "data:image/png;base64," + base64.b64encode(b"\x89PNG\r\n\x1a\n" + body).decode()
