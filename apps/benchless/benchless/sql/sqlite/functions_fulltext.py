"""MATCH … AGAINST, word by word: no index, no statistics."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from .values import text

WORD = re.compile(r"\w+", re.UNICODE)
TERM = re.compile(r'(?P<sign>[-+~<>]?)(?:"(?P<phrase>[^"]*)"|(?P<word>\w+)(?P<open>\*?))')
# Words of MariaDB's InnoDB that are never found, and the length below which none is.
STOP = frozenset(
    (
        *(
            "a",
            "about",
            "an",
            "are",
            "as",
            "at",
            "be",
            "by",
            "com",
            "de",
            "en",
            "for",
            "from",
            "how",
            "i",
            "in",
        ),
        *("is", "it", "la", "of", "on", "or", "that", "the", "this", "to", "und", "was", "what", "when"),
        *("where", "who", "will", "with", "www"),
    )
)
SHORTEST = 3


@lru_cache(maxsize=200)
def terms(query: str) -> tuple[tuple[str, str, bool], ...]:
    """(sign, text, is it only the beginning of a word) of a boolean query."""
    out = []
    for found in TERM.finditer(query.lower()):
        phrase = " ".join(WORD.findall(found["phrase"])) if found["phrase"] is not None else found["word"]
        if phrase and (" " in phrase or _counts(phrase) or found["open"]):
            out.append((found["sign"], phrase, bool(found["open"])))
    return tuple(out)


def _counts(word: str) -> bool:
    """Chinese words are short: only those of Latin letters must have a length."""
    return word not in STOP and (len(word) >= SHORTEST or not word.isascii())


def match(mode: Any, query: Any, *columns: Any) -> float:
    """How many wanted words stand in the columns; 0 when one is missing that must be there."""
    if query is None:
        return 0.0
    words = WORD.findall(" ".join(text(column) for column in columns if column is not None).lower())
    line = f" {' '.join(words)} "
    score = 0.0
    for sign, wanted, is_open in terms(text(query)):
        count = _count(line, words, wanted, is_open)
        if mode == "BOOLEAN" and ((sign == "+" and not count) or (sign == "-" and count)):
            return 0.0
        score += 0.0 if sign == "-" and mode == "BOOLEAN" else count
    return score


def _count(line: str, words: list[str], wanted: str, is_open: bool) -> int:
    if " " in wanted:
        return line.count(f" {wanted} ")
    if not wanted.isascii():
        return line.count(wanted)
    return sum(1 for word in words if (word.startswith(wanted) if is_open else word == wanted))


SCALARS: dict[str, tuple[Callable[..., Any], int]] = {"match_words": (match, -1)}
