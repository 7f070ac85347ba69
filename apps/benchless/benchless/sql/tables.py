"""The tables of a database: asking for them, making them, following changed wishes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable

from .columns import ColumnType, Index, Table


class Tables(ABC):
    """What both databases can do with tables."""

    @abstractmethod
    def names(self) -> list[str]:
        """Names of all tables."""

    @abstractmethod
    def has(self, table: str) -> bool:
        """Whether there is such a table."""

    @abstractmethod
    def columns(self, table: str) -> dict[str, str]:
        """Column → declared type; empty when there is no such table."""

    @abstractmethod
    def create(self, table: Table) -> None:
        """Make a table that is not there, with its indexes."""

    @abstractmethod
    def follow(self, table: Table) -> None:
        """Give an existing table the columns that are missing and the types that have changed."""

    @abstractmethod
    def indexes(self, table: str) -> dict[str, tuple[str, ...]]:
        """Index → columns."""

    @abstractmethod
    def index_name(self, table: str, index: Index) -> str:
        """How an index is called in this database."""

    @abstractmethod
    def create_index(self, table: str, name: str, columns: Iterable[str], *, unique: bool = False) -> None:
        """Make an index that is not there yet."""

    @abstractmethod
    def drop_index(self, table: str, name: str) -> None:
        """Take an index away."""

    @abstractmethod
    def drop_column(self, table: str, column: str) -> None:
        """Take a column away with its values, and the indexes that name it."""

    @abstractmethod
    def change_type(self, table: str, column: str, kind: str, *, nullable: bool = False) -> None:
        """Give a column another type, in this database's words; its values are kept as far as they fit."""

    @abstractmethod
    def rename(self, old: str, new: str) -> None:
        """Give a table another name."""

    @abstractmethod
    def drop(self, table: str) -> None:
        """Take a table away with all its rows."""

    def follow_indexes(self, table: str, wanted: Iterable[Index], groups: tuple[str, ...]) -> None:
        """Make what is missing; what is there of these groups and not wanted any more goes."""
        present = self.indexes(table)
        names = {self.index_name(table, index): index for index in wanted}
        for name, index in names.items():
            if name not in present:
                self.create_index(table, name, index.columns, unique=index.unique)
        for name in set(present) - set(names):
            if name.startswith(tuple(f"{group}:" for group in groups)):
                self.drop_index(table, name)


def column_of(definition: ColumnType | None) -> str:
    """The kind of a column, or an empty text."""
    return definition.kind if definition else ""
