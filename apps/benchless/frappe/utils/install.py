"""What a new site starts with: roles, the two standard users, settings, languages, folders of files."""

from __future__ import annotations

from typing import Any

import frappe
from benchless import search
from benchless.documents import new_from
from benchless.schema import find_meta
from frappe.desk.doctype.global_search_settings.global_search_settings import add_missing_doctypes

ROLES = {
    "Administrator": 1,
    "System Manager": 1,
    "Guest": 0,
    "All": 0,
    "Desk User": 1,
    "Report Manager": 1,
    "Website Manager": 1,
    "Workspace Manager": 1,
    "Script Manager": 1,
    "Dashboard Manager": 1,
    "Prepared Report User": 1,
    "Inbox User": 1,
    "Newsletter Manager": 1,
    "Translator": 1,
    "Knowledge Base Editor": 1,
}
LANGUAGES = {"en": "English", "zh": "简体中文", "zh-TW": "繁體中文"}
SETTINGS = {
    "language": "en",
    "time_zone": "Asia/Shanghai",
    "date_format": "yyyy-mm-dd",
    "time_format": "HH:mm:ss",
    "number_format": "#,###.##",
    "float_precision": "3",
    "currency_precision": "2",
    "first_day_of_the_week": "Monday",
    "session_expiry": "240:00",
    "allow_consecutive_login_attempts": 10,
    "allow_login_after_fail": 60,
    "enable_password_policy": 1,
    "minimum_password_score": "2",
    "setup_complete": 1,
    "rounding_method": "Banker's Rounding",
}
PRINT_SETTINGS = {
    "send_print_as_pdf": 1,
    "repeat_header_footer": 1,
    "pdf_page_size": "A4",
    "allow_print_for_draft": 1,
    "with_letterhead": 1,
    "add_draft_heading": 1,
}
FOLDERS = (("Home", None), ("Attachments", "Home"))


def after_install() -> None:
    """Fill a new site."""
    for language, label in LANGUAGES.items():
        _insert(
            {"doctype": "Language", "language_code": language, "language_name": label, "enabled": 1}, language
        )
    _insert(
        {"doctype": "Currency", "currency_name": "CNY", "enabled": 1, "symbol": "¥", "fraction": "分"}, "CNY"
    )
    _insert(
        {"doctype": "Country", "country_name": "China", "code": "cn", "time_zones": "Asia/Shanghai"}, "China"
    )
    for role, desk in ROLES.items():
        _insert({"doctype": "Role", "role_name": role, "desk_access": desk}, role)
    for kind in ("System User", "Website User"):
        _insert({"doctype": "User Type", "name": kind, "is_standard": 1}, kind)
    _users()
    _folders()
    _single("System Settings", SETTINGS)
    _single("Print Settings", PRINT_SETTINGS)
    _search()


def after_app_install(app: str) -> None:
    """What an app brings can be searched."""
    _search()


def after_migrate() -> None:
    """Roles that a later version brought."""
    for role, desk in ROLES.items():
        _insert({"doctype": "Role", "role_name": role, "desk_access": desk}, role)
    _search()


def _search() -> None:
    """DocTypes that apps want searched, and their documents."""
    add_missing_doctypes()
    search.rebuild_stale()


def _insert(data: dict[str, Any], name: str) -> None:
    if find_meta(data["doctype"]) is None or frappe.db.exists(data["doctype"], name):
        return
    document = new_from(data)
    document.flags.update(ignore_permissions=True, ignore_mandatory=True, ignore_links=True)
    document.insert(set_name=name)


def _users() -> None:
    admin = {
        "doctype": "User",
        "email": "admin@example.com",
        "first_name": "Administrator",
        "full_name": "Administrator",
        "user_type": "System User",
        "enabled": 1,
        "roles": [{"role": "Administrator"}, {"role": "System Manager"}],
        "send_welcome_email": 0,
    }
    guest = {
        "doctype": "User",
        "email": "guest@example.com",
        "first_name": "Guest",
        "full_name": "Guest",
        "user_type": "Website User",
        "enabled": 1,
        "roles": [{"role": "Guest"}],
        "send_welcome_email": 0,
    }
    for name, data in (("Administrator", admin), ("Guest", guest)):
        _insert(data, name)


def _folders() -> None:
    for name, parent in FOLDERS:
        path = f"{parent}/{name}" if parent else name
        data = {
            "doctype": "File",
            "file_name": name,
            "is_folder": 1,
            "is_home_folder": 0 if parent else 1,
            "folder": parent,
            "is_attachments_folder": 1 if parent else 0,
        }
        _insert(data, path)


def _single(doctype: str, values: dict[str, Any]) -> None:
    if find_meta(doctype) is None:
        return
    known = {key: value for key, value in values.items() if frappe.get_meta(doctype).has_field(key)}
    frappe.db.set_single_value(doctype, known)
