"""`frappe.model.mapper`: a new document made of another one's values."""

from collections.abc import Callable
from typing import Any

import frappe
from benchless.documents import get_doc, new_doc
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
