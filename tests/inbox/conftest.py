"""A clock one can set, a real mail server, a real listener, and a worker that works while one
waits."""

import email
import email.policy
import socket
from datetime import datetime

import pytest
from django.utils import timezone

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
