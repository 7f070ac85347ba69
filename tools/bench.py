"""`./cso bench`: speed and memory of this machine."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--docs", type=int, nargs="*", default=[2000, 100000])


def main(options: argparse.Namespace) -> int:
    return 0
