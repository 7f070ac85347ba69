"""The Python environment: .venv, uv, the packages of a lock file, and our two folders on its path."""

import subprocess
import sys
from pathlib import Path

from tools import lock, stamps
from tools.commands import environment, run
from tools.paths import APP, CACHE, ENGINE, ROOT, VENV
from tools.talk import step

PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"


def ensure(test: bool = False) -> None:
    """Make .venv hold what the lock says. The lock of the tests contains everything the product needs."""
    if fresh("test") or (not test and fresh("run")):
        return
    stamps.forget("environment")
    if not _usable():
        with step("建立 Python 环境", "making .venv"):
            run([sys.executable, "-m", "venv", "--clear", VENV])
    if not UV.exists():
        with step("安装 uv", "installing uv"):
            _install_uv()
    with step("安装 Python 软件包", "installing Python packages"):
        run(
            [UV, "pip", "sync", "--python", PYTHON, "--require-hashes", lock.TEST if test else lock.RUN],
            env=index(),
        )
        _name_our_folders()
    stamps.mark("environment", _stamp("test" if test else "run"))


def fresh(kind: str) -> bool:
    return stamps.fresh("environment", _stamp(kind)) and _answers("import apsw, benchless")


def _stamp(kind: str) -> str:
    locks = [lock.RUN, lock.TEST] if kind == "test" else [lock.RUN]
    return stamps.digest([kind, str(ROOT), *locks])


def _usable() -> bool:
    """A .venv whose Python is gone or too old, or whose folder has moved, is made anew."""
    return _answers("import sys; sys.exit(sys.version_info < (3, 11))") and _is_here()


def _answers(code: str) -> bool:
    try:
        return subprocess.run([PYTHON, "-c", code], capture_output=True, env=environment()).returncode == 0
    except OSError:
        return False


def _is_here() -> bool:
    """Scripts of an environment name its folder: a moved repository needs a new one."""
    pip = VENV / "bin" / "pip"
    return pip.exists() and str(VENV) in pip.read_text(errors="replace").partition("\n")[0]


def _install_uv() -> None:
    wanted = CACHE / "uv.txt"
    wanted.write_text(lock.block(lock.RUN, "uv"), encoding="utf-8")
    run(
        [
            PYTHON,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            wanted,
        ]
    )


def install(*names: str) -> None:
    """Add packages that only the lock of the tests names."""
    wanted = CACHE / "extra.txt"
    wanted.write_text(lock.block(lock.TEST, *names), encoding="utf-8")
    run([UV, "pip", "install", "--python", PYTHON, "--require-hashes", "-r", wanted], env=index())


def index() -> dict[str, str]:
    """uv reads its own variables; what a person told pip (variables or `pip config`) counts as well."""
    env = environment()
    settings = _pip_settings()
    for theirs, setting, ours in (
        ("PIP_INDEX_URL", "index-url", "UV_DEFAULT_INDEX"),
        ("PIP_CERT", "cert", "SSL_CERT_FILE"),
        ("PIP_TRUSTED_HOST", "trusted-host", "UV_INSECURE_HOST"),
    ):
        value = env.get(theirs) or settings.get(setting)
        if value and ours not in env and not (ours == "UV_DEFAULT_INDEX" and "UV_INDEX_URL" in env):
            env[ours] = value
    return env


def _pip_settings() -> dict[str, str]:
    found = subprocess.run(
        [PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True, env=environment()
    )
    rows = (line.partition("=") for line in found.stdout.splitlines())
    return {
        key.removeprefix("global."): value.strip("'\"") for key, _, value in rows if key.startswith("global.")
    }


def _name_our_folders() -> None:
    place = run([PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).strip()
    (Path(place) / "cso.pth").write_text(f"{ENGINE}\n{APP}\n", encoding="utf-8")
