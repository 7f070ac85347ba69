"""A private MariaDB server for tests: its own data folder and socket, gone when the tests end."""

import atexit
import ctypes
import fcntl
import getpass
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pymysql

from tools import machine
from tools.paths import CACHE

INSTALLERS = ("mariadb-install-db", "mysql_install_db")
MEMORY = Path("/dev/shm")
# A test's data need not outlive a power cut.
QUICK = (
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-flush-method=nosync",
    "--innodb-doublewrite=0",
    "--innodb-buffer-pool-size=192M",
)
# For figures: may lose the last second when the power fails, as SQLite with `synchronous=NORMAL` may.
REAL = ("--innodb-flush-log-at-trx-commit=2", "--innodb-buffer-pool-size=512M")
SETTINGS = (
    "--no-defaults",
    "--skip-networking",
    "--skip-log-bin",
    "--innodb-log-file-size=64M",
    "--max-connections=300",
    "--performance-schema=OFF",
    "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_unicode_ci",
)
TO_PARENT = 1  # PR_SET_PDEATHSIG


class PrivateServer:
    """`start()` gives a running server; `socket` is its address, root has no password."""

    def __init__(self, *, real: bool = False) -> None:
        memory = MEMORY if not real and MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None
        self.settings = (*SETTINGS, *(REAL if real else QUICK))
        self.folder = Path(tempfile.mkdtemp(prefix="cso-db-", dir=memory))
        self.socket = self.folder / "s"
        self.child: subprocess.Popen[bytes] | None = None

    def start(self) -> "PrivateServer":
        found = machine.database()
        assert found, "no mariadbd on this machine (Debian package: mariadb-server)"
        shutil.copytree(_empty_data(), self.folder / "data")
        words = [found, *self.settings, f"--datadir={self.folder / 'data'}", f"--socket={self.socket}"]
        words += [f"--pid-file={self.folder / 'pid'}", f"--user={getpass.getuser()}"]
        with (self.folder / "log").open("wb") as log:
            self.child = subprocess.Popen(words, stdout=log, stderr=log, preexec_fn=end_with_parent())
        self._wait()
        return self

    def _wait(self) -> None:
        deadline = time.monotonic() + 60
        while True:
            try:
                return pymysql.connect(unix_socket=str(self.socket), user="root").close()
            except pymysql.OperationalError:
                assert self.child and self.child.poll() is None, (self.folder / "log").read_text()[-3000:]
                assert time.monotonic() < deadline, "MariaDB did not answer within 60 seconds"
                time.sleep(0.05)

    def stop(self) -> None:
        if self.child:
            self.child.kill()
            self.child.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)


def end_with_parent() -> Callable[[], None]:
    """A test run that is killed must not leave a server behind."""
    library = ctypes.CDLL(None)
    return lambda: library.prctl(TO_PARENT, signal.SIGKILL, 0, 0, 0)


def _empty_data() -> Path:
    """The data folder of a new server, made once."""
    place = CACHE / "mariadb-empty"
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "mariadb.turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not (place / "made").exists():
            shutil.rmtree(place, ignore_errors=True)
            _install(place)
            (place / "made").touch()
    return place


def _install(place: Path) -> None:
    installer = next(filter(None, map(shutil.which, INSTALLERS)), None)
    assert installer, "no mariadb-install-db on this machine (Debian package: mariadb-server)"
    words = [installer, "--no-defaults", f"--datadir={place}", "--auth-root-authentication-method=normal"]
    words += ["--skip-test-db", f"--user={getpass.getuser()}", "--innodb-log-file-size=64M"]
    subprocess.run(words, check=True, capture_output=True)


_running: dict[int, PrivateServer] = {}


def server() -> PrivateServer:
    """The server of this process, started when first asked for."""
    if os.getpid() not in _running:
        real = os.environ.get("CSO_REAL_DATABASE") == "1"
        _running[os.getpid()] = started = PrivateServer(real=real).start()
        atexit.register(started.stop)
    return _running[os.getpid()]
