"""Which design a print uses: a Print Format of the site or of an app, or the standard one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchless.arguments import as_list
from benchless.context import current
from benchless.documents import get_doc
from benchless.errors import DoesNotExistError, PrintFormatError
from benchless.messages import throw
from benchless.printing.environment import render
from benchless.schema import Meta
from benchless.schema.files import module_apps, module_folder
from benchless.translations import _
from benchless.values import Row, cint, cstr, scrub

STANDARD = "Standard"
HEADING = "print_heading_template"


def find_paper(meta: Meta, name: str | None) -> Any:
    """The Print Format asked for (else the DocType's default); None for the standard print.

    A name that no format has (any more) prints in the standard way, as in Frappe.
    """
    name = name or meta.get("default_print_format")
    if not name or name == STANDARD:
        return None
    paper = kept_paper(str(name))
    if paper is None:
        return None
    if cint(paper.disabled):
        throw(_("Print Format {0} is disabled").format(name), DoesNotExistError)
    return paper


def kept_paper(name: str) -> Any:
    """A Print Format from the process's memory, which any change of one empties."""
    session = current()
    stamp = session.db.rows("SELECT modified FROM `tabPrint Format` WHERE name = ?", (name,))
    if not stamp:
        return None
    store = session.site.cache.store("pages")
    key = ("paper", name)
    kept = store.get(key)
    if kept is None or kept[0] != stamp[0][0]:
        kept = store[key] = (stamp[0][0], get_doc("Print Format", name))
    return kept[1]


def source_of(paper: Any) -> str:
    """The Jinja text of a design: its own, or the file beside it in the app."""
    if paper.html and (cint(paper.custom_format) or paper.standard != "Yes"):
        return str(paper.html)
    place = _file_of(paper)
    if place is not None:
        return place.read_text("utf-8")
    if paper.html:
        return str(paper.html)
    return throw(_("No template found at path: {0}").format(paper.name), PrintFormatError)


def filled(paper: Any, context: dict[str, Any]) -> str:
    """The design with a document in it. Raises PrintFormatError, whatever its template trips over."""
    source = source_of(paper)
    try:
        return render(source, context, is_path=False)
    except Exception as error:
        throw(_("Error in print format {0}: {1}").format(paper.name, error), PrintFormatError)


def is_custom(paper: Any) -> bool:
    """Whether the design is a template (and not the standard print with other fields)."""
    return bool(cint(paper.custom_format) or paper.html or (not paper.format_data and _file_of(paper)))


def _file_of(paper: Any) -> Path | None:
    module = str(paper.module or _module_of(paper) or "")
    app = module_apps(current().site).get(module)
    if not app:
        return None
    name = scrub(paper.name)
    folder = module_folder(app, module) / "print_format" / name
    return next(
        (place for place in (folder / f"{name}.html", folder / f"{name}.jinja") if place.is_file()), None
    )


def _module_of(paper: Any) -> str | None:
    rows = current().db.rows("SELECT module FROM `tabDocType` WHERE name = ?", (paper.doc_type,))
    return str(rows[0][0]) if rows else None


def own_heading(paper: Any) -> str | None:
    """The Jinja text that the format builder put in the place of the heading, if any."""
    entries = as_list(paper.format_data, "format_data") if paper is not None and paper.format_data else []
    heads = (one for one in entries if isinstance(one, dict) and one.get("fieldname") == HEADING)
    return next((cstr(one["options"]) for one in heads if one.get("options")), None)


def chosen_fields(paper: Any, meta: Meta) -> list[Row] | None:
    """Fields in the order of the format builder; None when the paper names none."""
    if paper is None or not paper.format_data:
        return None
    out: list[Row] = []
    for entry in as_list(paper.format_data, "format_data"):
        if not isinstance(entry, dict) or entry.get("fieldname") == HEADING:
            continue
        known = meta.get_field(str(entry.get("fieldname") or ""))
        if known is not None:
            own = {key: entry[key] for key in ("label", "print_hide", "align") if key in entry}
            out.append(Row({**known, **own, "hidden": 0}))
        elif entry.get("fieldtype") in ("Section Break", "Column Break", "Custom HTML"):
            out.append(Row(entry))
    return out
