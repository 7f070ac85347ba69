"""What an error of the database means, in the words of `frappe.db`."""

from __future__ import annotations

BUSY = ("database is locked", "busy", "1205", "1213", "deadlock")
UNIQUE = ("UNIQUE constraint failed", "Duplicate entry", "1062")


class ErrorFace:
    """One question for each kind of error."""

    def is_missing_column(self, error: Exception) -> bool:
        return _tells(error, "no such column", "Unknown column")

    is_column_missing = is_missing_column

    def is_table_missing(self, error: Exception) -> bool:
        return _tells(error, "no such table", "doesn't exist")

    def is_duplicate_entry(self, error: Exception) -> bool:
        return _tells(error, *UNIQUE)

    def is_primary_key_violation(self, error: Exception) -> bool:
        return self.is_duplicate_entry(error) and _tells(error, ".name", "PRIMARY")

    def is_unique_key_violation(self, error: Exception) -> bool:
        return self.is_duplicate_entry(error) and not self.is_primary_key_violation(error)

    def is_deadlocked(self, error: Exception) -> bool:
        return _tells(error, *BUSY)

    is_timedout = is_deadlocked


def _tells(error: Exception, *words: str) -> bool:
    text = str(error).lower()
    return any(word.lower() in text for word in words)
