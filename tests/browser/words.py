"""What the screen says: the Chinese of a source text, from the app's own catalogue."""

from functools import cache

import polib

from tools.paths import APP


@cache
def _catalogue() -> dict[tuple[str, str | None], str]:
    entries = polib.pofile(str(APP / "cso_management" / "locale" / "zh.po"))
    return {(entry.msgid, entry.msgctxt): entry.msgstr for entry in entries if entry.msgstr}


def zh(text: str, context: str | None = None) -> str:
    """The source text itself where nobody has translated it."""
    found = _catalogue()
    return found.get((text, context)) or found.get((text, None)) or text
