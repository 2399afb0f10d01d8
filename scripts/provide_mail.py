"""A mailbox server (IMAP) for the tests: one that is named, or a private Dovecot for this run."""

import datetime
import ipaddress
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from .provide_postgres import Unfit, apt_install, free_port

PACKAGES = ("dovecot-core", "dovecot-imapd")
PLACES = ["dovecot", "/usr/sbin/dovecot", "/usr/local/sbin/dovecot", "/opt/homebrew/sbin/dovecot"]
NO_SERVER = (
    "No mail server for the tests: Dovecot 2.3 is not installed and apt-get could not bring it; "
    "install dovecot-imapd, or name a server in MAIZI_TEST_IMAP."
)
PATIENCE_SECONDS = 20
# Any name signs in with one password and has a mailbox of its own; nothing outlives the run.
SETTINGS = """
protocols = imap
listen = 127.0.0.1
base_dir = {place}/run
state_dir = {place}/state
log_path = {place}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
ssl = required
ssl_cert = <{place}/certificate.pem
ssl_key = <{place}/key.pem
auth_mechanisms = plain login
mail_location = maildir:{place}/boxes/%u
mail_fsync = never
passdb {{
  driver = static
  args = password={word}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={place}/boxes/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    special_use = \\Sent
    auto = create
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
"""


@dataclass(frozen=True)
class MailServer:
    """One IMAP server over TLS: any name signs in with the one password.

    address  imaps://any:password@host:port/path/of/the/certificate.pem
    """

    address: str
    told: str

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 993


@contextmanager
def provide_mail(route: str | None = None) -> Iterator[MailServer]:
    """A server by the first route that works; a private one is stopped afterwards."""
    for name in [route] if route else MAIL_ROUTES:
        with suppress(Unfit):
            server, stop = MAIL_ROUTES[name]()
            break
    else:
        raise SystemExit(NO_SERVER)
    try:
        yield server
    finally:
        stop()


def _given() -> tuple[MailServer, Callable]:
    address = os.environ.get("MAIZI_TEST_IMAP")
    if not address:
        raise Unfit
    server = MailServer(address, "the server named in MAIZI_TEST_IMAP")
    if not _answers(server.port):
        raise SystemExit("MAIZI_TEST_IMAP names a mail server that does not answer.")
    return server, lambda: None


def _installed() -> tuple[MailServer, Callable]:
    program = next(filter(None, map(shutil.which, PLACES)), None)
    if not program or _version(program) != (2, 3):
        raise Unfit
    return start_dovecot(program)


def _apt() -> tuple[MailServer, Callable]:
    if not apt_install(*PACKAGES):
        raise Unfit
    return _installed()


MAIL_ROUTES = {"given": _given, "installed": _installed, "apt": _apt}


def start_dovecot(program: str) -> tuple[MailServer, Callable]:
    """Start a private server on a free port, as an ordinary user even when we are root."""
    place = Path(tempfile.mkdtemp(prefix="maizi-mail-"))
    who = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    port, word = free_port(), secrets.token_hex(12)
    for name in ("run", "state", "boxes"):
        (place / name).mkdir()
    write_certificate(place)
    settings = place / "dovecot.conf"
    settings.write_text(SETTINGS.format(
        place=place, port=port, word=word, user=who.pw_name, uid=who.pw_uid, gid=who.pw_gid,
        group=_group_of(who.pw_gid),
    ))  # fmt: skip
    as_user = {}
    if os.getuid() == 0:
        for path in [place, *place.iterdir()]:
            os.chown(path, who.pw_uid, who.pw_gid)
        as_user = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = subprocess.Popen([program, "-F", "-c", settings], cwd=place, **quiet, **as_user)

    def stop() -> None:
        running.terminate()
        running.wait(timeout=30)
        shutil.rmtree(place, ignore_errors=True)

    if not _answers(port, running):
        stop()
        raise Unfit
    address = f"imaps://any:{word}@127.0.0.1:{port}{quote(str(place / 'certificate.pem'))}"
    return MailServer(address, f"a private Dovecot on port {port}"), stop


def write_certificate(place: Path) -> None:
    """A self-made certificate for 127.0.0.1 and localhost with its key, in a folder."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [x509.NameAttribute(x509.NameOID.COMMON_NAME, f"maizi-{secrets.token_hex(4)}")]
    )
    now = datetime.datetime.now(datetime.UTC)
    places = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName(places), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (place / "certificate.pem").write_bytes(made.public_bytes(pem))
    (place / "key.pem").touch(mode=0o600)
    (place / "key.pem").write_bytes(key.private_bytes(pem, *plain))


def _group_of(gid: int) -> str:
    import grp

    return grp.getgrgid(gid).gr_name


def _version(program: str) -> tuple[int, ...]:
    told = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
    parts = told.split(" ")[0].split(".")[:2]
    return tuple(int(part) for part in parts if part.isdigit())


def _answers(port: int, running: subprocess.Popen | None = None) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and (running is None or running.poll() is None):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=2):
            return True
        time.sleep(0.1)
    return False
