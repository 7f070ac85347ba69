"""One dictionary per language: all apps in order of installation, then the site's own translations."""

from __future__ import annotations

import re
from types import MappingProxyType

from ..context import Session, current_or_none
from .files import Texts, languages_of, texts_of, with_context

SOURCE = "en"
LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}")
EMPTY: MappingProxyType[str, str] = MappingProxyType({})


def translate(text: str, language: str | None = None, context: str | None = None) -> str:
    """`text` in a language (the session's by default); the text itself when nobody has translated it."""
    session = current_or_none()
    if session is None:
        return text
    texts = dictionary(language or session.lang, session)
    if not texts:
        return text
    if context:
        found = texts.get(with_context(text, context))
        if found:
            return found
    return texts.get(text) or texts.get(text.strip()) or text


def dictionary(language: str, session: Session | None = None) -> Texts:
    """Source → translation of everything known in a language."""
    session = session or current_or_none()
    if session is None:
        return {}
    if not LANGUAGE.fullmatch(language):  # a name of files: nothing else may be asked for
        return {}
    store = session.site.cache.store("texts")
    key = ("texts", language)
    if key not in store:
        store[key] = _compose(language, session)
    return store[key]  # type: ignore[no-any-return]


def _compose(language: str, session: Session) -> Texts:
    out: Texts = {}
    for name in dict.fromkeys((parent_language(language), language)):
        if not name:
            continue
        for app in session.site.apps:
            out.update(texts_of(app, name))
        out.update(_of_site(name, session))
    return out


def _of_site(language: str, session: Session) -> Texts:
    """What administrators wrote; they have the last word."""
    if not session.db.has_table("tabTranslation"):
        return {}
    rows = session.db.rows(
        "SELECT source_text, context, translated_text FROM `tabTranslation` WHERE language=?", (language,)
    )
    return {with_context(source, context): text for source, context, text in rows if source and text}


def parent_language(language: str) -> str | None:
    """`pt-BR` → `pt`. Traditional and simplified Chinese do not stand in for each other."""
    base, _sign, region = language.replace("_", "-").partition("-")
    return base if region and base != "zh" else None


def languages(session: Session) -> list[str]:
    """Languages that any installed app can speak."""
    found = {SOURCE}
    for app in session.site.apps:
        found |= languages_of(app)
    return sorted(found)
