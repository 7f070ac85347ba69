"""Work for later: jobs and mails. What does it is loaded at the first use."""

from __future__ import annotations

from typing import Any

from benchless import dotted


def enqueue(*args: Any, **kwargs: Any) -> Any:
    """Run a function in the worker; see `frappe.utils.background_jobs.enqueue`."""
    return dotted.call("benchless.jobs.enqueue", *args, **kwargs)


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


def sendmail(*args: Any, **kwargs: Any) -> Any:
    """Put a mail into the Email Queue."""
    return dotted.call("benchless.mail.sendmail", *args, **kwargs)
