"""Documents that are made again and again: every week, month, quarter or year."""

from __future__ import annotations

from datetime import date
from typing import Any

import frappe
from benchless.arguments import AnyValue, Scalar
from benchless.values import cint, cstr
from frappe import _
from frappe.automation.doctype.auto_repeat.schedule import day_of, next_date
from frappe.model.document import Document
from frappe.utils import add_days, split_emails, today, validate_email_address

FIELD = "auto_repeat"
LATEST = 366


class AutoRepeat(Document):
    """Copies one document on a schedule."""

    start_date: Any

    def validate(self) -> None:
        self.check_reference()
        self.check_dates()
        self.check_mail()
        self.set_schedule()

    def check_reference(self) -> None:
        """Only DocTypes that allow it, and one schedule for each document."""
        if not cint(frappe.get_meta(self.reference_doctype).allow_auto_repeat):
            text = _("Enable Allow Auto Repeat for the doctype {0} in Customize Form")
            frappe.throw(text.format(_(self.reference_doctype)))
        key = {"reference_doctype": self.reference_doctype, "reference_document": self.reference_document}
        others = {**key, "disabled": 0, "name": ["!=", self.name]}
        if not cint(self.disabled) and frappe.db.exists("Auto Repeat", others):
            frappe.throw(
                _("{0} {1} is repeated already").format(_(self.reference_doctype), self.reference_document)
            )

    def check_dates(self) -> None:
        """The end comes after the start."""
        if self.is_new() and day_of(self.start_date) < day_of(today()) and not frappe.flags.in_import:
            self.start_date = today()
        if self.end_date and day_of(self.end_date) <= day_of(self.start_date):
            frappe.throw(_("{0} should be greater than {1}").format(_("End Date"), _("Start Date")))

    def check_mail(self) -> None:
        """Who is to be told has an address."""
        if not cint(self.notify_by_email):
            return
        if not self.recipients:
            frappe.throw(_("{0} is required").format(_("Recipients")), frappe.MandatoryError)
        for address in split_emails(self.recipients):
            validate_email_address(address, throw=True)

    def set_schedule(self) -> None:
        """When the next copy is due, and whether there is one."""
        following = None if cint(self.disabled) else self.get_next_schedule_date()
        over = bool(self.end_date and following and following > day_of(self.end_date))
        self.next_schedule_date = following
        self.status = "Disabled" if cint(self.disabled) else "Completed" if over else "Active"

    def get_next_schedule_date(self, schedule_date: Any = None, for_full_schedule: bool = False) -> date:
        """The first day of the schedule from today on, or after a given day."""
        after = day_of(schedule_date) if schedule_date else day_of(add_days(today(), -1))
        return next_date(self, after)

    @frappe.whitelist()
    def get_auto_repeat_schedule(self) -> list[dict[str, Any]]:
        """The days to come: the next one, or all until the end."""
        days = [self.get_next_schedule_date()]
        while self.end_date and len(days) < LATEST:
            following = next_date(self, days[-1])
            if following > day_of(self.end_date):
                break
            days.append(following)
        return [
            {
                "reference_document": self.reference_document,
                "frequency": self.frequency,
                "next_scheduled_date": day,
            }
            for day in days
        ]

    def on_update(self) -> None:
        self._mark(None if cint(self.disabled) else self.name)

    def on_trash(self) -> None:
        self._mark(None)

    def _mark(self, value: str | None) -> None:
        if frappe.get_meta(self.reference_doctype).has_field(FIELD):
            frappe.db.set_value(self.reference_doctype, self.reference_document, FIELD, value)

    def create_documents(self) -> Any:
        """Make the copy that is due; a failure is kept as an Error Log and stops the schedule."""
        try:
            with frappe.db.attempt():
                made = self.make_new_document()
        except Exception:
            log = frappe.log_error(_("Auto repeat failed for {0}").format(self.name))
            frappe.db.set_value("Auto Repeat", self.name, {"disabled": 1, "status": "Disabled"})
            self.add_comment("Info", _("Auto repeat failed for {0}").format(log.name))
            return None
        if cint(self.notify_by_email):
            self.send_notification(made)
        return made

    def make_new_document(self) -> Any:
        """A copy with today's dates, submitted where that is wanted."""
        source = frappe.get_doc(self.reference_doctype, self.reference_document)
        made = frappe.copy_doc(source, ignore_no_copy=False)
        self._refresh(made)
        made.flags.ignore_permissions = True
        made.insert()
        if cint(self.submit_on_creation):
            made.submit()
        return made

    def _refresh(self, made: Any) -> None:
        made.update({"docstatus": 0, "amended_from": None})
        for fieldname in ("naming_series", "posting_date", "transaction_date", "date"):
            field = made.meta.get_field(fieldname)
            if field is not None and field.fieldtype == "Date":
                made.set(fieldname, self.next_schedule_date or today())
        if made.meta.has_field(FIELD):
            made.set(FIELD, self.name)
        made.run_method("on_recurring", reference_doc=self, auto_repeat_doc=self)

    def send_notification(self, made: Any) -> None:
        """Tell the recipients of a new copy."""
        context = {"doc": made}
        subject = self.subject or _("New {0}: {1}").format(_(made.doctype), made.name)
        frappe.sendmail(
            recipients=split_emails(self.recipients),
            subject=frappe.render_template(subject, context),
            message=frappe.render_template(self.message or subject, context),
            reference_doctype=made.doctype,
            reference_name=made.name,
        )


def get_next_schedule_date(
    schedule_date: Any,
    frequency: str,
    start_date: Any,
    repeat_on_day: int | None = None,
    repeat_on_last_day: bool = False,
    end_date: Any = None,
    **_ignored: Any,
) -> date:
    """The first day of a schedule after `schedule_date`."""
    plan = frappe._dict(frequency=frequency, start_date=start_date, repeat_on_day=repeat_on_day,
        repeat_on_last_day=repeat_on_last_day, end_date=end_date)  # fmt: skip
    return next_date(plan, day_of(schedule_date))


def make_auto_repeat_entry() -> None:
    """Daily: make the copies that are due, and end the schedules that are over."""
    filters = {"disabled": 0, "status": "Active", "next_schedule_date": ["<=", today()]}
    for name in frappe.get_all("Auto Repeat", filters=filters, pluck="name"):
        create_repeated_entry(name)
    set_auto_repeat_as_completed()


def create_repeated_entry(name: str) -> None:
    """The copy of one schedule; the next day follows."""
    plan = frappe.get_doc("Auto Repeat", name)
    if day_of(plan.next_schedule_date) <= day_of(plan.end_date or plan.next_schedule_date):
        plan.create_documents()
        following = plan.get_next_schedule_date(schedule_date=today())
        frappe.db.set_value("Auto Repeat", name, "next_schedule_date", following)


def set_auto_repeat_as_completed() -> None:
    """Schedules whose last day has come are done."""
    filters = {"status": "Active", "end_date": ["is", "set"]}
    for row in frappe.get_all(
        "Auto Repeat", filters=filters, fields=["name", "end_date", "next_schedule_date"]
    ):
        if day_of(row.next_schedule_date) > day_of(row.end_date):
            frappe.db.set_value("Auto Repeat", row.name, "status", "Completed")


@frappe.whitelist(methods=["POST"])
def make_auto_repeat(
    doctype: str,
    docname: str,
    frequency: str = "Daily",
    start_date: Scalar = None,
    end_date: Scalar = None,
) -> Any:
    """A new schedule for a document."""
    values = {"reference_doctype": doctype, "reference_document": docname, "frequency": frequency}
    plan = frappe.new_doc("Auto Repeat")
    plan.update({**values, "start_date": start_date or today(), "end_date": end_date})
    return plan.save()


@frappe.whitelist()
def get_auto_repeat_doctypes(
    doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: AnyValue
) -> list[list[str]]:
    """Link query: DocTypes that can be repeated."""
    wanted = {"allow_auto_repeat": 1, "name": ["like", f"%{txt}%"]}
    names = frappe.get_all("DocType", filters=wanted, pluck="name", order_by="name asc")
    changed = {"property": "allow_auto_repeat", "value": "1", "doc_type": ["like", f"%{txt}%"]}
    names += frappe.get_all("Property Setter", filters=changed, pluck="doc_type")
    return [[cstr(name)] for name in dict.fromkeys(names)]


@frappe.whitelist()
def generate_message_preview(
    reference_dt: str, reference_doc: str, message: str | None = None, subject: str | None = None
) -> dict[str, str]:
    """The mail's subject and text as they would be sent."""
    document = frappe.get_doc(reference_dt, reference_doc)
    document.check_permission()
    context = {"doc": document}
    return {
        "message": frappe.render_template(message, context) if message else "",
        "subject": frappe.render_template(subject, context) if subject else "",
    }


@frappe.whitelist(methods=["POST"])
def update_reference(docname: str, reference: str) -> str:
    """Point a schedule at another document."""
    plan = frappe.get_doc("Auto Repeat", docname)
    plan.check_permission("write")
    frappe.db.set_value("Auto Repeat", docname, "reference_document", reference)
    return "success"
