"""Trees level by level."""

from __future__ import annotations

import inspect
from typing import Any

import frappe
from benchless.arguments import Scalar
from benchless.http.rpc import find
from benchless.registry import door_of
from benchless.schema import get_meta
from benchless.values import Row, scrub
from frappe import _

MOST_NODES = 5000


def parent_field(doctype: str) -> str:
    meta = get_meta(doctype)
    return str(meta.get("nsm_parent_field") or f"parent_{scrub(doctype)}")


@frappe.whitelist()
def get_children(
    doctype: str, parent: str = "", include_disabled: Scalar = False, **filters: Any
) -> list[Row]:
    """Nodes below a node that the user may see: `value`, `title`, `expandable`."""
    return children(doctype, parent) or ([] if parent else topmost(doctype))


def children(doctype: str, parent: str = "", ignore_permissions: bool = False) -> list[Row]:
    """The same for Python."""
    meta, field = get_meta(doctype), parent_field(doctype)
    below = [field, "=", parent] if parent else [field, "is", "not set"]
    title = meta.get("title_field") or "name"
    fields = ["name as value", f"{title} as title"]
    if meta.has_field("is_group"):
        fields.append("is_group as expandable")
    filters = [below, ["docstatus", "<", 2]]
    if meta.has_field("disabled"):
        filters.append(["disabled", "=", 0])
    return list(
        frappe.get_list(
            doctype,
            fields=fields,
            filters=filters,
            order_by="name asc",
            limit_page_length=0,
            ignore_permissions=ignore_permissions,
        )
    )


def topmost(doctype: str) -> list[Row]:
    """The highest nodes that a user sees who is bound to a branch and so sees no root."""
    meta = get_meta(doctype)
    if not meta.is_nested_set:
        return []
    title = meta.get("title_field") or "name"
    group = ["is_group as expandable"] if meta.has_field("is_group") else []
    fields = ["name as value", f"{title} as title", *group, "lft", "rgt"]
    rows = frappe.get_list(doctype, fields=fields, order_by="lft asc", limit_page_length=MOST_NODES)
    out: list[Row] = []
    end = 0
    for row in rows:
        if row.lft > end:
            end = row.rgt
            out.append(Row({key: value for key, value in row.items() if key not in ("lft", "rgt")}))
    return out


@frappe.whitelist()
def get_all_nodes(
    doctype: str, label: str, parent: str, tree_method: str, **filters: Any
) -> list[dict[str, Any]]:
    """All levels below a node: a list of `parent` and its `data`."""
    method = find(tree_method)
    door = door_of(method)
    if door is None or "GET" not in door.methods or "parent" not in inspect.signature(method).parameters:
        frappe.throw(_("{0} does not read a tree").format(tree_method), frappe.PermissionError)
    more = {key: value for key, value in filters.items() if key not in ("cmd", "data")}
    first = method(doctype, parent, **more)
    out = [{"parent": label, "data": first}]
    waiting = [node for node in first if node.get("expandable")]
    while waiting:
        node = waiting.pop()
        data = method(doctype, node.get("value"), **more)
        out.append({"parent": node.get("value"), "data": data})
        waiting.extend(child for child in data if child.get("expandable"))
    return out


@frappe.whitelist(methods=["POST"])
def add_node(**_form: Any) -> Any:
    """Make a node below another."""
    values = make_tree_args(**frappe.form_dict)
    return frappe.get_doc(values).insert()


def make_tree_args(**kwarg: Any) -> Row:
    """The values of a new node: `parent` becomes the DocType's own parent field."""
    values = Row({key: value for key, value in kwarg.items() if key not in ("cmd", "csrf_token")})
    doctype = values.doctype
    if not doctype:
        frappe.throw(_("DocType is missing"))
    values.pop("is_root", None)
    field = parent_field(doctype)
    parent = values.pop("parent", None)
    values[field] = values.get(field) or parent or None
    return values
