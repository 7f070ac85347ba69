"""Open documents beside a document, for the numbers on the form's overview."""

from __future__ import annotations

from typing import Any

import frappe
from benchless import dotted
from benchless.arguments import JsonNames
from benchless.values import Row, cint, cstr
from frappe.desk.form.linked_with import get_linked_doctypes

MOST = 100


@frappe.whitelist()
def get_open_count(doctype: str, name: str, items: JsonNames = None) -> dict[str, Any]:
    """How many documents of each linked DocType point at this one."""
    frappe.get_doc(doctype, name).check_permission("read")
    wanted = frappe.parse_json(items) or [link.link_doctype for link in frappe.get_meta(doctype).links]
    links = get_linked_doctypes(doctype)
    counted = [_counted(one, links.get(one), cstr(name)) for one in dict.fromkeys(wanted)]
    return {"count": {"external_links_found": counted, "internal_links_found": []}}


def _counted(doctype: str, link: Any, name: str) -> Row:
    """`name` of the DocType and `count` of its documents, as far as the user sees them."""
    if not link or link.get("child_doctype") or not frappe.has_permission(doctype, "read"):
        return Row(doctype=doctype, open_count=0, count=0)
    either = [[fieldname, "=", name] for fieldname in link["fieldname"]]
    found = frappe.get_list(doctype, or_filters=either, limit_page_length=MOST, pluck="name")
    return Row(doctype=doctype, open_count=0, count=cint(len(found)))


# numbers of open documents --------------------------------------------------------------------


def get_notification_config() -> Row:
    """What apps count as open: the hook `notification_config` of all apps, one dictionary over the other."""
    config = Row(for_doctype=Row(), for_module=Row(), for_other=Row(), targets=Row())
    for path in frappe.get_hooks("notification_config") or []:
        for key, values in (dotted.call(path) or {}).items():
            config.setdefault(key, Row()).update(values)
    return config


def get_filters_for(doctype: str) -> Any:
    """What an open document of a DocType is, or None where no app says."""
    found = get_notification_config().for_doctype.get(doctype)
    return None if isinstance(found, str) else found


@frappe.whitelist()
def get_notifications() -> Row:
    """How many documents are open, by DocType and by what apps count otherwise; for signed-in users."""
    out = Row(open_count_doctype=Row(), open_count_module=Row(), open_count_other=Row(), targets=Row())
    if frappe.session.user == "Guest" or frappe.flags.in_install:
        return out
    config = get_notification_config()
    for doctype, condition in config.for_doctype.items():
        if frappe.has_permission(doctype, "read"):
            out.open_count_doctype[doctype] = _open(doctype, condition)
    for key, answer in (("for_module", out.open_count_module), ("for_other", out.open_count_other)):
        for name, path in config[key].items():
            answer[name] = cint(dotted.call(path)) if isinstance(path, str) else 0
    return out


def _open(doctype: str, condition: Any) -> int:
    """A dictionary or list are filters; text is a function that counts."""
    if isinstance(condition, str):
        return cint(dotted.call(condition))
    names = frappe.get_list(doctype, filters=condition, pluck="name", limit_page_length=MOST)
    return len(names)


def clear_notifications(user: str | None = None) -> None:
    """Forget the numbers: they are counted anew each time here."""


def clear_doctype_notifications(doc: Any, method: str | None = None, *args: Any, **kwargs: Any) -> None:
    """The same after a change of one document."""


def delete_notification_count_for(doctype: str) -> None:
    """The same for one DocType."""
