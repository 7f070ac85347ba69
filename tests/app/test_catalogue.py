"""Nothing on the screen stays English: every message has a Chinese text, and its placeholders."""

import re

import pytest
from frappe import _

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
