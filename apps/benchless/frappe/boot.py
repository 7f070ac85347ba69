"""What a page knows from the start: the user, the site, the defaults, and what apps add."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.context import current
from benchless.documents.user_defaults import all_defaults
from benchless.settings import system_setting
from benchless.site import hooks_module
from benchless.values import Row, cint
from frappe.utils.people import get_fullname

NUMBER_SETTINGS = ("float_precision", "currency_precision", "session_expiry", "disable_document_sharing")
TEXT_SETTINGS = (
    "date_format",
    "time_format",
    "number_format",
    "first_day_of_the_week",
    "country",
    "currency",
)


def get_bootinfo() -> Row:
    """The values of the running session; hooks `boot_session` and `extend_bootinfo` may add to them."""
    session = current()
    bootinfo = Row(
        user=_user(),
        sysdefaults=_defaults(),
        lang=session.lang,
        sitename=session.site.name,
        versions={app: getattr(frappe.get_module(app), "__version__", "0") for app in session.site.apps},
        app_data=[_app(app) for app in session.site.apps],
        home_page="",
        developer_mode=cint(session.conf.get("developer_mode")),
        read_only=False,
        server_date=session.site.now().date().isoformat(),
        time_zone={"system": system_setting("time_zone"), "user": system_setting("time_zone")},
        setup_complete=1,
    )
    for path in session.site.hook_list("boot_session"):
        frappe.call(path, bootinfo)
    for path in session.site.hook_list("extend_bootinfo"):
        frappe.call(path, bootinfo=bootinfo)
    return bootinfo


def _user() -> Row:
    session = current()
    columns = ["user_image", "user_type", "language", "desk_theme", "time_zone", "email"]
    row = frappe.db.get_value("User", session.user, columns, as_dict=True) or Row()
    return Row(row, name=session.user, full_name=get_fullname(), roles=frappe.get_roles(), defaults=Row())


def _defaults() -> Row:
    wanted = (*NUMBER_SETTINGS, *TEXT_SETTINGS)
    settings = {name: system_setting(name) for name in wanted}
    return Row({name: value for name, value in settings.items() if value is not None}, **all_defaults())


def _app(app: str) -> dict[str, Any]:
    hooks = hooks_module(app)
    return {
        "app_name": app,
        "app_title": getattr(hooks, "app_title", app),
        "app_logo_url": getattr(hooks, "app_logo_url", None),
    }
