"""`./cso migrate`, `backup`, `restore`: the server's verbs for a site, with the environment in place."""

import argparse
import secrets
from pathlib import Path

from tools import environment, folder, running, server
from tools.paths import SITES
from tools.talk import Stop, say, step


def arguments(parser: argparse.ArgumentParser, verb: str) -> None:
    parser.add_argument("--site", default="cso.localhost")
    if verb == "restore":
        parser.add_argument("file", type=Path, help="the archive that `./cso backup` made / 备份文件")


def main(options: argparse.Namespace) -> int:
    folder.check()
    if options.verb == "restore":
        return restore(options.file.resolve(), options.site)
    environment.ensure()
    say(server.call(options.verb, "--site", options.site).strip())
    return 0


def restore(archive: Path, site: str) -> int:
    """Also onto a machine that has no such site yet."""
    if not archive.is_file():
        raise Stop(f"没有这个备份文件：{archive}", f"There is no such archive: {archive}")
    if site in running.sites():
        raise Stop(
            f"站点 {site} 正在运行，请先 ./cso stop 再恢复。",
            f"Site {site} is running: ./cso stop, then restore.",
        )
    environment.ensure()
    if not (SITES / site / "site_config.json").exists():
        with step("新建站点", f"making site {site}"):
            server.call("new-site", site, "--admin-password", secrets.token_urlsafe(16))
    with step("恢复", f"restoring {archive.name}"):
        server.call("restore", archive, "--site", site)
    with step("更新站点", f"migrating site {site}"):
        server.call("migrate", "--site", site)
    return 0
