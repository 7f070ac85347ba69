"""Requests to other servers. Addresses inside the house are refused unless the site names them.

What an administrator types (a webhook's address) must not become a way to the machine's own services: the
name is resolved once, every address behind it is looked at, and the connection goes to that address and no
other. Redirects are not followed.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, urlsplit

from .errors import ValidationError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
PORTS = {"http": 80, "https": 443}
MOST = 1_000_000
PIECE = 16_384


class AddressRefused(ValidationError):
    """The address is none that the site may be made to speak to."""


class RequestFailed(Exception):
    """Nobody answered, or not in time, or with an error."""

    def __init__(self, message: str, answer: Answer | None = None) -> None:
        super().__init__(message)
        self.answer = answer


@dataclass(frozen=True)
class Answer:
    """What another server said."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        return json.loads(self.body)


def request(
    method: str,
    url: str,
    *,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    timeout: float = 5,
    allowed: Iterable[str] | None = None,
) -> Answer:
    """Ask another server. `allowed` are networks inside the house that may be asked; None asks anybody.

    Raises AddressRefused, and RequestFailed for anything but an answer of 200 to 299.
    """
    place = _place(url)
    address = address_of(str(place.hostname), _port(place), allowed)
    until = time.monotonic() + timeout
    connection = _connection(place, address, timeout)
    try:
        connection.request(method, _target(place), body, dict(headers or {}))
        response = connection.getresponse()
        answer = Answer(response.status, _body(response, until), dict(response.getheaders()))
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise RequestFailed(f"{type(error).__name__}: {error}") from error
    finally:
        connection.close()
    if not 200 <= answer.status < 300:
        raise RequestFailed(f"{answer.status} {response.reason}", answer)
    return answer


def _place(url: str) -> SplitResult:
    try:
        place = urlsplit(url.strip())
        known = place.scheme in PORTS and bool(place.hostname) and place.port != 0
    except ValueError as error:
        raise AddressRefused(f"not an address: {error}") from error
    if not known:
        raise AddressRefused("only http:// and https:// addresses can be asked")
    return place


def _port(place: SplitResult) -> int:
    return place.port or PORTS[place.scheme]


def _target(place: SplitResult) -> str:
    return (place.path or "/") + (f"?{place.query}" if place.query else "")


def _body(response: http.client.HTTPResponse, until: float) -> bytes:
    """The body, up to a size and a moment."""
    pieces: list[bytes] = []
    while sum(map(len, pieces)) < MOST:
        piece = response.read1(PIECE)
        if not piece:
            break
        pieces.append(piece)
        if time.monotonic() > until:
            raise TimeoutError("the answer took too long")
    return b"".join(pieces)[:MOST]


# addresses ------------------------------------------------------------------------------------


def address_of(host: str, port: int, allowed: Iterable[str] | None) -> str:
    """The first address of a host. Raises AddressRefused when one of its addresses is inside the house."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise RequestFailed(f"{host} is not known") from error
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    if allowed is not None:
        networks = [ipaddress.ip_network(one, strict=False) for one in allowed]
        for address in addresses:
            _check(ipaddress.ip_address(address), networks, host)
    return addresses[0]


def _check(address: Address, networks: list[Any], host: str) -> None:
    inner = getattr(address, "ipv4_mapped", None) or address
    if inner.is_global and not inner.is_multicast:
        return
    if not any(inner.version == network.version and inner in network for network in networks):
        raise AddressRefused(f"{host} is an address inside the house ({inner})")


def _connection(place: SplitResult, address: str, timeout: float) -> http.client.HTTPConnection:
    host, port = str(place.hostname), _port(place)
    if place.scheme == "http":
        return PinnedConnection(host, port, address, timeout)
    return PinnedSecureConnection(host, port, address, timeout)


class PinnedConnection(http.client.HTTPConnection):
    """Speaks to the address that was looked at, whatever the name means by now."""

    def __init__(self, host: str, port: int, address: str, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self.address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)


class PinnedSecureConnection(PinnedConnection):
    """The same with TLS; the certificate must be the name's."""

    default_port = 443

    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
