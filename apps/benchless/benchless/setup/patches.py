"""Patches: each line of patches.txt runs once per site."""

from __future__ import annotations

import configparser
import importlib

from ..context import current
from ..documents import lookup, new_from
from ..site import app_folder


def patches_of(app: str, section: str) -> list[str]:
    """Lines of one section; without sections all lines belong to `pre_model_sync`."""
    path = app_folder(app) / "patches.txt"
    if not path.exists():
        return []
    text = path.read_text("utf-8")
    parser = configparser.ConfigParser(allow_no_value=True, delimiters="\n", comment_prefixes=("#", ";"))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(text if "[" in text else "[pre_model_sync]\n" + text)
    return [line for line, _value in parser.items(section)] if parser.has_section(section) else []


def run_patches(app: str, section: str) -> int:
    """Run what has not run yet; gives how many ran. Each patch is committed by itself."""
    done = 0
    for line in patches_of(app, section):
        if not lookup.exists("Patch Log", {"patch": line}):
            run_line(line)
            remember(line)
            current().db.commit()
            done += 1
    return done


def run_line(line: str) -> None:
    """Run one line, whether it ran before or not."""
    if line.startswith("execute:"):
        exec(line.removeprefix("execute:"), {"frappe": importlib.import_module("frappe")})  # noqa: S102 — the app's own code
        return
    module = importlib.import_module(line.split()[0])
    module.execute()


def remember(line: str) -> None:
    """Note a patch as done."""
    new_from({"doctype": "Patch Log", "patch": line, "skipped": 0}).insert(ignore_permissions=True)


def remember_all(app: str) -> None:
    """A fresh installation needs no patches: note them all."""
    for section in ("pre_model_sync", "post_model_sync"):
        for line in patches_of(app, section):
            if not lookup.exists("Patch Log", {"patch": line}):
                remember(line)
