"""Reports: columns, totals, SQL that only reads, exports."""

import csv
import io

import pytest

from benchless import errors, reports
from benchless.documents import get_doc
from benchless.reports import columns, sql, tables, totals
from benchless.values import Row


def test_columns_in_both_forms():
    made = columns.normalize(["Name:Link/User:120", "备案号", {"label": "N", "fieldtype": "Int"}, "Name"])
    assert [one.fieldname for one in made] == ["name", "备案号", "n", "name_2"]
    assert (made[0].fieldtype, made[0].options, made[0].width) == ("Link", "User", "120")
    assert columns.as_dicts([["a", 1, 2, "b"]], made) == [{"name": "a", "备案号": 1, "n": 2, "name_2": "b"}]


def test_total_row_sums_numbers_and_skips_inner_rows():
    head = [
        Row(fieldname="a", fieldtype="Data"),
        Row(fieldname="n", fieldtype="Int"),
        Row(fieldname="p", fieldtype="Percent"),
    ]
    rows = [
        {"a": "x", "n": 1, "p": 50, "indent": 0},
        {"a": "y", "n": 1, "indent": 1},
        {"a": "z", "n": 2, "p": 100, "indent": 0},
    ]
    assert totals.total_row(rows, head) == ["Total", 3, 75]


def test_total_of_a_column_without_a_type_follows_its_first_number():
    head = [Row(fieldname=name) for name in ("a", "n", "f")]
    rows = [{"a": "x", "n": None, "f": 1.5}, {"a": "y", "n": 2, "f": 2}]
    assert totals.total_row(rows, head) == ["Total", 2, 3.5]


@pytest.mark.parametrize(
    "query",
    [
        "select 1; select 2",
        "update tabUser set enabled = 0",
        "delete from tabUser",
        "select 1; delete from tabUser",
        "select * from `__Auth`",
        "with x as (select 1) delete from tabUser",
        "/* select */ drop table tabUser",
        "pragma query_only = 0",
        "",
    ],
)
def test_statement_that_changes_or_spies_is_refused(session, query):
    before = session.db.rows("SELECT count(*) FROM tabUser")
    with pytest.raises((errors.PermissionError, errors.ValidationError)):
        sql.run(query, {})
    assert session.db.rows("SELECT count(*) FROM tabUser") == before


@pytest.mark.parametrize("query", ["select 1;", "select ';x' as a", "select 1 -- ; select 2"])
def test_one_query_may_hold_semicolons(session, query):
    assert len(sql.run(query, {})[1]) == 1


def test_broken_query_is_explained(session):
    for query in ("select nothing from tabUser", "select ( from", "select 1 / from x"):
        with pytest.raises(errors.ValidationError, match="error"):
            sql.run(query, {})


def test_writing_works_again_after_a_report(session):
    sql.run("select 1", {})
    session.db.execute("UPDATE tabUser SET bio = 'x'")


def test_endless_query_is_stopped(session):
    endless = "select count(*) from tabDocField a, tabDocField b, tabDocField c, tabDocField d"
    with pytest.raises(errors.QueryTimeoutError):
        sql.run(endless, {}, timeout=0.3)


def test_query_report_with_filters_and_no_rows(session):
    fields = "name as `Name:Link/User:120`, creation as `Made:Datetime`"
    query = f"select {fields} from tabUser where name like %(part)s"
    report = {
        "doctype": "Report",
        "report_name": "Users Here",
        "ref_doctype": "User",
        "report_type": "Query Report",
        "is_standard": "No",
        "query": query,
        "add_total_row": 0,
    }
    get_doc(report).insert()
    outcome = reports.run("Users Here", '{"part": "Adm%"}')
    assert [row["name"] for row in outcome.rows] == ["Administrator"]
    assert [one.label for one in reports.run("Users Here", {"part": "nobody"}).columns] == ["Name", "Made"]
    with pytest.raises(errors.ValidationError):
        reports.run("Users Here", {})
    session.set_user("Guest")
    with pytest.raises(errors.PermissionError):
        reports.run("Users Here", {"part": "Adm%"})


def test_csv_cell_never_becomes_a_formula():
    text = tables.to_csv([["=1+1", "@x", "-5", "+86 10", "备案"]])
    assert text.startswith(b"\xef\xbb\xbf")
    assert next(csv.reader(io.StringIO(text.decode("utf-8-sig")))) == [
        "'=1+1",
        "'@x",
        "-5",
        "'+86 10",
        "备案",
    ]


def test_excel_comes_back_as_it_went():
    rows = [["名称", "数"], ["=1+1", 5], ["http://x", 1.5]]
    assert tables.read_xlsx(tables.to_xlsx(rows, "统计/表[1]")) == rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_of_chinese_offices_is_read(encoding):
    assert tables.read_csv("名称,数\r\n备案,1\r\n".encode(encoding)) == [["名称", "数"], ["备案", "1"]]
