"""Whoever leaves hands his mailboxes over; his own letters go with him (C-70)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.accounts.access import held_by
from maizi.mail.actions.holdings import MAILBOXES
from maizi.mail.models import Mailbox, Message
from tests.house import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def boxes(house):
    """A mailbox of chen's own and one that he and xu share, with a letter of each kind."""
    own = Mailbox.objects.create(
        name="陈默的邮箱", address="chen@example.cn", owner=house.chen, sealed_password="x"
    )
    shared = Mailbox.objects.create(
        name="销售公共", address="sales@example.cn", owner=house.chen, is_shared=True
    )
    shared.members.set([house.chen, house.xu])
    customer = house.customer("华宁科技有限公司", house.chen)
    now = timezone.now()
    for box in (own, shared):
        for name, whose in (("客户的", customer), ("没匹配的", None)):
            Message.objects.create(
                mailbox=box, way="in", letter_id=f"{box.pk}{name}", subject=name, at=now,
                customer=whose, expires_at=None if whose else now + timedelta(9),
            )  # fmt: skip
    return own, shared


def test_a_successor_reads_what_customers_write(house, boxes):
    own, shared = boxes
    chen, xu, lin = fresh(house.chen), fresh(house.xu), fresh(house.lin)
    assert (MAILBOXES, 2) in held_by(chen)
    assert {one.title for one in MAILBOXES.held(chen)} == {"陈默的邮箱", "销售公共"}
    given = {"giver": chen, "by": lin, "reason": "离职"}
    assert MAILBOXES.give([own.pk, shared.pk], taker=xu, **given) == {}
    own.refresh_from_db()
    shared.refresh_from_db()
    assert own.owner == shared.owner == xu and own.sealed_password == "x"
    assert list(own.messages.values_list("subject", flat=True)) == ["客户的"]
    assert shared.messages.count() == 2, "a shared one is nobody's own"
    assert not shared.members.exists() and not MAILBOXES.count(chen)


def test_nobody_without_the_right_takes_one(house, boxes):
    own, _shared = boxes
    auditor = fresh(house.auditor)
    given = {"giver": fresh(house.chen), "by": fresh(house.lin), "reason": "离职"}
    refused = MAILBOXES.give([own.pk], taker=auditor, **given)
    assert "没有收发邮件的权限" in refused[own.pk]
    own.refresh_from_db()
    assert own.owner == house.chen and own.messages.count() == 2


def test_one_that_nobody_takes_ends(house, boxes):
    own, _shared = boxes
    chen = fresh(house.chen)
    assert MAILBOXES.end([own.pk], giver=chen, by=fresh(house.lin), reason="离职") == {}
    own.refresh_from_db()
    assert not own.is_active and own.sealed_password == "" and MAILBOXES.count(chen) == 1
    assert list(own.messages.values_list("subject", flat=True)) == ["客户的"]
