"""Nothing on the screen stays English: every message has a Chinese text, and its placeholders."""

import json
import re
from typing import Any

import frappe
import pytest
from frappe import _

from cso_management.printing.values import cell

from . import catalogue

PLACEHOLDER = re.compile(r"\{\d\}")


def test_every_message_is_translated() -> None:
    assert not catalogue.untranslated()


def test_the_file_is_sorted() -> None:
    entries = [(entry.msgid, entry.msgctxt or "") for entry in catalogue.catalogue()]
    assert entries == sorted(entries)


def test_a_state_has_words_of_its_own(session: object) -> None:
    """An organization that is active is 正常, a contract 履行中."""
    words = (_("Active", lang="zh"), _("Active", lang="zh", context="State"))
    assert words == ("正常", "履行中")
    assert _("Signed", lang="zh", context="State") == _("Signed", lang="zh")


@pytest.mark.parametrize("entry", catalogue.catalogue(), ids=lambda entry: entry.msgid[:40])
def test_placeholders_survive(entry: object) -> None:
    assert set(PLACEHOLDER.findall(entry.msgid)) == set(PLACEHOLDER.findall(entry.msgstr))


def test_meanings_of_their_own_belong_to_a_choice_of_a_doctype() -> None:
    """`msgctxt` is a kind of word, a DocType or a field of it that offers the word."""
    for entry in catalogue.catalogue():
        name, _dot, fieldname = (entry.msgctxt or "State").partition(".")
        if name != "State":
            offered = [
                line
                for field in _fields(name)
                if not fieldname or field["fieldname"] == fieldname
                for line in (field.get("options") or "").split("\n")
            ]
            assert entry.msgid in offered or name in FREE_WORDS, (entry.msgctxt, entry.msgid)


# Words that are copied from another DocType's choices.
FREE_WORDS = ("CSO Evaluation Row",)


def _fields(doctype: str) -> list[dict[str, Any]]:
    (path,) = catalogue.PACKAGE.glob(f"*/doctype/*/{doctype.lower().replace(' ', '_')}.json")
    fields: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["fields"]
    return fields


@pytest.mark.parametrize(
    ("word", "doctype", "text"),
    [
        ("Fund", "CSO Pilot Support", "资金"),
        ("Cost", "CSO Performance Target", "成本"),
        ("Cost", None, "支出"),
        ("Quarter", "CSO Pilot Support", "季度"),
    ],
)
def test_papers_use_the_meaning_of_the_doctype(
    session: object, word: str, doctype: str | None, text: str
) -> None:
    frappe.local.lang = "zh"
    assert cell(word, "word", doctype) == text
