"""Files: names, content, places on the disk, and who may read them."""

import base64
import io

import frappe
import pytest
from PIL import Image

from benchless import errors, files
from benchless.documents import get_doc, new_doc
from benchless.files import content, images, names, store

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
PDF = b"%PDF-1.7\n...\n%%EOF\n"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\备案表.pdf", "备案表.pdf"),
        ("a b.txt", "a b.txt"),
        ("...", "file"),
        ("a\0b?.pdf", "a_b_.pdf"),
        ("evil\u202efdp.exe", "evilfdp.exe"),
        ("", "file"),
    ],
)
def test_name_is_made_safe(given, kept):
    assert names.safe_name(given) == kept


def test_long_chinese_name_keeps_its_ending():
    kept = names.safe_name("章" * 10_000 + ".docx")
    assert kept.endswith(".docx")
    assert len(kept.encode()) <= names.MAX_BYTES


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.pdf", b""),
        ("a.pdf", b"hello"),
        ("a.png", PDF),
        ("a.docx", b"<html>"),
        ("a.jpg", PNG),
        ("a.PDF", PNG),
    ],
)
def test_empty_or_false_content_is_refused(session, name, body):
    with pytest.raises(errors.ValidationError):
        content.check_content(name, body)


@pytest.mark.parametrize(
    ("name", "body"), [("a.pdf", PDF), ("a.png", PNG), ("a.txt", b"x"), ("a.xls", b"<table>")]
)
def test_true_content_passes(session, name, body):
    content.check_content(name, body)


@pytest.mark.parametrize(
    "url", ["/files/../../site_config.json", "/private/files/../../x", "/files/", "/etc/passwd", "/files/a\0"]
)
def test_address_never_leaves_the_folder(session, url):
    with pytest.raises((errors.ValidationError, ValueError)):
        store.locate(url)


def make(name="a.txt", body=b"text", **values):
    file = new_doc("File")
    file.update({"file_name": name, "is_private": 1, **values})
    file.content = body
    return file.insert(ignore_permissions=True)


def test_same_content_is_kept_once(session):
    one, two = make("one.txt", b"same"), make("two.txt", b"same")
    assert one.file_url == two.file_url == "/private/files/one.txt"
    assert files.read(one.file_url) == b"same"


def test_other_content_under_the_same_name_gets_another_address(session):
    one, two = make("n.txt", b"first"), make("n.txt", b"second")
    assert one.file_url != two.file_url
    assert files.read(two.file_url) == b"second"


def test_rollback_removes_the_content(site):
    with pytest.raises(ZeroDivisionError), site.session():
        place = store.locate(make("gone.txt", b"gone").file_url)
        raise ZeroDivisionError
    assert not place.exists()


def test_content_goes_with_the_last_row(site):
    with site.session():
        one, two = make("shared.txt", b"shared by two"), make("shared2.txt", b"shared by two")
        place = store.locate(one.file_url)
    with site.session():
        get_doc("File", one.name).delete()
    assert place.exists()
    with site.session():
        get_doc("File", two.name).delete()
    assert not place.exists()


def picture(width, height):
    out = io.BytesIO()
    Image.effect_noise((width, height), 80).convert("RGB").save(out, "JPEG", quality=98)
    return out.getvalue()


def test_large_picture_is_made_small(session):
    small = images.optimized("a.jpg", picture(2600, 1300))
    assert Image.open(io.BytesIO(small)).size == (1920, 960)
    assert images.optimized("a.pdf", PDF) == PDF


def test_false_picture_is_refused(session):
    with pytest.raises(errors.ValidationError):
        images.optimized("a.png", PNG)


def test_base64_content_is_decoded_and_never_stored_in_the_row(session):
    file = get_doc(
        {"doctype": "File", "file_name": "b.csv", "content": base64.b64encode(b"a,b").decode(), "decode": 1}
    )
    file.insert()
    assert files.read(file.file_url) == b"a,b"
    assert "content" not in file.as_dict()


def test_making_a_file_public_moves_it(session):
    file = make("move.txt", b"to move")
    file.is_private = 0
    file.save()
    assert file.file_url == "/files/move.txt"
    assert files.find("/files/move.txt").path.read_bytes() == b"to move"


def test_what_is_made_private_is_private_in_every_row(session):
    first, twin = make("a.txt", b"x", is_private=0), make("b.txt", b"x", is_private=0)
    address = first.file_url
    assert twin.file_url == address
    first.is_private = 1
    first.save()
    twin.reload()
    assert (twin.is_private, twin.file_url) == (1, first.file_url)


def test_address_with_the_row_of_another_file_is_refused(session):
    one, other = make("a.txt", b"x"), make("b.txt", b"y")
    assert files.find(one.file_url, one.name).path.read_bytes() == b"x"
    with pytest.raises(errors.PermissionError):
        files.find(one.file_url, other.name)


def test_attachment_names_its_document(session):
    with pytest.raises(errors.ValidationError):
        make("a.txt", b"x", attached_to_doctype="ToDo")


def test_address_of_a_foreign_private_file_cannot_be_taken(session):
    secret = make("secret.txt", b"secret")
    session.set_user("Guest")
    thief = new_doc("File")
    thief.update({"file_url": secret.file_url, "is_private": 1})
    with pytest.raises(errors.PermissionError):
        thief.insert(ignore_permissions=True)
    with pytest.raises(errors.PermissionError):
        files.find(secret.file_url)


def test_private_file_follows_its_document(session):
    note = get_doc({"doctype": "ToDo", "description": "x"}).insert()
    file = make("paper.txt", b"paper", attached_to_doctype="ToDo", attached_to_name=note.name)
    row = {**file.as_dict(), "owner": "somebody"}
    assert files.may("read", row, "Administrator")
    assert not files.may("read", row, "Guest")
    note.delete()
    assert not session.db.rows("SELECT 1 FROM tabFile WHERE name = ?", (file.name,))


def test_oversized_body_is_refused_before_it_is_read(session):
    session.conf["max_file_size"] = 1000
    with pytest.raises(errors.MaxFileSizeReachedError):
        files.refuse_oversized(200_000_000)
    assert "MB" in session.message_log[-1]["message"]
    session.conf.pop("max_file_size")


def test_the_largest_file_is_told(session):
    assert frappe.get_attr("frappe.core.api.file.get_max_file_size")() > 1024 * 1024
