"""Every module of the server says what it is about, and the page of modules repeats it."""

import re

import pytest

from tools.surface.modules import PAGE, page, sentence, sources

COMMAND = "run: python -m tools.surface"


def test_page_and_modules_say_the_same() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), COMMAND


@pytest.mark.parametrize("path", sources(), ids=lambda path: "/".join(path.parts[-3:]))
def test_a_module_says_what_it_is_about(path) -> None:
    """A name alone tells nothing: at least two words more than the file's own."""
    words = re.sub(r"`[^`]*`", "", sentence(path))
    assert len(re.findall(r"[A-Za-z]{2,}", words)) >= 2, sentence(path)
