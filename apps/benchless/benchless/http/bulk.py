"""Many documents in one request of version 2: each stands or falls by itself, many go to the worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..arguments import as_docs, as_names
from ..context import current
from ..documents import delete_doc, get_doc
from ..errors import FrappeError, ValidationError
from ..jobs import enqueue
from ..translations import _
from ..values import Row, cstr
from .forms import loads

AT_ONCE, MOST = 20, 500
Item = dict[str, Any]
Act = Callable[[Item], None]
NOT_VALUES = ("doctype", "name", "flags")


def delete_of_doctype(doctype: str) -> tuple[Any, int]:
    """`names` of one DocType are deleted. Gives the answer and its status."""
    names = as_names(loads(current().form_dict.get("names")), "names")
    return _run("delete", [{"doctype": doctype, "name": name} for name in names], doctype)


def update_of_doctype(doctype: str) -> tuple[Any, int]:
    """`docs` of one DocType are changed."""
    docs = _docs()
    return _run("update", [{**doc, "doctype": doctype} for doc in docs], doctype)


def delete() -> tuple[Any, int]:
    """`docs` (`doctype`, `name`) of several DocTypes are deleted."""
    return _run("delete", _docs(), None)


def update() -> tuple[Any, int]:
    """`docs` of several DocTypes are changed."""
    return _run("update", _docs(), None)


def _docs() -> list[Item]:
    return [dict(doc) for doc in as_docs(loads(current().form_dict.get("docs")), "docs")]


def _run(what: str, items: list[Item], doctype: str | None) -> tuple[Any, int]:
    for item in items:
        if not item.get("doctype") or item.get("name") in (None, ""):
            raise ValidationError(_("A document needs a doctype and a name"))
    if len(items) > MOST:
        raise ValidationError(_("Bulk operations only support up to {0} documents.").format(MOST))
    if len(items) <= AT_ONCE:
        return perform(what, items, doctype), 200
    job = enqueue(perform, queue="long", enqueue_after_commit=True, what=what, items=items, doctype=doctype)
    return {"job_id": job.id}, 202


def perform(what: str, items: list[Item], doctype: str | None) -> Item:
    """Do it now: who was done, who was not and why."""
    act, done_key = ACTS[what]
    done: list[Any] = []
    failed: list[Item] = []
    for item in items:
        error = _tried(act, item)
        shown = Row(doctype=item["doctype"], name=item["name"])
        if error is None:
            done.append(item["name"] if doctype else shown)
        else:
            failed.append({**({"name": item["name"]} if doctype else shown), "error": error})
    counts = {"total": len(items), "success_count": len(done), "failure_count": len(failed)}
    return {done_key: done, "failed": failed, **counts}


def _tried(act: Act, item: Item) -> str | None:
    """The reason why one document was left as it was; None when it was done."""
    try:
        with current().db.attempt():
            act(item)
    except FrappeError as error:
        current().message_log.clear()
        return cstr(error) or type(error).__name__
    return None


def _delete(item: Item) -> None:
    delete_doc(cstr(item["doctype"]), item["name"], ignore_missing=False)


def _update(item: Item) -> None:
    document = get_doc(cstr(item["doctype"]), item["name"], for_update=True)
    document.update({key: value for key, value in item.items() if key not in NOT_VALUES})
    document.save()


ACTS: dict[str, tuple[Act, str]] = {"delete": (_delete, "deleted"), "update": (_update, "updated")}
OF_DOCTYPE = {"bulk_delete": delete_of_doctype, "bulk_update": update_of_doctype}
OF_ALL = {"bulk_delete": delete, "bulk_update": update}
