"""`./cso test`: sets up, runs every check in order, and ends with one summary."""

import argparse
import os
import subprocess
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools import environment, folder, fonts, frontend, machine, node, server
from tools.paths import APP, CACHE, ENGINE, FRONTEND, ROOT
from tools.talk import say

BIN = environment.PYTHON.parent


@dataclass
class Result:
    """What one check found."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    reasons: list[str] = field(default_factory=list)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--all",
        action="store_true",
        help="also on MariaDB; as root on Debian, install what is missing first / 先装浏览器、数据库等",
    )
    parser.add_argument("--only", help="checks whose name contains this / 只运行名称含此字的检查")


def main(options: argparse.Namespace) -> int:
    folder.check()
    environment.ensure(test=True)
    fonts.ensure()
    frontend.ensure()
    if options.all:
        machine.install_missing()
    return summary([_timed(name, check) for name, check in chosen(options.only, everything=options.all)])


def chosen(only: str | None, *, everything: bool) -> list[tuple[str, Callable[[str], Result]]]:
    """The usual checks; with `--all` those on other databases too, or what `--only` names."""
    if only:
        return [(name, check) for name, check in {**CHECKS, **MORE}.items() if only in name]
    return list({**CHECKS, **(MORE if everything else {})}.items())


def _timed(name: str, check: Callable[[str], Result]) -> Result:
    say(f"\n=== {name} ===")
    begun = time.monotonic()
    result = check(name)
    result.seconds = time.monotonic() - begun
    return result


def plain(*words: str | Path, cwd: Path = ROOT) -> Callable[..., Result]:
    """A program whose exit code is the answer."""

    def check(name: str, **extra: str) -> Result:
        good = execute(words, cwd, **extra) == 0
        return Result(name, passed=int(good), failed=int(not good))

    return check


def on_mariadb(check: Callable[..., Result]) -> Callable[[str], Result]:
    """The same check on a private MariaDB server; without a server it is skipped, and says why."""

    def elsewhere(name: str) -> Result:
        if machine.database() is None:
            required = os.environ.get("CSO_REQUIRE_DATABASES") == "1"
            say("  没有 MariaDB，跳过（apt install mariadb-server 或 ./cso test --all） No MariaDB: skipped.")
            reason = "no MariaDB (Debian package: mariadb-server)"
            return Result(name, failed=int(required), skipped=int(not required), reasons=[reason])
        return check(name, CSO_DATABASE="mariadb")

    return elsewhere


def execute(words: Sequence[str | Path], cwd: Path = ROOT, **extra: str) -> int:
    env = {**server.variables(), "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}", **extra}
    return subprocess.run(
        [str(word) for word in words], cwd=cwd, env=env, stdin=subprocess.DEVNULL
    ).returncode


def pytest(*words: str) -> Callable[..., Result]:
    """A pytest run, counted from its own report."""

    def check(name: str, **extra: str) -> Result:
        report = CACHE / "reports" / f"{name.replace(' ', '-')}.xml"
        report.unlink(missing_ok=True)
        code = execute(
            [environment.PYTHON, "-m", "pytest", "-q", *words, f"--junit-xml={report}"],
            CSO_BROWSER=machine.browser() or "",
            **extra,
        )
        return counted(name, code, report)

    return check


def counted(name: str, code: int, report: Path) -> Result:
    result = Result(name)
    suites = ET.parse(report).getroot().iter("testsuite") if report.exists() else []
    for found in suites:
        bad = int(found.get("failures", 0)) + int(found.get("errors", 0))
        result.failed += bad
        result.skipped += int(found.get("skipped", 0))
        result.passed += int(found.get("tests", 0)) - bad - int(found.get("skipped", 0))
        result.reasons += sorted({skip.get("message", "") for skip in found.iter("skipped")})
    if code not in (0, 5) and not result.failed:
        result.failed = 1
    return result


def browser(name: str) -> Result:
    """The story in a real browser; a missing browser is a failure where one is required."""
    if machine.browser() is None:
        required = os.environ.get("CSO_REQUIRE_BROWSER") == "1"
        say("  没有浏览器，跳过（apt install chromium 或 ./cso test --all） No browser: skipped.")
        return Result(
            name,
            failed=int(required),
            skipped=int(not required),
            reasons=["no browser (Debian package: chromium)"],
        )
    return pytest("tests/browser")(name)


def front_end(script: str) -> Callable[[str], Result]:
    def check(name: str) -> Result:
        if not (FRONTEND / "package.json").exists():
            return Result(name, skipped=1, reasons=["no front end in this tree"])
        frontend.packages()
        place = node.folder()
        path = f"{place}{os.pathsep}{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
        good = execute([place / "npm", "run", "--silent", script], FRONTEND, PATH=path) == 0
        return Result(name, passed=int(good), failed=int(not good))

    return check


def summary(results: Sequence[Result]) -> int:
    say("\n=== 结果 summary ===")
    for result in results:
        mark = "✗" if result.failed else ("-" if not result.passed else "✓")
        say(
            f"{mark} {result.name:<22} {result.passed:>5} passed {result.failed:>4} failed "
            f"{result.skipped:>4} skipped {result.seconds:>7.1f} s"
        )
        for reason in result.reasons:
            say(f"    skipped: {reason}")
    passed, failed, skipped = (
        sum(getattr(result, kind) for result in results) for kind in ("passed", "failed", "skipped")
    )
    seconds = sum(result.seconds for result in results)
    say(f"{passed} passed, {failed} failed, {skipped} skipped in {seconds:.0f} s")
    return 1 if failed else 0


CONFORMANCE = plain(environment.PYTHON, "tests/conformance/check.py")
CHECKS: dict[str, Callable[[str], Result]] = {
    "style": plain(BIN / "ruff", "check", "--output-format", "concise", "."),
    "types": plain(BIN / "mypy", "--strict", ENGINE / "benchless", ENGINE / "frappe"),
    "layers": plain(BIN / "lint-imports", "--no-cache"),
    "front end style": front_end("lint"),
    "front end types": front_end("typecheck"),
    "front end tests": front_end("test"),
    "tests": pytest("-n", "2", "--dist", "loadfile", "--ignore=tests/browser", "tests", str(APP)),
    "conformance": CONFORMANCE,
    "browser": browser,
}
# With --all: what must not depend on the database, once more on the other one.
SERVED_TWICE = ("test_two_people", "test_many_writers", "test_backup")
TWICE = ("tests/benchless", "tests/app", *(f"tests/services/{name}.py" for name in SERVED_TWICE))
MORE: dict[str, Callable[[str], Result]] = {
    "tests on MariaDB": on_mariadb(pytest("-n", "2", "--dist", "loadfile", *TWICE)),
    "conformance on MariaDB": on_mariadb(CONFORMANCE),
}
