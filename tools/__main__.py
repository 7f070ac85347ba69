"""`./cso VERB`: parses, calls the verb, and turns every known failure into one clear sentence."""

import argparse
import errno
import sys
from collections.abc import Callable
from typing import Any

from tools import bench, care, doctor, move, running, start, suite
from tools.commands import full_disk, read_only
from tools.talk import Stop, fail

HELP = """CSO Management · 社区社会组织管理

./cso start     set up and serve      安装并启动（演示县，http://127.0.0.1:8000）
./cso test      set up and test       安装并运行全部测试（--all：先装浏览器、数据库，并在 MariaDB 上再测）
./cso stop      end what runs here    停止
./cso migrate   bring sites up to date with the code  升级站点
./cso backup    database and files into one archive   备份
./cso restore FILE                    恢复
./cso move-to-mariadb   a site from SQLite to MariaDB 迁移到 MariaDB
./cso doctor    what this machine has and lacks       检查本机环境
./cso bench     measure speed and memory              性能测试

Each verb explains itself with --help."""


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="./cso", description=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    for name, module in (
        ("start", start),
        ("test", suite),
        ("doctor", doctor),
        ("bench", bench),
        ("move-to-mariadb", move),
    ):
        module.arguments(_verb(verbs, name, module.main))
    _verb(verbs, "stop", lambda options: running.stop(options.site)).add_argument("--site")
    for name in ("migrate", "backup", "restore"):
        care.arguments(_verb(verbs, name, care.main), name)
    _verb(verbs, "help", help_page)
    options = parser.parse_args()
    return int(options.run(options)) if options.verb else help_page(options)


def help_page(_: argparse.Namespace) -> int:
    print(HELP)
    return 0


def _verb(verbs: Any, name: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name)
    parser.set_defaults(run=run)
    return parser


def guarded() -> int:
    try:
        return main()
    except Stop as stop:
        return fail(stop)
    except OSError as error:
        known = {
            errno.ENOSPC: full_disk,
            errno.EDQUOT: full_disk,
            errno.EROFS: read_only,
            errno.EACCES: read_only,
        }
        if error.errno not in known:
            raise
        return fail(known[error.errno]())
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(guarded())
