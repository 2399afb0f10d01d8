"""Where the house may connect to: resolve, check every address, connect to a checked one.

The check sits where the connection is made (TRUST 1.3.6): what a name resolves to a second time
does not matter, because it is not asked a second time.
"""

import ipaddress
import socket
from collections.abc import Callable, Collection

from django.db import connection

from maizi.kernel.texts import N_, Said, say

CONNECT_SECONDS = 5.0
MOST_ADDRESSES = 8
# Not meant for the public although Python's `is_global` says so, or reached by translation.
CLOSED = [
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15",
        "224.0.0.0/4", "240.0.0.0/4", "64:ff9b:1::/48", "100::/64", "2001::/23", "fec0::/10",
        "ff00::/8",
    )
]  # fmt: skip
NAT64 = ipaddress.ip_network("64:ff9b::/96")
SIX_TO_FOUR = ipaddress.ip_network("2002::/16")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[..., list[tuple]]


class Unreachable(Exception):
    """A message did not get through.

    said      a sentence for people
    is_final  trying again would change nothing
    code      what is wrong, where whoever asked says it in his own words: password, certificate,
              port; "" for anything else
    answer    what the other side said, as it said it
    """

    def __init__(self, said: Said, *, is_final: bool = False, code: str = "", answer: str = ""):
        super().__init__(str(said))
        self.said, self.is_final, self.code, self.answer = said, is_final, code, answer[:300]


def innermost(address: Address) -> Address:
    """The IPv4 address inside a mapped, translated or tunnelled one; else the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address in NAT64 or int(address) >> 32 == 0 and int(address) > 1:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address in SIX_TO_FOUR:
        return ipaddress.IPv4Address((int(address) >> 80) & 0xFFFFFFFF)
    return address


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open network and to nobody's inside."""
    inner = innermost(address)
    if any(inner.version == net.version and inner in net for net in CLOSED):
        return False
    return inner.is_global and not inner.is_multicast


def may_be_reached(address: str) -> bool:
    """The same for an address as text, a scope (%eth0) left aside; False for any other text."""
    try:
        return is_public(ipaddress.ip_address(address.partition("%")[0]))
    except ValueError:
        return False


def open_line(
    host: str,
    *,
    port: int,
    allowed: Collection[str] = (),
    seconds: float = CONNECT_SECONDS,
    resolve: Resolver | None = None,
) -> socket.socket:
    """A connection to a host in the open network, or to one an administrator allowed by name.

    allowed  host names, or host:port, in small letters
    resolve  instead of the system's resolver, for tests

    Raises Unreachable. Never called inside a transaction: other machines are slow.
    """
    _outside_transactions()
    found = require_open(host, port, allowed=allowed, resolve=resolve)
    problem: OSError | None = None
    for family, kind, protocol, _name, place in found[:MOST_ADDRESSES]:
        line = socket.socket(family, kind, protocol)
        line.settimeout(seconds)
        try:
            line.connect(place)
        except OSError as why:
            line.close()
            problem = why
        else:
            return line
    raise Unreachable(say(SILENT, host=host, port=port)) from problem


def require_open(
    host: str, port: int, *, allowed: Collection[str] = (), resolve: Resolver | None = None
) -> list[tuple]:
    """What a host resolves to, when every address of it may be reached. Raises Unreachable.

    One address inside is enough to refuse them all: which one answers is not ours to choose.
    """
    host = host.strip("[]").rstrip(".").lower()
    found = _resolved(host, port, resolve or socket.getaddrinfo)
    is_allowed = {host, f"{host}:{port}"} & set(allowed)
    if not is_allowed and not all(may_be_reached(place[4][0]) for place in found):
        raise Unreachable(say(REFUSED, host=host), is_final=True)
    return found


def _resolved(host: str, port: int, resolve: Resolver) -> list[tuple]:
    try:
        found = resolve(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as why:
        raise Unreachable(say(UNKNOWN, host=host)) from why
    if not found:
        raise Unreachable(say(UNKNOWN, host=host))
    return found


def is_in_transaction() -> bool:
    """Whether something is held that would stay locked while another machine thinks."""
    return any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks)


def _outside_transactions() -> None:
    """A bug, not a refusal: a row would stay locked for as long as the other side likes."""
    if is_in_transaction():
        raise RuntimeError("nothing is sent inside a transaction; write a delivery")


REFUSED = N_("“{host}”指向内部网络，已拒绝连接。确实要用它时，请管理员在“消息渠道”里允许这个主机。")
SILENT = N_("连不上 {host} 的 {port} 端口，请检查地址和网络。")
UNKNOWN = N_("找不到主机“{host}”，请检查地址是否写对。")
