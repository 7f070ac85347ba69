"""The rights of roles, changed by administrators."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.access import RIGHTS
from benchless.arguments import Scalar
from benchless.context import current
from benchless.schema import get_meta
from benchless.values import cint
from frappe import _
from frappe.core.doctype.domain_settings.domain_settings import in_active_domains

MANAGER = "System Manager"
CLOSED = ("DocType", "Patch Log", "Module Def", "DocField", "DocPerm", "Custom DocPerm")
HIDDEN_ROLES = ("Administrator",)


@frappe.whitelist()
def get_roles_and_doctypes() -> dict[str, Any]:
    """What can be chosen."""
    frappe.only_for(MANAGER)
    seen = in_active_domains()
    filters = {"istable": 0, "name": ["not in", CLOSED]}
    doctypes = frappe.get_all("DocType", filters, or_filters=seen, pluck="name", order_by="name")
    open_roles = {"name": ["not in", HIDDEN_ROLES], "disabled": 0}
    roles = frappe.get_all("Role", filters=open_roles, or_filters=seen, pluck="name")
    return {
        "doctypes": [{"label": _(name), "value": name} for name in doctypes],
        "roles": [{"label": _(name), "value": name} for name in sorted(roles)],
    }


@frappe.whitelist()
def get_permissions(doctype: str | None = None, role: str | None = None) -> list[dict[str, Any]]:
    """Rows of rights of a DocType, or of a role over all DocTypes."""
    frappe.only_for(MANAGER)
    names = [doctype] if doctype else frappe.get_all("DocType", filters={"istable": 0}, pluck="name")
    out = []
    for name in names:
        meta = get_meta(name)
        linked = linked_doctypes(meta)
        for row in sorted(meta["permissions"], key=lambda one: (cint(one.permlevel), one.role)):
            if (role and row.role != role) or row.role in HIDDEN_ROLES:
                continue
            flags = {"is_submittable": meta["is_submittable"], "in_create": cint(meta.get("in_create"))}
            out.append({"match": None, **row, "parent": name, **flags, "linked_doctypes": linked})
    return out


def linked_doctypes(meta: Any) -> list[str]:
    """DocTypes that the Links of a DocType point to."""
    return sorted({field.options for field in meta.link_fields if field.options})


@frappe.whitelist(methods=["POST"])
def add(parent: str, role: str, permlevel: int) -> None:
    """Give a role a row of rights."""
    frappe.only_for(MANAGER)
    make_custom(parent)
    values = {"parent": parent, "role": role, "permlevel": cint(permlevel)}
    if frappe.db.exists("Custom DocPerm", {**values, "if_owner": 0}):
        return
    rights = {right: 0 for right in RIGHTS if right != "export"}  # that one has its own default
    doc = frappe.get_doc({"doctype": "Custom DocPerm", **values, **rights, "read": 1})
    doc.insert(ignore_permissions=True)
    _changed()


@frappe.whitelist(methods=["POST"])
def update(
    doctype: str, role: str, permlevel: int, ptype: str, value: Scalar = None, if_owner: Scalar = 0
) -> str | None:
    """Change one right of a row."""
    frappe.only_for(MANAGER)
    if ptype not in (*RIGHTS, "if_owner"):
        frappe.throw(_("{0} is not a right").format(ptype))
    make_custom(doctype)
    filters = {"parent": doctype, "role": role, "permlevel": cint(permlevel), "if_owner": cint(if_owner)}
    name = frappe.db.get_value("Custom DocPerm", filters)
    if not name:
        frappe.throw(_("No such row of rights"), frappe.DoesNotExistError)
    frappe.db.set_value("Custom DocPerm", name, ptype, cint(value))
    _changed()
    return "refresh" if ptype == "if_owner" else None


@frappe.whitelist(methods=["POST"])
def remove(doctype: str, role: str, permlevel: int, if_owner: Scalar = 0) -> None:
    """Take a row of rights away; a DocType keeps at least one."""
    frappe.only_for(MANAGER)
    make_custom(doctype)
    filters = {"parent": doctype, "role": role, "permlevel": cint(permlevel), "if_owner": cint(if_owner)}
    if cint(frappe.db.count("Custom DocPerm", {"parent": doctype})) <= 1:
        frappe.throw(_("There must be atleast one permission rule."), title=_("Cannot Remove"))
    frappe.db.delete("Custom DocPerm", filters)
    _changed()


@frappe.whitelist(methods=["POST"])
def reset(doctype: str) -> None:
    """Bring the rights back to what the app says."""
    frappe.only_for(MANAGER)
    frappe.db.delete("Custom DocPerm", {"parent": doctype})
    _changed()


@frappe.whitelist()
def get_users_with_role(role: str) -> list[str]:
    """Enabled users who have a role."""
    frappe.only_for(MANAGER)
    names = frappe.get_all("Has Role", filters={"role": role, "parenttype": "User"}, pluck="parent")
    chosen = {"name": ["in", names or [""]], "enabled": 1}
    return list(frappe.get_all("User", filters=chosen, pluck="name"))


@frappe.whitelist()
def get_standard_permissions(doctype: str) -> list[Any]:
    """Rows of rights as the app gives them."""
    frappe.only_for(MANAGER)
    filters = {"parent": doctype, "parenttype": "DocType"}
    return list(frappe.get_all("DocPerm", filters=filters, fields=["*"], order_by="idx"))


def make_custom(doctype: str) -> None:
    """Copy the app's rows, so that they can be changed."""
    if frappe.db.exists("Custom DocPerm", {"parent": doctype}):
        return
    for row in get_meta(doctype)["permissions"]:
        rights = {right: cint(row.get(right)) for right in RIGHTS}
        place = {"parent": doctype, "role": row.role, "permlevel": cint(row.permlevel)}
        doc = frappe.get_doc({"doctype": "Custom DocPerm", **place, **rights, "if_owner": cint(row.if_owner)})
        doc.insert(ignore_permissions=True)


def _changed() -> None:
    session = current()
    session.site.cache.bump(session.db, "schema", "access")
