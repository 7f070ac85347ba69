"""People: who is behind an address, a phone number, an account."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.values import Row, cint, cstr
from frappe import _
from frappe.contacts.links import LinkedDocument, name_of

MAIN_PHONE = {"phone": "is_primary_phone", "mobile_no": "is_primary_mobile_no"}


class Contact(LinkedDocument):
    """One person."""

    user: Any

    def autoname(self) -> None:
        self.name = name_of("Contact", self.wanted_name())

    def wanted_name(self) -> str:
        """By the person, else the organization or the address; the first linked document behind it."""
        names = filter(None, [cstr(self.first_name), cstr(self.last_name)])
        name = " ".join(names).strip() or cstr(self.company_name)
        name = name or next((row.email_id for row in self.email_ids or []), "") or _("Contact")
        return f"{name}-{self.links[0].link_name.strip()}" if self.links else name

    def validate(self) -> None:
        self.full_name = " ".join(filter(None, (self.first_name, self.middle_name, self.last_name)))
        self.full_name = self.full_name or cstr(self.company_name)
        self.set_main_email()
        for field, flag in MAIN_PHONE.items():
            self.set_main_phone(field, flag)
        self.complete_links()
        self.find_user()

    def set_main_email(self) -> None:
        """The main one of the addresses stands in the document; a single one is the main one."""
        rows = self.email_ids or []
        if len(rows) == 1:
            rows[0].is_primary = 1
        main = [row for row in rows if cint(row.is_primary)]
        if len(main) > 1:
            frappe.throw(_("Only one may be the main one: {0}").format(_("Email ID")))
        self.email_id = cstr(main[0].email_id).strip().lower() if main else ""

    def set_main_phone(self, field: str, flag: str) -> None:
        """The same for numbers."""
        main = [row for row in self.phone_nos or [] if cint(row.get(flag))]
        if len(main) > 1:
            frappe.throw(_("Only one may be the main one: {0}").format(_(self.meta.get_label(field))))
        self.set(field, main[0].phone if main else "")

    def find_user(self) -> None:
        """The account with the main address."""
        if self.email_id and not self.user:
            self.user = frappe.db.get_value("User", {"email": self.email_id})

    def add_email(self, email_id: str, is_primary: int = 0, autosave: bool = False) -> None:
        """One more e-mail address."""
        if not any(row.email_id == email_id for row in self.email_ids or []):
            self.append("email_ids", {"email_id": email_id, "is_primary": is_primary})
        if autosave:
            self.save(ignore_permissions=True)

    def add_phone(
        self, phone: str, is_primary_phone: int = 0, is_primary_mobile_no: int = 0, autosave: bool = False
    ) -> None:
        """One more number."""
        if not any(row.phone == phone for row in self.phone_nos or []):
            marks = {"is_primary_phone": is_primary_phone, "is_primary_mobile_no": is_primary_mobile_no}
            self.append("phone_nos", {"phone": phone, **marks})
        if autosave:
            self.save(ignore_permissions=True)


def linked_contacts(doctype: str, name: str) -> list[Row]:
    """Contacts of a document, the main one first."""
    links = [
        ["Dynamic Link", "link_doctype", "=", doctype],
        ["Dynamic Link", "link_name", "=", name],
        ["Dynamic Link", "parenttype", "=", "Contact"],
    ]
    order = "is_primary_contact desc, creation asc"
    return list(frappe.get_all("Contact", links, ["name", "is_primary_contact"], order_by=order))


def get_default_contact(doctype: str, name: str) -> str | None:
    """The main contact of a document, or the first one."""
    return next((cstr(row.name) for row in linked_contacts(doctype, name)), None)


@frappe.whitelist()
def get_contact_details(contact: str) -> dict[str, Any]:
    """A contact's data under the names that forms of apps have for them."""
    document = frappe.get_doc("Contact", contact)
    document.check_permission("read")
    return {
        "contact_person": document.name,
        "contact_display": document.full_name,
        "contact_email": document.email_id,
        "contact_mobile": document.mobile_no,
        "contact_phone": document.phone,
        "contact_designation": document.designation,
        "contact_department": document.department,
    }


@frappe.whitelist(methods=["POST"])
def invite_user(contact: str) -> str:
    """Make an account for a contact; gives the User's name."""
    document = frappe.get_doc("Contact", contact)
    document.check_permission()
    if not document.email_id:
        frappe.throw(_("The contact has no e-mail address"))
    frappe.has_permission("User", "create", throw=True)
    values = {"first_name": document.first_name, "last_name": document.last_name, "email": document.email_id}
    user = frappe.get_doc({"doctype": "User", "user_type": "Website User", "send_welcome_email": 1, **values})
    return cstr(user.insert().name)


def get_contact_with_phone_number(number: str) -> str | None:
    """The contact that has a number, however it is written."""
    digits = "".join(sign for sign in cstr(number) if sign.isdigit())
    if not digits:
        return None
    like = {"phone": ["like", f"%{digits[-10:]}%"], "parenttype": "Contact"}
    found = frappe.get_all("Contact Phone", like, pluck="parent", limit=1)
    return cstr(found[0]) if found else None


def get_contact_name(email_id: str) -> str | None:
    """The contact that has an e-mail address."""
    found = frappe.get_all(
        "Contact Email", {"email_id": email_id, "parenttype": "Contact"}, pluck="parent", limit=1
    )
    return cstr(found[0]) if found else None
