"""While a backup runs no content goes and no name is given away; afterwards everything that should goes."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from benchless import files
from benchless.documents import get_doc, new_doc
from benchless.files import store
from benchless.files.held import held
from benchless.setup import backups
from benchless.site import Site


@pytest.fixture
def body(request: pytest.FixtureRequest) -> bytes:
    """A content of this test alone: one content is kept once in a site."""
    return f"what the backup still needs: {request.node.name}".encode()


def made(site: Site, body: bytes, name: str = "needed.txt") -> tuple[str, str, Path]:
    """Name, address and place of a new File."""
    with site.session():
        file = new_doc("File")
        file.update({"file_name": name, "is_private": 1})
        file.content = body
        file.insert(ignore_permissions=True)
        return file.name, file.file_url, store.locate(file.file_url)


def delete(site: Site, name: str) -> None:
    with site.session():
        get_doc("File", name).delete()


def publish(site: Site, name: str) -> None:
    with site.session():
        file = get_doc("File", name)
        file.is_private = 0
        file.save()


@pytest.mark.parametrize("take", [delete, publish])
def test_a_content_goes_when_the_backup_has_finished(
    site: Site, body: bytes, take: Callable[[Site, str], None]
) -> None:
    name, _url, place = made(site, body)
    with held(site):
        take(site, name)
        assert place.read_bytes() == body
    assert not place.exists()


def test_a_name_that_waits_is_not_given_away(site: Site, body: bytes) -> None:
    name, url, place = made(site, body)
    with held(site):
        delete(site, name)
        _other, other_url, other = made(site, b"another content")
        _same, same_url, same = made(site, body)
        assert len({url, other_url, same_url}) == 3 and place.read_bytes() == body
    assert (place.exists(), other.read_bytes(), same.read_bytes()) == (False, b"another content", body)


def test_a_content_that_is_named_again_stays(site: Site, body: bytes) -> None:
    name, url, place = made(site, body)
    with held(site):
        delete(site, name)
        with site.session() as session:
            session.db.execute("INSERT INTO `tabFile` (name, file_url) VALUES ('again', ?)", (url,))
    assert place.read_bytes() == body


def test_a_killed_backup_holds_nothing(site: Site, body: bytes) -> None:
    name, _url, place = made(site, body)
    code = (
        "import sys, time\nfrom benchless.files.held import held\nfrom benchless.site import Site\n"
        "with held(Site(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(site.folder)], stdout=subprocess.PIPE) as backup:
        assert backup.stdout is not None and backup.stdout.readline()
        delete(site, name)
        assert place.exists()
        backup.kill()
        backup.wait()
        other, _url, other_place = made(site, b"later", "later.txt")
        delete(site, other)
    assert (place.exists(), other_place.exists()) == (False, False)


def test_a_content_of_an_unfinished_upload_is_not_shared(site: Site, body: bytes) -> None:
    """Its name goes when the upload is taken back."""
    with pytest.raises(ZeroDivisionError), site.session():
        first = store.write("shared.txt", body, True)
        second = store.write("shared.txt", body, True)
        assert first != second
        raise ZeroDivisionError
    with site.session():
        assert not any(store.is_there(store.locate(url)) for url in (first, second))


def test_a_backup_that_fails_leaves_nothing_behind(
    site: Site, body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, _url, place = made(site, body)

    def full(*_words: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(backups, "_take", full)
    with pytest.raises(OSError, match="No space"):
        backups.back_up(site)
    assert list(site.path("private/backups").iterdir()) == []
    delete(site, name)
    assert not place.exists()


def test_two_backups_at_once(site: Site, body: bytes) -> None:
    made(site, body)
    found: list[Path] = []
    threads = [threading.Thread(target=lambda: found.append(backups.back_up(site))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(set(found)) == 2 and all(path.exists() for path in found)


def test_a_file_that_is_shared_meanwhile_is_read(site: Site, body: bytes) -> None:
    """Two Files of one content: the backup may run, one goes, the other is read."""
    one, url, place = made(site, body)
    two, same, _place = made(site, body, name="second.txt")
    assert same == url
    with held(site):
        delete(site, one)
        with site.session():
            assert files.read(url) == body
    assert place.exists()
    delete(site, two)
    assert not place.exists()
