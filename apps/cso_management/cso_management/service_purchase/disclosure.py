"""What must be made public by when."""

from typing import Any

import frappe
from frappe.utils import getdate, today

DISCLOSURE = "CSO Purchase Disclosure"


def due(doc: Any, matter: str, subject: str, day: Any) -> str:
	"""Note that something of this document is to be published by a day; once."""
	key = {"matter": matter, "source_doctype": doc.doctype, "source_name": doc.name}
	known = frappe.db.get_value(DISCLOSURE, key, "name")
	if known:
		return str(known)
	values = {"subject": subject, "region": doc.region, "channel": "Government Website", "due_on": day}
	return str(frappe.get_doc({"doctype": DISCLOSURE, **key, **values}).insert(ignore_permissions=True).name)


def note_late(doc: Any) -> None:
	doc.late = int(getdate(doc.published_on or today()) > getdate(doc.due_on))
