"""The class of databases, for annotations and checks of apps."""

from benchless.sql.database import Database

__all__ = ["Database"]
