"""Set up mailboxes, try them, pause them."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import settle
from maizi.jobs.actions import enqueue
from maizi.kernel import identifiers
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.kit.outgoing import BoxServer, Unreachable, open_box, open_post
from maizi.kit.sealed import seal

from .. import access, queries
from ..models import Folder, Mailbox
from ..rules.addresses import folded
from ..rules.presets import IMAP_PORT, PRESETS
from ..rules.troubles import trouble_of
from ..terms import Provider, Trouble

PAUSED, RESUMED = N_("暂停收取"), N_("恢复收取")
CONNECTION = ("imap_host", "imap_port", "username")


@transaction.atomic
def save_mailbox(row: Mailbox, *, password: str, by, members: Collection[User] = ()) -> Mailbox:
    """Store a mailbox; an empty password leaves the sealed one as it is.

    A provider that we know fills in its servers. Raises Refused for an address that is none or is
    set up already, for a missing server, for a new server without the password being typed anew
    (nobody sends a stored password elsewhere), and without a password.
    """
    checked = identifiers.email(row.address)
    if checked.status == identifiers.Status.REJECTED:
        raise Refused(checked.message, field="address")
    row.address = folded(checked.value)
    if Mailbox.objects.filter(address=row.address).exclude(pk=row.pk).exists():
        raise Refused(
            N_("“{address}”已经接入过了，不用再接。"), field="address", address=row.address
        )
    _fill_in(row)
    stored = None if row._state.adding else Mailbox.objects.select_for_update().get(pk=row.pk)
    if stored and not password and _goes_elsewhere(row, stored):
        raise Refused(
            N_("换了服务器或登录名，请重新输入密码或授权码：保存的密码不会发给别的服务器。"),
            field="password",
        )
    if password:
        row.sealed_password = seal(password.strip())
    if not row.sealed_password:
        raise Refused(N_("请填写密码或授权码。"), field="password")
    row.next_at, row.failures, row.trouble, row.error = timezone.now(), 0, "", ""
    with recorded(row, Verb.CHANGE if stored else Verb.CREATE, by=by):
        row.save()
    row.members.set(members if row.is_shared else [])
    if stored and stored.address != row.address:
        Folder.objects.filter(mailbox=row).delete()
    return row


def _fill_in(row: Mailbox) -> None:
    """The servers of a provider that we know; the login name is usually the address."""
    row.username = row.username.strip() or row.address
    if row.provider != Provider.OWN:
        known = PRESETS[Provider(row.provider)]
        row.imap_host, row.imap_port = known.imap_host, IMAP_PORT
        row.smtp_host, row.smtp_port = known.smtp_host, known.smtp_port
        row.smtp_security = known.smtp_security
    for name in ("imap_host", "smtp_host"):
        host = getattr(row, name).strip().rstrip(".").lower()
        if not host or any(sign in host for sign in " /@\\"):
            raise Refused(N_("请填写服务器地址，例如 imap.example.com。"), field=name)
        setattr(row, name, host)


def _goes_elsewhere(row: Mailbox, stored: Mailbox) -> bool:
    names = (*CONNECTION, "smtp_host", "smtp_port", "smtp_security")
    return any(getattr(row, name) != getattr(stored, name) for name in names)


def try_mailbox(row: Mailbox, *, by) -> None:
    """Sign in to both servers of a mailbox, outside any transaction.

    Raises Refused with what is wrong and what to do about it.
    """
    box, post = queries.box_server(row), queries.post_server(row)
    if box is None or post is None:
        raise Refused(Trouble.KEY.chinese)
    for opened, side in ((_receives(box), RECEIVING), (open_post(post), SENDING)):
        try:
            with opened:
                continue
        except Unreachable as why:
            raise Refused(told_trouble(why), side=side, answer=why.answer) from why


@contextmanager
def _receives(server: BoxServer) -> Iterator[None]:
    """That the inbox can be opened."""
    with open_box(server) as box:
        box.select_folder("INBOX", readonly=True)
        yield


def told_trouble(why: Unreachable) -> str:
    """What went wrong, as a sentence: the guard's own words where it refused."""
    if not why.code and not why.answer:
        return why.said
    return trouble_in(why).chinese


def trouble_in(why: Unreachable) -> Trouble:
    """Which of the known troubles it is."""
    if why.code == "key":
        return Trouble.KEY
    if why.code == "password" and trouble_of(why.answer) not in (
        Trouble.SWITCHED_OFF, Trouble.LIMITED,
    ):  # fmt: skip
        return Trouble.PASSWORD
    if why.code in ("certificate", "port"):
        return Trouble(why.code)
    return trouble_of(why.answer) if why.answer else Trouble.SILENT


@transaction.atomic
def pause_mailbox(row: Mailbox, *, by) -> Mailbox:
    """Fetch nothing from a mailbox until it is resumed."""
    return _switch(row, False, PAUSED, by)


@transaction.atomic
def resume_mailbox(row: Mailbox, *, by) -> Mailbox:
    """Fetch again, at once."""
    row = _switch(row, True, RESUMED, by)
    enqueue("mail.fetch", payload={"mailbox": row.pk}, by=None)
    return row


@transaction.atomic
def ask_fetch(row: Mailbox, *, by, now: datetime | None = None) -> None:
    """Look into a mailbox now. Raises Refused while it is paused."""
    if not row.is_active:
        raise Refused(N_("这个邮箱暂停了收取。请先恢复。"))
    Mailbox.objects.filter(pk=row.pk).update(next_at=now or timezone.now())
    enqueue("mail.fetch", payload={"mailbox": row.pk}, by=None)


def _switch(row: Mailbox, is_active: bool, verb: str, by) -> Mailbox:
    row = Mailbox.objects.select_for_update().get(pk=row.pk)
    with recorded(row, verb, by=by):
        row.is_active, row.next_at = is_active, timezone.now()
        row.save(update_fields=["is_active", "next_at"])
    if not is_active:
        settle(source=access.FAILING_SOURCE, about=row, by=by)
    return row


RECEIVING, SENDING = N_("收信"), N_("发信")
