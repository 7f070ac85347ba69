"""Addresses of pages and places of files."""

from __future__ import annotations

import os
import re
from typing import Any
from urllib.parse import quote, urljoin

from benchless.context import current
from benchless.text import escape_html
from benchless.translations import _


def get_host_name() -> str:
    """Address of the site: from its settings, else from the request, else from its name."""
    session = current()
    configured = session.conf.get("host_name") or session.conf.get("hostname")
    if configured:
        text = str(configured)
        return text if text.startswith("http") else f"http://{text}"
    if session.request is not None:
        return str(session.request.host_url).rstrip("/")
    return f"http://{session.site.name}"


def get_url(uri: str | None = None, full_address: bool = False) -> str:
    """Full address of a path on the site."""
    if uri and uri.startswith(("http://", "https://")):
        return uri
    return urljoin(get_host_name() + "/", uri.lstrip("/")) if uri else get_host_name()


OWN_LINK = re.compile(r"""(\b(?:src|href)\s*=\s*["']|url\(["']?)(/(?!/)[^"')]*)""")


def scrub_urls(html: str) -> str:
    """A page whose own links are full addresses, so that it can be read elsewhere."""
    return expand_relative_urls(html)


def expand_relative_urls(html: str) -> str:
    """`src="/files/x"` → `src="https://site/files/x"`."""
    return OWN_LINK.sub(lambda match: match.group(1) + get_url(match.group(2)), html)


def get_site_url(site: str) -> str:
    """Full address of another site."""
    return f"http://{site}"


def get_request_site_address(full_address: bool = False) -> str:
    """Full address of the site."""
    return get_url(full_address=full_address)


def _slug(doctype: str) -> str:
    return quote(doctype.lower().replace(" ", "-"))


def get_url_to_form(doctype: str, name: str | None = None) -> str:
    """Full address of a document's form."""
    return get_url(f"/app/{_slug(doctype)}/{quote(str(name or ''))}")


def get_url_to_list(doctype: str) -> str:
    """Full address of a list."""
    return get_url(f"/app/{_slug(doctype)}")


def get_url_to_report(name: str, report_type: str | None = None, doctype: str | None = None) -> str:
    """Full address of a report."""
    if report_type == "Report Builder" and doctype:
        return get_url(f"/app/{_slug(doctype)}/view/report/{quote(name)}")
    return get_url(f"/app/query-report/{quote(name)}")


def get_link_to_form(doctype: str, name: str | None = None, label: str | None = None) -> str:
    """A link to a document's form."""
    target = get_url_to_form(doctype, name or doctype)
    return f'<a href="{target}">{escape_html(label or name or doctype)}</a>'


def get_link_to_report(
    name: str,
    label: str | None = None,
    report_type: str | None = None,
    doctype: str | None = None,
    filters: Any = None,
) -> str:
    """A link to a report."""
    return f'<a href="{get_url_to_report(name, report_type, doctype)}">{escape_html(label or name)}</a>'


def get_site_path(*parts: str) -> str:
    """A place inside the site's folder."""
    return str(current().site.path(*parts))


def get_site_base_path() -> str:
    """The site's folder."""
    return str(current().site.folder)


def get_bench_path() -> str:
    """The folder that holds the `sites` folder."""
    return str(current().site.folder.parent.parent)


def get_files_path(*parts: str, is_private: int | bool = False) -> str:
    """A place in the site's folder of public or private files."""
    return os.path.join(get_site_path("private" if is_private else "public", "files"), *parts)


def get_desk_link(
    doctype: str, name: str, show_title_with_name: bool = False, open_in_new_tab: bool = False
) -> str:
    """A link to a form in bold, with the DocType before it."""
    target = ' target="_blank"' if open_in_new_tab else ""
    address = get_url_to_form(doctype, name)
    return f'<a href="{address}"{target} style="font-weight: bold;">{_(doctype)} {escape_html(name)}</a>'


def get_absolute_url(doctype: str, name: str) -> str:
    """Address of a form without the host."""
    return f"/app/{_slug(doctype)}/{quote(str(name))}"


def get_backups_path() -> str:
    """The folder of the site's backups."""
    return get_site_path("private", "backups")
