"""The table of rights and the definitions say the same."""

import json

import pytest

from cso_management.permissions import matrix, roles

from .test_doctype_files import DOCTYPES, read

COMPARED = ("create", "write", "delete", "read", "print", "report", "export")


def rows(name: str) -> dict[str, dict[str, int]]:
    return {
        row["role"]: {key: row[key] for key in COMPARED if row.get(key)}
        for row in read(name)["permissions"]
        if not row.get("permlevel") and row["role"] != "System Manager"
    }


@pytest.mark.parametrize("name", sorted(matrix.RULES))
def test_definitions_follow_the_table(name: str) -> None:
    assert name in DOCTYPES
    wanted = {row.pop("role"): row for row in matrix.permissions(matrix.RULES[name].group)}
    assert rows(name) == wanted


@pytest.mark.parametrize("name", sorted(matrix.RULES))
def test_rows_can_be_shared_out(name: str) -> None:
    """A rule needs its fields: a region, and the organizations it names."""
    fields = {field["fieldname"]: field for field in read(name)["fields"]}
    rule = matrix.RULES[name]
    assert rule.everywhere or "region" in fields
    assert rule.everywhere or all(field in fields for field in rule.organizations)
    if rule.assigned:
        assert read(rule.assigned[0])["istable"]


def test_every_line_of_the_table_has_all_roles() -> None:
    lines = matrix.TABLE.strip().splitlines()[1:]
    for line in lines:
        assert set(matrix.letters(line.split()[0])) == set(matrix.COLUMNS)


def test_no_letter_no_right() -> None:
    assert roles.PLATFORM_OPERATOR not in {row["role"] for row in matrix.permissions("payment")}


def test_the_files_name_known_roles() -> None:
    path = next(iter(DOCTYPES.values())).parents[3] / "fixtures" / "once" / "role.json"
    known = {row["role_name"] for row in json.loads(path.read_text(encoding="utf-8"))}
    assert set(matrix.COLUMNS) <= known
