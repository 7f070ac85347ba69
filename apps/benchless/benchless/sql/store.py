"""Where the data of a site is kept: making it, opening it, carrying it off and bringing it back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from .database import Database

Now = Callable[[], datetime]


class Store(ABC):
    """One site's database, whether it is there already or not."""

    # The name of the copy inside a backup.
    copy_name: str

    @abstractmethod
    def connect(self, now: Now) -> Database:
        """A connection for one thread; `now` gives the site's wall clock."""

    @abstractmethod
    def connect_alone(self, now: Now) -> Database:
        """The only connection. Raises QueryTimeoutError while anybody else uses the database."""

    @abstractmethod
    def exists(self) -> bool:
        """Whether there is a site's database."""

    @abstractmethod
    def create(self, administrator: Mapping[str, Any] | None = None) -> None:
        """Make room for a new one. `administrator` names who may make databases on a server."""

    @abstractmethod
    def drop(self) -> None:
        """Take everything away."""

    @abstractmethod
    def copy_to(self, folder: Path) -> Path:
        """A consistent copy in one file, while others read and write."""

    @abstractmethod
    def load(self, copy: Path) -> None:
        """Put a copy in place of what is there."""
