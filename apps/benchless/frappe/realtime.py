"""Notices to open pages. Pages ask again by themselves here; what is published is kept for tests."""

from typing import Any

from benchless import dotted
from benchless.context import current
from benchless.errors import DoesNotExistError
from benchless.messages import throw
from benchless.registry import whitelist
from benchless.translations import _

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


@whitelist(allow_guest=True)
def get_user_info() -> dict[str, Any]:
    """Who asks, for the server of open pages."""
    session = current()
    kind = session.db.rows("SELECT user_type FROM `tabUser` WHERE name=?", (session.user,))
    user_type = "System User" if session.user == "Administrator" else kind[0][0] if kind else "Website User"
    return {"user": session.user, "user_type": user_type, "installed_apps": list(session.site.apps)}


def publish_progress(
    percent: float,
    title: str | None = None,
    doctype: str | None = None,
    docname: str | None = None,
    description: str | None = None,
    task_id: str | None = None,
) -> None:
    """How far a long work is."""
    about = {"progress_title": title, "progress_doctype": doctype, "progress_docname": docname}
    dotted.call("benchless.jobs.set_progress", percent, description or title, **about)
    message = {"percent": percent, "title": title, "description": description}
    publish_realtime("progress", message, doctype=doctype, docname=docname)


@whitelist()
def get_progress(job_id: str) -> dict[str, Any]:
    """How far the own job is: pages ask this instead of listening. Nothing for jobs of others."""
    record = dotted.call("benchless.jobs.queue_of", current().site).record(job_id)
    if record is None or current().user not in (record.get("user"), "Administrator"):
        throw(_("{0} {1} not found").format(_("RQ Job"), job_id), DoesNotExistError)
    keys = ("status", *(f"progress{part}" for part in ("", "_message", "_title", "_doctype", "_docname")))
    return {key: record.get(key) for key in keys}


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
