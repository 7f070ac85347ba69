"""`frappe.model.mapper`: a new document made of another one's values."""

from collections.abc import Callable
from typing import Any

import frappe
from benchless.arguments import JsonDict, JsonNames, JsonValue
from benchless.documents import get_doc, new_doc
from benchless.http.rpc import find
from benchless.schema import get_meta
from benchless.values import cint

SKIPPED = {
    "name",
    "owner",
    "creation",
    "modified",
    "modified_by",
    "docstatus",
    "idx",
    "parent",
    "parenttype",
    "parentfield",
    "amended_from",
}


def get_mapped_doc(
    from_doctype: str, from_docname: str, table_maps: dict[str, Any], target_doc: Any = None,
    postprocess: Callable[..., None] | None = None, ignore_permissions: bool = False,
    ignore_child_tables: bool = False, cached: bool = False,
) -> Any:  # fmt: skip
    """Copy fields of the same name (and those that `field_map` pairs) into a new document and its rows."""
    source = get_doc(from_doctype, from_docname)
    if not ignore_permissions:
        source.check_permission("read")
    plan = table_maps[from_doctype]
    target = target_doc or new_doc(plan["doctype"])
    target = get_doc(frappe.parse_json(target)) if isinstance(target, str | dict) else target
    map_doc(source, target, plan)
    if not ignore_child_tables:
        for table in source.meta.table_fields:
            _map_rows(source, target, table, table_maps.get(table.options))
    if postprocess:
        postprocess(source, target)
    return target


def _map_rows(source: Any, target: Any, table: Any, plan: dict[str, Any] | None) -> None:
    if not plan:
        return
    holder = next((f.fieldname for f in target.meta.table_fields if f.options == plan["doctype"]), None)
    for row in source.get(table.fieldname) or []:
        if holder and (not plan.get("condition") or plan["condition"](row)):
            fresh = target.append(holder, {})
            map_doc(row, fresh, plan)
            if plan.get("postprocess"):
                plan["postprocess"](row, fresh, source)


def map_doc(source: Any, target: Any, plan: dict[str, Any], source_parent: Any = None) -> None:
    """Copy one document's or row's fields."""
    barred = set(plan.get("field_no_map") or [])
    for field in get_meta(target.doctype).value_fields:
        name = field.fieldname
        if name not in SKIPPED | barred and not cint(field.no_copy) and source.get(name) is not None:
            target.set(name, source.get(name))
    pairs = plan.get("field_map") or {}
    for old, new in pairs.items() if isinstance(pairs, dict) else pairs:
        target.set(new, source.get(old))


def map_fields(source: Any, target: Any, plan: dict[str, Any], source_parent: Any = None) -> None:
    """Copy the fields of one document (or row) that a plan of the mapping lets pass."""
    map_doc(source, target, plan, source_parent)


@frappe.whitelist()
def make_mapped_doc(
    method: str, source_name: str, selected_children: JsonDict = None, args: JsonDict = None
) -> Any:
    """A new document made by a whitelisted function of an app, for a form to show."""
    chosen = frappe.get_hooks("override_whitelisted_methods", {}).get(method) or [method]
    function = find(chosen[-1])
    frappe.is_whitelisted(function)
    frappe.flags.selected_children = frappe.parse_json(selected_children) if selected_children else None
    frappe.flags.args = frappe._dict(frappe.parse_json(args) if args else {})
    return function(source_name)


@frappe.whitelist()
def map_docs(method: str, source_names: JsonNames, target_doc: JsonValue, args: JsonDict = None) -> Any:
    """The same for several sources: all of them go into one document."""
    function = find(method)
    frappe.is_whitelisted(function)
    for name in frappe.parse_json(source_names):
        target_doc = function(name, target_doc, **({"args": frappe.parse_json(args)} if args else {}))
    return target_doc


def map_child_doc(
    source: Any, target_parent: Any, table_map: dict[str, Any], source_parent: Any = None
) -> Any:
    """A row of another document as a new row of this one."""
    holder = next(f.fieldname for f in target_parent.meta.table_fields if f.options == table_map["doctype"])
    row = target_parent.append(holder, {})
    map_doc(source, row, table_map, source_parent)
    return row
