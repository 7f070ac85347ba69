"""Which language a person gets: asked for, set for the user, wished by the browser, set for the site."""

from __future__ import annotations

from typing import Any

from ..context import Session
from ..settings import system_setting

LAST_RESORT = "en"
ASKED = ("_lang", "lang_code")
COOKIE = "preferred_language"


def language_for(session: Session) -> str:
    """Language of a session."""
    return (
        _known(session, _asked(session))
        or _of_user(session)
        or _known(session, _of_browser(session))
        or str(system_setting("language") or session.conf.get("lang") or LAST_RESORT)
    )


def _asked(session: Session) -> str | None:
    """In the address, or for a guest in the cookie."""
    for key in ASKED:
        if session.form_dict.get(key):
            return str(session.form_dict[key])
    if session.user == "Guest" and session.request is not None:
        return session.request.cookies.get(COOKIE)  # type: ignore[no-any-return]
    return None


def _of_user(session: Session) -> str | None:
    if session.user == "Guest":
        return None
    store = session.site.cache.store("access")
    key = ("language", session.user)
    if key not in store:
        rows = session.db.rows("SELECT language FROM `tabUser` WHERE name=?", (session.user,))
        store[key] = rows[0][0] if rows else None
    return store[key] or None


def _of_browser(session: Session) -> str | None:
    """The first wish of the browser that the site speaks; only guests are asked this way."""
    if session.user != "Guest" or session.request is None or session.request.accept_languages is None:
        return None
    for wish in session.request.accept_languages.values():
        found = _known(session, wish)
        if found:
            return found
    return None


def _known(session: Session, wish: str | None) -> str | None:
    """A wish as the name of an enabled Language; `zh-CN` and `zh-Hans` are `zh`."""
    if not wish:
        return None
    enabled = _enabled(session)
    name = wish.replace("_", "-")
    candidates = [name, name.split("-")[0]]
    if name.lower() in ("zh-cn", "zh-hans", "zh-sg", "zh-hans-cn"):
        candidates = ["zh"]
    return next((enabled[one.lower()] for one in candidates if one.lower() in enabled), None)


def _enabled(session: Session) -> dict[str, str]:
    """Lower-case → real names of the enabled languages."""
    store: dict[Any, Any] = session.site.cache.store("texts")
    if "enabled" not in store:
        rows: list[Any] = []
        if session.db.has_table("tabLanguage"):
            rows = session.db.rows("SELECT name FROM `tabLanguage` WHERE IFNULL(enabled, 1)=1")
        store["enabled"] = {str(row[0]).lower(): str(row[0]) for row in rows}
    return store["enabled"]  # type: ignore[no-any-return]
