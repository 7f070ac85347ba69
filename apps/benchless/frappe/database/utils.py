"""Small helpers around the database."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from benchless.context import current


def commit_after_response(func: Callable[..., Any]) -> Callable[..., Any]:
    """A function whose call waits until the transaction is over, and is committed by itself: for what nobody
    waits for. What it returns is lost.
    """

    @wraps(func)
    def wrapper(*args: Any, **kwargs: Any) -> None:
        def run() -> None:
            func(*args, **kwargs)
            current().db.commit()

        session = current()
        if session.db.in_transaction:
            session.db.after_commit.add(run)
        else:
            run()

    return wrapper
