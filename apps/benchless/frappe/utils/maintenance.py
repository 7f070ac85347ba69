"""What the site does for itself from time to time."""

from benchless.context import current


def optimize_database() -> None:
    """Refresh what the database knows about its own contents."""
    current().db.optimize()
