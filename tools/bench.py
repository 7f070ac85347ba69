"""`./cso bench`: speed and memory of this machine, written to docs/performance.md."""

import argparse

from tools import environment, folder, fonts, suite


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--docs", type=int, nargs="+", default=[2000, 100000], help="数据量，可多个")
    parser.add_argument("--seconds", type=float, default=3.0, help="per line of the table / 每项秒数")
    parser.add_argument(
        "--rows", type=int, nargs="*", default=[1_000, 1_000_000], help="rows of long lists / 长列表的行数"
    )
    parser.add_argument("--ops", default="", help="comma list of operations; all / 只测这些操作")
    parser.add_argument("--databases", nargs="+", help="sqlite mariadb; both when installed / 数据库")
    parser.add_argument("--writers", type=float, default=60.0, help="seconds of eight writers / 并发写入秒数")
    parser.add_argument("--day", type=float, default=300.0, help="seconds of --ops deadline / 截止日的秒数")


def main(options: argparse.Namespace) -> int:
    folder.check()
    environment.ensure(test=True)
    fonts.ensure()
    words = ["-m", "tests.bench.run", "--seconds", str(options.seconds), "--ops", options.ops]
    words += ["--writers", str(options.writers), "--docs", *map(str, options.docs)]
    words += ["--rows", *map(str, options.rows), "--day", str(options.day)]
    words += ["--databases", *options.databases] if options.databases else []
    return suite.execute([environment.PYTHON, *words])
