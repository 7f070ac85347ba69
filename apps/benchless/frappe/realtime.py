"""Notices to open pages. Pages ask again by themselves here; what is published is kept for tests."""

from typing import Any

from benchless import dotted
from benchless.context import current

KEPT = 100


def publish_realtime(
    event: str | None = None,
    message: Any = None,
    room: str | None = None,
    user: str | None = None,
    doctype: str | None = None,
    docname: str | None = None,
    task_id: str | None = None,
    after_commit: bool = False,
) -> None:
    """Note an event of this request."""
    log = current().cache.setdefault("realtime", [])
    log.append(
        {
            "event": event,
            "message": message,
            "room": room,
            "user": user,
            "doctype": doctype,
            "docname": docname,
        }
    )
    del log[:-KEPT]


def publish_progress(
    percent: float,
    title: str | None = None,
    doctype: str | None = None,
    docname: str | None = None,
    description: str | None = None,
    task_id: str | None = None,
) -> None:
    """How far a long work is."""
    dotted.call("benchless.jobs.set_progress", percent, description or title)
    message = {"percent": percent, "title": title, "description": description}
    publish_realtime("progress", message, doctype=doctype, docname=docname)


def emit_via_redis(event: str, message: Any, room: str | None) -> None:
    """The older name."""
    publish_realtime(event, message, room)


def get_doc_room(doctype: str, docname: str) -> str:
    return f"doc:{doctype}/{docname}"


def get_user_room(user: str) -> str:
    return f"user:{user}"


def get_doctype_room(doctype: str) -> str:
    return f"doctype:{doctype}"


def get_site_room() -> str:
    return "all"


def get_website_room() -> str:
    return "website"


def get_task_progress_room(task_id: str) -> str:
    return f"task_progress:{task_id}"
