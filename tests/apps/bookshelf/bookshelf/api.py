"""What may be called from outside."""

import frappe
from frappe import _


@frappe.whitelist(allow_guest=True)
def louder_ping():
    return "PONG"


@frappe.whitelist()
def lend(book: str, reader: str):
    """A submitted loan of one book."""
    loan = frappe.get_doc({"doctype": "Shelf Loan", "reader": reader, "books": [{"book": book}]})
    loan.insert()
    loan.submit()
    frappe.msgprint(_("Lent"))
    return loan.name


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def book_query(doctype, txt, searchfield, start, page_len, filters):
    rows = frappe.get_all("Shelf Book", {"title": ["like", f"%{txt}%"]}, ["name", "title"], limit=page_len)
    return [(row.name, f"book: {row.title}") for row in rows]
