"""What happens around a document: its own methods, then the handlers of all apps, then the listeners."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import dotted
from ..context import current

Listener = Callable[[Any, str], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Call `listener(document, event)` after the handlers of every event (notifications, search index …)."""
    _listeners.append(listener)


def run_event(document: Any, event: str, *args: Any, **kwargs: Any) -> Any:
    """Run an event of the life cycle. Gives what the document's own method gave, or the last handler."""
    method = getattr(type(document), event, None)
    answer = None
    if method is not None:
        answer = getattr(document, event)(*args, **kwargs)
    for handler in handlers(document.doctype, event):
        given = handler(document, event, *args, **kwargs)
        answer = given if given is not None else answer
    for listener in _listeners:
        listener(document, event)
    return answer


def handlers(doctype: str, event: str) -> list[Callable[..., Any]]:
    """Functions that apps hang on an event of a DocType (`doc_events`), then those for `*`.

    The built-in app's own for `*` come last: they carry what administrators wrote (Notifications).
    """
    store = current().site.cache.store("hooks")
    key = ("handlers", doctype, event)
    if key not in store:
        store[key] = [dotted.load(path) for name in (doctype, "*") for path in _paths(name, event)]
    return store[key]  # type: ignore[no-any-return]


def _paths(doctype: str, event: str) -> list[str]:
    out: list[str] = []
    built_in, *others = current().site.hooks("doc_events")
    for hooks in (*others, built_in):
        for key, events in hooks.items():
            if doctype == key or (isinstance(key, tuple) and doctype in key):
                value = events.get(event, [])
                out.extend(value if isinstance(value, list | tuple) else [value])
    return out
