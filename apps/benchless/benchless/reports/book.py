"""Reading workbooks of strangers: in a process of its own, with little memory and little time.

A small file can say that it has a thousand million cells. The reader is quick, but believes that: the child
that runs it dies of its limits, not the server. Run as a program this reads a book and writes rows.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

MOST_MEMORY = 512 * 1024 * 1024
MOST_SECONDS = 60
MOST_CELLS = 5_000_000


class UnreadableBook(Exception):
    """A workbook that is damaged, or larger than anybody types."""


def rows(content: bytes) -> list[list[Any]]:
    """Rows of the first sheet. Raises UnreadableBook."""
    command = [sys.executable, "-I", __file__, str(MOST_MEMORY), str(MOST_SECONDS), str(MOST_CELLS)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=MOST_SECONDS * 2)
    except subprocess.TimeoutExpired as error:
        raise UnreadableBook("time") from error
    if done.returncode:
        raise UnreadableBook(done.stderr.decode("utf-8", "replace").strip()[-200:])
    return [[_back(cell) for cell in row] for row in json.loads(done.stdout)]


def read(content: bytes, most_cells: int) -> list[list[Any]]:
    """What the child does."""
    from python_calamine import CalamineWorkbook  # the server itself never needs it

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    if sheet.total_height * sheet.total_width > most_cells:
        raise UnreadableBook("cells")
    found: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    return found


MOMENTS: dict[str, Any] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda text: timedelta(seconds=float(text)),
}


def _there(cell: Any) -> Any:
    """A moment as JSON: its kind and its text."""
    text = str(cell.total_seconds()) if isinstance(cell, timedelta) else cell.isoformat()
    return {type(cell).__name__: text}


def _back(cell: Any) -> Any:
    if isinstance(cell, dict):
        ((kind, text),) = cell.items()
        return MOMENTS[kind](text)
    return int(cell) if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53 else cell


def main(memory: int, seconds: int, cells: int) -> None:
    """Bind this process, then read."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(read(sys.stdin.buffer.read(), cells), sys.stdout, default=_there)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
