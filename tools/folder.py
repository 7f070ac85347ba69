"""Can we write here, and is there room?"""

import shutil

from tools.commands import full_disk, read_only
from tools.paths import CACHE, ROOT, VENV

FIRST_TIME = 1_500_000_000
LATER = 50_000_000


def check() -> None:
    """Stop with a clear sentence on a read-only folder or a full disk."""
    try:
        CACHE.mkdir(exist_ok=True)
        probe = CACHE / "probe"
        probe.write_bytes(b"x" * 4096)
        probe.unlink()
    except OSError as error:
        raise (full_disk() if error.errno == 28 else read_only()) from None
    needed = LATER if VENV.exists() else FIRST_TIME
    if shutil.disk_usage(ROOT).free < needed:
        raise full_disk()
