"""Installing apps, and following their changes."""

from __future__ import annotations

import json
from collections.abc import Callable

from ..context import current
from ..documents import lookup, new_from
from ..documents.user_defaults import set_default
from ..errors import AppNotInstalledError
from ..jobs import sync_jobs
from ..schema import get_meta, sync_table
from ..schema.files import modules_of
from ..site import BUILT_IN_APP, hooks_module
from .customisations import sync_customisations
from .definitions import sync_app
from .fixtures import sync_fixtures
from .hooks import call_hooks, tell_other_apps
from .patches import remember_all, run_patches
from .plain_tables import make_plain_tables
from .standard import sync_standard

Report = Callable[[str], None]


def install_app(app: str, report: Report = print) -> None:
    """Bring an app onto the current site. Does nothing when it is there."""
    session = current()
    if hooks_module(app) is None:
        raise AppNotInstalledError(f"there is no app named {app}")
    installed = session.site.apps
    if app in installed and app != BUILT_IN_APP:
        return
    for needed in getattr(hooks_module(app), "required_apps", []):
        if needed.split("/")[-1] not in (*installed, "frappe", "erpnext"):
            install_app(needed.split("/")[-1], report)
    session.flags.in_install = app
    call_hooks(app, "before_install")
    tell_other_apps("before_app_install", app)
    if app != BUILT_IN_APP:
        set_default("installed_apps", json.dumps([*installed, app]))
    else:
        set_default("installed_apps", json.dumps([app]))
    report(f"  {app}: DocTypes")
    sync_app(app)
    _module_defs(app)
    report(f"  {app}: standard documents and fixtures")
    sync_standard(app)
    remember_all(app)
    call_hooks(app, "after_install")
    sync_fixtures(app)
    sync_customisations(app)
    call_hooks(app, "after_sync")
    tell_other_apps("after_app_install", app)
    sync_jobs()
    session.flags.in_install = None


def migrate(report: Report = print) -> None:
    """Follow the installed apps' files: patches, DocTypes, standard documents, fixtures, in the
    documented order.
    """
    site = current().site
    site.cache.bump(current().db, "hooks", "schema")
    current().flags.in_migrate = True
    make_plain_tables(current().db)
    for app in site.apps:
        call_hooks(app, "before_migrate")
    for app in site.apps:
        run_patches(app, "pre_model_sync")
    for app in site.apps:
        changed = sync_app(app)
        report(f"  {app}: {len(changed)} DocTypes changed")
        _module_defs(app)
        sync_standard(app)
    for app in site.apps:
        run_patches(app, "post_model_sync")
    sync_jobs()
    for app in site.apps:
        sync_fixtures(app)
        sync_customisations(app)
    for app in site.apps:
        call_hooks(app, "after_migrate")
    current().flags.in_migrate = False


def _module_defs(app: str) -> None:
    for module in modules_of(app):
        if not lookup.exists("Module Def", module):
            new_from({"doctype": "Module Def", "module_name": module, "app_name": app}).insert(
                ignore_permissions=True
            )


def resync_table(doctype: str) -> None:
    """Make a DocType's table follow its current definition."""
    sync_table(current().db, get_meta(doctype))
