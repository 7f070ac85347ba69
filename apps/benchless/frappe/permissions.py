"""`frappe.permissions`: rights, asked and given."""

from typing import Any

import frappe
from benchless.access import (
    RIGHTS,
    get_roles,
    get_user_permissions,
    has_permission,
    permitted_levels,
    role_rights,
)
from benchless.access.permissions import user_permissions_allow
from benchless.schema import get_meta
from benchless.values import Row, cint

rights = RIGHTS
AUTOMATIC_ROLES = ("Guest", "All", "Desk User", "Administrator")
SYSTEM_USER_ROLE, ALL_USER_ROLE, GUEST_ROLE, ADMIN_ROLE = "Desk User", "All", "Guest", "Administrator"

__all__ = ["get_roles", "get_user_permissions", "has_permission", "permitted_levels", "rights"]


def get_doc_permissions(
    doc: Any, user: str | None = None, ptype: str | None = None, debug: bool = False
) -> Row:
    """right → 1 or 0 of one document, with the rights that hold for its owner alone."""
    user = user or frappe.session.user
    rights = role_rights(doc.meta, user)
    out = Row(if_owner=Row(rights.owner_only), has_if_owner_enabled=bool(rights.owner_only))
    out.update({right: int(has_permission(doc.doctype, right, doc, user)) for right in RIGHTS})
    out["select"] = int(bool(rights.selectable and has_permission(doc.doctype, "select", doc, user)))
    return out


def get_role_permissions(doctype_meta: Any, user: str | None = None, is_owner: bool | None = None) -> Row:
    meta = get_meta(doctype_meta) if isinstance(doctype_meta, str) else doctype_meta
    found = role_rights(meta, user or frappe.session.user)
    out = Row({right: found.get(right, 0) for right in RIGHTS})
    out.if_owner = Row(found.owner_only)
    return out


def has_user_permission(doc: Any, user: str | None = None) -> bool:
    return user_permissions_allow(get_meta(doc.doctype), doc, user or frappe.session.user)


def get_valid_perms(doctype: str | None = None, user: str | None = None) -> list[Any]:
    roles = set(get_roles(user))
    return [row for row in get_meta(doctype)["permissions"] if row.role in roles] if doctype else []


def add_permission(doctype: str, role: str, permlevel: int = 0, ptype: str | None = None) -> str | None:
    """Give a role a row among the DocType's custom rights; gives the row's name."""
    setup_custom_perms(doctype)
    key = {"parent": doctype, "role": role, "permlevel": permlevel, "if_owner": 0}
    if frappe.db.exists("Custom DocPerm", key):
        return None
    row = frappe.get_doc(
        {
            "doctype": "Custom DocPerm",
            **key,
            "parenttype": "DocType",
            "parentfield": "permissions",
            ptype or "read": 1,
        }
    )
    row.insert(ignore_permissions=True)
    return str(row.name)


def setup_custom_perms(parent: str) -> bool:
    """Copy the standard rights once, so that they can be changed."""
    if frappe.db.exists("Custom DocPerm", {"parent": parent}):
        return False
    for row in frappe.get_all("DocPerm", filters={"parent": parent}, fields=["*"], order_by="idx asc"):
        values = {
            key: value
            for key, value in row.items()
            if key not in ("name", "creation", "modified", "owner", "modified_by")
        }
        frappe.get_doc({"doctype": "Custom DocPerm", **values}).insert(ignore_permissions=True)
    return True


def update_permission_property(
    doctype: str,
    role: str,
    permlevel: int,
    ptype: str,
    value: Any = None,
    validate: bool = True,
    if_owner: int = 0,
) -> None:
    """Set one right of a role."""
    setup_custom_perms(doctype)
    key = {"parent": doctype, "role": role, "permlevel": permlevel, "if_owner": if_owner}
    name = frappe.db.exists("Custom DocPerm", key)
    if name:
        row = frappe.get_doc("Custom DocPerm", name)
        row.set(ptype, cint(value))
        row.save(ignore_permissions=True)


def reset_perms(doctype: str) -> None:
    """Back to the standard rights."""
    for name in frappe.get_all("Custom DocPerm", filters={"parent": doctype}, pluck="name"):
        frappe.delete_doc("Custom DocPerm", name, ignore_permissions=True, force=True)


def add_user_permission(
    doctype: str, name: str, user: str, ignore_permissions: bool = False, applicable_for: str | None = None,
    is_default: int = 0, hide_descendants: int = 0,
) -> None:  # fmt: skip
    """Bind a user to one value of a DocType."""
    key = {"user": user, "allow": doctype, "for_value": name, "applicable_for": applicable_for}
    if not frappe.db.exists("User Permission", {k: v for k, v in key.items() if v}):
        extra = {
            "is_default": is_default,
            "hide_descendants": hide_descendants,
            "apply_to_all_doctypes": 0 if applicable_for else 1,
        }
        frappe.get_doc({"doctype": "User Permission", **key, **extra}).insert(
            ignore_permissions=ignore_permissions
        )


def remove_user_permission(doctype: str, name: str, user: str) -> None:
    for row in frappe.get_all(
        "User Permission", filters={"user": user, "allow": doctype, "for_value": name}, pluck="name"
    ):
        frappe.delete_doc("User Permission", row, ignore_permissions=True)


def clear_user_permissions_for_doctype(doctype: str, user: str | None = None) -> None:
    filters = {"allow": doctype, **({"user": user} if user else {})}
    for row in frappe.get_all("User Permission", filters=filters, pluck="name"):
        frappe.delete_doc("User Permission", row, ignore_permissions=True)
