"""Two pools with rules and a night's work; a colleague who leaves, half handed over."""

from datetime import timedelta

from django.utils import timezone

from maizi.accounts.models import Role, User
from maizi.care import actions as care
from maizi.care.models import HandOver, Piece
from maizi.care.terms import Sort
from maizi.customers import actions, queries
from maizi.customers.actions import recycling
from maizi.customers.models import Capacity, Customer, Pool, RecyclingRule, ReleaseReason
from maizi.customers.rules import Condition
from maizi.customers.terms import KaStatus, Operator

REASONS = ("暂无需求", "没有预算", "选了别家", "联系不上", "不在我的区域", "重复建档")
NOTE = """设备部长支持换新，财务在等下半年的预算，最后由总经理点头。
答应过：两年内免费巡检四次，报价到月底有效。
当心：上次安装迟了三天，他们还记着。"""
MOST_RELEASED, MOST_CLAIMED = 4, 2


def build_pools(people: dict[str, User]) -> None:
    """Rules, reasons and limits by the managers; then some weeks of coming and going."""
    for name in REASONS:
        actions.save_reason(ReleaseReason(name=name), by=people["boss"])
    east, north = Pool.objects.get(name="华东公海"), Pool.objects.get(name="华北公海")
    _age()
    _lay_down(east, people["linyue"])
    _lay_down(north, people["gaoyuan"])
    actions.hide_fields(east, ["legal_representative", "note"], by=people["linyue"])
    actions.add_member(east, user=people["tangwei"], is_administrator=True, by=people["linyue"])
    seller = Role.objects.get(code="salesperson")
    actions.save_capacity(Capacity(role=seller, most=200), by=people["boss"])
    _come_and_go(people, east)
    _protect(people)
    _night()


def _age() -> None:
    """Everybody has had his customers for a while: those of today would never fall."""
    now = timezone.now()
    for number, row in enumerate(Customer.objects.filter(owner__isnull=False).order_by("pk")):
        since = now - timedelta(days=5 + number * 7 % 120)
        Customer.objects.filter(pk=row.pk).update(created_at=since)


def _lay_down(pool: Pool, by: User) -> None:
    pool.note = "没有负责人的客户，先联系的先得"
    actions.save_pool(pool, "change", by=by)
    rule = RecyclingRule(pool=pool, name="没有跟进")
    actions.save_rule(rule, queries.usual_groups(), by=by)
    quarter = (
        Condition("not_won", Operator.AT_LEAST, ("90",)),
        Condition("ka_status", Operator.NOT_IN, (KaStatus.KEY.value, KaStatus.TARGET.value)),
    )
    rule = RecyclingRule(pool=pool, name="一季度没有拿下")
    actions.switch_rule(actions.save_rule(rule, (quarter,), by=by), is_active=False, by=by)


def _come_and_go(people: dict[str, User], pool: Pool) -> None:
    """Some customers are given up, some of them claimed by a colleague."""
    rows = list(
        Customer.objects.filter(owner=people["xuqing"], ka_status=KaStatus.NONE)
        .order_by("pk")[:MOST_RELEASED]
    )  # fmt: skip
    for row, reason in zip(rows, REASONS, strict=False):
        actions.release([row], pool, by=people["xuqing"], reason=f"{reason}：明年再联系")
    actions.claim(rows[:MOST_CLAIMED], by=people["chenmo"])


def _protect(people: dict[str, User]) -> None:
    row = Customer.objects.filter(owner=people["chenmo"], ka_status=KaStatus.NONE).first()
    if row:
        until = timezone.localdate() + timedelta(days=60)
        actions.protect(row, by=people["linyue"], reason="招标两个月后才开始", until=until)


def _night() -> None:
    """What the job of the night does, two nights after another."""
    now = timezone.now() - timedelta(days=1)
    for rule in recycling.active_rules():
        recycling.warn_next(rule, 0, now=now)
    while recycling.tell_next(now=now):
        pass


def build_hand_over(people: dict[str, User]) -> None:
    """罗一 leaves: the ordinary customers are chosen for, one key account is half confirmed."""
    leaver, boss = people["luoyi"], people["linyue"]
    row = HandOver(
        person=leaver, sort=Sort.LEAVE, leaves_on=timezone.localdate() + timedelta(days=9),
        reason="本人辞职，最后工作日下周五",
    )  # fmt: skip
    care.open_hand_over(row, by=boss)
    east = {"region": "江苏省"}
    care.arrange(row, holding="customers", taker=people["xuqing"], by=boss, match=east)
    keys = list(Piece.objects.filter(hand_over=row, is_key=True).order_by("pk"))
    for piece in keys:
        care.choose(row, [piece.pk], taker=people["chenmo"], by=boss)
    if keys:
        care.write_note(keys[0], NOTE, by=leaver)
        care.confirm_given(keys[0], by=leaver)
