"""Uploaded files: their content on the disk, who may read them, and the upload itself."""

from .access import can_read, condition, may
from .content import check_content
from .documents import copy_attachments, remove_attachments
from .reading import Served, find, find_by_url, read_bytes
from .store import content_hash, delete_content, locate, move, read, write
from .upload import DEFAULT_LIMIT, max_size, refuse_oversized, upload

__all__ = [
    "DEFAULT_LIMIT",
    "Served",
    "can_read",
    "check_content",
    "condition",
    "content_hash",
    "copy_attachments",
    "delete_content",
    "find",
    "find_by_url",
    "locate",
    "max_size",
    "may",
    "move",
    "read",
    "read_bytes",
    "refuse_oversized",
    "remove_attachments",
    "upload",
    "write",
]
