"""The Desk's tree of regions: everybody begins at his own."""

from collections.abc import Callable

import pytest

from cso_management.registry.region_tree import children

Become = Callable[[str], None]


@pytest.mark.parametrize(
    ("user", "top"),
    [
        ("Administrator", ["990000000000"]),
        ("officer.county", ["990121000000"]),
        ("clerk.liuxi", ["990121100000"]),
        ("village.yingyue", ["990121001001"]),
    ],
)
def test_the_tree_begins_with_ones_own(user: str, top: list[str], as_user: Become) -> None:
    as_user(user)
    assert [row.value for row in children()] == top


def test_branches_are_those_below(as_user: Become) -> None:
    as_user("officer.county")
    towns = children(parent="990121000000")
    assert len(towns) > 1 and all(row.expandable and row.title for row in towns)
    as_user("clerk.liuxi")
    assert children(parent="990121001000") == []
