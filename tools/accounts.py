"""The accounts of a demo site, as the terminal shows them. They exist only where the demo was loaded."""

import json
import unicodedata
from pathlib import Path

from tools.paths import SITES
from tools.talk import say

HEADS = ("角色", "姓名", "账号", "密码")


def file(site: str, sites: Path = SITES) -> Path:
    """Written by the demo when it is loaded, so that a start need not ask."""
    return sites / site / "demo_accounts.json"


def has_demo(site: str) -> bool:
    return file(site).exists()


def show(site: str, admin_password: str | None) -> None:
    rows = (
        [_row(account) for account in json.loads(file(site).read_text(encoding="utf-8"))]
        if has_demo(site)
        else []
    )
    if admin_password:
        rows.append(("系统管理员", "Administrator", "Administrator", admin_password))
    if rows:
        say()
        for line in table([HEADS, *rows]):
            say(f"  {line}")
        say()


def _row(account: dict[str, str]) -> tuple[str, ...]:
    return (account["role_label"], account["full_name"], account["user"], account["password"])


def table(rows: list[tuple[str, ...]]) -> list[str]:
    """Columns under one another; a Chinese character takes two places."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True))
        for row in rows
    ]


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
