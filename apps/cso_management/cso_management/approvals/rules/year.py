"""Reading the days of a year from a table: date, kind, name. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

KINDS = {
	"holiday": "Holiday",
	"放假": "Holiday",
	"休": "Holiday",
	"节假日": "Holiday",
	"workday": "Workday",
	"上班": "Workday",
	"班": "Workday",
	"调休": "Workday",
	"调休上班": "Workday",
	"调休上班日": "Workday",
}
NO_DAY, NO_KIND, TWICE = "day", "kind", "twice"


@dataclass(frozen=True)
class Line:
	"""One row of the table: its number, its cells, what was read, and the key of what is wrong."""

	number: int
	cells: tuple[str, str, str]
	day: date | None
	kind: str | None
	problem: str | None


def judge_rows(rows: Iterable[Sequence[str]]) -> list[Line]:
	"""Every row that says something, sound or not; a heading is skipped."""
	found: list[Line] = []
	seen: set[date] = set()
	for number, row in enumerate(rows, 1):
		first, second, third = (cell.strip() for cell in [*row, "", "", ""][:3])
		day, kind = _day(first), KINDS.get(second.lower())
		if not first and not second or (number == 1 and day is None and kind is None):
			continue
		problem = NO_DAY if day is None else NO_KIND if kind is None else TWICE if day in seen else None
		if day is not None:
			seen.add(day)
		found.append(Line(number, (first, second, third), day, kind, problem))
	return found


def read_rows(rows: Iterable[Sequence[str]]) -> list[tuple[date, str, str]]:
	"""Day, kind and name of each row; a heading is skipped. Raises ValueError with the row's number."""
	found = []
	for line in judge_rows(rows):
		if line.problem or line.day is None or line.kind is None:
			raise ValueError(line.number)
		found.append((line.day, line.kind, line.cells[2]))
	return found


def _day(text: str) -> date | None:
	plain = text[:10].replace("/", "-").replace(".", "-").replace("年", "-").replace("月", "-").rstrip("日 ")
	parts = plain.split(" ")[0].split("-")
	try:
		return date(*(int(part) for part in parts))
	except (TypeError, ValueError):
		return None
