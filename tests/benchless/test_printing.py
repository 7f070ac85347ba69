"""Prints: templates, layouts, papers and their text."""

import io
import time

import pytest
from pypdf import PdfReader

from benchless import errors, printing
from benchless.documents import get_doc
from benchless.printing import child, fonts, pdf, resources
from benchless.printing.pool import Pool, pool

RARE = "㙓䶮龘"


def text_of(paper: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)


def draw(html: str, **options) -> bytes:
    margins = pdf.page_margins(html, options)
    job = {"html": html, "style": pdf.RUNNING + pdf.page_rules(html, margins, options), "title": "t"}
    return pool.draw({**job, "width": 210, "height": 297, "margins": margins}, lambda _url: None)


@pytest.mark.skipif(fonts.folder() is None, reason="the Chinese fonts are not there: run ./cso start once")
def test_pdf_holds_every_character_even_rare_ones():
    paper = draw(
        f'<p style="font-family: 仿宋_GB2312">{RARE} 张三 Hello 123 ℃① 1,234.50</p><b>黑体{RARE}</b>'
    )
    found = text_of(paper)
    assert f"{RARE} 张三 Hello 123 ℃① 1,234.50" in found
    fontsets = {
        str(font["/BaseFont"])
        for font in PdfReader(io.BytesIO(paper)).pages[0]["/Resources"]["/Font"].values()
    }
    assert all("Noto" in name for name in map(str, fontsets))


def test_head_foot_and_page_numbers_repeat():
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in range(120))
    html = (
        '<div id="header-html">HEAD</div><div id="footer-html"><span class="page"></span> of '
        f'<span class="topage"></span></div><table>{rows}</table>'
    )
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(draw(html))).pages]
    assert len(pages) > 1
    assert all("HEAD" in page and f"{number} of {len(pages)}" in page for number, page in enumerate(pages, 1))


def test_warm_page_is_drawn_quickly():
    draw("<p>warm</p>")
    best = min(timed(lambda: draw("<p>again</p>")) for _ in range(5))
    assert best < 0.2, f"{best:.3f} s for one page"


def timed(action) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def test_late_child_is_ended_and_replaced():
    own = Pool(1)
    job = {"html": "<p>x</p>", "style": "", "width": 210, "height": 297, "margins": [9, 9, 9, 9], "title": ""}
    own.draw(job, lambda _url: None)
    pid = own._idle[0].process.pid
    with pytest.raises(errors.PrintFormatError):
        own.draw({**job, "html": '<img src="/slow.png">'}, lambda _url: time.sleep(3), timeout=0.3)
    assert own.draw(job, lambda _url: None).startswith(b"%PDF")
    assert own._idle[0].process.pid != pid
    own.close()


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://example.org/a.png",
        "/private/files/none.png",
        "ftp://x/y",
        "//example.org/x",
        "http://site.invalid/assets/frappe/../hooks.py",
        "http://169.254.169.254/latest",
    ],
)
def test_foreign_resource_is_refused(session, url):
    full = url if "://" in url or url.startswith("//") else child.BASE.rstrip("/") + url
    assert resources.Resources(session)(full) is None


def test_data_address_is_read(session):
    assert resources.Resources(session)("data:text/css;base64,YXs=") == ("text/css", b"a{")


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ doc.__init__.__globals__ }}",
        "{{ frappe.db.sql('delete from tabUser') }}",
        "{{ doc.delete() }}",
        "{{ frappe.delete_doc('User', 'Guest') }}",
        "{{ frappe.utils.current().db }}",
        "{{ frappe.local.db.sql('delete from tabUser') }}",
        "{{ frappe.session.sid }}",
        "{{ doc.meta.update({'name': 'x'}) }}",
        "{{ frappe.update({'db': 1}) }}",
        "{{ frappe.db.set_value('User', 'Guest', 'enabled', 0) }}",
    ],
)
def test_template_cannot_reach_out(session, template):
    todo = get_doc({"doctype": "ToDo", "description": "x"}).insert()
    with pytest.raises(Exception):  # noqa: B017 sandbox, permission or attribute
        assert printing.render(template, {"doc": todo}) in ("", "None")
        raise errors.PermissionError
    assert session.db.rows("SELECT 1 FROM tabToDo WHERE name = ?", (todo.name,))
    assert session.db.rows("SELECT 1 FROM tabUser LIMIT 1")


def test_broken_template_is_refused_with_its_line(session):
    with pytest.raises(errors.ValidationError, match="1"):
        printing.validate("{% if %}")


def todo(**values):
    return get_doc(
        {"doctype": "ToDo", "description": "填表 <b>bold</b>", "priority": "High", **values}
    ).insert()


def test_standard_print_shows_labels_and_values(session):
    html = printing.get_print("ToDo", todo().name)
    assert "High" in html
    assert "填表" in html


def test_own_design_prints_and_its_pdf_has_the_text(session):
    name = todo().name
    design = {
        "doctype": "Print Format",
        "name": "Mine",
        "doc_type": "ToDo",
        "custom_format": 1,
        "standard": "No",
        "print_format_type": "Jinja",
        "html": "<h1>[{{ doc.priority }}]</h1>",
    }
    get_doc(design).insert()
    assert "[High]" in printing.get_print("ToDo", name, "Mine")
    assert "[High]" in text_of(printing.get_print("ToDo", name, "Mine", as_pdf=True))
    assert len(PdfReader(io.BytesIO(printing.many({"ToDo": [name, todo().name]}, "Mine"))).pages) == 2


def test_print_needs_a_right(session):
    name = todo(allocated_to=None).name
    session.set_user("Guest")
    with pytest.raises(errors.PermissionError):
        printing.get_print("ToDo", name)


def test_missing_design_is_named(session):
    with pytest.raises(errors.DoesNotExistError):
        printing.get_print("ToDo", todo().name, "Nothing")
