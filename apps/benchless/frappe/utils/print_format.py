"""Prints as PDF."""

import io
import json
from typing import Any

import frappe
from benchless import printing
from benchless.arguments import AnyValue, JsonDict, Scalar, as_dict, as_names
from frappe.core.doctype.access_log.access_log import make_access_log
from frappe.utils import cint, cstr


def _send(name: str, content: bytes) -> None:
    frappe.local.response.filename = f"{str(name).replace('/', '-').replace(' ', '-')}.pdf"
    frappe.local.response.filecontent = content
    frappe.local.response.type = "pdf"


@frappe.whitelist(allow_guest=True)
def download_pdf(
    doctype: str,
    name: str,
    format: str | None = None,
    doc: AnyValue = None,
    no_letterhead: Scalar = 0,
    language: str | None = None,
    letterhead: str | None = None,
    pdf_generator: str | None = None,
) -> None:
    """One document as PDF."""
    content = printing.get_print(
        doctype, name, format, as_pdf=True, no_letterhead=no_letterhead, letterhead=letterhead, lang=language
    )
    _send(name, content)
    note_access(doctype, name, "PDF")


def note_access(doctype: str | None, name: str | None, file_type: str, report: str | None = None) -> None:
    """Write down who took a paper or a table with him, for the audit."""
    make_access_log(
        doctype=doctype,
        document=name,
        method="Print" if name else "Export",
        file_type=file_type,
        report_name=report,
    )
    frappe.flags.commit = True


@frappe.whitelist()
def download_multi_pdf(
    doctype: str,
    name: str,
    format: str | None = None,
    no_letterhead: Scalar = False,
    letterhead: str | None = None,
    options: JsonDict = None,
) -> None:
    """Several documents in one PDF: `doctype` with a list of names, or a dictionary of DocTypes to names."""
    papers = _papers(doctype, name)
    chosen = as_dict(options, "options")
    content = printing.many(
        papers, format, no_letterhead=cint(no_letterhead), letterhead=letterhead, pdf_options=chosen
    )
    _send("combined", content)
    for kind, names in papers.items():
        note_access(kind, ", ".join(map(str, names))[:140], "PDF")


def _papers(doctype: Any, name: Any) -> dict[str, list[Any]]:
    try:
        kinds = json.loads(doctype) if isinstance(doctype, str) else doctype
    except ValueError:
        kinds = doctype
    if isinstance(kinds, dict):
        return {kind: as_names(names, "name") for kind, names in kinds.items()}
    is_list = isinstance(name, list) or cstr(name).startswith("[")
    return {str(doctype): as_names(name, "name") if is_list else [name]}


@frappe.whitelist()
def report_to_pdf(html: str, orientation: str = "Landscape") -> None:
    """A report's page, as the browser shows it, as PDF."""
    _send("report", printing.draw(html, {"orientation": orientation}))


@frappe.whitelist()
def download_multi_pdf_async(
    doctype: str, name: str, format: str | None = None, **options: Any
) -> dict[str, Any]:
    """The same in the background; gives the id of the job."""
    job = frappe.enqueue(
        "frappe.utils.print_format.make_multi_pdf", queue="long", papers=_papers(doctype, name), format=format
    )
    return {"task_id": job.id if job else None}


def make_multi_pdf(papers: dict[str, list[Any]], format: str | None = None) -> str:
    """Keep several documents as one private file; gives its address."""
    content = printing.many(papers, format)
    file = frappe.get_doc(
        {"doctype": "File", "file_name": "combined.pdf", "is_private": 1, "content": content}
    )
    file.save(ignore_permissions=True)
    return str(file.file_url)


def get_print(
    doctype: str | None = None,
    name: str | None = None,
    print_format: str | None = None,
    style: str | None = None,
    as_pdf: bool = False,
    doc: Any = None,
    output: Any = None,
    no_letterhead: Any = 0,
    password: str | None = None,
    pdf_options: dict[str, Any] | None = None,
    letterhead: str | None = None,
    pdf_generator: str | None = None,
) -> Any:
    """HTML of a print, its PDF (`as_pdf`), or a pypdf writer with its pages added (`output`)."""
    made = printing.get_print(
        doctype,
        name,
        print_format,
        as_pdf=bool(as_pdf or output is not None),
        doc=doc,
        no_letterhead=no_letterhead,
        password=password,
        pdf_options=pdf_options,
        letterhead=letterhead,
    )
    if output is not None:
        output.append(io.BytesIO(made))
        return output
    return made


def attach_print(
    doctype: str,
    name: str,
    file_name: str | None = None,
    print_format: str | None = None,
    style: str | None = None,
    html: str | None = None,
    doc: Any = None,
    lang: str | None = None,
    print_letterhead: bool = True,
    password: str | None = None,
    letterhead: str | None = None,
) -> dict[str, Any]:
    """`{"fname", "fcontent"}` of a print, to be sent with a mail."""
    stem = (file_name or str(name)).replace(" ", "").replace("/", "-")
    if html:
        return {"fname": f"{stem}.pdf", "fcontent": printing.draw(html)}
    content = printing.get_print(
        doctype,
        name,
        print_format,
        as_pdf=True,
        doc=doc,
        no_letterhead=not print_letterhead,
        password=password,
        letterhead=letterhead,
        lang=lang,
    )
    return {"fname": f"{stem}.pdf", "fcontent": content}
