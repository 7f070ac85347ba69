"""MariaDB-flavoured SQL for SQLite: translates only what SQLite would refuse or answer differently."""

import re
from functools import lru_cache

from .foreign import answer_about_tables, refuse_strangers

# SQLite accepts back-ticks, IFNULL, IF, LIMIT a,b; functions.py gives plain functions.
NEEDS_PARSER = re.compile(
    r"""["\\/%@^] | \)\s*(=|<|>|!=|(NOT\s+)?(IN|BETWEEN)\b) | ''\s*(=|<|>|!=|(NOT\s+)?IN\b)
    | \b[xb]' | \b0[xb] | !(?!=) | && | \|\| | <=> | \A\s*\(\s*SELECT\b | \bUNION\s+(DISTINCT\b|(ALL\s+)?\()
    | \b( ROLLUP | MATCH | (INSERT|REPLACE)\b.*\bSET | GROUP\s+BY | HEX | UPPER | LOWER | LOG | QUOTE | EXCEPT
    | INTERVAL | TIMESTAMPDIFF | TIMESTAMPADD | GROUP_CONCAT | CAST | CONVERT | DIV | MOD | XOR
    | RLIKE | BINARY | FOR\s+UPDATE | LOCK\s+IN | EXTRACT | ON\s+DUPLICATE | INSERT\s+IGNORE
    | (OCTET_)?LENGTH | STRAIGHT_JOIN | DUAL | SQL_\w+ | HIGH_PRIORITY | LOW_PRIORITY
    | DELETE\b.*\bLIMIT
    | POSITION | COLLATE | (FORCE|USE|IGNORE)\s+INDEX | TRUNCATE\s+(TABLE\s+)?`?\w | JSON_\w+ | LOCALTIME\w*
    | TRIM\s*\(\s*(BOTH|LEADING|TRAILING) | ISNULL ) \b
    | \bCOUNT\s*\(\s*DISTINCT\s[^()]*,
    | \b( INSERT | SUBSTR(ING)? | CURRENT_(DATE|TIME|TIMESTAMP) )\s*\( | \b(DATE|TIMESTAMP)\s*'""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
CHANGES_JOINED = re.compile(r"\s*(UPDATE\b|DELETE\s+(?!FROM\b))", re.IGNORECASE)
PIECES = re.compile(
    r"""'(?:[^'\\]|\\.|'')*' | "(?:[^"\\]|\\.|"")*" | `[^`]*` | /\*.*?\*/ | --[ ][^\n]* | \#[^\n]*
    | (?P<mark> %\(\w[^)]*\)s | %s | \? | (?<![:\w]):\w+ ) | (?P<rest> %% )""",
    re.VERBOSE | re.DOTALL,
)
MARKED = re.compile(r":zz_mark_(\d+)_")


def to_sqlite(text: str) -> str:
    """The statement for SQLite. Placeholders (`%s`, `%(name)s`, `:name`) stay; `?` becomes `?1`, `?2` …"""
    return _translate(text)


@lru_cache(maxsize=1024)
def _translate(text: str) -> str:
    told = answer_about_tables(text)
    if told is not None:
        return told
    bare, marks = _take_marks(text)
    if not _needs_parser(bare):
        return text
    # The parser costs a quarter of a second to load.
    from benchless.sql.sqlite.translation_dialect import translate

    return _put_marks(translate(bare), marks)


def _needs_parser(bare: str) -> bool:
    code = PIECES.sub(_without_content, bare)
    refuse_strangers(code)
    return bool(NEEDS_PARSER.search(code) or CHANGES_JOINED.match(code))


def _without_content(found: re.Match[str]) -> str:
    """Names and texts say nothing about the dialect, unless a text is escaped with a backslash."""
    piece = found.group()
    if piece.startswith("'") and "\\" not in piece:
        return "''"
    if piece[0] == "#":
        return "/"  # SQLite does not know this kind of remark
    return " " if piece[0] in "`/-" else piece


def _take_marks(text: str) -> tuple[str, list[str]]:
    """The text with every placeholder as `:zz_mark_0_`, which the parser can read, and the placeholders."""
    marks: list[str] = []

    def take(found: re.Match[str]) -> str:
        if found["rest"]:
            return "%"  # the doubled sign of a remainder: the parser makes a call of it
        if found["mark"] is None:
            return found.group()
        marks.append(found["mark"])
        return f":zz_mark_{len(marks) - 1}_"

    return PIECES.sub(take, text), marks


def _put_marks(text: str, marks: list[str]) -> str:
    order = [int(place) for place in MARKED.findall(text)]
    if "%s" in marks and order != list(range(len(marks))):
        raise ValueError("The order of %s placeholders cannot be kept here: use %(name)s")
    numbers: dict[int, int] = {}
    for place, mark in enumerate(marks):
        if mark == "?":
            numbers[place] = len(numbers) + 1
    return MARKED.sub(lambda found: _mark(int(found[1]), marks, numbers), text)


def _mark(place: int, marks: list[str], numbers: dict[int, int]) -> str:
    return f"?{numbers[place]}" if place in numbers else marks[place]
