"""Fonts without radical signs: `python -m tools.radicals FILE`, run by the product's own Python."""

import sys
import unicodedata
from pathlib import Path

from fontTools.ttLib import TTFont


def drop_radicals(path: Path) -> None:
    """Take the radical signs out of a font's table of characters.

    A radical such as U+2F75 shares its picture with an ordinary character such as U+7AF9 (竹). A PDF writer
    that goes back from picture to character may pick the radical, and nobody finds the word in the paper.
    """
    font = TTFont(path, lazy=True)
    for table in font["cmap"].tables:
        for code in [code for code in table.cmap if is_radical(code)]:
            del table.cmap[code]
    font.save(path.with_suffix(".slim"))
    font.close()
    path.with_suffix(".slim").replace(path)


def is_radical(code: int) -> bool:
    """Whether a character is a radical, or a compatibility form of an ordinary ideograph."""
    doubled = 0xF900 <= code <= 0xFAFF and unicodedata.normalize("NFKC", chr(code)) != chr(code)
    return 0x2E80 <= code <= 0x2FDF or doubled


if __name__ == "__main__":
    drop_radicals(Path(sys.argv[1]))
