"""Documents: their life cycle, names, links, versions and deletion."""

from .base import BaseDocument, json_default
from .controllers import get_controller
from .deletion import delete_doc
from .document import Document
from .drafts import copy_doc, new_doc
from .events import run_event
from .loading import get_doc, new_from
from .naming import random_name
from .renaming import rename_doc

__all__ = [
    "BaseDocument",
    "Document",
    "copy_doc",
    "delete_doc",
    "get_controller",
    "get_doc",
    "json_default",
    "new_doc",
    "new_from",
    "random_name",
    "rename_doc",
    "run_event",
]
