"""What the server says, it can say in Chinese."""

import ast
import re
from pathlib import Path

import frappe
import polib

import benchless

SHARE = 0.98  # a message may be a day older than its translation
MARK = re.compile(r"\{\d*\}")
CATALOGUE = polib.pofile(str(Path(frappe.__file__).parent / "locale" / "zh.po"))


def said() -> set[str]:
    """Texts given to `_` in the engine and the face."""
    out: set[str] = set()
    for package in (benchless, frappe):
        for file in Path(package.__file__).parent.rglob("*.py"):
            calls = (
                node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)
            )
            for call in calls:
                is_text = (
                    call.args
                    and isinstance(call.args[0], ast.Constant)
                    and isinstance(call.args[0].value, str)
                )
                if isinstance(call.func, ast.Name) and call.func.id == "_" and is_text:
                    out.add(call.args[0].value)
    return out


def test_nearly_every_message_is_translated():
    known = {entry.msgid for entry in CATALOGUE if entry.msgstr}
    texts = said()
    missing = sorted(texts - known)
    assert len(missing) <= len(texts) * (1 - SHARE), missing


def test_translations_keep_the_places_of_values():
    wrong = [e.msgid for e in CATALOGUE if set(MARK.findall(e.msgid)) != set(MARK.findall(e.msgstr))]
    assert not wrong
