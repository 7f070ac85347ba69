"""Large exports and prepared reports: written in the queue, page by page, told when they are ready."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from typing import Any

import frappe
import pytest
from frappe.core.doctype.prepared_report import prepared_report
from frappe.desk import query_report, reportview

from benchless import files, jobs
from benchless.context import current
from benchless.jobs.worker import Worker
from benchless.reports import tables
from benchless.values import Row
from tests.support.work import worker_of

ROWS = 9_000


@pytest.fixture(scope="module", autouse=True)
def notes(site: Any) -> None:
    """Many notes with the same time: their order is not enough to tell pages apart."""
    with site.session() as session:
        moment = "2026-01-01 00:00:00.000000"
        session.db.bulk(
            "INSERT INTO `tabNote` (name, creation, modified, owner, modified_by, title, public)"
            " VALUES (?, ?, ?, 'Administrator', 'Administrator', ?, 1)",
            ((f"N{number:06}", moment, moment, f"Note {number}") for number in range(ROWS)),
        )
    site.close()


@pytest.fixture
def worker(site: Any) -> Any:
    with worker_of(site) as worker:
        yield worker


def ask(**values: Any) -> dict[str, Any]:
    return {"doctype": "Note", "fields": ["name", "title"], "order_by": "modified desc", **values}


@pytest.mark.parametrize(("kind", "read"), [
    ("CSV", lambda content: list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))),
    ("Excel", tables.read_xlsx),
])  # fmt: skip
def test_an_export_in_the_queue(site: Any, worker: Worker, kind: str, read: Any) -> None:
    with site.session() as session:
        session.form_dict = Row(ask(file_format_type=kind, export_in_background=1))
        reportview.export_query()
        assert session.response.get("filecontent") is None
    site.close()
    assert worker.run_all() == 1
    with site.session():
        record = jobs.queue_of(site).all_records()[0]
        assert record["status"] == "finished", record.get("error")
        rows = read(files.read(record["result"]))
        assert len(rows) == ROWS + 1
        assert len({row[1] for row in rows[1:]}) == ROWS
        log = frappe.get_last_doc("Notification Log")
        assert (log.for_user, log.document_type) == ("Administrator", "File")
        assert frappe.get_doc("File", log.document_name).file_url == record["result"]


def test_the_memory_does_not_grow_with_the_list(session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reportview, "EXPORT_PAGE", 2_000)
    peaks = []
    for most in (5_000, ROWS):
        tracemalloc.start()
        _labels, rows = reportview.exported_table(Row(ask(page_length=most)))
        assert sum(1 for _row in rows) == most
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.3


def test_an_export_at_once_keeps_its_shape(session: Any) -> None:
    session.form_dict = Row(ask(file_format_type="CSV", page_length=3, filters=[["name", "<", "N000003"]]))
    reportview.export_query()
    text = session.response.filecontent.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [
        ["Sr", "ID", "Title"], ["1", "N000000", "Note 0"], ["2", "N000001", "Note 1"],
        ["3", "N000002", "Note 2"],
    ]  # fmt: skip


def test_what_does_not_fit_is_refused(session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody gets a part for the whole."""
    monkeypatch.setattr(reportview, "MOST_ROWS", 10)
    session.form_dict = Row(ask(file_format_type="CSV", page_length=10))
    reportview.export_query()
    assert session.response.filecontent.decode().count("\r\n") == 11
    for asked in ({}, {"page_length": 11}):
        session.form_dict = Row(ask(file_format_type="CSV", **asked))
        with pytest.raises(frappe.ValidationError, match="10"):
            reportview.export_query()


def test_nobody_waits_for_an_export(site: Any) -> None:
    """Its note for the audit is kept before the file is made."""
    with site.session() as session:
        session.form_dict = Row(ask(file_format_type="CSV", page_length=3))
        reportview.export_query()
        assert not session.db.in_transaction
        assert frappe.get_last_doc("Access Log").export_from == "Note"
        frappe.db.set_value("Note", "N000001", "title", "begun")
        reportview.export_query()
        assert session.db.in_transaction, "what the caller began stays open"
        frappe.db.rollback()


# prepared reports -----------------------------------------------------------------------------


@pytest.fixture
def report(site: Any) -> str:
    with site.session():
        if not frappe.db.exists("Report", "Counted"):
            frappe.get_doc(
                {"doctype": "Report", "report_name": "Counted", "ref_doctype": "Note", "is_standard": "No",
                 "report_type": "Query Report", "prepared_report": 1, "query":
                 'SELECT COUNT(*) AS "Number:Int:80" FROM `tabNote` WHERE name < %(below)s'}
            ).insert()  # fmt: skip
    site.close()
    return "Counted"


def test_a_prepared_report(site: Any, worker: Worker, report: str) -> None:
    filters = {"below": "N000010"}
    with site.session():
        assert query_report.run(report, filters)["doc"] is None
        name = query_report.background_enqueue_run(report, json.dumps(filters))["name"]
        assert [row.name for row in prepared_report.get_reports_in_queued_state(report, filters)] == [name]
    site.close()
    worker.run_all()
    with site.session():
        found = query_report.run(report, filters)
        assert (found["prepared_report"], found["doc"].name, found["doc"].status) == (True, name, "Completed")
        assert found["result"] == [{"number": 10}]
        assert query_report.run(report, {"below": "N000005"})["doc"] is None
        assert query_report.run(report, filters, ignore_prepared_report=True)["result"] == [{"number": 10}]
        prepared_report.download_attachment(name)
        assert json.loads(current().response.filecontent)["result"] == [{"number": 10}]
        prepared_report.delete_prepared_reports([{"name": name}])
        assert not frappe.get_all("File", {"attached_to_name": name})


def test_a_prepared_report_that_fails_says_why(site: Any, worker: Worker, report: str) -> None:
    with site.session():
        name = query_report.background_enqueue_run(report, "{}")["name"]
    site.close()
    worker.run_all()
    with site.session():
        doc = frappe.get_doc("Prepared Report", name)
        assert doc.status == "Error"
        assert "below" in doc.error_message
