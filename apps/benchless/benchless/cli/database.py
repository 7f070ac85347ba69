"""Options that say on which database a site lives."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from typing import Any

import click

OPTIONS = (
    click.option("--db-type", type=click.Choice(["sqlite", "mariadb"]), default="sqlite", show_default=True),
    click.option("--db-name", help="name of the database; made from the site's name when left out"),
    click.option("--db-user", help="its user; called like the database when left out"),
    click.option("--db-password", help="the user's password; made when left out"),
    click.option("--db-host", help="MariaDB server  [default: 127.0.0.1]"),
    click.option("--db-port", type=int, help="its port  [default: 3306]"),
    click.option("--db-socket", help="its socket on this machine, instead of host and port"),
    click.option("--db-collation", help="how texts compare  [default: utf8mb4_unicode_ci, as Frappe]"),
    click.option("--db-root-username", help="who may make databases there; without it the database exists"),
    click.option("--db-root-password", default="", help="that one's password"),
)
KEPT = ("db_name", "db_user", "db_password", "db_host", "db_port", "db_socket", "db_collation")


def server_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to a command."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def place_of(site: str, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str] | None]:
    """Settings for the site's configuration, and who makes the database (None: it is there already)."""
    if given["db_type"] == "sqlite":
        return {"db_type": "sqlite"}, None
    settings: dict[str, Any] = {"db_type": "mariadb"}
    settings.update({key: given[key] for key in KEPT if given.get(key) is not None})
    settings.setdefault("db_name", "_" + re.sub(r"\W+", "_", site.lower())[:40])
    settings.setdefault("db_password", secrets.token_urlsafe(18))
    root = given.get("db_root_username")
    return settings, {"user": root, "password": given["db_root_password"]} if root else None
