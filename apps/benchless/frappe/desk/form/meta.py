"""What the client needs to draw a form: the DocType with its child tables, scripts, workflow and texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

import frappe
from benchless import dotted
from benchless.context import current
from benchless.schema import Meta, find_meta, get_meta
from benchless.schema.files import module_apps, module_folder
from benchless.values import Row, cint, cstr, scrub
from frappe import _

TOPICS = ("schema", "workflow", "pages", "texts")
# Keys of the answer that are null where there is nothing.
BESIDE = (
    "__dashboard", "__workflow_docs", "__print_formats", "__linked_with", "__kanban_column_fields",
    "__templates", "__form_grid_templates", "__listview_template", "__map_js",
)  # fmt: skip
ROWS = {
    "fields": "DocField", "permissions": "DocPerm", "links": "DocType Link", "actions": "DocType Action",
    "states": "DocType State",
}  # fmt: skip
TEXTS = ("label", "description", "placeholder")


def bundle(doctype: str) -> list[orjson.Fragment]:
    """The DocType and its child tables as JSON, kept until something they show changes."""
    session = current()
    store = session.site.cache.store("schema")
    key = ("bundle", doctype, session.lang, tuple(session.site.cache.number(topic) for topic in TOPICS))
    if key not in store:
        metas = [get_meta(doctype)]
        metas += [child for field in metas[0].table_fields if (child := find_meta(field.options))]
        store[key] = [orjson.Fragment(_json(described(meta))) for meta in metas]
    return store[key]  # type: ignore[no-any-return]


def _json(data: Any) -> bytes:
    options = orjson.OPT_PASSTHROUGH_SUBCLASS | orjson.OPT_NON_STR_KEYS
    return orjson.dumps(data, default=_other, option=options)


def _other(value: Any) -> Any:
    """Rows are plain objects, dates and the like are texts."""
    return dict(value) if isinstance(value, dict) else str(value)


def described(meta: Meta) -> dict[str, Any]:
    """A DocType with everything around it. Child tables have no page of their own, so nothing for one."""
    out = plain(meta)
    beside = {**dict.fromkeys(BESIDE), **scripts(meta)}
    out.update(beside, __messages=messages(meta) or None, __assets_loaded=True)
    if not cint(meta["istable"]):
        out.update(
            __dashboard=dashboard(meta),
            __workflow_docs=workflow_docs(meta["name"]),
            __print_formats=print_formats(meta["name"]),
            __kanban_column_fields=kanban_fields(meta["name"]),
        )
    return out


def plain(meta: Meta) -> dict[str, Any]:
    """The DocType as plain data; what a Link shows is told with its field."""
    out = meta.as_dict(no_nulls=True)
    for key, value in out.items():
        if isinstance(value, list):
            kind = {"doctype": ROWS[key]} if key in ROWS else {}
            out[key] = [kind | {name: one for name, one in row.items() if one is not None} for row in value]
    for field in out["fields"]:
        field.setdefault("search_fields", None)
        field.setdefault("is_custom_field", None)
        field.setdefault("linked_document_type", None)
        target = (
            find_meta(field["options"]) if field.get("fieldtype") == "Link" and field.get("options") else None
        )
        if target is not None:
            field["link_title"] = cint(target.get("show_title_field_in_link"))
    return out


# scripts --------------------------------------------------------------------------------------


def scripts(meta: Meta) -> dict[str, Any]:
    """Scripts of the DocType's folder, of hooks and of administrators; null where there are none."""
    folder = _folder(meta)
    name = scrub(meta["name"])
    custom = client_scripts(meta["name"])
    texts = {
        "__js": "\n".join([_text(folder, f"{name}.js"), *hooked("doctype_js", meta["name"])]),
        "__css": _text(folder, f"{name}.css"),
        "__list_js": "\n".join([_text(folder, f"{name}_list.js"), *hooked("doctype_list_js", meta["name"])]),
        "__tree_js": _text(folder, f"{name}_tree.js"),
        "__calendar_js": _text(folder, f"{name}_calendar.js"),
        "__custom_js": custom["Form"],
        "__custom_list_js": custom["List"],
    }
    return {key: text if text or key == "__js" else None for key, text in texts.items()}


def _folder(meta: Meta) -> Path | None:
    app = module_apps(current().site).get(cstr(meta.get("module")))
    if app is None or cint(meta.get("custom")):
        return None
    return module_folder(app, str(meta["module"])) / "doctype" / scrub(meta["name"])


def _text(folder: Path | None, name: str) -> str:
    path = folder / name if folder else None
    return path.read_text("utf-8") if path and path.exists() else ""


def hooked(hook: str, doctype: str) -> list[str]:
    """Scripts that apps add to a DocType of another app."""
    texts = []
    for app in current().site.apps:
        module = frappe.get_module(f"{app}.hooks")
        paths = getattr(module, hook, {}).get(doctype, [])
        for path in [paths] if isinstance(paths, str) else paths:
            texts.append(_text(Path(frappe.get_app_path(app)), path))
    return texts


def client_scripts(doctype: str) -> dict[str, str]:
    """Scripts that administrators wrote, by view."""
    filters = {"dt": doctype, "enabled": 1}
    rows = frappe.get_all("Client Script", filters=filters, fields=["script", "view"], order_by="creation")
    return {
        view: "\n".join(cstr(row.script) for row in rows if (row.view or "Form") == view)
        for view in ("Form", "List")
    }


# around ---------------------------------------------------------------------------------------


def messages(meta: Meta) -> dict[str, str]:
    """Texts of the form in the user's language."""
    texts = {cstr(meta["name"])}
    for field in meta["fields"]:
        texts.update(cstr(field.get(key)) for key in TEXTS)
        if field.fieldtype == "Select":
            texts.update(cstr(field.options).split("\n"))
    found = {text: _(text) for text in texts if text}
    return {text: translated for text, translated in found.items() if translated != text}


def dashboard(meta: Meta) -> dict[str, Any]:
    """Links of the DocType in groups, as the form's overview shows them."""
    groups: dict[str, list[str]] = {}
    fields: dict[str, str] = {}
    for link in meta["links"]:
        if not cint(link.hidden):
            groups.setdefault(cstr(link.group), []).append(link.link_doctype)
            fields[link.link_doctype] = link.link_fieldname
    transactions = [{"label": label, "items": items} for label, items in groups.items()]
    data = Row(transactions=transactions, non_standard_fieldnames=fields, internal_links={})
    if fields:
        data.fieldname = next(iter(fields.values()))
    for path in current().site.hook_dict("override_doctype_dashboards").get(meta["name"], []):
        data = dotted.call(path, data=data) or data
    return data


def workflow_docs(doctype: str) -> list[dict[str, Any]]:
    """The active Workflow and its states."""
    name = frappe.db.get_value("Workflow", {"document_type": doctype, "is_active": 1})
    if not name:
        return []
    workflow = frappe.get_doc("Workflow", name)
    states = dict.fromkeys(row.state for row in workflow.states)
    docs = [frappe.get_doc("Workflow State", state) for state in states]
    return [{"doctype": doc.doctype, **doc.as_dict(convert_dates_to_str=True)} for doc in (workflow, *docs)]


def print_formats(doctype: str) -> list[dict[str, Any]]:
    """Print Formats of the DocType."""
    filters = {"doc_type": doctype, "disabled": 0}
    names = frappe.get_all("Print Format", filters=filters, pluck="name", order_by="name")
    return [
        {"doctype": "Print Format", **frappe.get_doc("Print Format", name).as_dict(convert_dates_to_str=True)}
        for name in names
    ]


def kanban_fields(doctype: str) -> list[str]:
    """Fields that the DocType's boards are made of."""
    filters = {"reference_doctype": doctype}
    return list(dict.fromkeys(frappe.get_all("Kanban Board", filters=filters, pluck="field_name")))
