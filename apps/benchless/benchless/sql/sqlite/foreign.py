"""What only MariaDB has: answered in another way, or refused by name."""

import re

from ..problems import NotOnSQLite

REFUSED = re.compile(
    r"""\A\s*( LOAD\s+(DATA|XML) | (UN)?LOCK\s+TABLES? | HANDLER | CALL | PREPARE | EXECUTE | XA
    | GRANT | REVOKE | SHOW | OPTIMIZE | CHECK\s+TABLE | CHECKSUM | FLUSH | KILL
    | CREATE\s+(OR\s+REPLACE\s+)?(DEFINER\S+\s+)?(PROCEDURE|FUNCTION|TRIGGER|EVENT|SEQUENCE|DATABASE|USER) )\b
    | \b( INTO\s+(OUTFILE|DUMPFILE) | PROCEDURE\s+ANALYSE | ROWS\s+EXAMINED | FOR\s+SYSTEM_TIME
    | SOUNDS\s+LIKE | (GET|RELEASE|IS_FREE)_LOCK | BENCHMARK | LOAD_FILE | NEXTVAL | LASTVAL )\b
    | \bINTO\s+@\w+ | @@[\w.]+ | \bPARTITION\s*\(\s*p\d""",
    re.IGNORECASE | re.VERBOSE,
)
TABLES = re.compile(r"\s*SHOW\s+(?:FULL\s+)?TABLES\s*;?\s*\Z", re.I)
COLUMNS = re.compile(
    r"\s*(?:DESC|DESCRIBE|SHOW\s+(?:FULL\s+)?(?:COLUMNS|FIELDS)\s+(?:FROM|IN))\s+`?([^`;]+?)`?\s*;?\s*\Z",
    re.I,
)
DESCRIBED = (
    "SELECT name AS Field, type AS Type, CASE \"notnull\" WHEN 0 THEN 'YES' ELSE 'NO' END AS \"Null\", "
    "CASE WHEN pk THEN 'PRI' ELSE '' END AS \"Key\", dflt_value AS \"Default\", '' AS Extra "
    "FROM pragma_table_info('{}')"
)


def answer_about_tables(text: str) -> str | None:
    """SQLite's way of `SHOW TABLES` and `DESCRIBE table`; None for other statements."""
    if TABLES.match(text):
        return "SELECT name FROM sqlite_master WHERE type='table' ORDER BY name"
    asked = COLUMNS.match(text)
    return DESCRIBED.format(asked[1].replace("'", "''")) if asked else None


def refuse_strangers(code: str) -> None:
    """Raise NotOnSQLite with the name of the construct, instead of leaving it to a syntax error."""
    found = REFUSED.search(code)
    if found:
        words = re.sub(r"\s+", " ", found.group().strip()).upper()
        raise NotOnSQLite(f"{words} is MariaDB's own and cannot be had on SQLite")
