"""Which webhooks an event of a document calls: found at the event, sent as jobs after the commit."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.context import current
from benchless.schema import find_meta
from benchless.values import Row

SEND = "frappe.integrations.doctype.webhook.webhook.enqueue_webhook"
QUEUES = ("short", "default", "long")


def webhooks_of(doctype: str) -> list[Row]:
    """Active webhooks of a DocType."""
    store = current().site.cache.store("pages")
    key = ("webhooks", doctype)
    if key not in store:
        fields = ["name", "`condition`", "webhook_docevent", "background_jobs_queue"]
        filters = {"webhook_doctype": doctype, "enabled": 1}
        known = find_meta("Webhook") is not None
        store[key] = frappe.get_all("Webhook", filters, fields, order_by="name") if known else []
    return store[key]  # type: ignore[no-any-return]


def run_webhooks(doc: Any, method: str) -> None:
    """Line up what an event calls; each webhook once for a document in a request."""
    done = doc.flags.setdefault("webhooks_called", [])
    for webhook in webhooks_of(doc.doctype):
        if webhook.webhook_docevent == method and webhook.name not in done:
            done.append(webhook.name)
            _line_up(frappe.get_doc("Webhook", webhook.name), doc, method)


def _line_up(webhook: Any, doc: Any, method: str) -> None:
    """What is sent is the document as it is when the transaction ends."""
    db = current().db
    if webhook.holds(doc):
        db.begin()
        db.before_commit.add(lambda: _send(webhook, doc, method))


def _send(webhook: Any, doc: Any, method: str) -> None:
    """Put the call into the queue. What an administrator wrote wrongly must not stop the commit."""
    if method != "on_trash" and not frappe.db.exists(doc.doctype, doc.name):
        return  # written and taken back in the same transaction
    try:
        call = webhook.call_for(doc)
    except Exception as error:  # a template of an administrator can fail in any way
        webhook.log_error(f"Webhook {webhook.name}: {error}")
        return
    queue = webhook.background_jobs_queue if webhook.background_jobs_queue in QUEUES else "default"
    frappe.enqueue(SEND, queue=queue, enqueue_after_commit=True, webhook=webhook.name, **call)
