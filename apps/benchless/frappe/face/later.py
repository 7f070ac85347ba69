"""Work for later: jobs and mails. What does it is loaded at the first use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchless import dotted


def enqueue(
    method: str | Callable[..., Any],
    queue: str = "default",
    timeout: int | None = None,
    event: str | None = None,
    is_async: bool = True,
    job_name: str | None = None,
    now: bool = False,
    enqueue_after_commit: bool = False,
    *,
    on_success: Any = None,
    on_failure: Any = None,
    at_front: bool = False,
    job_id: str | None = None,
    deduplicate: bool = False,
    **kwargs: Any,
) -> Any:
    """Run a function (or its dotted path) with these arguments in the worker, as the current user.

    `now` runs it here and gives its answer; `deduplicate` with a `job_id` lines it up only once.
    """
    return dotted.call(
        "benchless.jobs.enqueue",
        method,
        queue,
        timeout,
        event,
        is_async,
        job_name,
        now,
        enqueue_after_commit,
        on_success=on_success,
        on_failure=on_failure,
        at_front=at_front,
        job_id=job_id,
        deduplicate=deduplicate,
        **kwargs,
    )


def enqueue_doc(
    doctype: str,
    name: str | None = None,
    method: str | None = None,
    queue: str = "default",
    timeout: int = 300,
    now: bool = False,
    **kwargs: Any,
) -> Any:
    """Run a method of a document in the worker."""
    return enqueue(
        "frappe.utils.background_jobs.run_doc_method",
        doctype=doctype,
        name=name,
        doc_method=method,
        queue=queue,
        timeout=timeout,
        now=now,
        **kwargs,
    )


def sendmail(
    recipients: Any = None,
    sender: str | None = None,
    subject: str = "No Subject",
    message: str = "No Message",
    as_markdown: bool = False,
    delayed: bool = True,
    reference_doctype: str | None = None,
    reference_name: str | None = None,
    unsubscribe_method: str | None = None,
    unsubscribe_params: dict[str, Any] | None = None,
    unsubscribe_message: str | None = None,
    add_unsubscribe_link: int = 1,
    attachments: Any = None,
    content: str | None = None,
    doctype: str | None = None,
    name: str | None = None,
    reply_to: str | None = None,
    queue_separately: bool = False,
    cc: Any = None,
    bcc: Any = None,
    message_id: str | None = None,
    in_reply_to: str | None = None,
    send_after: Any = None,
    expose_recipients: str | None = None,
    send_priority: int = 1,
    communication: str | None = None,
    retry: int = 1,
    now: bool | None = None,
    read_receipt: Any = None,
    is_notification: bool = False,
    inline_images: Any = None,
    template: str | None = None,
    args: dict[str, Any] | None = None,
    header: Any = None,
    print_letterhead: bool = False,
    with_container: bool = False,
    **more: Any,
) -> Any:
    """Put a mail into the Email Queue; gives its document. Mails here carry no list of unsubscribers."""
    return dotted.call(
        "benchless.mail.sendmail",
        recipients,
        sender or "",
        subject,
        content or message,
        as_markdown,
        delayed,
        reference_doctype or doctype,
        reference_name or name,
        attachments=attachments,
        reply_to=reply_to,
        cc=cc,
        bcc=bcc,
        send_after=send_after,
        now=bool(now),
        send_priority=send_priority,
        template=template,
        args=args,
        header=header,
        communication=communication,
        with_container=with_container,
        expose_recipients=expose_recipients,
        **more,
    )
