"""Set up the ways out of the house, and try them."""

import ipaddress
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.kit.outgoing import Unreachable, parts_of
from maizi.kit.sealed import seal

from .. import access, queries
from ..models import AllowedHost, Channel, Delivery, MailSettings
from ..terms import DeliveryState, Security, Way
from .notices import wake_sender

MOST_TESTS, TESTS_WITHIN = 5, timedelta(minutes=5)
RETRY = N_("再次发送")


@transaction.atomic
def save_channel(row: Channel, *, address: str, secret: str, by) -> Channel:
    """Store a robot or webhook; an empty address or secret leaves the stored one as it is.

    Raises Refused for an address the house never asks. Whether it lies inside the network is
    checked again at every message, where the connection is made.
    """
    if address:
        try:
            row.host = parts_of(address.strip()).hostname or ""
        except Unreachable as why:
            raise Refused(why.said, field="address") from why
        row.sealed_address = seal(address.strip())
    if not row.sealed_address:
        raise Refused(N_("请填写机器人或 Webhook 的地址。"), field="address")
    if secret:
        row.sealed_secret = seal(secret.strip())
    unknown = set(row.events) - {event.code for event in access.event_kinds()}
    if unknown:
        raise Refused(N_("没有这种事件：{codes}"), field="events", codes=sorted(unknown))
    with recorded(row, Verb.CREATE if row._state.adding else Verb.CHANGE, by=by):
        row.save()
    return row


@transaction.atomic
def save_mail_settings(row: MailSettings, *, password: str, by) -> MailSettings:
    """Store how to reach the mail server; an empty password leaves the stored one as it is.

    Raises Refused for letters in the clear to a server that nobody allowed as one inside.
    """
    row.host = row.host.strip().lower().rstrip(".")
    is_inside = {row.host, f"{row.host}:{row.port}"} & queries.allowed_hosts()
    if row.security == Security.NONE and not is_inside:
        raise Refused(
            N_("不加密只能用于已允许的内部主机。请改用 SSL/TLS 或 STARTTLS。"), field="security"
        )
    if password:
        row.sealed_password = seal(password)
    row._state.adding = not MailSettings.objects.filter(pk=row.pk).exists()
    with recorded(row, Verb.CREATE if row._state.adding else Verb.CHANGE, by=by):
        row.save()
    return row


@transaction.atomic
def allow_host(name: str, *, reason: str, by) -> AllowedHost:
    """Let messages go to one host inside the network: a name or address, with a port or without.

    Raises Refused for anything that is no single host, and without a reason.
    """
    name = host_from(name)
    if not reason.strip():
        raise Refused(N_("请写明为什么允许这个主机。"), field="reason")
    if AllowedHost.objects.filter(name=name).exists():
        raise Refused(N_("“{name}”已经在名单里。"), field="name", name=name)
    row = AllowedHost(
        name=name, reason=reason.strip()[:200], allowed_by=by, allowed_at=timezone.now()
    )
    with recorded(row, Verb.CREATE, by=by, reason=reason):
        row.save()
    return row


@transaction.atomic
def forbid_host(row: AllowedHost, *, by) -> None:
    """Take a host off the list; from the next message on it is refused."""
    with recorded(row, Verb.DELETE, by=by):
        row.delete()


@transaction.atomic
def send_test(channel: Channel, *, by, now: datetime | None = None) -> Delivery:
    """Send a test message to a channel; its fate is seen among the deliveries."""
    return _test(Delivery(way=channel.way, channel=channel), by=by, now=now or timezone.now())


@transaction.atomic
def send_test_mail(*, by, now: datetime | None = None) -> Delivery:
    """Send a test mail to oneself."""
    if not by.email:
        raise Refused(N_("您的账号没有邮箱，请先在“人员”里填写。"))
    return _test(Delivery(way=Way.MAIL, user=by), by=by, now=now or timezone.now())


@transaction.atomic
def retry_delivery(delivery: Delivery, *, by, now: datetime | None = None) -> Delivery:
    """Try a failed delivery again from the beginning. Raises Refused while it is under way."""
    now = now or timezone.now()
    row = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if row.state not in (DeliveryState.FAILED, DeliveryState.DROPPED):
        raise Refused(N_("这条消息没有失败，不用再次发送。"))
    with recorded(row, RETRY, by=by):
        row.state, row.tries, row.error, row.due_at = DeliveryState.WAITING, 0, "", now
        row.is_digest = False
        row.save(update_fields=["state", "tries", "error", "due_at", "is_digest"])
    wake_sender(now, now=now)
    return row


def host_from(text: str) -> str:
    """A host as it is compared: small letters, perhaps with a port. Raises Refused otherwise."""
    text = text.strip().lower().rstrip(".")
    try:
        return ipaddress.ip_address(text.strip("[]")).compressed
    except ValueError:
        pass
    try:
        parts = parts_of(f"https://{text}/")
    except Unreachable as why:
        raise Refused(NO_HOST, field="name") from why
    if parts.netloc != text or "*" in text or "/" in text:
        raise Refused(NO_HOST, field="name")
    return text


NO_HOST = N_("请填写一个主机名或 IP 地址，可以带端口，例如 mail.corp.lan 或 10.0.0.8:8080。")


def _test(row: Delivery, *, by, now: datetime) -> Delivery:
    recent = Delivery.objects.filter(
        event=access.TEST.code, channel=row.channel, user=row.user,
        created_at__gt=now - TESTS_WITHIN,
    )  # fmt: skip
    if recent.count() >= MOST_TESTS:
        raise Refused(N_("测试得太频繁，请五分钟后再试。"))
    row.event, row.created_at, row.due_at = access.TEST.code, now, now
    row.title = _("这是一条测试消息，由 %s 发出。") % by
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    wake_sender(now, now=now)
    return row
