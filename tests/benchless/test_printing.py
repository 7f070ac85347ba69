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


def test_missing_design_prints_in_the_standard_way(session):
    name = todo().name
    assert printing.get_print("ToDo", name, "Nothing") == printing.get_print("ToDo", name)


PAPER = {
    "doctype": "DocType",
    "name": "Test Paper",
    "module": "Core",
    "custom": 1,
    "is_submittable": 1,
    "fields": [
        {"fieldname": "title", "fieldtype": "Data", "label": "Title"},
        {"fieldname": "secret", "fieldtype": "Data", "label": "Secret", "permlevel": 1},
        {"fieldname": "hidden_note", "fieldtype": "Data", "label": "Hidden", "print_hide": 1},
        {"fieldname": "amount", "fieldtype": "Currency", "label": "Amount"},
    ],
    "permissions": [
        {"role": "System Manager", "read": 1, "write": 1, "create": 1, "submit": 1, "cancel": 1},
        {"role": "All", "read": 1, "print": 1},
    ],
}


@pytest.fixture(scope="module")
def paper(site):
    """A submittable document."""
    with site.session("Administrator"):
        get_doc(PAPER).insert()
        values = {"title": "备案<script>", "secret": "S3CRET", "hidden_note": "H1DDEN", "amount": 1234.5}
        name = get_doc({"doctype": "Test Paper", **values}).insert().name
        user = {"doctype": "User", "email": "ann@example.org", "first_name": "Ann", "send_welcome_email": 0}
        get_doc(user).insert()
    return name


def test_standard_print_escapes_hides_and_formats(session, paper):
    html = printing.get_print("Test Paper", paper)
    assert "备案<script>" not in html
    assert "S3CRET" in html
    assert "H1DDEN" not in html
    assert "1,234.50" in html
    assert "DRAFT" in html


def test_field_above_the_readers_level_is_not_printed(session, paper):
    session.set_user("ann@example.org")
    assert "S3CRET" not in printing.get_print("Test Paper", paper)
    design = {
        "doctype": "Print Format",
        "name": "Leak",
        "doc_type": "Test Paper",
        "custom_format": 1,
        "standard": "No",
        "print_format_type": "Jinja",
        "html": "[{{ doc.secret }}]",
    }
    session.set_user("Administrator")
    get_doc(design).insert()
    session.set_user("ann@example.org")
    assert "S3CRET" not in printing.get_print("Test Paper", paper, "Leak")


def test_cancelled_paper_is_printed_only_where_the_settings_allow_it(session, paper):
    document = get_doc("Test Paper", paper)
    document.submit()
    assert "DRAFT" not in printing.get_print("Test Paper", paper)
    document.cancel()
    with pytest.raises(errors.PermissionError):
        printing.get_print("Test Paper", paper)
    settings = get_doc("Print Settings")
    settings.allow_print_for_cancelled = 1
    settings.save()
    assert "CANCELLED" in printing.get_print("Test Paper", paper)


def test_letter_head_is_filled_and_repeated(session, paper):
    head = {
        "doctype": "Letter Head",
        "letter_head_name": "Office",
        "source": "HTML",
        "is_default": 1,
        "content": "<b>示例县民政局 {{ doc.title|e }}</b>",
        "footer": "Tel 0990",
    }
    get_doc(head).insert()
    html = printing.get_print("Test Paper", paper)
    assert 'id="header-html"' in html
    assert "示例县民政局" in text_of(printing.get_print("Test Paper", paper, as_pdf=True))
    assert "示例县民政局" not in printing.get_print("Test Paper", paper, no_letterhead=1)


@pytest.mark.parametrize(
    "html", ["{{ 1 // 0 }}", "{{ frappe.throw('no') }}", "{{ doc.a.b }}", "{{ frappe.nothing() }}"]
)
def test_design_that_fails_is_named(session, html):
    values = {
        "name": "Failing",
        "doc_type": "ToDo",
        "print_format_type": "Jinja",
        "custom_format": 1,
        "html": html,
    }
    design = get_doc({"doctype": "Print Format", **values}).insert()
    assert design.module == "Desk"
    with pytest.raises(errors.PrintFormatError, match="Failing"):
        printing.get_print("ToDo", todo().name, "Failing")


def test_design_with_a_broken_template_is_not_kept(session):
    design = {
        "doctype": "Print Format",
        "name": "Broken",
        "doc_type": "ToDo",
        "custom_format": 1,
        "standard": "No",
        "print_format_type": "Jinja",
        "html": "{% if %}",
    }
    with pytest.raises(errors.ValidationError):
        get_doc(design).insert()


def test_only_one_letter_head_is_the_default(session):
    for name in ("One", "Two"):
        head = {
            "doctype": "Letter Head",
            "letter_head_name": name,
            "source": "Image",
            "image": "/files/a.png",
        }
        get_doc({**head, "is_default": 1}).insert()
    rows = session.db.rows("SELECT name, content FROM `tabLetter Head` WHERE is_default = 1")
    assert [row[0] for row in rows] == ["Two"]
    assert "/files/a.png" in rows[0][1]
