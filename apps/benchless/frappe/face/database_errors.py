"""What an error of the database means, in the words of `frappe.db`."""

from __future__ import annotations

from benchless.errors import DuplicateEntryError, QueryDeadlockError, QueryTimeoutError, UniqueValidationError
from benchless.sql import problems

# The locks of both databases in their own words: SQLite's text, MariaDB's numbers.
BUSY = ("database is locked", "lock wait timeout", "deadlock")


class ErrorFace:
    """One question for each kind of error."""

    def is_missing_column(self, error: Exception) -> bool:
        return isinstance(error, problems.UnknownColumn)

    is_column_missing = is_missing_column

    def is_table_missing(self, error: Exception) -> bool:
        return isinstance(error, problems.UnknownTable)

    def is_duplicate_entry(self, error: Exception) -> bool:
        return isinstance(error, problems.DuplicateKey | DuplicateEntryError | UniqueValidationError)

    def is_primary_key_violation(self, error: Exception) -> bool:
        if isinstance(error, problems.DuplicateKey):
            return error.column in ("name", "PRIMARY")
        return isinstance(error, DuplicateEntryError)

    def is_unique_key_violation(self, error: Exception) -> bool:
        return self.is_duplicate_entry(error) and not self.is_primary_key_violation(error)

    def is_deadlocked(self, error: Exception) -> bool:
        busy = any(words in str(error).lower() for words in BUSY)
        return busy or isinstance(error, QueryDeadlockError | QueryTimeoutError)

    is_timedout = is_deadlocked
