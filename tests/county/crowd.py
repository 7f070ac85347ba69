"""Many people work at the same time: each task is one story, told by one thread from start to end."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
THREADS = int(os.environ.get("CSO_COUNTY_THREADS", "6"))


def each(task: Callable[[Item], object], items: Iterable[Item]) -> None:
    """Do the task for every item; the first failure is raised when all have ended."""
    with ThreadPoolExecutor(THREADS) as pool:
        done = [pool.submit(task, item) for item in items]
    for future in done:
        future.result()
