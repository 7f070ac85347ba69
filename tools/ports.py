"""Is a port free?"""

import socket

from tools.talk import Stop


def taken(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def check(host: str, port: int) -> None:
    if taken(host, port):
        raise Stop(
            f"地址 {host}:{port} 不能用（端口已被占用？）：请停掉占用它的程序，"
            f"或另选端口，如 ./cso start --port {port + 1}",
            f"The address {host}:{port} cannot be used (port taken?): end the program that holds it, "
            f"or choose another one, for instance ./cso start --port {port + 1}",
        )


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
