"""Bad input: a message that names the field, and nothing half-saved."""

from collections.abc import Iterator

import httpx
import pytest

from tests.support import models, scenarios
from tests.support.client import Client
from tests.support.served import Served

MEGABYTE = b"0" * 1_000_000


@pytest.fixture(scope="module")
def actors(served: Served) -> dict[str, httpx.Client]:
    admin = Client(served.address)
    models.make(admin)
    guest = httpx.Client(base_url=served.address, headers={"Accept": "application/json"}, timeout=60)
    expired = httpx.Client(
        base_url=served.address, headers={"Accept": "application/json"}, cookies={"sid": "0" * 56}, timeout=60
    )
    return {"Administrator": admin, "Guest": guest, "expired": expired}


@pytest.mark.parametrize("row", scenarios.rows("bad_input.yaml"), ids=lambda row: row.title)
def test_row(actors: dict[str, httpx.Client], row: scenarios.Row) -> None:
    before = actors["Administrator"].names(models.CASE)
    method, _, path = row.call.partition(" ")
    answer = actors[row.actor].request(method, path, **row.request())
    row.check(answer.status_code, answer.text)
    if answer.status_code >= 400:
        assert actors["Administrator"].names(models.CASE) == before, (
            "something was saved although it was refused"
        )


def body_of(size: int) -> Iterator[bytes]:
    """A multipart upload that is never in memory as a whole."""
    yield b'--edge\r\nContent-Disposition: form-data; name="is_private"\r\n\r\n1\r\n'
    yield b'--edge\r\nContent-Disposition: form-data; name="file"; filename="big.pdf"\r\n'
    yield b"Content-Type: application/pdf\r\n\r\n%PDF-1.4\n"
    for _ in range(size // len(MEGABYTE)):
        yield MEGABYTE
    yield b"\r\n--edge--\r\n"


def test_a_file_of_200_megabytes_is_refused(served: Served, actors: dict[str, httpx.Client]) -> None:
    admin = actors["Administrator"]
    headers = {"Content-Type": "multipart/form-data; boundary=edge"}
    try:
        answer = admin.post("/api/method/upload_file", content=body_of(200_000_000), headers=headers)
    except httpx.WriteError:
        answer = None  # refused while it was still being sent
    if answer is not None:
        assert answer.status_code in (413, 417), answer.text[:300]
        assert "Traceback" not in answer.text
    assert admin.names("File", file_name="big.pdf") == []
    assert admin.get("/api/method/ping").status_code == 200


def test_an_empty_file_named_pdf_is_refused(actors: dict[str, httpx.Client]) -> None:
    admin = actors["Administrator"]
    answer = admin.post("/api/method/upload_file", data={"is_private": 1}, files={"file": ("章程.pdf", b"")})
    assert answer.status_code == 417, answer.text[:300]
    assert admin.names("File", file_name="章程.pdf") == []
