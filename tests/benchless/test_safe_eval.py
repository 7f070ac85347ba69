"""Conditions see what they are given and nothing else."""

from typing import Any

import pytest

from benchless.errors import ValidationError
from benchless.safe_eval import safe_eval
from benchless.values import Row

DOC = Row(amount=10, state="Draft", rows=[Row(n=1), Row(n=2)], name="a")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("doc.amount > 5 and doc.state == 'Draft'", True),
        ("doc['amount'] * 2 + 2 ** 3", 28),
        ("sum([r.n for r in doc.rows])", 3),
        ("any(r.n > 1 for r in doc.rows)", True),
        ("doc.get('missing') or 'x'", "x"),
        ("doc.missing is None", True),
        ("'yes' if doc.state in ('Draft', 'Open') else 'no'", "yes"),
        ("doc.state.lower()", "draft"),
        ("flt('1.5') + cint('2')", 3.5),
        ("'a' * 3", "aaa"),
        ("max(1, 2)", 2),
    ],
)
def test_value(text: str, wanted: Any) -> None:
    assert safe_eval(text, None, {"doc": DOC}) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "open('/etc/passwd')",
        "doc.__class__",
        "().__class__.__bases__",
        "'{0.__class__}'.format(doc)",
        "(lambda: 1).__globals__",
        "9 ** 9 ** 9",
        "'a' * 10 ** 9",
        "[i for i in range(10 ** 9)]",
        "exec('1')",
        "eval('1')",
        "_power_(1, 2)",
        "(x for x in [1]).gi_frame",
        "doc.amount = 3",
        "import os",
        "getattr(doc, '__class__')",
        "str.format('{0.__class__}', doc)",
        "doc.setdefault('__x__', 1).__class__",
    ],
)
def test_refused(text: str) -> None:
    with pytest.raises(
        (SyntaxError, NameError, AttributeError, NotImplementedError, TypeError, ValidationError)
    ):
        safe_eval(text, None, {"doc": DOC})
