"""Nothing on the screen stays English: every message has a Chinese text, and its placeholders."""

import re

import pytest

from . import catalogue

PLACEHOLDER = re.compile(r"\{\d\}")


def test_every_message_is_translated() -> None:
    assert not catalogue.untranslated()


def test_the_file_is_sorted() -> None:
    entries = [(entry.msgid, entry.msgctxt or "") for entry in catalogue.catalogue()]
    assert entries == sorted(entries)


@pytest.mark.parametrize("entry", catalogue.catalogue(), ids=lambda entry: entry.msgid[:40])
def test_placeholders_survive(entry: object) -> None:
    assert set(PLACEHOLDER.findall(entry.msgid)) == set(PLACEHOLDER.findall(entry.msgstr))
