"""A server that the administrator named: its whole answer, or none."""

import http.server
import io
import time

import pytest

from maizi.kit.outgoing import Unreachable, fetch
from tests.kit.test_outgoing import Listener, listener  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.once]


class Slow(http.server.BaseHTTPRequestHandler):
    """A drop at a time, each soon enough for whoever waits for a drop."""

    def do_POST(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(20):
            try:
                self.wfile.write(b"x")
            except OSError:
                return
            time.sleep(0.1)

    def log_message(self, *_):
        """Nobody reads it."""


def fetched(heard: Listener, *, most_bytes: int = 10_000, seconds: float = 5) -> tuple[int, bytes]:
    into = io.BytesIO()
    status = fetch(
        f"http://127.0.0.1:{heard.port}/?a=1", body=b"asked", headers={"X-Who": "me"},
        seconds=seconds, most_bytes=most_bytes, into=into,
    )  # fmt: skip
    return status, into.getvalue()


def test_it_gives_the_status_and_everything_that_was_said(listener):  # noqa: F811
    listener.status, listener.body = 404, b"x" * 9_000
    assert fetched(listener) == (404, listener.body)
    path, headers, body = listener.heard[0]
    assert (path, headers["X-Who"], body) == ("/?a=1", "me", b"asked")


def test_half_an_answer_is_none(listener):  # noqa: F811
    listener.headers, listener.body = {"Content-Length": "100"}, b"x" * 99
    with pytest.raises(Unreachable):
        fetched(listener)


def test_half_a_piece_is_none(listener):  # noqa: F811
    """In pieces, as ClickHouse sends rows: the last one, which is empty, is missing."""
    listener.headers, listener.body = {"Transfer-Encoding": "chunked"}, b"3\r\nabc\r\n"
    with pytest.raises(Unreachable):
        fetched(listener)


def test_a_chunked_answer_is_put_together(listener):  # noqa: F811
    listener.headers = {"Transfer-Encoding": "chunked"}
    listener.body = b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    assert fetched(listener) == (200, b"abcde")


def test_an_answer_that_is_too_large_is_none(listener):  # noqa: F811
    listener.body = b"x" * 101
    with pytest.raises(Unreachable):
        fetched(listener, most_bytes=100)


def test_an_answer_that_takes_too_long_is_none(listener, monkeypatch):  # noqa: F811
    monkeypatch.setattr(listener.server, "RequestHandlerClass", Slow)
    began = time.monotonic()
    with pytest.raises(Unreachable):
        fetched(listener, seconds=0.3)
    assert time.monotonic() - began < 3
