"""Aggregates of MariaDB that SQLite lacks."""

import math
from typing import Any

import apsw


class GroupConcat:
    """GROUP_CONCAT with any separator; `distinct` keeps the first of equal values."""

    distinct = False

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.separator = ","

    def step(self, value: Any, separator: str) -> None:
        if value is None:
            return
        self.separator = separator
        self.parts.append(str(int(value)) if isinstance(value, float) and value.is_integer() else str(value))

    def final(self) -> str | None:
        parts = (
            list({part.casefold(): part for part in reversed(self.parts)}.values()) if self.distinct else []
        )
        parts = parts[::-1] if self.distinct else self.parts
        return self.separator.join(parts) if parts else None


class GroupConcatDistinct(GroupConcat):
    distinct = True


class AnyValue:
    """The first value of the group."""

    def __init__(self) -> None:
        self.value: Any = None
        self.is_set = False

    def step(self, value: Any) -> None:
        if not self.is_set:
            self.value, self.is_set = value, True

    def final(self) -> Any:
        return self.value


class Deviation:
    """STD, STDDEV, VARIANCE: over the whole population unless `sample`."""

    sample = False
    root = True

    def __init__(self) -> None:
        self.count, self.mean, self.squares = 0, 0.0, 0.0

    def step(self, value: Any) -> None:
        if value is None:
            return
        self.count += 1
        delta = float(value) - self.mean
        self.mean += delta / self.count
        self.squares += delta * (float(value) - self.mean)

    def final(self) -> float | None:
        divisor = self.count - 1 if self.sample else self.count
        if divisor <= 0:
            return None
        variance = self.squares / divisor
        return math.sqrt(variance) if self.root else variance


class SampleDeviation(Deviation):
    sample = True


class Variance(Deviation):
    root = False


class SampleVariance(Deviation):
    sample = True
    root = False


class Bits:
    """BIT_OR, BIT_AND, BIT_XOR."""

    start = 0

    def __init__(self) -> None:
        self.bits = self.start

    def step(self, value: Any) -> None:
        if value is not None:
            self.bits = self.joined(self.bits, int(value))

    @staticmethod
    def joined(one: int, two: int) -> int:
        return one | two

    def final(self) -> int:
        return self.bits


class BitsAnd(Bits):
    start = 2**64 - 1

    @staticmethod
    def joined(one: int, two: int) -> int:
        return one & two


class BitsXor(Bits):
    @staticmethod
    def joined(one: int, two: int) -> int:
        return one ^ two


AGGREGATES: dict[str, tuple[type[Any], int]] = {
    "group_join": (GroupConcat, 2),
    "group_join_distinct": (GroupConcatDistinct, 2),
    "any_value": (AnyValue, 1),
    "std": (Deviation, 1),
    "stddev": (Deviation, 1),
    "stddev_pop": (Deviation, 1),
    "stddev_samp": (SampleDeviation, 1),
    "variance": (Variance, 1),
    "var_pop": (Variance, 1),
    "var_samp": (SampleVariance, 1),
    "bit_or": (Bits, 1),
    "bit_and": (BitsAnd, 1),
    "bit_xor": (BitsXor, 1),
}


def register(connection: apsw.Connection) -> None:
    """Gives the connection these aggregates."""
    for name, (factory, arguments) in AGGREGATES.items():
        connection.create_aggregate_function(name, factory, arguments)
