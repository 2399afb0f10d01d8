"""One way to look into a mailbox on its server: IMAP over a line that was checked, always TLS."""

import imaplib
import ssl
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import LoginError

from maizi.kernel.texts import N_, say

from .places import Unreachable, open_line

CONNECT_SECONDS, READ_SECONDS = 10.0, 60.0
# NetEase lets in only programs that say who they are (RFC 2971).
WHO = {"name": "Maizi", "version": "1", "vendor": "Maizi"}


@dataclass(frozen=True, slots=True)
class BoxServer:
    """How to reach one mailbox. allowed: hosts inside that an administrator allowed."""

    host: str
    port: int
    username: str
    password: str
    allowed: Collection[str] = ()


@contextmanager
def open_box(server: BoxServer) -> Iterator[IMAPClient]:
    """A mailbox, signed in. Whatever goes wrong with it until it is closed is Unreachable."""
    try:
        with _Box(server) as box:
            box.login(server.username, server.password)
            if box.has_capability("ID"):
                box.id_(WHO)
            yield box
    except LoginError as why:
        raise Unreachable(say(WRONG_PASSWORD), code="password", answer=str(why)) from why
    except ssl.SSLCertVerificationError as why:
        raise Unreachable(say(UNTRUSTED, host=server.host), code="certificate") from why
    except ssl.SSLError as why:
        raise Unreachable(say(BROKEN_OFF, host=server.host), code="port") from why
    except (imaplib.IMAP4.error, OSError) as why:
        told = say(BROKEN_OFF, host=server.host)
        raise Unreachable(told, answer=str(why)) from why


class _Line(imaplib.IMAP4):
    """The library's client on a line that the guard opened."""

    def __init__(self, server: BoxServer):
        self._server = server
        super().__init__(server.host, server.port)

    def _create_socket(self, timeout):
        server = self._server
        line = open_line(
            server.host, port=server.port, allowed=server.allowed, seconds=CONNECT_SECONDS
        )
        return ssl.create_default_context().wrap_socket(line, server_hostname=server.host)


class _Box(IMAPClient):
    """The library's mailbox on such a line."""

    def __init__(self, server: BoxServer):
        self._server = server
        patience = SocketTimeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
        super().__init__(server.host, port=server.port, ssl=True, timeout=patience)

    def _create_IMAP4(self):  # noqa: N802 — named by the library
        return _Line(self._server)


WRONG_PASSWORD = N_("邮件服务器不接受用户名或密码。")
UNTRUSTED = N_("邮件服务器“{host}”的证书无法核实，已断开。")
BROKEN_OFF = N_("与邮件服务器“{host}”的通信中断了。")
