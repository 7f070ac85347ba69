"""Reports that are mailed when their day comes."""

from __future__ import annotations

import json
from typing import Any

import frappe
from benchless import reports
from benchless.reports import tables
from benchless.values import cint, cstr
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html, now_datetime, split_emails, validate_email_address

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LIVING = 20


class AutoEmailReport(Document):
    """One report, its receivers, its days."""

    email_to: Any

    def autoname(self) -> None:
        """The report's name, with a number when there is one of that name."""
        known = frappe.db.count("Auto Email Report", {"report": self.report})
        self.name = f"{self.report}-{known}" if known else self.report

    def validate(self) -> None:
        self.email_to = "\n".join(split_emails(cstr(self.email_to)))
        for address in split_emails(self.email_to):
            if not validate_email_address(address):
                text = _("{0} is not a valid Email Address").format(address)
                frappe.throw(text, frappe.InvalidEmailAddressError)
        frappe.get_doc("Report", self.report).check_permission("read")
        others = {"user": self.user, "enabled": 1, "name": ["!=", self.name or ""]}
        if cint(self.enabled) and frappe.db.count("Auto Email Report", others) >= LIVING:
            frappe.throw(_("A user may have at most {0} reports by mail").format(LIVING))

    def is_due(self) -> bool:
        """Whether today is one of its days."""
        today = now_datetime()
        name = WEEKDAYS[today.weekday()]
        return {
            "Daily": True,
            "Weekdays": name not in WEEKDAYS[5:],
            "Weekly": name == (self.day_of_week or WEEKDAYS[0]),
            "Monthly": today.day == 1,
        }.get(self.frequency, False)

    def get_report_content(self) -> tuple[list[str], list[list[Any]]]:
        """Labels and rows as the report's user sees them."""
        before = frappe.session.user
        frappe.set_user(self.user)
        try:
            found = reports.run(self.report, json.loads(self.filters or "{}"))
        finally:
            frappe.set_user(before)
        rows = [[row.get(column.fieldname) for column in found.columns] for row in found.rows]
        return [cstr(column.label) for column in found.columns], rows

    @frappe.whitelist()
    def send(self) -> None:
        """Mail it now."""
        labels, rows = self.get_report_content()
        table = [labels, *rows]
        frappe.sendmail(
            recipients=split_emails(self.email_to), subject=self.report, message=self.text(table),
            attachments=self.papers(table), reference_doctype=self.doctype, reference_name=self.name,
        )  # fmt: skip

    def text(self, table: list[list[Any]]) -> str:
        """The mail: the description, and the table where it is wanted as HTML."""
        head = cstr(self.description)
        if self.format != "HTML":
            return head or escape_html(self.report)
        cells = ["".join(f"<td>{escape_html(cstr(cell))}</td>" for cell in row) for row in table]
        return head + "<table border=1>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"

    def papers(self, table: list[list[Any]]) -> list[dict[str, Any]]:
        """The table as a file."""
        if self.format == "XLSX":
            return [{"fname": f"{self.report}.xlsx", "fcontent": tables.to_xlsx(table, self.report)}]
        return (
            [{"fname": f"{self.report}.csv", "fcontent": tables.to_csv(table)}]
            if self.format == "CSV"
            else []
        )


@frappe.whitelist(methods=["POST"])
def send_now(name: str) -> None:
    """Mail one report now."""
    report = frappe.get_doc("Auto Email Report", name)
    report.check_permission("write")
    report.send()


def send_daily() -> None:
    """Mail what is due today; a report that fails stops none of the others."""
    for name in frappe.get_all("Auto Email Report", {"enabled": 1}, pluck="name"):
        report = frappe.get_doc("Auto Email Report", name)
        if not report.is_due():
            continue
        try:
            with frappe.db.attempt():
                report.send()
        except Exception as error:  # a report of an app can fail in any way
            report.log_error(f"Auto Email Report {name}: {error}")
        frappe.db.commit()
