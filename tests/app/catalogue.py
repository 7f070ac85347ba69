"""Every message of the app's server side, and the Chinese catalogue. (The front end keeps its own.)

`python tests/app/catalogue.py` tells what is missing; `--write` sorts `locale/zh.po`, adds an empty entry
for a new message and drops what nobody says any more.
"""

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

from cso_management.planning.indicators.catalogue import INDICATORS
from cso_management.planning.indicators.scope import DIMENSIONS
from cso_management.process import workflow_names

APP = Path(__file__).resolve().parents[2] / "apps" / "cso_management"
PACKAGE = APP / "cso_management"
CATALOGUE = PACKAGE / "locale" / "zh.po"
LABELS = ("label", "description")
TEMPLATE_CALL = re.compile(r"""\b_\(\s*(["'])((?:(?!\1).)+)\1""")
SCRIPT_CALL = re.compile(r"""\b__\(\s*(["'`])((?:\\.|(?!\1).)+)\1""", re.DOTALL)
NAMES = {
    "Role": "role_name",
    "Workflow State": "workflow_state_name",
    "Workflow Action Master": "workflow_action_name",
}
# Values that are built at run time: `_(doc.status)` and the like read labels and options, these have neither.
AT_RUN_TIME = ("Expire", "Suspend", "Resume", "Revoke", "Applicant", "Village", "Town", "County", "City")


def messages() -> dict[str, str]:
    """Message -> where it was found."""
    found: dict[str, str] = dict.fromkeys(AT_RUN_TIME, "run time")
    found |= dict.fromkeys([*workflow_names.states(), *workflow_names.actions()], "workflows")
    for source in (_routes, _indicators, _doctypes, _fixtures, _documents, _python, _templates, _scripts):
        for message, place in source():
            found.setdefault(message, place)
    return {message: place for message, place in found.items() if _is_english(message)}


def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE)) if CATALOGUE.exists() else polib.POFile()


def untranslated() -> list[str]:
    done = {entry.msgid for entry in catalogue() if entry.msgstr and not entry.msgctxt}
    return sorted(message for message in messages() if message not in done)


def write(extra: dict[str, str] | None = None) -> None:
    """Sort the file; keep what is said, add what is new."""
    known = {entry.msgid: entry.msgstr for entry in catalogue() if not entry.msgctxt}
    texts = {message: known.get(message) or (extra or {}).get(message, "") for message in messages()}
    ordered = polib.POFile(wrapwidth=0)
    ordered.metadata = {
        "Project-Id-Version": "cso_management",
        "Language": "zh",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    special = [entry for entry in catalogue() if entry.msgctxt and entry.msgid in texts]
    usual = [polib.POEntry(msgid=message, msgstr=text) for message, text in texts.items()]
    ordered.extend(sorted([*usual, *special], key=lambda entry: (entry.msgid, entry.msgctxt or "")))
    CATALOGUE.parent.mkdir(exist_ok=True)
    ordered.save(str(CATALOGUE))


def _doctypes() -> Iterator[tuple[str, str]]:
    for path in PACKAGE.glob("*/doctype/*/*.json"):
        doctype = json.loads(path.read_text(encoding="utf-8"))
        yield doctype["name"], path.name
        for field in doctype["fields"]:
            yield from ((field[key], path.name) for key in LABELS if field.get(key))
            if field["fieldtype"] == "Select":
                yield from (
                    (option, path.name) for option in field.get("options", "").split("\n") if _is_word(option)
                )


def _fixtures() -> Iterator[tuple[str, str]]:
    for path in (PACKAGE / "fixtures").rglob("*.json"):
        for row in json.loads(path.read_text(encoding="utf-8")):
            if row["doctype"] in NAMES:
                yield row[NAMES[row["doctype"]]], path.name


def _routes() -> Iterator[tuple[str, str]]:
    """Names of the steps of the routes that ship."""
    for path in (PACKAGE / "approvals" / "data" / "routes").glob("*.json"):
        for route in json.loads(path.read_text(encoding="utf-8")):
            yield from ((step["label"], path.name) for step in route["steps"])


def _documents() -> Iterator[tuple[str, str]]:
    for kind in ("print_format", "report"):
        for path in PACKAGE.glob(f"*/{kind}/*/*.json"):
            document = json.loads(path.read_text(encoding="utf-8"))
            yield document["name"], path.name
            for row in document.get("filters", []):
                yield row["label"], path.name
                if row["fieldtype"] == "Select":
                    yield from (
                        (option, path.name) for option in row["options"].split("\n") if _is_word(option)
                    )


def _indicators() -> Iterator[tuple[str, str]]:
    for indicator in INDICATORS:
        yield indicator.label, "indicators"
        yield indicator.unit, "indicators"
    for dimension in DIMENSIONS:
        yield dimension, "indicators"


def _python() -> Iterator[tuple[str, str]]:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _is_translation(node):
                yield node.args[0].value, path.name


def _is_translation(call: ast.Call) -> bool:
    # A closing keeps its sentence as it is; it is translated when somebody is told.
    named = isinstance(call.func, ast.Name) and call.func.id in ("_", "Closing")
    return named and bool(call.args) and isinstance(getattr(call.args[0], "value", None), str)


def _templates() -> Iterator[tuple[str, str]]:
    for path in (PACKAGE / "templates").rglob("*.html"):
        for match in TEMPLATE_CALL.finditer(path.read_text(encoding="utf-8")):
            yield match.group(2), path.name


def _scripts() -> Iterator[tuple[str, str]]:
    for path in PACKAGE.glob("*/report/*/*.js"):
        for match in SCRIPT_CALL.finditer(path.read_text(encoding="utf-8")):
            yield match.group(2), path.name


def _is_english(text: str) -> bool:
    return bool(re.search(r"[A-Za-z]{2}|\{0\}", text))


def _is_word(option: str) -> bool:
    return bool(option) and not option.isdigit() and not re.fullmatch(r"\dA", option)


if __name__ == "__main__":
    if "--write" in sys.argv:
        write()
    missing = untranslated()
    sys.stdout.write("".join(f"{message!r}\n" for message in missing))
    sys.exit(bool(missing))
