"""Standard documents that apps bring as files beside their DocTypes: reports, print formats, workflows …"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..context import current
from ..documents import get_doc, lookup, new_from
from ..schema import find_meta
from ..schema.files import read, standard_files
from ..values import cint

KINDS = (
    "module_def",
    "role",
    "page",
    "report",
    "print_format",
    "letter_head",
    "notification",
    "email_template",
    "web_form",
    "web_page",
    "number_card",
    "dashboard_chart",
    "dashboard",
    "workspace",
    "client_script",
    "print_style",
)


def sync_standard(app: str) -> int:
    """Bring the standard documents of an app into the database; gives how many were written."""
    written = 0
    for kind in KINDS:
        for path in standard_files(app, kind):
            written += import_file(path)
    return written


def import_file(path: Path) -> int:
    """Write the document (or the list of documents) of a JSON file."""
    content: Any = read(path)
    documents = content if isinstance(content, list) else [content]
    return sum(import_document(dict(one), path) for one in documents)


def import_document(data: dict[str, Any], path: Path | None = None) -> int:
    """Write one document as it stands, replacing the one of that name. Unknown DocTypes are passed over."""
    if find_meta(str(data.get("doctype"))) is None:
        return 0
    if path is not None:
        _add_code(data, path)
    name = data.get("name")
    existing = lookup.exists(data["doctype"], name) if name else None
    document = _merged(data, str(existing)) if existing else new_from(data)
    document.flags.update(
        ignore_permissions=True,
        ignore_links=True,
        ignore_version=True,
        ignore_workflow=True,
        ignore_mandatory=True,
        in_import=True,
    )
    current().flags.in_import = True
    try:
        document.save() if existing else document.insert(set_name=name)
    finally:
        current().flags.in_import = False
    if data.get("modified") and not document.meta["issingle"]:
        # The file's own time: an export after an import writes the same file again.
        lookup.set_value(document.doctype, document.name, "modified", data["modified"], update_modified=False)
    return 1


def _merged(data: dict[str, Any], name: str) -> Any:
    document = get_doc(data["doctype"], name)
    skipped = ("name", "creation", "owner", "modified", "modified_by", "doctype")
    document.update({key: value for key, value in data.items() if key not in skipped})
    for row in document.get_all_children():
        if row.get("name") is None:
            row.__dict__["__islocal"] = 1
    return document


def _add_code(data: dict[str, Any], path: Path) -> None:
    """HTML of a print format may stand in a file of its own beside the JSON."""
    if data.get("doctype") == "Print Format" and not data.get("html"):
        template = path.with_suffix(".html")
        if template.exists():
            data["html"] = template.read_text("utf-8")
    if data.get("doctype") == "Report" and cint(data.get("is_standard") == "Yes"):
        script = path.with_suffix(".js")
        if script.exists() and not data.get("javascript"):
            data["javascript"] = script.read_text("utf-8")
