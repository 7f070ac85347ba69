"""What the person at the terminal reads: progress with times, and one clear sentence when it cannot go on."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stop(Exception):
    """We cannot go on; `chinese` and `english` say why and what to do."""

    def __init__(self, chinese: str, english: str):
        super().__init__(english)
        self.chinese, self.english = chinese, english


def say(text: str = "") -> None:
    print(text, flush=True)


@contextmanager
def step(chinese: str, english: str) -> Iterator[None]:
    """Announce a piece of work before it begins, and say how long it took."""
    print(f"  {chinese} {english} …", end="", flush=True)
    begun = time.monotonic()
    try:
        yield
    except BaseException:
        print(" ✗", flush=True)
        raise
    print(f" {time.monotonic() - begun:.1f} s", flush=True)


def warn(chinese: str, english: str) -> None:
    print(f"  ! {chinese}\n    {english}", flush=True)


def fail(stop: Stop) -> int:
    print(f"\n{stop.chinese}\n{stop.english}", file=sys.stderr, flush=True)
    return 1
