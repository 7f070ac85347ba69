"""`./cso bench`: speed and memory of this machine, written to docs/performance.md."""

import argparse

from tools import environment, folder, fonts, suite


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--docs", type=int, nargs="+", default=[2000, 100000], help="数据量，可多个")
    parser.add_argument("--seconds", type=float, default=3.0, help="per line of the table / 每项秒数")
    parser.add_argument(
        "--rows", type=int, nargs="*", default=[1_000, 1_000_000], help="rows of the long lists / 长列表的行数"
    )
    parser.add_argument("--ops", default="", help="comma list of operations; all / 只测这些操作")


def main(options: argparse.Namespace) -> int:
    folder.check()
    environment.ensure(test=True)
    fonts.ensure()
    words = ["-m", "tests.bench.run", "--seconds", str(options.seconds), "--ops", options.ops]
    words += ["--rows", *map(str, options.rows)]
    return suite.execute([environment.PYTHON, *words, "--docs", *map(str, options.docs)])
