"""The ways out of the house, as they are set up now."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext

from maizi.kit.listing.keyset import Order
from maizi.kit.outgoing import MailServer
from maizi.kit.sealed import unseal

from .. import access
from ..models import AllowedHost, Channel, Delivery, MailSettings
from ..terms import DeliveryState
from .paging import Slice, slice_of
from .shown import shown_rows


def allowed_hosts() -> frozenset[str]:
    """Hosts inside the network that an administrator allowed, in small letters. One query."""
    return frozenset(AllowedHost.objects.values_list("name", flat=True))


def mail_settings() -> MailSettings:
    """The row of the settings screen; a blank one before anybody filled it in."""
    return MailSettings.objects.filter(pk=1).first() or MailSettings()


def has_mail() -> bool:
    """Whether there is a mail server. One query at most."""
    return bool(settings.MAIL) or MailSettings.objects.filter(pk=1, is_active=True).exists()


def mail_server() -> MailServer | None:
    """How to reach the mail server; None when there is none.

    The environment goes before the screen. Who may write the environment may also decide that
    the server stands inside the network.
    """
    if settings.MAIL:
        return MailServer(**settings.MAIL, allowed=frozenset({settings.MAIL["host"].lower()}))
    row = MailSettings.objects.filter(pk=1, is_active=True).first()
    password = unseal(row.sealed_password) if row else None
    if row is None or password is None:
        return None
    return MailServer(
        host=row.host, port=row.port, security=row.security, username=row.username,
        password=password, sender=row.sender, allowed=allowed_hosts(),
    )  # fmt: skip


def address_of(channel: Channel) -> tuple[str, str] | None:
    """Address and secret of a channel; None when the installation's key has changed."""
    address, secret = unseal(channel.sealed_address), unseal(channel.sealed_secret)
    return None if not address or secret is None else (address, secret)


def site_link(path: str) -> str:
    """The whole address of a page of ours, for messages; "" when nobody said where the site is."""
    is_ours = path.startswith("/") and not path.startswith("//")
    return settings.SITE_ADDRESS + path if settings.SITE_ADDRESS and is_ours else ""


def deliveries_page(user, *, state: str = "", after: str = "", before: str = "") -> Slice:
    """A page of visible deliveries, newest first. One query."""
    rows = access.visible_deliveries(user).select_related("channel", "user", "notice")
    rows = rows.filter(state=state) if state else rows
    return slice_of(rows, Order(), after=after, before=before)


def shown_deliveries(user, rows: Iterable[Delivery]) -> list[tuple[Delivery, str]]:
    """Deliveries with what they are called: the title for whom it was meant, for others the kind.

    Who looks after channels need not know what is said on them.
    """
    rows = list(rows)
    own = [row for row in rows if row.user_id == user.pk and row.notice_id]
    titles = {one.row.pk: one.title for one in shown_rows(user, [row.notice for row in own])}
    return [(row, _title(row, user, titles)) for row in rows]


def _title(row: Delivery, user, titles: dict[int, str]) -> str:
    if row.event == access.TEST.code:
        return row.title
    if row.user_id == user.pk:
        return titles.get(row.notice_id, row.title)
    return gettext(access.event_kind(row.event).label)


def waiting_count(user) -> dict[DeliveryState, int]:
    """How many visible deliveries wait and how many failed, at most a thousand each."""
    rows = access.visible_deliveries(user).order_by()
    states = (DeliveryState.WAITING, DeliveryState.FAILED)
    return {s: rows.filter(state=s).values("pk")[:1_000].count() for s in states}
