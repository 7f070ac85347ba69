"""How easily a password is guessed: a score from 0 to 4 and advice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from benchless.translations import _

COMMON = {
    "password", "123456", "12345678", "123456789", "qwerty", "abc123", "111111", "000000", "admin", "letmein",
    "welcome", "iloveyou", "monkey", "dragon", "woaini", "passw0rd", "5201314", "a123456", "qwertyuiop",
}  # fmt: skip
CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^A-Za-z0-9]")
ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")


def test_password_strength(password: str, user_inputs: Iterable[str] | None = None) -> dict[str, Any]:
    """`score` 0 to 4 and `feedback` with a warning and suggestions."""
    plain = _without_known(password, user_inputs or ())
    kinds = sum(bool(re.search(kind, plain)) for kind in CLASSES)
    strength = len(_without_runs(plain)) + 2 * (kinds - 1)
    score = min(4, max(0, (strength - 3) // 3)) if plain else 0
    return {"score": score, "feedback": _feedback(password, plain, score)}


test_password_strength.__test__ = False  # type: ignore[attr-defined]  # a name that pytest would collect


def _without_known(password: str, inputs: Iterable[str]) -> str:
    """The password without words that others know: common ones and the user's own names."""
    rest = password
    for word in sorted(
        {*COMMON, *(text for text in inputs if text and len(text) > 2)}, key=len, reverse=True
    ):
        rest = re.sub(re.escape(word), "", rest, flags=re.I)
    return rest


def _without_runs(text: str) -> str:
    """The text without repetitions and neighbours on the keyboard or in the alphabet."""
    out = text[:1]
    for before, letter in zip(text, text[1:], strict=False):
        pair = (before + letter).lower()
        if before != letter and not any(pair in row or pair[::-1] in row for row in ROWS):
            out += letter
    return out


def _feedback(password: str, plain: str, score: int) -> dict[str, Any]:
    if score > 2:
        return {"warning": "", "suggestions": []}
    warning = _("This is a very common password or a known name.") if plain != password else ""
    return {"warning": warning, "suggestions": [_("Use a longer password with several kinds of characters.")]}
