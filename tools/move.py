"""`./cso move-to-mariadb`: a site from SQLite to MariaDB, with its progress on the terminal."""

import argparse

from tools import environment, folder, running, server, suite
from tools.talk import Stop


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site", default="cso.localhost")
    parser.add_argument("--db-socket", help="socket of the server / 数据库套接字")
    parser.add_argument("--db-host", help="or its machine / 或主机")
    parser.add_argument("--db-port", help="and port / 和端口")
    parser.add_argument("--db-name", help="made from the site's name when left out / 数据库名")
    parser.add_argument("--db-user", help="called like the database when left out / 用户")
    parser.add_argument("--db-password", help="made when left out / 口令")
    parser.add_argument("--db-collation", help="how texts compare / 排序规则")
    parser.add_argument("--db-root-username", help="who makes the database; else it is there / 管理员")
    parser.add_argument("--db-root-password")


def main(options: argparse.Namespace) -> int:
    folder.check()
    if options.site in running.sites():
        raise Stop(
            f"站点 {options.site} 正在运行，请先 ./cso stop 再迁移。",
            f"Site {options.site} is running: ./cso stop, then move.",
        )
    environment.ensure()
    given = {key: value for key, value in vars(options).items() if key.startswith("db_") and value}
    words = [word for key, value in given.items() for word in (f"--{key.replace('_', '-')}", value)]
    return suite.execute(server.command("move-to-mariadb", "--site", options.site, *words))
