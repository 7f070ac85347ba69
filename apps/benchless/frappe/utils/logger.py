"""Loggers of apps: under their own names, to where the server writes its log."""

from __future__ import annotations

import logging
from typing import Any

import frappe
from frappe.face.logs import logger as _logger

LEVELS = ("ERROR", "WARNING", "WARN", "INFO", "DEBUG")


def get_logger(
    module: str | None = None, with_more_info: bool = False, allow_site: Any = True, **_more: Any
) -> logging.Logger:
    """The logger of a module; `allow_site` puts the site's name behind it."""
    name = module or "frappe"
    logger: logging.Logger = _logger(f"{name}-{frappe.local.site}" if allow_site else name)
    return logger


def set_log_level(level: str) -> None:
    """What is written from now on in this process: `ERROR`, `WARNING`, `INFO` or `DEBUG`."""
    name = level.upper()
    logging.getLogger("frappe").setLevel(name if name in LEVELS else "ERROR")
    logging.getLogger("benchless").setLevel(name if name in LEVELS else "ERROR")
