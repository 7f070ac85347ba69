"""What is made of the measures. Codes and definitions: the indicator dictionary of the design documents."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .scope import EVERY, NOWHERE

Values = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Indicator:
	"""`make` turns the numbers of one heading into the value; nothing where it cannot be told."""

	code: str
	label: str
	unit: str
	uses: tuple[str, ...]
	make: Callable[..., float | None]
	digits: int = 2
	target: float | None = None

	def value(self, measured: Values, heading: str) -> float | None:
		"""From the measures of one heading, rounded as the tables show it."""
		if any(NOWHERE in measured[name] for name in self.uses):
			return None
		numbers = [_of(measured[name], heading) for name in self.uses]
		result = self.make(*numbers)
		return None if result is None else round(result, self.digits)


def _of(measure: Mapping[str, float], heading: str) -> float:
	if heading in measure:
		return measure[heading]
	return measure.get(EVERY, 0)


def itself(number: float) -> float:
	return number


def ratio(one: float, other: float) -> float | None:
	return one / other if other else None


def percent(one: float, other: float) -> float | None:
	return 100 * one / other if other else None


def per_ten_thousand(one: float, other: float) -> float | None:
	return 10_000 * one / other if other else None


def percent_of_two(one: float, other: float, whole: float) -> float | None:
	return percent(one + other, whole)
