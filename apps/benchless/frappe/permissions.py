"""`frappe.permissions`: rights, asked and given."""

from functools import wraps
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
from benchless.access.permissions import hooks_allow, user_permissions_allow
from benchless.access.roles import ADMINISTRATOR
from benchless.context import current
from benchless.schema import get_meta
from benchless.translations import _
from benchless.values import Row, cint

rights = RIGHTS
AUTOMATIC_ROLES = ("Guest", "All", "Desk User", "Administrator")
SYSTEM_USER_ROLE, ALL_USER_ROLE, GUEST_ROLE, ADMIN_ROLE = "Desk User", "All", "Guest", "Administrator"

__all__ = ["get_roles", "get_user_permissions", "has_permission", "permitted_levels", "rights"]


def get_doc_permissions(
    doc: Any, user: str | None = None, ptype: str | None = None, debug: bool = False
) -> Row:
    """right → 1 or 0 of one document, with the rights that hold for its owner alone.

    Roles and User Permissions count, shares do not; without the User Permission nothing but what an owner
    has by being the owner is left.
    """
    user = user or frappe.session.user
    rights = role_rights(doc.meta, user)
    owned = int(doc.get("owner") == user)
    own = Row({right: owned for right in rights.owner_only if right not in ("create", "select")})
    if not has_user_permission(doc, user):
        return own if owned else Row()
    out = Row(if_owner=own, has_if_owner_enabled=bool(rights.owner_only))
    by_role = {right for right in RIGHTS if rights.get(right) or own.get(right)}
    out.update(
        {right: int(right in by_role and has_permission(doc.doctype, right, doc, user)) for right in RIGHTS}
    )
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


std_rights = RIGHTS


def can_set_user_permissions(doctype: str, docname: str | None = None) -> bool:
    """Whether the user may bind others to a document: managers may, and who may write it and set them."""
    if frappe.session.user == ADMINISTRATOR or "System Manager" in get_roles():
        return True
    return has_permission("User Permission", "create") and has_permission(doctype, "write", docname)


def push_perm_check_log(log: str, debug: bool = True) -> None:
    """Note why a right was or was not given, for who asks with `debug`."""
    if debug:
        logs = current().flags.setdefault("has_permission_check_logs", [])
        logs.append(_(log))


def pop_perm_check_logs() -> list[str]:
    """The notes, and forget them."""
    return list(current().flags.pop("has_permission_check_logs", None) or [])


def print_has_permission_check_logs(func: Any) -> Any:
    """A function that shows those notes as a message when it answers no or refuses."""

    @wraps(func)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        current().flags.has_permission_check_logs = []
        raising = kwargs.get("raise_exception", True)
        answer = func(*args, **kwargs)
        notes = pop_perm_check_logs()
        if not answer and raising and notes:
            frappe.msgprint("<br>".join(notes))
        return answer

    return wrapper


def check_admin_or_system_manager(user: str | None = None) -> None:
    """Raise PermissionError for anybody else."""
    who = user or frappe.session.user
    if who != ADMINISTRATOR and "System Manager" not in get_roles(who):
        frappe.throw(_("Not permitted"), frappe.PermissionError)


def is_system_user(user: str | None = None) -> bool:
    """Whether a user may work in the office's pages, not only on the website."""
    return bool(frappe.db.get_value("User", user or frappe.session.user, "user_type") == "System User")


def get_all_perms(role: str) -> list[Row]:
    """Rows of rights of a role; a DocType with rights of its own on this site has only those."""
    custom = frappe.get_all("Custom DocPerm", filters={"role": role}, fields=["*"])
    changed = set(frappe.get_all("Custom DocPerm", fields=["parent"], distinct=True, pluck="parent"))
    standard = frappe.get_all("DocPerm", filters={"role": role}, fields=["*"])
    return [*(row for row in standard if row.parent not in changed), *custom]


def get_perms_for(roles: list[str], perm_doctype: str = "DocPerm") -> list[Row]:
    """Rows of rights of level 0 of several roles."""
    filters = {"role": ["in", list(roles)], "permlevel": 0, "docstatus": 0}
    return list(frappe.get_all(perm_doctype, filters=filters, fields=["*"]))


def get_doctypes_with_read() -> list[str]:
    """DocTypes that the user may read by role."""
    rows = [row for role in get_roles() for row in get_all_perms(role)]
    return sorted({str(row.parent) for row in rows if row.read and not row.permlevel})


def get_doctype_roles(doctype: str, access_type: str = "read") -> list[str]:
    """Roles that have a right on a DocType."""
    return [row.role for row in get_meta(doctype)["permissions"] if cint(row.get(access_type)) and row.role]


def can_import(doctype: str, raise_exception: bool = False) -> bool:
    """Whether the user may import documents. With `raise_exception` a refusal raises PermissionError."""
    allowed = "System Manager" in get_roles() or has_permission(doctype, "import")
    if not allowed and raise_exception:
        message = _("You are not allowed to import: {0}").format(_(doctype))
        frappe.throw(message, frappe.PermissionError)
    return allowed


def can_export(doctype: str, raise_exception: bool = False, is_owner: bool = False) -> bool:
    """Whether the user may export documents. With `raise_exception` a refusal raises PermissionError."""
    allowed = bool(get_role_permissions(doctype, is_owner=is_owner).get("export"))
    if not allowed and raise_exception:
        message = _("You are not allowed to export {0} doctype").format(_(doctype))
        frappe.throw(message, frappe.PermissionError)
    return allowed


def copy_perms(parent: str) -> bool:
    """Old name of `setup_custom_perms`."""
    return setup_custom_perms(parent)


def get_linked_doctypes(dt: str) -> list[str]:
    """The DocType and those that its links (and its rows') point to."""
    meta = get_meta(dt)
    metas = [meta, *(get_meta(field.options) for field in meta.table_fields)]
    return list(dict.fromkeys([dt, *(field.options for one in metas for field in one.link_fields)]))


def get_allowed_docs_for_doctype(user_permissions: Any, doctype: str) -> list[str]:
    """Values among rows of User Permissions that hold for a DocType."""
    return [row["doc"] for row in user_permissions if row.get("applicable_for") in (None, "", doctype)]


def filter_allowed_docs_for_doctype(
    user_permissions: Any, doctype: str, with_default_doc: bool = True
) -> Any:
    """The same; with the default one, or the only one, beside."""
    allowed = get_allowed_docs_for_doctype(user_permissions, doctype)
    marked = [row["doc"] for row in user_permissions if row.get("is_default") and row["doc"] in allowed]
    default = marked[0] if marked else allowed[0] if len(allowed) == 1 else None
    return (allowed, default) if with_default_doc else allowed


def get_doc_name(doc: Any) -> str | None:
    """The name of a document, or the name itself."""
    return None if not doc else doc if isinstance(doc, str) else str(doc.name)


def has_child_permission(
    child_doctype: str,
    ptype: str = "read",
    child_doc: Any = None,
    user: str | None = None,
    parent_doctype: str | None = None,
    **_ignored: Any,
) -> bool:
    """Whether the user has a right on a row, by its parent."""
    return has_permission(child_doctype, ptype, child_doc, user, parent_doctype=parent_doctype)


def has_controller_permissions(doc: Any, ptype: str, user: str | None = None, **_ignored: Any) -> bool | None:
    """What the `has_permission` hooks say of a document: False when one refuses."""
    return None if hooks_allow(doc.doctype, ptype, doc, user or frappe.session.user) else False
