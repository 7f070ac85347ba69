"""Reading the days of a year from a table: date, kind, name. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

KINDS = {
	"holiday": "Holiday",
	"放假": "Holiday",
	"休": "Holiday",
	"workday": "Workday",
	"上班": "Workday",
	"班": "Workday",
}


def read_rows(rows: Iterable[Sequence[str]]) -> list[tuple[date, str, str]]:
	"""Day, kind and name of each row; a heading is skipped. Raises ValueError with the row's number."""
	found = []
	for number, row in enumerate(rows, 1):
		cells = [cell.strip() for cell in [*row, "", "", ""][:3]]
		if not cells[0]:
			continue
		day, kind = _day(cells[0]), KINDS.get(cells[1].lower())
		if number == 1 and day is None:
			continue
		if day is None or kind is None:
			raise ValueError(number)
		found.append((day, kind, cells[2]))
	return found


def _day(text: str) -> date | None:
	plain = text[:10].replace("/", "-").replace("年", "-").replace("月", "-").rstrip("日 ")
	parts = plain.split(" ")[0].split("-")
	try:
		return date(*(int(part) for part in parts))
	except (TypeError, ValueError):
		return None
