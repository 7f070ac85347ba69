"""Two states of a child table in words: what differs, and no number that is not everybody's."""

from typing import Any

import frappe
import pytest

from cso_management.approvals.engine import compared_rows

FOUNDER = "CSO Founder"
ID_NO, PHONE = "990121196308201049", "13900000103"


def line(**values: Any) -> str:
    """A row as the memory of a case keeps it."""
    return "|".join(str(values.get(df.fieldname) or "") for df in frappe.get_meta(FOUNDER).fields)


ANNA = {"founder_type": "Natural Person", "founder_name": "白玉兰", "id_no": ID_NO, "phone": PHONE}
BERT = {**ANNA, "founder_name": "顾明远"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([ANNA], [ANNA, BERT], ("", "自然人，顾明远"), id="a row more"),
        pytest.param([ANNA, BERT], [ANNA], ("自然人，顾明远", ""), id="a row less"),
        pytest.param([ANNA], [BERT], ("自然人，白玉兰", "自然人，顾明远"), id="another row"),
        pytest.param([ANNA], [{**ANNA, "id_no": "1"}], ("", "未显示的栏目有变更。"), id="a hidden number"),
        pytest.param([], [{**ANNA, "founder_name": "a|b"}], ("", "1 行"), id="a bar in a name"),
    ],
)
def test_rows_that_differ(
    session: Any, before: list[Any], after: list[Any], expected: tuple[str, str]
) -> None:
    texts = ["\n".join(line(**row) for row in rows) for rows in (before, after)]
    found = compared_rows.rows_that_differ(FOUNDER, *texts)
    assert found == expected
    assert ID_NO not in "".join(found) and PHONE not in "".join(found)
