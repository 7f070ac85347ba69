"""`frappe.translate`: languages and texts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe
from benchless.arguments import JsonDict
from benchless.context import current
from benchless.settings import system_setting
from benchless.translate import dictionary, language_for, parent_language


def get_language(lang_list: Any = None) -> str:
    """Language of the request."""
    return str(current().lang)


def get_user_lang(user: str | None = None) -> str:
    """Language that a user has chosen, else that of the site."""
    found = frappe.db.get_value("User", user or frappe.session.user, "language")
    return str(found or system_setting("language") or "en")


def get_lang_code(lang: str) -> str:
    """Code of a language given by its name or code."""
    return str(frappe.db.get_value("Language", {"language_name": lang}) or lang)


def get_parent_language(lang: str) -> str | None:
    """`pt-BR` → `pt`."""
    return parent_language(lang)


def get_all_translations(lang: str) -> dict[str, str]:
    """All texts of a language."""
    return dict(dictionary(lang)) if lang else {}


def get_translation_dict_from_file(*_arguments: Any, **_more: Any) -> dict[str, str]:
    """All texts of the request's language."""
    return get_all_translations(get_language())


def get_messages_for_boot() -> dict[str, str]:
    """Texts that the first page carries."""
    return get_all_translations(get_language())


@frappe.whitelist(allow_guest=True)
def load_all_translations(lang: str | None = None) -> dict[str, str]:
    """All texts of the request's language; the browser may keep them for a while."""
    headers = current().response_headers
    headers.append(("Cache-Control", "private, max-age=300"))
    return get_all_translations(lang or get_language())


@frappe.whitelist(allow_guest=True)
def get_app_translations(lang: str | None = None) -> dict[str, str]:
    """Old name of `load_all_translations`."""
    return get_all_translations(lang or get_language())


@frappe.whitelist(allow_guest=True)
def get_all_languages(with_language_name: bool = False) -> list[Any]:
    """Languages that can be chosen."""
    rows = frappe.get_all(
        "Language",
        filters={"enabled": 1},
        fields=["language_code", "language_name"],
        order_by="language_code",
    )
    return rows if with_language_name else [row.language_code for row in rows]


@frappe.whitelist(allow_guest=True, methods=["POST"])
def set_preferred_language_cookie(preferred_language: str) -> None:
    """Remember a guest's choice in the browser."""
    code = frappe.db.get_value("Language", {"name": preferred_language, "enabled": 1})
    if code:
        cookie = {"key": "preferred_language", "value": code, "samesite": "Lax", "max_age": 365 * 24 * 3600}
        current().cookies.append(cookie)


def set_default_language(lang: str) -> None:
    """Language of the site."""
    frappe.db.set_default("lang", lang)
    frappe.db.set_single_value("System Settings", "language", lang)


def get_translated_doctypes() -> list[str]:
    """DocTypes whose names are translated in Links."""
    return list(frappe.get_all("DocType", filters={"translated_doctype": 1}, pluck="name"))


def clear_cache() -> None:
    """Read the catalogues anew."""
    session = current()
    session.site.cache.bump(session.db, "texts")


@frappe.whitelist(methods=["POST"])
def update_translations_for_source(source: str | None = None, translation_dict: JsonDict = None) -> Any:
    """Write the translations of one text."""
    if not (source and translation_dict):
        return None
    frappe.has_permission("Translation", "write", throw=True)
    for language, text in frappe.parse_json(translation_dict).items():
        known = frappe.db.get_value("Translation", {"source_text": source, "language": language})
        doc = frappe.get_doc("Translation", known) if known else frappe.new_doc("Translation")
        doc.update({"source_text": source, "language": language, "translated_text": text})
        doc.save()
    return translation_dict


def guess_language(lang_list: Any = None) -> str:
    """Language that fits the request."""
    return language_for(current())


def get_lang_dict() -> dict[str, str]:
    """Name → code of the languages that can be chosen."""
    rows = frappe.get_all("Language", {"enabled": 1}, ["language_name", "name"], order_by="language_name asc")
    return {row.language_name: row.name for row in rows}


def get_messages_from_doctype(name: str) -> list[tuple[str, str]]:
    """Texts of a DocType that people read: `(place, text)`."""
    meta = frappe.get_meta(name)
    texts = [name, meta.get("description"), meta.get("module")]
    for field in meta["fields"]:
        texts += [field.label, field.description]
        if field.fieldtype == "Select" and field.options:
            texts += [option for option in str(field.options).split("\n") if not option.isdigit()]
        if field.fieldtype == "HTML" and field.options:
            texts.append(field.options)
    texts += [row.role for row in meta["permissions"]]
    return [(f"DocType: {name}", text) for text in dict.fromkeys(texts) if text]


@contextmanager
def print_language(language: str | None) -> Iterator[None]:
    """Texts of the block are in the language of a paper."""
    before = current().lang
    if language:
        current().lang = language
    try:
        yield
    finally:
        current().lang = before
