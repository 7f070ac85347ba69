"""Following the files of the installed apps."""

from __future__ import annotations

from typing import Any

from benchless.context import current
from benchless.setup import apps


class SiteMigration:
    """One run: `SiteMigration().run(site)`."""

    def __init__(self, skip_failing: bool = False, skip_search_index: bool = False) -> None:
        self.skip_failing, self.skip_search_index = skip_failing, skip_search_index

    def run(self, site: str | None = None) -> None:
        """Patches, DocTypes, standard documents, fixtures, customisations: in the documented order."""
        known = current().site.name
        if site and site != known:
            raise ValueError(f"{known} is open, not {site}")
        apps.migrate(_quiet)


def _quiet(_line: Any) -> None:
    """Nobody listens."""
