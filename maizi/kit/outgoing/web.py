"""One way to ask other machines over HTTP: checked place, no redirects, limited size and time."""

import http.client
import ssl
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import SplitResult, urlsplit

from maizi.kernel.texts import N_, say

from .places import Resolver, Unreachable, open_line

PORTS = {"https": 443, "http": 80}
ANSWER_BYTES = 64 * 1024
PIECE_BYTES = 4 * 1024
LARGE_PIECE_BYTES = 256 * 1024
TOTAL_SECONDS = 15.0
LONGEST_ADDRESS = 2_000
AGENT = "maizi"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said: the status and at most 64 kB of the body."""

    status: int
    body: bytes


def parts_of(address: str) -> SplitResult:
    """The parts of an address the house may ask; raises Unreachable for any other."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as why:
        raise Unreachable(say(UNSOUND), is_final=True) from why
    sound = parts.scheme in PORTS and parts.hostname and port != 0
    if not sound or parts.username is not None or len(address) > LONGEST_ADDRESS:
        raise Unreachable(say(UNSOUND), is_final=True)
    if any(ord(letter) <= 32 or ord(letter) == 127 for letter in address):
        raise Unreachable(say(UNSOUND), is_final=True)
    return parts


def post(
    address: str,
    *,
    body: bytes,
    headers: Mapping[str, str],
    allowed: Collection[str] = (),
    resolve: Resolver | None = None,
) -> Answer:
    """Send a body and hear the answer. A redirect is an answer like any other: not followed.

    Plain http only to a host that an administrator allowed by name.
    Raises Unreachable.
    """
    parts = parts_of(address)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    if parts.scheme == "http" and not {host, f"{host}:{port}"} & set(allowed):
        raise Unreachable(say(OPEN_LETTER), is_final=True)
    with _line_to(host, port=port, scheme=parts.scheme, allowed=allowed, resolve=resolve) as line:
        return _exchanged(line, parts, body, headers)


def fetch(
    address: str, *, body: bytes, headers: Mapping[str, str], seconds: float, most_bytes: int,
    into: BinaryIO,
) -> int:  # fmt: skip
    """Ask a server that the administrator named in the settings: the whole answer; its status.

    Such a server may be inside and speak plain http. Raises Unreachable, also for an answer that
    breaks off, grows too large or takes too long: then nothing of it counts.
    """
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    until = time.monotonic() + seconds
    with _line_to(host, port=port, scheme=parts.scheme, allowed=[host]) as line:
        answer = _asked(line, parts=parts, body=body, headers=headers, seconds=seconds)
        size = 0
        while piece := answer.read1(LARGE_PIECE_BYTES):
            size += into.write(piece)
            if size > most_bytes or time.monotonic() > until:
                raise TimeoutError("the answer is too large, or takes too long")
        if answer.length:  # it was told how much would come
            raise http.client.IncompleteRead(b"", answer.length)
        return answer.status


@contextmanager
def _line_to(
    host: str, *, port: int, scheme: str, allowed: Collection[str],
    resolve: Resolver | None = None,
) -> Iterator["_Line"]:  # fmt: skip
    """A line for one exchange, secret where the scheme says so. Raises Unreachable."""
    line = _Line(host, port, timeout=TOTAL_SECONDS)
    line.sock = open_line(host, port=port, allowed=allowed, resolve=resolve)
    try:
        if scheme == "https":
            context = ssl.create_default_context()
            line.sock = context.wrap_socket(line.sock, server_hostname=host)
        yield line
    except ssl.SSLCertVerificationError as why:
        raise Unreachable(say(UNTRUSTED, host=host)) from why
    except (OSError, http.client.HTTPException, ValueError) as why:
        raise Unreachable(say(BROKEN_OFF, host=host)) from why
    finally:
        line.close()


class _Line(http.client.HTTPConnection):
    """A connection that is handed its line and never opens one by itself."""

    auto_open = 0


def _exchanged(line: _Line, parts: SplitResult, body: bytes, headers: Mapping) -> Answer:
    until = time.monotonic() + TOTAL_SECONDS
    answer = _asked(line, parts=parts, body=body, headers=headers, seconds=TOTAL_SECONDS)
    pieces, size = [], 0
    while size < ANSWER_BYTES:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the answer takes too long")
        if line.sock is not None:
            line.sock.settimeout(left)
        piece = answer.read1(PIECE_BYTES)
        if not piece:
            break
        pieces.append(piece)
        size += len(piece)
    return Answer(answer.status, b"".join(pieces)[:ANSWER_BYTES])


def _asked(
    line: _Line, *, parts: SplitResult, body: bytes, headers: Mapping, seconds: float
) -> http.client.HTTPResponse:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    told = {"Content-Type": "application/json; charset=utf-8", "User-Agent": AGENT, **headers}
    line.sock.settimeout(seconds)
    line.request("POST", target.encode("utf-8").decode("latin-1"), body, told)
    return line.getresponse()


UNSOUND = N_("这个地址不能用：请填写以 https:// 开头的完整地址。")
OPEN_LETTER = N_("没有加密的 http:// 地址不安全，已拒绝。请改用 https://。")
UNTRUSTED = N_("“{host}”的证书无法核实，已断开。")
BROKEN_OFF = N_("与“{host}”的通信中断了。")
