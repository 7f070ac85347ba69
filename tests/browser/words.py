"""What the screen says: the Chinese of a source text, from the catalogues of the app and of its front end."""

import json
from functools import cache

import polib

from tools.paths import APP, FRONTEND


@cache
def _catalogue() -> dict[tuple[str, str | None], str]:
    screen = json.loads((FRONTEND / "src" / "locale" / "zh.json").read_text(encoding="utf-8"))
    entries = polib.pofile(str(APP / "cso_management" / "locale" / "zh.po"))
    found: dict[tuple[str, str | None], str] = {
        (entry.msgid, entry.msgctxt): entry.msgstr for entry in entries if entry.msgstr
    }
    return found | {(text, None): chinese for text, chinese in screen.items()}


def zh(text: str, context: str | None = None) -> str:
    """The source text itself where nobody has translated it."""
    found = _catalogue()
    return (
        found.get((text, context))
        or found.get((f"{text}:{context}", None))
        or found.get((text, None))
        or text
    )
