"""The one way out of the house (TRUST 1.3.6, S11): nothing inside the network is ever reached."""

import http.server
import ipaddress
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import transaction

from maizi.kit.outgoing import Unreachable, may_be_reached, open_line, post, require_open
from maizi.kit.outgoing.web import ANSWER_BYTES

pytestmark = pytest.mark.django_db

INSIDE = [
    "127.0.0.1", "127.1", "127.0.0.2", "0", "0.0.0.0", "2130706433", "0x7f000001", "0177.0.0.1",
    "017700000001", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.9.9", "192.168.1.1",
    "169.254.169.254", "169.254.1.1", "100.64.0.1", "100.127.255.254", "192.0.0.8", "192.0.2.1",
    "198.18.0.1", "198.51.100.7", "203.0.113.7", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[fd12:3456::1]", "[ff02::1]", "[fec0::1]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:10.0.0.1]", "[::ffff:169.254.169.254]",
    "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::a00:1]", "[64:ff9b:1::1]",
    "[2002:7f00:1::]", "[2002:a00:1::1]", "[2001:0:7f00:1::]", "[2001:db8::1]", "[100::1]",
    "１２７.0.0.1", "①②⑦.0.0.1", "localhost", "127.0.0.1.",
]  # fmt: skip
UNSOUND = [
    "ftp://example.cn/", "file:///etc/passwd", "gopher://example.cn/", "//example.cn/",
    "example.cn",
    "https://", "https:///x", "https://user:secret@example.cn/", "https://example.cn:99999/",
    "https://example.cn:0/", "https://example.cn/a b", "https://example.cn/\r\nX: y",
    "https://[::1/", "javascript:alert(1)", "https://example.cn/" + "a" * 2_000, "",
]  # fmt: skip


class Listener:
    """A server of this machine that notes whoever comes, and says what it is told to."""

    def __init__(self):
        self.heard: list[tuple[str, dict, bytes]] = []
        self.status, self.headers, self.body = 200, {}, b"ok"
        outer = self

        class Desk(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                length = int(self.headers.get("Content-Length", 0))
                outer.heard.append((self.path, dict(self.headers), self.rfile.read(length)))
                self.send_response(outer.status)
                for name, value in outer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(outer.body)

            do_GET = do_POST  # noqa: N815 the name the library asks for

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Desk)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def listener():
    made = Listener()
    yield made
    made.close()


def said(*addresses: str):
    """A resolver that answers with these addresses, whatever it is asked."""

    def resolve(host, port, **_):
        family = {4: socket.AF_INET, 6: socket.AF_INET6}
        found = [(ipaddress.ip_address(a), a) for a in addresses]
        return [(family[ip.version], socket.SOCK_STREAM, 6, "", (a, port)) for ip, a in found]

    return resolve


@pytest.mark.parametrize("host", INSIDE)
def test_an_address_inside_is_refused_however_it_is_written(host, listener):
    with pytest.raises(Unreachable):
        post(f"https://{host}:{listener.port}/", body=b"{}", headers={})
    with pytest.raises(Unreachable):
        open_line(host, port=listener.port)
    assert listener.heard == []


@pytest.mark.parametrize("address", UNSOUND)
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(Unreachable) as refusal:
        post(address, body=b"{}", headers={}, allowed={"example.cn"})
    assert refusal.value.is_final


@pytest.mark.parametrize("inside", ["10.1.2.3", "127.0.0.1", "::1", "::ffff:192.168.0.9"])
def test_a_name_that_resolves_to_the_inside_is_refused(inside, listener):
    for addresses in ([inside], ["93.184.216.34", inside]):
        with pytest.raises(Unreachable) as refusal:
            require_open("robot.example.cn", listener.port, resolve=said(*addresses))
        assert refusal.value.is_final
    assert listener.heard == []


def test_a_name_is_asked_once_and_what_it_said_then_is_connected_to(listener, monkeypatch):
    """The control: an address that changes between check and use leads nowhere else."""
    asked = []

    def turning(host, port, **_):
        asked.append(host)
        return (
            said("127.0.0.1")(host, port) if len(asked) > 1 else said("93.184.216.34")(host, port)
        )

    met = []

    class Line(socket.socket):
        def connect(self, place):
            met.append(place[0])
            raise OSError("no network here")

    monkeypatch.setattr(socket, "socket", Line)
    with pytest.raises(Unreachable):
        post(f"https://turning.example:{listener.port}/", body=b"", headers={}, resolve=turning)
    assert asked == ["turning.example"] and met == ["93.184.216.34"]
    assert listener.heard == []


def test_an_allowed_host_is_reached_and_only_that(listener):
    place = f"127.0.0.1:{listener.port}"
    answer = post(f"http://{place}/in?x=1", body=b"{}", headers={"A": "b"}, allowed={place})
    assert answer.status == 200 and answer.body == b"ok"
    path, headers, body = listener.heard[0]
    assert (path, headers["A"], body) == ("/in?x=1", "b", b"{}")
    for allowed in ({f"127.0.0.1:{listener.port + 1}"}, {"localhost"}, {"127.0.0.2"}):
        with pytest.raises(Unreachable):
            post(f"http://{place}/", body=b"{}", headers={}, allowed=allowed)
    assert len(listener.heard) == 1


def test_plain_http_only_to_an_allowed_host():
    with pytest.raises(Unreachable) as refusal:
        post("http://93.184.216.34/", body=b"{}", headers={})
    assert refusal.value.is_final


def test_a_redirect_is_not_followed(listener):
    place = f"127.0.0.1:{listener.port}"
    listener.status, listener.headers = 302, {"Location": f"http://{place}/secret"}
    answer = post(f"http://{place}/", body=b"{}", headers={}, allowed={place})
    assert answer.status == 302 and len(listener.heard) == 1


def test_a_certificate_nobody_vouches_for_ends_it(listener, tmp_path):
    """The host may be allowed and the line encrypted: who answers must still be the host."""
    with_own_certificate(listener, tmp_path)
    place = f"127.0.0.1:{listener.port}"
    with pytest.raises(Unreachable, match="证书"):
        post(f"https://{place}/", body=b"{}", headers={}, allowed={place})
    assert listener.heard == []


def with_own_certificate(listener, folder) -> None:
    """Let the listener speak TLS with a certificate it gave itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name)
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = serialization.Encoding.PEM
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "all.pem").write_bytes(key.private_bytes(pem, *plain) + made.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "all.pem")
    listener.server.socket = context.wrap_socket(listener.server.socket, server_side=True)


def test_a_long_answer_is_cut(listener):
    listener.body = b"x" * (ANSWER_BYTES * 4)
    place = f"127.0.0.1:{listener.port}"
    answer = post(f"http://{place}/", body=b"{}", headers={}, allowed={place})
    assert len(answer.body) == ANSWER_BYTES


def test_nobody_there():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unreachable) as silence:
        open_line("127.0.0.1", port=port, allowed={"127.0.0.1"})
    assert not silence.value.is_final


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_inside_a_transaction(listener):
    place = f"127.0.0.1:{listener.port}"
    with transaction.atomic(), pytest.raises(RuntimeError):
        post(f"http://{place}/", body=b"{}", headers={}, allowed={place})
    assert listener.heard == []
    assert post(f"http://{place}/", body=b"{}", headers={}, allowed={place}).status == 200


@pytest.mark.parametrize("address", ["93.184.216.34", "1.1.1.1", "2606:2800:220:1::1"])
def test_the_open_network_may_be_reached(address):
    assert may_be_reached(address)


def test_what_is_no_address_may_not():
    assert not may_be_reached("example.cn")
