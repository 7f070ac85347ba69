"""DocTypes: reading them, and keeping their tables."""

from .meta import Meta
from .store import find_meta, get_meta
from .tables import drop_column, drop_table, rename_table, sync_table, table_name

__all__ = [
    "Meta",
    "drop_column",
    "drop_table",
    "find_meta",
    "get_meta",
    "rename_table",
    "sync_table",
    "table_name",
]
