"""`./cso start`: from a clean clone to a served site, and quickly the second time."""

import argparse
import http.client
import time

from tools import accounts, environment, folder, fonts, frontend, ports, running, server, site
from tools.paths import SITES
from tools.supervisor import Process, Supervisor, gone
from tools.talk import Stop, say, step, warn

WAIT = 60


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--host", default="127.0.0.1", help="0.0.0.0 serves the whole network / 对整个网络开放"
    )
    parser.add_argument("--site", default="cso.localhost")
    parser.add_argument("--admin-password", help="of Administrator, for a new site / 新站点管理员密码")
    parser.add_argument("--no-demo", action="store_true", help="an empty register / 不载入演示数据")


def main(options: argparse.Namespace) -> int:
    folder.check()
    address = f"http://{shown_host(options.host)}:{options.port}"
    with running.claim(options.site, address):
        ports.check(options.host, options.port)
        prepare()
        password = site.ensure(options.site, options.admin_password, not options.no_demo)
        serve(options, address, password)
    return 0


def prepare() -> None:
    environment.ensure()
    fonts.ensure()
    frontend.ensure()


def shown_host(host: str) -> str:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"[{host}]" if ":" in host else host


def serve(options: argparse.Namespace, address: str, password: str | None) -> None:
    """Run web and worker until told to stop."""
    supervisor = Supervisor(processes(options.site, options.host, options.port))
    try:
        supervisor.start()
        with step("启动服务", "starting web and worker"):
            await_ready(supervisor, address)
        accounts.show(options.site, password)
        if options.host not in ("127.0.0.1", "localhost", "::1") and accounts.has_demo(options.site):
            warn(
                "演示账号的密码是公开的，请勿在真实网络上使用。",
                "The passwords of the demo are public: not for a real network.",
            )
        say(f"ready: {address}")
        supervisor.watch()
    finally:
        supervisor.stop()


def processes(name: str, host: str, port: int) -> list[Process]:
    logs, env = SITES / name / "logs", server.variables()
    web = ["serve", "--site", name, "--host", host, "--port", str(port), "--workers", "2", "--threads", "2"]
    return [
        Process("web", server.command(*web), env, logs),
        Process("worker", server.command("worker", "--site", name), env, logs),
    ]


def await_ready(supervisor: Supervisor, address: str) -> None:
    deadline = time.monotonic() + WAIT
    while not answers(address):
        for process in supervisor.processes:
            if process.ended():
                raise gone(process)
        if supervisor.told.is_set():
            raise KeyboardInterrupt
        if time.monotonic() > deadline:
            raise Stop(f"服务在 {WAIT} 秒内没有应答。", f"The server did not answer within {WAIT} seconds.")
        time.sleep(0.05)


def answers(address: str) -> bool:
    host, _, port = address.removeprefix("http://").rpartition(":")
    connection = http.client.HTTPConnection(host.strip("[]"), int(port), timeout=5)
    try:
        connection.request("GET", "/api/method/ping")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
