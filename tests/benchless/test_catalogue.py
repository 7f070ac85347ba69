"""The Chinese catalogue of the built-in app follows its messages."""

import ast
import re
from pathlib import Path

import polib

ROOT = Path(__file__).parents[2] / "apps" / "benchless"
PLACE = re.compile(r"\{\d*\}")
LEAST = 0.95


def messages() -> set[str]:
    """Texts that the engine and the face hand to `_`."""
    found: set[str] = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def catalogue() -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(ROOT / "frappe" / "locale" / "zh.po"))}


def test_messages_are_translated() -> None:
    wanted, known = messages(), catalogue()
    missing = sorted(wanted - set(known))
    assert len(missing) <= len(wanted) * (1 - LEAST), missing


def test_placeholders_survive() -> None:
    wrong = [a for a, b in catalogue().items() if sorted(PLACE.findall(a)) != sorted(PLACE.findall(b))]
    assert wrong == []
