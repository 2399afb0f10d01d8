"""A clock one can set, a real mail server, a real listener, and a worker that works while one
waits."""

import email
import email.policy
import socket
from datetime import datetime

import pytest
from django.utils import timezone

from maizi.inbox import access, queries
from maizi.inbox.access import EventKind
from maizi.inbox.actions import allow_host, notify, save_channel
from maizi.inbox.models import Channel
from maizi.inbox.terms import Way
from maizi.jobs.actions.runs import Run
from maizi.jobs.models import Job
from maizi.jobs.rules import LEASE
from maizi.jobs.worker.claims import claim
from maizi.jobs.worker.runner import attempt
from tests.kit.test_outgoing import Listener


def work_off(now: datetime | None = None) -> list[Job]:
    """Do whatever is due, one after the other; the jobs as they ended."""
    done, now = [], now or timezone.now()
    while job := claim("host:1:a", now=now, lease=LEASE):
        attempt(job, Run(job, clock=lambda: now))
        done.append(Job.objects.get(pk=job.pk))
        assert len(done) < 50
    return done


class Mailbox:
    """A real SMTP server of this machine; keeps what it is handed."""

    def __init__(self):
        from aiosmtpd.controller import Controller

        self.letters: list[email.message.EmailMessage] = []
        self.refuses: dict[str, str] = {}  # address -> the answer it gets
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.running = Controller(self, hostname="127.0.0.1", port=self.port)
        self.running.start()

    async def handle_RCPT(self, server, session, envelope, address, options):
        """Called by the server for each receiver."""
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        """Called by the server for each letter."""
        self.letters.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"


@pytest.fixture
def mailbox(settings):
    """A mail server, set in the environment."""
    box = Mailbox()
    settings.MAIL = {
        "host": "127.0.0.1", "port": box.port, "security": "none", "username": "",
        "password": "", "sender": "crm@example.cn",
    }  # fmt: skip
    settings.SITE_ADDRESS = "https://crm.example.cn"
    yield box
    box.running.stop()


@pytest.fixture
def listener():
    made = Listener()
    yield made
    made.close()


EVENT = EventKind("tests.news", "新消息", by_mail=True)
URGENT = EventKind("tests.urgent", "急事", by_mail=True, is_urgent=True)


@pytest.fixture
def events(monkeypatch):
    """Two kinds of events that only these tests know."""
    monkeypatch.setattr(access, "_events", {**access._events})
    access.declare_event(EVENT)
    access.declare_event(URGENT)


@pytest.fixture
def chen(house):
    """Somebody with a mail address."""
    house.chen.email = "chenmo@example.cn"
    house.chen.save()
    return house.chen


def tell(person, title="客户来电", event=EVENT, **given) -> None:
    notify(to=[person], event=event.code, title=title, **given)


def robot(house, listener, way=Way.WEBHOOK, **values) -> Channel:
    """A channel to the listener, which an administrator allowed."""
    place = f"127.0.0.1:{listener.port}"
    if place not in queries.allowed_hosts():
        allow_host(place, reason="测试", by=house.admin)
    row = Channel(name=f"{way}群", way=way, events=[EVENT.code], **values)
    return save_channel(row, address=f"http://{place}/robot", secret="秘密", by=house.admin)
