"""How the servers of a mailbox are reached, and where this site stands for those outside."""

from django.conf import settings
from django.urls import reverse

from maizi.accounts.queries import company_name
from maizi.inbox.queries import allowed_hosts
from maizi.kit.outgoing import BoxServer, MailServer
from maizi.kit.sealed import unseal

from ..models import Mailbox

__all__ = ["box_server", "company_name", "post_server", "public_address", "site_address"]


def box_server(row: Mailbox) -> BoxServer | None:
    """Where letters are fetched; None when the installation's key has changed. One query."""
    password = unseal(row.sealed_password)
    if not password:
        return None
    return BoxServer(row.imap_host, row.imap_port, row.username, password, allowed_hosts())


def post_server(row: Mailbox) -> MailServer | None:
    """Where letters are handed over; None when the installation's key has changed. One query."""
    password = unseal(row.sealed_password)
    if not password:
        return None
    return MailServer(
        host=row.smtp_host, port=row.smtp_port, security=row.smtp_security, sender=row.address,
        username=row.username, password=password, allowed=allowed_hosts(),
    )  # fmt: skip


def site_address() -> str:
    """Where this site is reached from outside; "" when nobody said."""
    return settings.SITE_ADDRESS


def public_address(name: str, mark: str) -> str:
    """A page of ours for people outside."""
    return f"{settings.SITE_ADDRESS}{reverse(name, args=[mark])}"
