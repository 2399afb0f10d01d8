"""Pools and a hand-over for the scene."""

from datetime import timedelta

from django.utils import timezone

from maizi.care import actions as care
from maizi.care.models import HandOver, Piece
from maizi.customers import actions
from maizi.customers.models import Capacity, OwnerSpell, RecyclingRule, ReleaseReason
from maizi.customers.rules.recycling import Condition
from tests.house import fresh

NOTE = "设备部长支持换新，总经理最后点头，报价到月底有效。"


class Pooling:
    """A rule, a member, a number, a reason; a customer that changed hands; somebody who leaves."""

    def __init__(self, house, scene):
        pool, boss, lin = scene.pooled.pool, fresh(house.boss), fresh(house.lin)
        silent = (Condition("idle", "at_least", ("15",)),)
        self.rule = actions.save_rule(RecyclingRule(pool=pool, name="没有跟进"), (silent,), by=None)
        self.member = actions.add_member(pool, unit=house.east, by=None)
        self.limit = actions.save_capacity(Capacity(user=scene.gone, most=9), by=boss)
        self.reason = actions.save_reason(ReleaseReason(name="没有预算"), by=boss)
        passed = scene.made("南京转手有限公司", house.xu)
        actions.assign([passed], house.chen, by=boss, reason="区域调整")
        self.spell = OwnerSpell.objects.get(customer=passed)
        leaver = house.person("tong", "童叶", house.nanjing, "salesperson")
        key = scene.made("南京童叶大客户", leaver, ka_status="key")
        row = HandOver(person=leaver, leaves_on=timezone.localdate() + timedelta(days=5))
        self.hand_over = care.open_hand_over(row, by=lin)
        self.piece = Piece.objects.get(hand_over=row, object_id=key.pk)
        care.choose(row, [self.piece.pk], taker=house.chen, by=lin)
        care.write_note(self.piece, NOTE, by=lin)
        care.confirm_given(self.piece, by=lin)
