"""Opening a site from a script: `frappe.init(site); frappe.connect(); …; frappe.destroy()`."""

from __future__ import annotations

from pathlib import Path

from benchless.context import Session, activate, current_or_none
from benchless.site import Site


def init(site: str, sites_path: str = ".", force: bool = False, new_site: bool = False) -> None:
    """Open a site of a folder of sites; the database is used from `connect` on."""
    if current_or_none() is None or force:
        activate(Session(Site(Path(sites_path) / site), "Guest"))


def connect(site: str | None = None, db_name: str | None = None, set_admin_as_user: bool = True) -> None:
    """Go to work as Administrator; with `site` it is opened first."""
    if site:
        init(site)
    session = current_or_none()
    if session is None:
        raise RuntimeError("open a site first: frappe.init(site)")
    if set_admin_as_user:
        session.set_user("Administrator")


def destroy() -> None:
    """Close what `init` opened; what was not committed is undone."""
    session = current_or_none()
    if session is not None:
        session.db.rollback()
        activate(None)
        session.site.close()
