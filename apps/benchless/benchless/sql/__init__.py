"""The database: connections, transactions, text of statements, tables."""

from .database import Database
from .names import quoted

__all__ = ["Database", "quoted"]
