"""The database: connections, transactions, text of statements, tables."""

from .database import Database, quoted

__all__ = ["Database", "quoted"]
