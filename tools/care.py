"""`./cso migrate`, `backup`, `restore`: the server's verbs for a site, with the environment in place."""

import argparse
from pathlib import Path

from tools import environment, folder, server
from tools.talk import say


def arguments(parser: argparse.ArgumentParser, verb: str) -> None:
    parser.add_argument("--site", default="cso.localhost")
    if verb == "restore":
        parser.add_argument("file", type=Path, help="the archive that `./cso backup` made / 备份文件")


def main(options: argparse.Namespace) -> int:
    folder.check()
    environment.ensure()
    words = [
        options.verb,
        *([options.file.resolve()] if options.verb == "restore" else []),
        "--site",
        options.site,
    ]
    say(server.call(*words).strip())
    return 0
