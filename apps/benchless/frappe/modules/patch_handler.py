"""Patches of apps, one by one."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.setup import patches


def run_single(
    patchmodule: str | None = None,
    method: Any = None,
    methodargs: dict[str, Any] | None = None,
    force: bool = False,
) -> bool:
    """Run one line of patches.txt (or a function), unless it ran before; gives that it is done."""
    if method is not None:
        method(**(methodargs or {}))
        return True
    line = str(patchmodule)
    if force or not executed(line):
        patches.run_line(line)
        if not executed(line):
            patches.remember(line)
    return True


def executed(patchmodule: str) -> bool:
    """Whether a line ran before."""
    return bool(frappe.db.exists("Patch Log", {"patch": patchmodule}))


def run_all(skip_failing: bool = False, patch_type: str | None = None) -> int:
    """Run what has not run yet, of all apps; gives how many lines ran."""
    sections = [patch_type] if patch_type else ["pre_model_sync", "post_model_sync"]
    return sum(
        patches.run_patches(app, section) for app in frappe.get_installed_apps() for section in sections
    )


def get_all_patches(patch_type: str | None = None) -> list[str]:
    """Lines of all apps."""
    sections = [patch_type] if patch_type else ["pre_model_sync", "post_model_sync"]
    return [
        line
        for app in frappe.get_installed_apps()
        for section in sections
        for line in patches.patches_of(app, section)
    ]
