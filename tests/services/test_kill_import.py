"""SIGKILL while a file is imported: each row is there once, with its line in the log, or not at all."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from tests.support import models
from tests.support.client import Client
from tests.support.served import Served

ROWS, KILL_AFTER = 600, 100
DOORS = "frappe.core.doctype.data_import.data_import"


def begun(admin: Client) -> str:
    """An import that is large enough for the queue; gives its name."""
    models.make(admin)
    admin.expect(admin.change("DocType", models.CASE, allow_import=1))
    lines = ["Title,Kind,Lines.Note"]
    for number in range(ROWS):
        lines += [f"row {number:03},A,first", ",,second"]
    sent = {"file": ("cases.csv", "\n".join(lines).encode())}
    answer = admin.post("/api/method/upload_file", data={"is_private": 1}, files=sent)
    url = admin.expect(answer)["message"]["file_url"]
    kind = {"reference_doctype": models.CASE, "import_type": "Insert New Records"}
    name = admin.insert("Data Import", import_file=url, **kind)["name"]
    start(admin, name)
    return str(name)


def start(admin: Client, name: str) -> None:
    admin.expect(admin.call(f"{DOORS}.form_start_import", data_import=name))


def status(admin: Client, name: str) -> dict[str, Any]:
    answer = admin.call(f"{DOORS}.get_import_status", data_import_name=name)
    return dict(admin.expect(answer)["message"])


def until(admin: Client, name: str, *, done: int | None = None) -> dict[str, Any]:
    """Wait until so many rows are in, or it has ended."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        found = status(admin, name)
        if found["status"] != "Pending" or (done is not None and found.get("success", 0) >= done):
            return found
        time.sleep(0.05)
    raise AssertionError(f"the import stands still: {found}")


def test_kill_during_an_import(place: Path) -> None:
    served = Served(place, worker=True)
    try:
        served.start()
        with Client(served.address) as admin:
            name = begun(admin)
            assert until(admin, name, done=KILL_AFTER)["status"] == "Pending"
        served.kill()
        served.start()
        with Client(served.address) as admin:
            check_rows(admin, name)
            found = until(admin, name)
            if found["status"] != "Success":
                start(admin, name)
                found = until(admin, name)
            assert (found["status"], found["success"]) == ("Success", ROWS)
            check_rows(admin, name, ROWS)
    finally:
        served.kill()


def check_rows(admin: Client, name: str, expected: int | None = None) -> None:
    """Whole documents, none twice, each in the log."""
    titles = [row["title"] for row in admin.rows(models.CASE, "title")]
    assert len(titles) == len(set(titles))
    assert expected is None or len(titles) == expected
    logged = {row["docname"] for row in admin.rows("Data Import Log", "docname", data_import=name)}
    assert logged == set(admin.names(models.CASE))
    lines = admin.call("frappe.client.get_count", doctype=models.LINE, parent=models.CASE)
    assert lines.json()["message"] == 2 * len(titles)
