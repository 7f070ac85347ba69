"""Taking an app off a site, with everything that came with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from ..context import current
from ..documents import delete_doc, lookup
from ..documents.user_defaults import set_default
from ..errors import AppNotInstalledError, ValidationError
from ..jobs import sync_jobs
from ..messages import throw
from ..schema import find_meta
from ..schema.files import modules_of
from ..site import BUILT_IN_APP, hooks_module
from ..translations import _
from .hooks import call_hooks, tell_other_apps

Report = Callable[[str], None]
# What belongs to a module besides DocTypes, in the order in which nothing is missed by another.
OF_MODULE = (
    "Workspace", "Dashboard", "Dashboard Chart", "Number Card", "Report", "Page", "Web Form", "Web Page",
    "Print Format", "Notification", "Client Script", "Property Setter", "Custom Field",
)  # fmt: skip

ABOUT_DOCTYPE = (
    ("Custom DocPerm", "parent"),
    ("Custom Field", "dt"),
    ("Property Setter", "doc_type"),
    ("Workflow", "document_type"),
    ("Notification", "document_type"),
)


def uninstall_app(app: str, report: Report = print) -> None:
    """Remove an app's DocTypes with their tables, its standard documents and customisations, and its name.

    Raises AppNotInstalledError, and ValidationError while another app requires it.
    """
    _check(app)
    session = current()
    # As in a migration the files decide what may go, not the wish of an administrator.
    session.flags.update(in_uninstall=app, in_migrate=True)
    call_hooks(app, "before_uninstall")
    tell_other_apps("before_app_uninstall", app)
    for module in modules_of(app):
        report(f"  {app}: {module}")
        _remove_module(module)
    remaining = [one for one in session.site.apps if one != app]
    set_default("installed_apps", json.dumps(remaining))
    lookup.delete("Patch Log", {"patch": ["like", f"{app}.%"]})
    session.site.cache.bump(session.db, "hooks", "schema", "access", "pages", "texts")
    sync_jobs()
    call_hooks(app, "after_uninstall")
    tell_other_apps("after_app_uninstall", app)
    session.flags.update(in_uninstall=None, in_migrate=False)


def _check(app: str) -> None:
    installed = current().site.apps
    if app not in installed or app == BUILT_IN_APP:
        raise AppNotInstalledError(_("App {0} is not installed").format(app))
    for other in installed:
        needed = [one.split("/")[-1] for one in getattr(hooks_module(other), "required_apps", [])]
        if app in needed:
            throw(_("App {0} is required by {1}").format(app, other), ValidationError)


def _remove_module(module: str) -> None:
    for doctype in OF_MODULE:
        meta = find_meta(doctype)
        if meta is not None and meta.has_field("module"):
            _remove_all(doctype, {"module": module})
    for name in _names("DocType", {"module": module}):
        _remove_traces(name)
        _remove("DocType", name)
    _remove_all("Module Def", {"name": module})


def _names(doctype: str, filters: dict[str, Any]) -> list[Any]:
    return list(lookup.get_values(doctype, filters, "name", pluck=True))


def _remove_all(doctype: str, filters: dict[str, Any]) -> None:
    for name in _names(doctype, filters):
        _remove(doctype, name)


def _remove(doctype: str, name: Any) -> None:
    delete_doc(doctype, name, force=True, ignore_permissions=True, delete_permanently=True)


def _remove_traces(doctype: str) -> None:
    """Rows about a DocType that would point nowhere."""
    for holder, field in ABOUT_DOCTYPE:
        _remove_all(holder, {field: doctype})
    db = current().db
    db.execute("DELETE FROM `tabSingles` WHERE doctype=?", (doctype,))
    db.execute("DELETE FROM `tabDefaultValue` WHERE parent='__definition' AND defkey=?", (doctype,))
