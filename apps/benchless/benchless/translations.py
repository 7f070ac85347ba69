"""The gettext seam: `_` looks a text up in the catalogue of the session's language.

The catalogues themselves are built by `benchless.translate`, which registers its look-up here.
"""

from __future__ import annotations

from collections.abc import Callable

Lookup = Callable[[str, str | None, str | None], str]
_lookups: list[Lookup] = []


def set_lookup(lookup: Lookup) -> None:
    """Use `lookup(text, language or None, context or None)` from here on."""
    _lookups.append(lookup)


def _(text: str | None, lang: str | None = None, context: str | None = None) -> str:
    """`text` in the language of the session (or `lang`); the text itself when nothing is known."""
    if not text:
        return ""
    return _lookups[-1](str(text), lang, context) if _lookups else str(text)
