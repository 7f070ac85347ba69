"""Values on their way into a statement."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from benchless.sql.statements import to_sql

VALUES = [
    (datetime(2026, 1, 2, 3, 4, 5), "2026-01-02 03:04:05.000000"),
    (datetime(2026, 1, 2, 3, 4, 5, 60), "2026-01-02 03:04:05.000060"),
    (datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "2026-01-02 03:04:05.000000"),
    (datetime(987, 1, 2), "0987-01-02 00:00:00.000000"),
    (date(2026, 1, 2), "2026-01-02"),
    (time(3, 4), "03:04:00"),
    (timedelta(hours=30, seconds=1), "30:00:01"),
    (Decimal("1.5"), 1.5),
    (True, 1),
    (None, None),
]


@pytest.mark.parametrize(("value", "stored"), VALUES)
def test_to_sql(value: Any, stored: Any) -> None:
    assert to_sql(value) == stored
