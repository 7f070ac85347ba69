"""Standard documents of an app's files, brought into the database again."""

from __future__ import annotations

from pathlib import Path

from benchless.context import current
from benchless.schema import get_meta
from benchless.schema.files import module_apps, module_folder
from benchless.setup.definitions import sync_app
from benchless.setup.standard import import_file
from benchless.values import cstr, scrub


def reload_doctype(doctype: str, force: bool = False, reset_permissions: bool = False) -> None:
    reload_doc(get_meta(doctype).module, "doctype", doctype, force=force)


def reload_doc(
    module: str,
    dt: str | None = None,
    dn: str | None = None,
    force: bool = False,
    reset_permissions: bool = False,
) -> None:
    """Bring one standard document of a file into the database again."""
    apps = {scrub(name): (app, name) for name, app in module_apps(current().site).items()}
    app, name = apps[scrub(module)]
    if scrub(cstr(dt)) == "doctype":
        sync_app(app)
        return
    path = module_folder(app, name) / scrub(cstr(dt)) / scrub(cstr(dn)) / f"{scrub(cstr(dn))}.json"
    import_file(path)


def import_doc(path: str) -> None:
    """Bring one JSON file of documents into the database."""
    import_file(Path(path))
