"""Functions by their dotted path, as the command line and jobs call them."""

from typing import Any

import pytest

from benchless import dotted


def echo(**values: Any) -> dict[str, Any]:
    return values


@pytest.mark.parametrize("name", ["path", "function", "args", "kwargs", "site"])
def test_a_parameter_may_have_any_name(name: str) -> None:
    assert dotted.call(f"{__name__}.echo", **{name: 1}) == {name: 1}
