"""A document as data, without its life cycle."""

from benchless.documents import BaseDocument, get_controller

__all__ = ["BaseDocument", "get_controller"]
