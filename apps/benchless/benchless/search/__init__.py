"""One search over the documents of all DocTypes: what is found, and what is kept for it."""

from .asking import search, web_search
from .index import is_stale, rebuild, rebuild_stale, remove, remove_doctype, update
from .watching import watch

__all__ = [
    "is_stale",
    "rebuild",
    "rebuild_stale",
    "remove",
    "remove_doctype",
    "search",
    "update",
    "watch",
    "web_search",
]
