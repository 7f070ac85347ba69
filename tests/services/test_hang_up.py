"""Browsers hang up in the middle of an answer all the time: no process may end with them."""

import random
import socket
import struct
import threading

from werkzeug.test import create_environ
from werkzeug.wrappers import Response

from benchless.http.app import send
from tests.support import sites
from tests.support.served import Served

RESET = struct.pack("ii", 1, 0)
CALLERS, CALLS = 6, 60


def _call_and_hang_up(port: int, path: str, count: int) -> None:
    for turn in range(count):
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(f"GET {path} HTTP/1.1\r\nHost: here\r\nAccept-Encoding: gzip\r\n\r\n".encode())
            threading.Event().wait(random.random() * 0.02)
            if turn % 2:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)


def test_answers_are_handed_over_whole() -> None:
    """No generator may be left running when a client hangs up: that is what ended the processes."""
    answer = Response(part for part in (b"one ", b"two"))
    body = send(answer, create_environ(), lambda status, headers: None)
    assert body == [b"one two"]
    assert type(body) is list


def test_a_client_that_hangs_up_takes_nobody_along(served: Served) -> None:
    large = served.place / sites.SITE / "public" / "files" / "large.bin"
    large.parent.mkdir(parents=True, exist_ok=True)
    large.write_bytes(random.randbytes(2_000_000))
    for path in ("/login", "/files/large.bin"):
        job = (served.port, path, CALLS)
        callers = [threading.Thread(target=_call_and_hang_up, args=job) for _ in range(CALLERS)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join(60)
    assert "Unexpected exit" not in served.processes[0].log.read_text(errors="replace")
