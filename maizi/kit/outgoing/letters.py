"""One way to send mail: Django's own letters over a connection that was checked."""

import smtplib
import ssl
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from django.core import mail
from django.core.mail.backends.smtp import EmailBackend

from maizi.kernel.texts import N_, say

from .places import Unreachable, open_line

TOTAL_SECONDS = 20


@dataclass(frozen=True, slots=True)
class MailServer:
    """How to reach the company's mail server.

    security  "ssl" from the first byte, "starttls", or "none"
    allowed   hosts an administrator allowed although they lie inside
    """

    host: str
    port: int
    security: str = "ssl"
    username: str = ""
    password: str = ""
    sender: str = ""
    allowed: Collection[str] = ()


def send_letter(letter: mail.EmailMessage, server: MailServer) -> None:
    """Hand one letter to the mail server. Raises Unreachable; final when it will never be taken."""
    with _told(server):
        _backend(server).send_messages([letter])


@contextmanager
def open_post(server: MailServer) -> Iterator[Callable[[mail.EmailMessage], None]]:
    """One line to the mail server for many letters: what it yields hands one over.

    Both raise Unreachable, the yielded one for its letter alone: the line stays open.
    """
    sender = _backend(server)
    with _told(server):
        sender.open()

    def hand_over(letter: mail.EmailMessage) -> None:
        with _told(server):
            sender.send_messages([letter])

    try:
        yield hand_over
    finally:
        with suppress(smtplib.SMTPException, OSError):
            sender.close()


@contextmanager
def _told(server: MailServer) -> Iterator[None]:
    """What goes wrong with a mail server, as Unreachable."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as why:
        told = say(WRONG_PASSWORD, code=why.smtp_code)
        raise Unreachable(told, code="password", answer=_answer(why)) from why
    except smtplib.SMTPRecipientsRefused as why:
        code = max(code for code, _ in why.recipients.values())
        raise Unreachable(say(NOT_TAKEN, code=code), is_final=code >= 500) from why
    except smtplib.SMTPResponseException as why:
        code = why.smtp_code
        told = say(NOT_TAKEN, code=code)
        raise Unreachable(told, is_final=code >= 500, answer=_answer(why)) from why
    except ssl.SSLCertVerificationError as why:
        raise Unreachable(say(UNTRUSTED, host=server.host), code="certificate") from why
    except ssl.SSLError as why:
        raise Unreachable(say(BROKEN_OFF, host=server.host), code="port") from why
    except (smtplib.SMTPException, OSError, UnicodeError) as why:
        raise Unreachable(say(BROKEN_OFF, host=server.host)) from why


def _answer(why: smtplib.SMTPResponseException) -> str:
    told = why.smtp_error
    return told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)


class _Checked:
    """Opens the line of an SMTP client through the guard."""

    allowed: Collection[str] = ()

    def _line(self, host: str, port: int):
        return open_line(host, port=port, allowed=self.allowed, seconds=TOTAL_SECONDS)


class _Smtp(_Checked, smtplib.SMTP):
    def _get_socket(self, host, port, timeout):
        return self._line(host, port)


class _SmtpOverTls(_Checked, smtplib.SMTP_SSL):
    def _get_socket(self, host, port, timeout):
        return self.context.wrap_socket(self._line(host, port), server_hostname=host)


class _Backend(EmailBackend):
    """Django's sender with our clients."""

    allowed: Collection[str] = ()

    @property
    def connection_class(self) -> Any:
        plain = _SmtpOverTls if self.use_ssl else _Smtp
        return type(plain.__name__, (plain,), {"allowed": self.allowed})


def _backend(server: MailServer) -> _Backend:
    sender = _Backend(
        host=server.host, port=server.port, username=server.username, password=server.password,
        use_tls=server.security == "starttls", use_ssl=server.security == "ssl",
        timeout=TOTAL_SECONDS,
    )  # fmt: skip
    sender.allowed = server.allowed
    return sender


WRONG_PASSWORD = N_("邮件服务器不接受用户名或密码（{code}），请在“消息渠道”里检查。")
NOT_TAKEN = N_("邮件服务器拒收了这封信（{code}）。")
UNTRUSTED = N_("邮件服务器“{host}”的证书无法核实，已断开。")
BROKEN_OFF = N_("与邮件服务器“{host}”的通信中断了。")
