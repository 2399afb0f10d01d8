"""A real mail server: Dovecot for what is fetched, aiosmtpd over TLS for what is sent."""

import email
import email.policy
import socket
import ssl
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from imapclient import IMAPClient

from maizi.customers.actions import save_contact
from maizi.customers.models import Contact
from maizi.inbox.actions import allow_host
from maizi.mail import actions
from maizi.mail.models import Issue, Mailbox, Section
from maizi.privacy.actions import Given, block_contact, record_consent, seed_purposes
from maizi.privacy.models import Purpose
from maizi.privacy.terms import Obtained
from scripts.provide_mail import provide_mail, write_certificate
from tests.house import fresh

LETTERS = Path(__file__).parent / "letters"


class Post:
    """An SMTP server over TLS that asks for a password; keeps what it is handed."""

    def __init__(self, place: Path, word: str):
        from aiosmtpd.controller import Controller
        from aiosmtpd.smtp import AuthResult

        self.letters: list[email.message.EmailMessage] = []
        self.refuses: dict[str, str] = {}  # address -> the answer it gets
        self.word = word
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(place / "certificate.pem", place / "key.pem")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

        def known(server, session, envelope, mechanism, told):
            return AuthResult(success=told.password.decode() == self.word)

        self.running = Controller(
            self, hostname="127.0.0.1", port=self.port, ssl_context=context,
            authenticator=known, auth_require_tls=False,
        )  # fmt: skip
        self.running.start()

    async def handle_RCPT(self, server, session, envelope, address, options):
        """Called by the server for each receiver."""
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        """Called by the server for each letter."""
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.letters.append(letter)
        return "250 OK"


class Server:
    """Both servers, and how a test puts letters into a mailbox."""

    def __init__(self, imap: str, post: Post):
        parts = urlsplit(imap)
        self.port, self.word, self.post = parts.port, parts.password, post
        self.certificate = parts.path

    def box(self, address: str) -> IMAPClient:
        """A mailbox as its owner's own program opens it."""
        context = ssl.create_default_context(cafile=self.certificate)
        box = IMAPClient("127.0.0.1", self.port, ssl_context=context)
        box.login(address, self.word)
        return box

    def deliver(self, address: str, raw: bytes, folder: str = "INBOX") -> None:
        with self.box(address) as box:
            box.append(folder, raw)

    def in_folder(self, address: str, folder: str) -> list[email.message.EmailMessage]:
        with self.box(address) as box:
            box.select_folder(folder, readonly=True)
            told = box.fetch(box.search(), ["BODY.PEEK[]"])
        return [email.message_from_bytes(one[b"BODY[]"], policy=email.policy.default)
                for _uid, one in sorted(told.items())]  # fmt: skip


@pytest.fixture(scope="session")
def imap_address():
    with provide_mail() as server:
        yield server.address


@pytest.fixture
def server(imap_address, tmp_path, monkeypatch, settings):
    """Both servers; the product trusts their self-made certificates as a system would."""
    write_certificate(tmp_path)
    post = Post(tmp_path, urlsplit(imap_address).password)
    trusted = tmp_path / "trusted.pem"
    told = [Path(urlsplit(imap_address).path), tmp_path / "certificate.pem"]
    trusted.write_text("\n".join(path.read_text() for path in told))
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    settings.SITE_ADDRESS = "https://crm.example.cn"
    yield Server(imap_address, post)
    post.running.stop()


def a_mailbox(house, server, *, owner=None, **values) -> Mailbox:
    """A mailbox at the real servers, which an administrator allowed as ones inside."""
    for port in (server.port, server.post.port):
        if f"127.0.0.1:{port}" not in known_hosts():
            allow_host(f"127.0.0.1:{port}", reason="测试", by=house.admin)
    owner = owner or house.chen
    given = {
        "name": "陈默的邮箱", "address": f"{uuid.uuid4().hex[:12]}@fenggu.example.cn",
        "provider": "own", "imap_host": "127.0.0.1", "imap_port": server.port,
        "smtp_host": "127.0.0.1", "smtp_port": server.post.port,
    } | values  # fmt: skip
    return actions.save_mailbox(
        Mailbox(owner=owner, **given), password=server.word, by=fresh(owner)
    )


def known_hosts() -> frozenset[str]:
    from maizi.inbox.queries import allowed_hosts

    return allowed_hosts()


@pytest.fixture
def mailbox(house, server) -> Mailbox:
    return a_mailbox(house, server)


@pytest.fixture
def customer(house):
    """A customer of chen's with a buyer who has an address."""
    row = house.customer("南京同创科技有限公司", house.chen)
    contact = Contact(
        customer=row, name="王芳", job_title="采购经理", email="wangfang@tongchuang.cn"
    )
    save_contact(contact, by=fresh(house.chen))
    return row


def letter(**given) -> bytes:
    """A plain letter from wangfang, in UTF-8."""
    told = {
        "From": "王芳 <wangfang@tongchuang.cn>", "Subject": "询价：数控车床",
        "Message-ID": f"<{uuid.uuid4().hex}@tongchuang.cn>",
        "Date": "Mon, 23 Nov 2026 10:00:00 +0800",
    } | {name.replace("_", "-"): value for name, value in given.items()}  # fmt: skip
    text = told.pop("text", "请报 CK6150 两台的价格。")
    made = email.message.EmailMessage()
    for name, value in told.items():
        made[name] = value
    made.set_content(text)
    return bytes(made)


def agreed(row, *codes) -> None:
    for code in codes:
        given = Given(obtained=Obtained.PAPER, at=timezone.now())
        record_consent(row, purpose=Purpose.objects.get(code=code), given=given, by=None)


@pytest.fixture
def readers(house, customer):
    """Six people at one customer: two agreed, one of them to being counted; the rest not."""
    seed_purposes()
    made = {}
    for name in ("yes", "counted", "silent", "blocked", "bare"):
        mail = "" if name == "bare" else f"{name}@tongchuang.cn"
        row = Contact(customer=customer, name=name, email=mail)
        made[name] = save_contact(row, by=fresh(house.chen)) or row
        made[name] = row
    agreed(made["yes"], "marketing")
    agreed(made["counted"], "marketing", "measure")
    agreed(made["blocked"], "marketing")
    block_contact(made["blocked"], way="", by=house.chen)
    return made


@pytest.fixture
def issue(house, mailbox, readers) -> Issue:
    row = Issue(title="丰谷简讯第 3 期", mailbox=mailbox)
    sections = [
        Section(heading="新机床到货", text="VMC850 现货五台。", link="https://fenggu.example.cn")
    ]
    return actions.save_issue(row, sections=sections, tags=[], by=fresh(house.boss))
