"""Files of an import: heads, cells, child rows, and the run itself."""

import json
from datetime import datetime
from typing import Any

import frappe
import pytest

from benchless import jobs
from benchless.documents import events
from benchless.errors import ValidationError
from benchless.jobs.worker import Worker
from benchless.values import Row
from tests.support.doctypes import make_doctype


def make_doctypes() -> None:
    permissions = [{"role": "System Manager", "read": 1, "write": 1, "create": 1, "import": 1, "export": 1}]
    for values in (
        {"name": "Import Row", "istable": 1, "fields": [["item", "Data"], ["qty", "Int"]]},
        {
            "name": "Import Doc", "allow_import": 1, "autoname": "field:title", "permissions": permissions,
            "fields": [["title", "Data"], ["day", "Date"], ["kind", "Select", "A\nB"], ["sure", "Check"],
                       ["amount", "Currency"], ["who", "Link", "User"], ["rows", "Table", "Import Row"]],
        },
    ):  # fmt: skip
        make_doctype(**values)


HEAD = ["Title", "Day", "Kind", "Sure", "Amount", "Item (Rows)", "Qty (Rows)"]


def source(*rows: list[Any], head: list[str] = HEAD, kind: str = "Insert New Records") -> Any:
    from frappe.core.doctype.data_import.template import ImportFile

    return ImportFile("Import Doc", kind, [head, *rows])


def test_children_follow_their_document(session: Any) -> None:
    make_doctypes()
    read = source(
        ["a", "2024年3月5日", "A", "是", "1,234.50", "x", 1],
        ["", "", "", "", "", "y", "2"],
        ["b", datetime(2024, 3, 6), "B", 0, 7, "", ""],
    )
    first, second = read.payloads()
    assert read.warnings == []
    assert first.rows == [2, 3] and second.rows == [4]
    assert first.doc == {
        "doctype": "Import Doc", "title": "a", "day": "2024-03-05", "kind": "A", "sure": 1, "amount": 1234.5,
        "rows": [{"item": "x", "qty": 1}, {"item": "y", "qty": 2}],
    }  # fmt: skip
    assert second.doc["day"] == "2024-03-06"


@pytest.mark.parametrize(
    ("column", "cell"), [(1, "soon"), (1, "2024-02-30"), (2, "C"), (3, "perhaps"), (4, "much"), (6, "two")]
)
def test_bad_cells_are_named(session: Any, column: int, cell: str) -> None:
    make_doctypes()
    row: list[Any] = ["a", "", "", "", "", "x", ""]
    row[column] = cell
    read = source(row)
    read.payloads()
    assert [(warning["row"], warning["col"]) for warning in read.warnings] == [(2, column + 1)]


FORMS = [
    (["2024-03-05", ""], "Date", "%Y-%m-%d"),
    (["05/03/2024", "13/03/2024"], "Date", "%d/%m/%Y"),
    (["03/05/2024", "03/13/2024"], "Date", "%m/%d/%Y"),
    (["2024-03-05", "13/03/2024"], "Date", None),
    (["", None], "Date", None),
    (["05-03-2024 10:20:30"], "Datetime", "%d-%m-%Y %H:%M:%S"),
    (["9:05"], "Time", "%H:%M"),
    (["2024-03-05"], "Data", None),
]


@pytest.mark.parametrize(("cells", "kind", "form"), FORMS)
def test_days_of_a_column_have_one_form(cells: list[Any], kind: str, form: str | None) -> None:
    from frappe.core.doctype.data_import.formats import format_of

    assert format_of(cells, kind) == form


@pytest.mark.parametrize(
    ("text", "seconds"), [("1h 30m", 5400), ("2d", 172800), ("1.5m 1s", 91), ("90", 90), ("soon", None)]
)
def test_durations(text: str, seconds: float | None) -> None:
    from frappe.core.doctype.data_import.formats import seconds_of

    if seconds is None:
        with pytest.raises(ValueError):
            seconds_of(text)
    else:
        assert seconds_of(text) == seconds


def test_days_are_read_by_their_column(session: Any) -> None:
    make_doctypes()
    read = source(["a", "05/03/2024"], ["b", "13/03/2024"], head=["Title", "Day"])
    assert [payload.doc["day"] for payload in read.payloads()] == ["2024-03-05", "2024-03-13"]
    assert [column["date_format"] for column in read.preview().columns[1:]] == [None, "%d/%m/%Y"]


def test_a_file_needs_rows(session: Any) -> None:
    make_doctypes()
    with pytest.raises(ValidationError):
        source()


def test_unknown_head_and_missing_link(session: Any) -> None:
    make_doctypes()
    preview = source(["a", "x", "nobody@example.com"], head=["Title", "What", "Who"]).preview()
    assert [column["skip_import"] for column in preview.columns] == [True, False, True, False]
    assert [warning.get("type") for warning in preview.warnings] == ["info", "warning"]


def test_run_keeps_what_is_good(session: Any) -> None:
    from frappe.core.doctype.data_import.importer import Importer

    make_doctypes()
    job = frappe.get_doc(
        {"doctype": "Data Import", "reference_doctype": "Import Doc", "import_type": "Insert New Records"}
    ).insert()
    head = ["Title", "Item (Rows)"]
    read = source(["a", "x"], ["a", "twice"], ["b", "z"], head=head)
    assert Importer(job, read).run() == "Partial Success"
    assert frappe.get_all("Import Doc", pluck="name", order_by="name") == ["a", "b"]
    logs = frappe.get_all(
        "Data Import Log", filters={"data_import": job.name}, fields=["success"], order_by="log_index"
    )
    assert logs == [Row(success=1), Row(success=0), Row(success=1)]
    again = source(["a", "x"], ["c", "twice"], ["b", "z"], head=head)
    assert Importer(job, again).run() == "Success"
    assert frappe.db.count("Import Doc") == 3


def test_update_by_name(session: Any) -> None:
    from frappe.core.doctype.data_import.importer import Importer

    make_doctypes()
    frappe.get_doc({"doctype": "Import Doc", "title": "a", "kind": "A"}).insert()
    kind = "Update Existing Records"
    job = frappe.get_doc(
        {"doctype": "Data Import", "reference_doctype": "Import Doc", "import_type": kind}
    ).insert()
    read = source(["a", "B"], head=["ID", "Kind"], kind=kind)
    assert Importer(job, read).run() == "Success"
    assert frappe.db.get_value("Import Doc", "a", "kind") == "B"


def test_template_has_the_columns(session: Any) -> None:
    from frappe.core.doctype.data_import.exporter import Exporter

    make_doctypes()
    frappe.get_doc({"doctype": "Import Doc", "title": "a", "rows": [{"item": "x"}, {"item": "y"}]}).insert()
    fields = {"Import Doc": ["name", "title"], "rows": ["item"]}
    exporter = Exporter("Import Doc", fields, "all", None)
    assert exporter.header() == ["ID", "Title", "Item (Rows)"]
    assert exporter.rows() == [["a", "a", "x"], [None, None, "y"]]


BOMB = "the third row is a bomb"


def explode(doc: Any, event: str) -> None:
    """An app's own code that fails as code does."""
    if (doc.doctype, event, doc.get("title")) == ("Import Doc", "validate", "c"):
        raise ZeroDivisionError(BOMB)


def test_an_import_in_the_queue(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Insert, row log, progress, a crash of one row; then an update of what came in."""
    from frappe.core.doctype.data_import import data_import as module

    monkeypatch.setattr(module, "AT_ONCE", 0)
    worker = Worker(site)
    with site.session():
        make_doctypes()
    events.listen(explode)
    text = "Title,Kind,Amount\n" + "\n".join(f"{name},A,1" for name in "abcde")
    status, logs, record = imported(site, worker, text, "Insert New Records")
    assert (status, [row.success for row in logs]) == ("Partial Success", [1, 1, 0, 1, 1])
    assert BOMB in logs[2].exception and json.loads(logs[2].row_indexes) == [4]
    assert (record["status"], record["progress"]) == ("finished", 100)
    status, logs, _record = imported(site, worker, "ID,Amount\na,7\nnobody,8", "Update Existing Records")
    assert (status, [row.success for row in logs]) == ("Partial Success", [1, 0])
    with site.session():
        assert frappe.get_all("Import Doc", pluck="amount", order_by="name") == [7, 1, 1, 1]
    worker._lock.close()


def imported(site: Any, worker: Worker, text: str, kind: str) -> tuple[str, list[Any], dict[str, Any]]:
    from frappe.core.doctype.data_import import data_import as module

    with site.session():
        file = {"doctype": "File", "file_name": "in.csv", "content": text.encode(), "is_private": 1}
        values = {"reference_doctype": "Import Doc", "import_type": kind}
        url = frappe.get_doc(file).insert().file_url
        job = frappe.get_doc({"doctype": "Data Import", "import_file": url, **values}).insert()
        assert module.form_start_import(job.name)
        with pytest.raises(ValidationError):
            module.form_start_import(job.name)
        assert module.get_import_status(job.name)["job"] == "queued"
    site.close()
    worker.run_all()
    with site.session():
        status = module.get_import_status(job.name)["status"]
        record = jobs.queue_of(site).record(module.job_id(job.name))
        return status, module.get_import_logs(job.name), record or {}
