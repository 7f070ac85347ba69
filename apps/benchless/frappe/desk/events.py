"""What every document's life may set off: Assignment Rules and Notifications that administrators wrote."""

from __future__ import annotations

from typing import Any

from benchless import search
from benchless.context import current
from benchless.documents import events
from benchless.schema import find_meta
from frappe.automation.doctype.assignment_rule.assignment_rule import apply_rules
from frappe.email.doctype.notification.notification import run_notifications
from frappe.integrations.doctype.webhook import run_webhooks
from frappe.utils.global_search import follow_definition

KINDS = {
    "Assignment Rule": "document_type",
    "Notification": "document_type",
    "Webhook": "webhook_doctype",
}
ACTIVE = {
    "Assignment Rule": "IFNULL(disabled, 0)=0",
    "Notification": "IFNULL(enabled, 1)=1",
    "Webhook": "IFNULL(enabled, 1)=1",
}


def watched(kind: str) -> frozenset[str]:
    """DocTypes that have an active rule of a kind."""
    store = current().site.cache.store("pages")
    if (kind, "watched") not in store:
        rows: list[Any] = []
        if find_meta(kind) is not None:
            sql = f"SELECT DISTINCT {KINDS[kind]} FROM `tab{kind}` WHERE {ACTIVE[kind]}"
            rows = current().db.rows(sql)
        store[kind, "watched"] = frozenset(row[0] for row in rows)
    return store[kind, "watched"]  # type: ignore[no-any-return]


def _react(doc: Any, event: str) -> None:
    flags = current().flags
    if flags.in_install or flags.in_migrate or flags.in_patch:
        return
    follow_definition(doc, event)
    if event == "on_update" and doc.doctype in watched("Assignment Rule"):
        apply_rules(doc)
    if doc.doctype in watched("Notification"):
        run_notifications(doc, event)
    if doc.doctype in watched("Webhook"):
        run_webhooks(doc, event)


def follow(doc: Any, event: str) -> None:
    """Every event of every document; most documents have no rules."""
    _react(doc, event)


events.listen(follow)
search.watch()
