"""Tasks that a transition brings along: functions of apps and webhooks, at once or as jobs."""

from __future__ import annotations

from typing import Any

from .. import dotted
from ..context import current
from ..documents import get_doc
from ..errors import ValidationError
from ..messages import throw
from ..translations import _
from ..values import Row, cint, cstr

TABLE = "tabWorkflow Transition Task"
WEBHOOK, SCRIPT = "Webhook", "Server Script"
CALL = "frappe.integrations.doctype.webhook.webhook.call_for_workflow"


def run_tasks(document: Any, transition: Row) -> None:
    """Run what the transition names: one after the other, a failure stops it; jobs start after the commit."""
    for task in tasks_of(transition):
        if cint(task.asynchronous):
            _line_up(document, task)
        else:
            run_task(document, cstr(task.task), task.link)


def tasks_of(transition: Row) -> list[Row]:
    """The active tasks of a transition, in their order."""
    if not transition.get("transition_tasks"):
        return []
    sql = f"SELECT task, link, asynchronous FROM `{TABLE}` WHERE parent=? AND enabled=1 ORDER BY idx"
    return current().db.dicts(sql, (transition.transition_tasks,))


def run_task(document: Any, task: str, link: str | None) -> None:
    """Do one task for a document."""
    if task == WEBHOOK:
        dotted.call(CALL, document, link)
    elif task == SCRIPT:
        throw(_("Server Scripts are not run by this server"), ValidationError)
    else:
        dotted.call(method_of(task), document)


def methods() -> dict[str, str]:
    """Name → dotted path of the tasks that apps offer (the hook `workflow_methods`)."""
    return {row["name"]: row["method"] for row in current().site.hook_list("workflow_methods")}


def method_of(task: str) -> str:
    """The function behind a name. Raises ValidationError."""
    path = methods().get(task)
    if path is None:
        throw(_("No installed app offers the workflow task {0}").format(task), ValidationError)
    return str(path)


def _line_up(document: Any, task: Row) -> None:
    dotted.call(
        "benchless.jobs.enqueue", "benchless.workflow.tasks.run_later", queue="short",
        enqueue_after_commit=True, doctype=document.doctype, name=document.name,
        task=task.task, link=task.link,
    )  # fmt: skip


def run_later(doctype: str, name: str, task: str, link: str | None) -> None:
    """A task as a job."""
    run_task(get_doc(doctype, name), task, link)
