"""Notifications that administrators write: who is told what, when."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.access import virtual
from benchless.context import current
from benchless.safe_eval import safe_eval
from benchless.values import Row, cint, cstr
from frappe import _
from frappe.automation.doctype.assignment_rule.assignment_rule import check_condition
from frappe.core.doctype.role.role import get_info_based_on_role
from frappe.desk.notices import notify
from frappe.model.document import Document
from frappe.utils import add_days, add_to_date, getdate, now_datetime, nowdate, split_emails
from frappe.utils import validate_email_address as valid_address

EVENTS = {
    "after_insert": ("New",),
    "on_update": ("Save", "Value Change"),
    "on_update_after_submit": ("Value Change",),
    "on_submit": ("Submit",),
    "on_cancel": ("Cancel",),
}
HELPERS = {
    "nowdate": nowdate, "now_datetime": now_datetime, "getdate": getdate, "add_days": add_days,
    "add_to_date": add_to_date,
}  # fmt: skip


class Notification(Document):
    """One rule."""

    def validate(self) -> None:
        if self.event in ("Days After", "Days Before") and not self.date_changed:
            frappe.throw(_("Please specify which date field must be checked"))
        if self.event == "Value Change" and not self.value_changed:
            frappe.throw(_("Please specify which value field must be checked"))
        check_condition(self.condition)

    def holds(self, doc: Any) -> bool:
        """Whether the condition is true for a document."""
        if self.condition_type == "Filters":
            return bool(virtual.filtered([Row(doc.as_dict())], self.filters))
        text = cstr(self.condition).strip()
        if not text:
            return True
        try:
            return bool(safe_eval(text, {"frappe": HELPERS, **HELPERS}, {"doc": doc.as_dict()}))
        except Exception as error:  # a condition of an administrator can fail in any way
            frappe.log_error(title=f"Notification {self.name}: {error}")
            return False

    def value_was_changed(self, doc: Any) -> bool:
        """Whether the watched field differs from before; a new document has changed nothing."""
        return doc.get_doc_before_save() is not None and doc.has_value_changed(self.value_changed)

    def send(self, doc: Any) -> None:
        """Tell everybody."""
        context = {"doc": doc, "alert": self, "comments": None}
        subject = frappe.render_template(cstr(self.subject), context)
        message = frappe.render_template(cstr(self.message), context)
        if self.channel == "System Notification" or cint(self.send_system_notification):
            notify(self.users(doc), "Alert", subject, doc.doctype, doc.name, message)
        if self.channel == "Email":
            self.send_mail(doc, subject, message)
        if self.set_property_after_alert:
            self.set_property(doc)

    def send_mail(self, doc: Any, subject: str, message: str) -> None:
        to, cc, bcc = (self.addresses(who) for who in self.receivers(doc))
        if not (to or cc or bcc):
            return
        papers = self.papers(doc) if cint(self.attach_print) else None
        frappe.sendmail(
            recipients=to,
            cc=cc,
            bcc=bcc,
            sender=self.sender_email or None,
            subject=subject,
            message=message if self.message_type == "HTML" else frappe.utils.md_to_html(message),
            reference_doctype=doc.doctype,
            reference_name=doc.name,
            attachments=papers,
        )

    def papers(self, doc: Any) -> list[Any]:
        """The document as a print."""
        return [frappe.attach_print(doc.doctype, doc.name, print_format=self.print_format)]

    def set_property(self, doc: Any) -> None:
        """Write one field of the document, past its own rules."""
        field = self.set_property_after_alert
        value = self.property_value
        if doc.meta.get_fieldtype(field) in ("Int", "Check"):
            value = cint(value)
        if doc.meta.has_field(field) and doc.get(field) != value:
            doc.db_set(field, value, notify=False)

    # who ----------------------------------------------------------------------------------

    def receivers(self, doc: Any) -> tuple[list[str], list[str], list[str]]:
        """Users and addresses of all rows whose condition is true: to, copies, hidden copies."""
        to: list[str] = []
        cc: list[str] = []
        bcc: list[str] = []
        for row in self.recipients or []:
            if not self.row_holds(row, doc):
                continue
            to += self.receivers_of(row, doc)
            cc += split_emails(frappe.render_template(cstr(row.cc), {"doc": doc}))
            bcc += split_emails(frappe.render_template(cstr(row.bcc), {"doc": doc}))
        if cint(self.send_to_all_assignees):
            filters = {
                "reference_type": doc.doctype, "reference_name": cstr(doc.name), "status": "Open",
            }  # fmt: skip
            to += frappe.get_all("ToDo", filters=filters, pluck="allocated_to")
        return unique(to), unique(cc), unique(bcc)

    def row_holds(self, row: Any, doc: Any) -> bool:
        """Whether the condition of one row of receivers is true."""
        text = cstr(row.condition).strip()
        return not text or bool(safe_eval(text, {"frappe": HELPERS, **HELPERS}, {"doc": doc.as_dict()}))

    def receivers_of(self, row: Any, doc: Any) -> list[str]:
        """By a field of the document or of its rows, and by a role."""
        out: list[str] = []
        if row.receiver_by_document_field:
            field = cstr(row.receiver_by_document_field).split(",")[0].strip()
            child, _sep, inner = field.partition(".")
            values = [r.get(inner) for r in doc.get(child) or []] if inner else [doc.get(field)]
            out += [part for value in values for part in split_emails(value)]
        if row.receiver_by_role:
            out += get_info_based_on_role(row.receiver_by_role, "name")
        return out

    def users(self, doc: Any) -> list[str]:
        """Receivers who have an account."""
        everybody = [one for part in self.receivers(doc) for one in part]
        return [one for one in unique(everybody) if frappe.db.exists("User", one)]

    def addresses(self, receivers: list[str]) -> list[str]:
        """Receivers' addresses."""
        found = [frappe.db.get_value("User", one, "email") or one for one in receivers]
        return [one for one in found if valid_address(one)]


def unique(receivers: list[str]) -> list[str]:
    return [one for one in dict.fromkeys(receivers) if one]


def rules_of(doctype: str) -> list[tuple[str, str, str]]:
    """Name, event and method of the active rules of a DocType."""
    store = current().site.cache.store("pages")
    key = ("notifications", doctype)
    if key not in store:
        filters = {"document_type": doctype, "enabled": 1}
        rows = frappe.get_all("Notification", filters, ["name", "event", "method"], order_by="name")
        store[key] = [(row.name, cstr(row.event), cstr(row.method)) for row in rows]
    return store[key]  # type: ignore[no-any-return]


def run_notifications(doc: Any, event: str) -> None:
    """Send what the rules say for an event of a document's life; each rule once a save."""
    done = doc.flags.setdefault("notifications_done", [])
    for name, wanted, method in rules_of(doc.doctype):
        fits = wanted in EVENTS.get(event, ()) or (wanted == "Method" and method == event)
        if not fits or (name in done and wanted != "Save"):
            continue
        rule = frappe.get_doc("Notification", name)
        if wanted == "Value Change" and not rule.value_was_changed(doc):
            continue
        if rule.holds(doc):
            done.append(name)
            rule.send(doc)


def trigger_daily_alerts() -> None:
    """Rules of so many days after or before a date."""
    filters = {"enabled": 1, "event": ["in", ("Days After", "Days Before")]}
    for name in frappe.get_all("Notification", filters=filters, pluck="name"):
        rule = frappe.get_doc("Notification", name)
        for document in due_today(rule):
            if rule.holds(document):
                rule.send(document)
        frappe.db.commit()


def due_today(rule: Any) -> list[Any]:
    """Documents whose date is the wanted number of days away."""
    days = cint(rule.days_in_advance) * (-1 if rule.event == "Days After" else 1)
    day = add_days(nowdate(), days)
    inside = [[rule.date_changed, ">=", day], [rule.date_changed, "<=", f"{day} 23:59:59.999999"]]
    names = frappe.get_all(rule.document_type, filters=[*inside, ["docstatus", "<", 2]], pluck="name")
    return [frappe.get_doc(rule.document_type, name) for name in names]


def evaluate_alert(doc: Any, alert: Any, event: str | None = None) -> None:
    """Send one rule (its name or document) about a document, if its conditions hold."""
    rule = frappe.get_doc("Notification", alert) if isinstance(alert, str) else alert
    if event == "Value Change" and not rule.value_was_changed(doc):
        return
    if rule.holds(doc):
        rule.send(doc)


def get_context(doc: Any) -> dict[str, Any]:
    """What conditions and templates of rules see."""
    return {"doc": doc, "nowdate": nowdate, "frappe": Row(utils=Row(HELPERS))}
