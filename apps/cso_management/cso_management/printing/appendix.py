"""The appendix of any document that was approved, as a PDF."""

from typing import Any

import frappe
from frappe.utils.pdf import get_pdf

TEMPLATE = "cso_management/templates/print/approval_appendix.html"
PAGE = '<!doctype html><html lang="{lang}"><body><div class="print-format">{inner}</div></body></html>'
PAPER = {"page-size": "A4"}


def appendix(doc: Any, lang: str | None = None) -> bytes:
	"""In the language of the reader, or the one asked for."""
	before = frappe.local.lang
	frappe.local.lang = lang or before
	try:
		inner = frappe.render_template(TEMPLATE, {"doc": doc})
		return bytes(get_pdf(PAGE.format(lang=frappe.local.lang, inner=inner), PAPER))
	finally:
		frappe.local.lang = before
