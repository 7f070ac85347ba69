"""Catalogues and the choice of a language."""

from pathlib import Path

import pytest

from benchless.translate import files, parent_language

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Open"
msgstr "打开"

msgctxt "state"
msgid "Open"
msgstr "未结"

#, fuzzy
msgid "Close"
msgstr "?"
"""


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "locale").mkdir()
    (tmp_path / "translations").mkdir()
    (tmp_path / "locale" / "zh.po").write_text(PO, "utf-8")
    (tmp_path / "translations" / "zh.csv").write_text("Open,开\nSave,保存,\nDraft,草稿,state\n", "utf-8")
    monkeypatch.setattr(files, "app_folder", lambda name: tmp_path)
    return tmp_path


def test_both_kinds_of_files(app: Path) -> None:
    wanted = {"Open": "打开", "Open:state": "未结", "Save": "保存", "Draft:state": "草稿"}
    assert files.texts_of("any", "zh") == wanted
    assert files.languages_of("any") == {"zh"}


def test_no_file(app: Path) -> None:
    assert files.texts_of("any", "fr") == {}


@pytest.mark.parametrize(
    ("language", "wanted"), [("pt-BR", "pt"), ("zh-TW", None), ("zh", None), ("de_AT", "de")]
)
def test_parent_language(language: str, wanted: str | None) -> None:
    assert parent_language(language) == wanted
