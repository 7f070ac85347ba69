"""Pictures inside rich text become files of the document; what is no picture does not."""

from __future__ import annotations

import base64
import io
import re
from typing import Any

import frappe
import pytest
from frappe.website.doctype.web_form.web_form import accept
from PIL import Image

from benchless import errors, files
from benchless.documents import get_doc

SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ADDRESS = re.compile(r'src="([^"]*)"')
DOCTYPE, ROW = "Picture Book", "Picture Page"


def picture(kind: str, color: str = "red", size: tuple[int, int] = (3, 2)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, kind)
    return out.getvalue()


def address(content: bytes, type_: str = "image/png", more: str = "") -> str:
    return f"data:{type_}{more};base64,{base64.b64encode(content).decode()}"


def image(content: bytes, type_: str = "image/png", more: str = "") -> str:
    return f'<p>x</p><img class="wide" src="{address(content, type_, more)}" width="3">'


def todo(text: str) -> Any:
    return get_doc({"doctype": "ToDo", "description": text}).insert()


def kept(doctype: str, name: str) -> list[Any]:
    fields = ["name", "file_name", "file_url", "is_private", "owner", "content_hash"]
    where = {"attached_to_doctype": doctype, "attached_to_name": name}
    return list(frappe.get_all("File", where, fields, order_by="creation, file_name"))


# which become files -------------------------------------------------------------------------

KINDS = [
    ("png", image(picture("PNG")), "png"),
    ("jpeg", image(picture("JPEG"), "image/jpeg"), "jpg"),
    ("gif", image(picture("GIF"), "image/gif"), "gif"),
    ("webp", image(picture("WEBP"), "image/webp"), "webp"),
    ("bmp", image(picture("BMP"), "image/bmp"), "bmp"),
    ("named by what it is, not by what it says", image(picture("PNG"), "text/html"), "png"),
    ("single quotes", f"<img src='{address(picture('PNG'))}'>", "png"),
    ("capitals", f'<IMG SRC="{address(picture("PNG"))}">', "png"),
    ("svg", image(SCRIPT, "image/svg+xml"), None),
    ("svg that says png", image(SCRIPT), None),
    ("svg as text", '<img src="data:image/svg+xml,<svg/>">'.replace("<svg/>", "%3Csvg/%3E"), None),
    ("page", image(b"<html><script>alert(1)</script>", "text/html"), None),
    ("the first bytes of a picture", image(b"\x89PNG\r\n\x1a\n" + b"0" * 40), None),
    ("half a picture", image(picture("JPEG", size=(400, 400))[:700], "image/jpeg"), None),
    ("a program with a name of a picture", image(b"MZ" + b"0" * 40, "image/png", ";filename=a.png"), None),
    ("nothing", '<img src="data:image/png;base64,">', None),
    ("no base64", '<img src="data:image/png;base64,%%%">', None),
]


@pytest.mark.parametrize(("text", "ending"), [row[1:] for row in KINDS], ids=[row[0] for row in KINDS])
def test_only_real_pictures_become_files(session, text, ending):
    document = todo(text)
    rows = kept("ToDo", document.name)
    assert "data:" not in document.description
    assert "script" not in document.description
    if ending is None:
        assert rows == []
        assert ADDRESS.findall(document.description) in ([], ["#broken-image"])
        return
    assert [row.file_name.rsplit(".", 1)[-1] for row in rows] == [ending]
    assert ADDRESS.findall(document.description) == [f"{rows[0].file_url}?fid={rows[0].name}"]
    assert Image.open(io.BytesIO(files.read(rows[0].file_url))).size == (3, 2)


NAMES = [
    (";filename=map.png", "map.png"),
    (";filename=%E5%9C%B0%E5%9B%BE.jpeg", "地图.png"),
    (";filename=../../site_config.json", "site_config.png"),
    (";filename=x.html", "x.png"),
    ("", r"[0-9a-f]{10}\.png"),
]


@pytest.mark.parametrize(("more", "name"), NAMES)
def test_the_name_is_the_editors_with_the_true_ending(session, more, name):
    document = todo(image(picture("PNG", "blue"), more=more))
    assert [bool(re.fullmatch(name, row.file_name)) for row in kept("ToDo", document.name)] == [True]


def test_other_attributes_and_other_text_stay(session):
    document = todo(image(picture("PNG")))
    assert document.description.startswith('<p>x</p><img class="wide" src="/private/files/')
    assert 'width="3"' in document.description


def test_large_pictures_are_made_small_and_moving_ones_stay(session):
    out = io.BytesIO()
    frames = [Image.effect_noise((40, 40), 90).convert("RGB") for _frame in range(3)]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    noise = io.BytesIO()
    Image.effect_noise((2600, 1300), 80).convert("RGB").save(noise, "JPEG", quality=98)
    document = todo(image(out.getvalue(), "image/webp") + image(noise.getvalue(), "image/jpeg"))
    seen = {row.file_name[-4:]: Image.open(io.BytesIO(files.read(row.file_url)))
            for row in kept("ToDo", document.name)}  # fmt: skip
    assert (getattr(seen["webp"], "n_frames", 1), seen[".jpg"].size) == (3, (1920, 960))


# where they are kept --------------------------------------------------------------------------


def test_on_save_the_next_picture_is_added_and_the_first_stays(session):
    document = todo(image(picture("PNG", "red")))
    first = document.description
    document.description = first + image(picture("PNG", "green"))
    document.save()
    assert document.description.startswith(first)
    assert len(kept("ToDo", document.name)) == 2
    document.description += image(picture("PNG", "red"))
    document.save()
    assert len(kept("ToDo", document.name)) == 2  # the same picture again is the same file
    assert len(set(ADDRESS.findall(document.description))) == 2


@pytest.fixture
def book(session):
    """A DocType with rich text in itself and in its rows."""
    text = {"fieldname": "body", "fieldtype": "Text Editor", "label": "Body"}
    common = {"doctype": "DocType", "module": "Custom", "custom": 1}
    get_doc({**common, "name": ROW, "istable": 1, "fields": [text]}).insert()
    table = {"fieldname": "pages", "fieldtype": "Table", "label": "Pages", "options": ROW}
    guest = {"role": "Guest", "read": 0, "create": 1}
    rights = [{"role": "System Manager", "read": 1, "write": 1, "create": 1}, guest]
    return get_doc({**common, "name": DOCTYPE, "fields": [text, table], "permissions": rights}).insert()


@pytest.mark.parametrize("is_public", [0, 1])
def test_pictures_of_a_document_and_its_rows_belong_to_the_document(session, book, is_public):
    book.make_attachments_public = is_public
    book.save()
    pages = [{"body": image(picture("PNG", "blue"))}]
    document = get_doc({"doctype": DOCTYPE, "body": image(picture("PNG")), "pages": pages}).insert()
    rows = kept(DOCTYPE, document.name)
    assert [row.is_private for row in rows] == [1 - is_public] * 2
    found = ADDRESS.findall(document.body) + ADDRESS.findall(document.pages[0].body)
    assert {one.partition("?")[0] for one in found} == {row.file_url for row in rows}
    assert ["?fid=" in one for one in found] == [not is_public] * 2
    stored = get_doc(DOCTYPE, document.name)
    assert (stored.body, stored.pages[0].body) == (document.body, document.pages[0].body)


COMMENTS = {
    "add_comment of the desk": lambda name, text: frappe.call(
        "frappe.desk.form.utils.add_comment", reference_doctype="ToDo", reference_name=name, content=text,
        comment_email="Administrator", comment_by="Administrator",
    ),
    "add_comment of the document": lambda name, text: get_doc("ToDo", name).add_comment("Comment", text),
    "the Comment itself": lambda name, text: get_doc({
        "doctype": "Comment", "comment_type": "Comment", "reference_doctype": "ToDo", "reference_name": name,
        "content": text,
    }).insert(),
}  # fmt: skip


@pytest.mark.parametrize("way", COMMENTS)
def test_pictures_of_a_comment_belong_to_what_it_is_about(session, way):
    document = todo("plain")
    comment = COMMENTS[way](document.name, image(picture("PNG")))
    rows = kept("ToDo", document.name)
    assert ([row.is_private for row in rows], "data:" in comment.content) == ([1], False)
    assert ADDRESS.findall(comment.content) == [f"{rows[0].file_url}?fid={rows[0].name}"]
    change = "frappe.desk.form.utils.update_comment"
    frappe.call(change, name=comment.name, content=image(picture("PNG", "green")))
    assert len(kept("ToDo", document.name)) == 2


def test_a_rollback_leaves_no_file(site):
    with pytest.raises(ZeroDivisionError), site.session("Administrator"):
        document = todo(image(picture("PNG", "yellow")))
        place = files.locate(kept("ToDo", document.name)[0].file_url)
        assert place.is_file()
        raise ZeroDivisionError
    assert not place.exists()


# who sees them, and how much is taken -----------------------------------------------------------


@pytest.mark.parametrize(("user", "may"), [("Administrator", True), ("Guest", False)])
def test_a_picture_follows_its_document(session, user, may):
    document = todo(image(picture("PNG")))
    row = get_doc("File", kept("ToDo", document.name)[0].name).as_dict() | {"owner": "somebody"}
    assert files.may("read", row, user) is may


def test_too_large_is_refused_with_words(session):
    session.conf["max_file_size"] = 100
    try:
        with pytest.raises(errors.MaxFileSizeReachedError):
            todo(image(picture("BMP", size=(40, 40)), "image/bmp"))
    finally:
        session.conf.pop("max_file_size")


def test_more_than_the_doctype_allows_are_refused(session, book):
    book.max_attachments = 1
    book.save()
    text = image(picture("PNG")) + image(picture("PNG", "green"))
    with pytest.raises(frappe.AttachmentLimitReached):
        get_doc({"doctype": DOCTYPE, "body": text}).insert()


def test_hostile_markup_is_read_in_one_pass(session):
    text = "<img " * 40_000 + 'src="data:image/png;base64,' + "<img src=data:" * 20_000
    assert todo(text).name


@pytest.mark.parametrize(("limit", "status"), [(0, 200), (1, 413)])
def test_a_visitor_sends_a_picture_through_a_form(session, book, limit, status):
    form = {
        "doctype": "Web Form", "title": f"Send {limit}", "route": f"send-{limit}", "doc_type": DOCTYPE,
        "published": 1, "max_attachment_size": limit,
        "web_form_fields": [{"fieldname": "body", "fieldtype": "Text Editor", "label": "Body"}],
    }  # fmt: skip
    name = get_doc(form).insert().name
    noise = io.BytesIO()
    Image.effect_noise((1100, 1100), 90).save(noise, "BMP")
    session.set_user("Guest")
    values = {"web_form": name, "data": frappe.as_json({"body": image(noise.getvalue(), "image/bmp")})}
    if status != 200:
        with pytest.raises(errors.MaxFileSizeReachedError):
            accept(**values)
        return
    document = accept(**values)
    session.set_user("Administrator")
    assert [(row.is_private, row.owner) for row in kept(DOCTYPE, document.name)] == [(1, "Guest")]
    assert files.may("read", kept(DOCTYPE, document.name)[0], "Guest") is False
