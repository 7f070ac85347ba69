"""What a database refuses, in words that do not depend on which database it is."""

from __future__ import annotations


class DatabaseProblem(Exception):
    """Root of everything that a database refuses."""


class NoConnection(DatabaseProblem):
    """The server does not answer, or not to us; `number` is its own number of the error."""

    def __init__(self, message: str, number: int = 0) -> None:
        super().__init__(message)
        self.number = number


class BrokenFile(DatabaseProblem):
    """The file is no database, or is damaged."""


class DuplicateKey(DatabaseProblem):
    """A value that must be unique is there already; `column` is the last column of the index."""

    def __init__(self, message: str, column: str = "name") -> None:
        super().__init__(message)
        self.column = column


class BadStatement(DatabaseProblem):
    """The text of a statement is wrong, or names something that is not there."""


class UnknownTable(BadStatement):
    """There is no such table."""


class UnknownColumn(BadStatement):
    """There is no such column."""


class BadValue(DatabaseProblem):
    """A value does not fit its column."""


class ReadOnly(DatabaseProblem):
    """A change was asked of a connection that only reads."""


class NotOnSQLite(BadStatement):
    """A construct of MariaDB that SQLite cannot give; the text names it."""
