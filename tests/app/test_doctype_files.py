"""The DocType files obey the rules that a Frappe site checks when it takes them in, and a few of our own."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import cso_management

PACKAGE = Path(cso_management.__file__).parent
FILES = sorted(PACKAGE.glob("*/doctype/*/*.json"))
DOCTYPES = {json.loads(path.read_text(encoding="utf-8"))["name"]: path for path in FILES}
OF_FRAPPE = {"User", "DocType", "Role", "Workflow State"}
LAYOUT = {"Section Break", "Column Break", "Tab Break"}
# doc.a, doc.a == 'x', !doc.a, joined by && and ||
TERM = r"!?\(?!?\(?doc\.\w+(\.length)?\)*(\s*([!=]=\s*'[^']*'|[<>]=?\s*\d+))?\)*"
EXPRESSION = re.compile(rf"{TERM}(\s*(&&|\|\|)\s*{TERM})*")
# One row of a MariaDB table holds 65,535 bytes; a character may take four.
ROW_LIMIT = 60_000


def read(name: str) -> dict[str, Any]:
    return dict(json.loads(DOCTYPES[name].read_text(encoding="utf-8")))


def inputs(doctype: dict[str, Any]) -> list[dict[str, Any]]:
    return [field for field in doctype["fields"] if field["fieldtype"] not in LAYOUT]


@pytest.mark.parametrize("name", DOCTYPES)
def test_names_and_places(name: str) -> None:
    doctype, folder = read(name), DOCTYPES[name].parent
    scrubbed = name.lower().replace(" ", "_")
    assert name.startswith("CSO ")
    assert (folder.name, folder.parent.parent.name) == (scrubbed, doctype["module"].lower().replace(" ", "_"))
    assert (folder / f"{scrubbed}.py").exists()
    assert doctype["module"] in (PACKAGE / "modules.txt").read_text().splitlines()


@pytest.mark.parametrize("name", DOCTYPES)
def test_fields(name: str) -> None:
    doctype = read(name)
    names = [field["fieldname"] for field in doctype["fields"]]
    assert names == doctype["field_order"]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", field) for field in names)
    assert all(field.get("label") for field in inputs(doctype))


@pytest.mark.parametrize("name", DOCTYPES)
def test_links_lead_somewhere(name: str) -> None:
    for field in inputs(read(name)):
        if field["fieldtype"] == "Link":
            assert field["options"] in {*DOCTYPES, *OF_FRAPPE}, field["fieldname"]
        if field["fieldtype"].startswith("Table"):
            assert read(field["options"])["istable"]


@pytest.mark.parametrize("name", DOCTYPES)
def test_region_links_leave_user_permissions_to_the_rules(name: str) -> None:
    links = [field for field in inputs(read(name)) if field.get("options") == "CSO Region"]
    assert all(field.get("ignore_user_permissions") for field in links if field["fieldtype"] == "Link")


@pytest.mark.parametrize("name", DOCTYPES)
def test_named_fields_exist(name: str) -> None:
    doctype = read(name)
    names = {field["fieldname"] for field in doctype["fields"]} | {"name", "modified", "creation"}
    wanted = [doctype.get("title_field"), doctype["sort_field"], doctype.get("nsm_parent_field")]
    wanted += (doctype.get("search_fields") or "").split(",")
    assert {field for field in wanted if field} <= names


@pytest.mark.parametrize("name", DOCTYPES)
def test_conditions_speak_the_simple_grammar(name: str) -> None:
    for field in read(name)["fields"]:
        for key in ("depends_on", "mandatory_depends_on", "read_only_depends_on"):
            text = field.get(key, "").removeprefix("eval:")
            assert not text or re.fullmatch(r"\w+", text) or EXPRESSION.fullmatch(text), text


@pytest.mark.parametrize("name", DOCTYPES)
def test_permissions(name: str) -> None:
    doctype = read(name)
    if doctype.get("istable"):
        assert not doctype["permissions"]
        return
    ground = {row["role"] for row in doctype["permissions"] if not row.get("permlevel")}
    assert ground
    for row in doctype["permissions"]:
        assert row["role"] in ground, "a higher level needs level 0"
        assert not row.get("import") or doctype.get("allow_import"), "import needs allow_import"
        assert not row.get("export") or row.get("report") or row.get("permlevel"), "export needs report"


@pytest.mark.parametrize("name", DOCTYPES)
def test_rows_fit_into_a_table(name: str) -> None:
    long_texts = {"Text", "Small Text", "Long Text", "Attach", "Attach Image", "Table", "Table MultiSelect"}
    texts = [field for field in inputs(read(name)) if field["fieldtype"] not in long_texts]
    assert sum((field.get("length") or 140) * 4 for field in texts) < ROW_LIMIT


@pytest.mark.parametrize("name", ["CSO Filing Application", "CSO Organization", "CSO Founder", "CSO Member"])
def test_personal_data_is_on_level_one(name: str) -> None:
    private = {
        "principal_id_no",
        "principal_phone",
        "principal_home_address",
        "bank_account",
        "id_no",
        "phone",
    }
    fields = {field["fieldname"]: field.get("permlevel") for field in inputs(read(name))}
    assert all(level == 1 for field, level in fields.items() if field in private)
