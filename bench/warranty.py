"""三包 verdicts: pure rules beside reading the facts they need, and one through records."""

from datetime import date, timedelta
from decimal import Decimal

from .measure import Aim, Row, timed
from .pages import Browser

FACTS = 2_000
MARK = "BENCH-P"
RULES_AIM = Aim(ratio=10)


def run(size: int) -> list[Row]:
    """(what we measure, the limit beside it, the ratio we aim at).

    The limit of the pure rules is what nobody can do without: fetching the same pieces and
    repairs from the database, as bare rows. A verdict tells every row of the table with its
    reason and dates by the calendar of holidays; it may take some times as long as the fetching.
    """
    from maizi.kernel.calendar import WorkCalendar
    from maizi.warranty.rules.facts import Rule
    from maizi.warranty.rules.verdict import judge
    from maizi.warranty.terms import Kind

    facts, calendar = _facts(), WorkCalendar()
    rule = Rule("tv", "电视", Kind.GENERAL, 12, 36, Decimal("0.1"), source="")
    unit = _unit()
    _pieces(unit, facts)
    fetched = timed(f"{FACTS} 台设备和它们的维修，裸 SQL", work=_read_all, times=15, warm=2)
    judged = timed(
        f"{FACTS} 次三包判定，纯规则",
        work=lambda n: [judge(one, rule, calendar=calendar) for one in facts], times=9, warm=2,
    )  # fmt: skip
    judged = judged.noted(f"每秒 {FACTS * 1000 / judged.cpu:,.0f} 次")
    bare = timed("一台设备和它的维修，裸 SQL", work=lambda n: _read(unit.pk))
    asked = timed("一台设备的判定", work=lambda n: _asked(unit))
    boss = Browser("boss")
    page = timed("设备页面", work=lambda n: boss.get(f"/warranty/{unit.pk}/"))
    return [
        (judged, fetched, RULES_AIM), (asked, bare, None), (page, bare, None),
        (fetched, None, None), (bare, None, None),
    ]  # fmt: skip


def _pieces(unit, facts: list) -> None:
    """The same facts as stored pieces with their repairs, unless they are there."""
    from django.utils import timezone

    from maizi.warranty.models import Repair, Unit

    if Unit.objects.filter(serial__startswith=MARK).exists():
        return
    rows = Unit.objects.bulk_create(
        Unit(serial=f"{MARK}{at}", product=unit.product, customer=unit.customer, code=f"{MARK}{at}",
             sold_on=one.sold_on, starts_on=one.starts_on, price_yuan=one.price_yuan)
        for at, one in enumerate(facts)
    )  # fmt: skip
    noon = timezone.now().replace(hour=4, minute=0, second=0, microsecond=0)
    Repair.objects.bulk_create(
        Repair(no=f"{MARK}{at}-{n}", unit=row, fault="黑屏", fault_code=mended.fault_code,
               handed_in_at=noon.replace(year=2026, month=mended.handed_in_on.month,
                                         day=mended.handed_in_on.day),
               repairer="量测", ready_at=noon.replace(year=2027))
        for at, (row, one) in enumerate(zip(rows, facts, strict=True))
        for n, mended in enumerate(one.repairs)
    )  # fmt: skip


def _read_all(_number: int) -> None:
    """What the database alone needs for the facts of all of them."""
    from maizi.warranty.models import Repair, Unit

    list(Unit.objects.filter(serial__startswith=MARK).values_list())
    list(Repair.objects.filter(unit__serial__startswith=MARK).values_list())


def _facts() -> list:
    from maizi.warranty.rules.facts import Facts, Mended

    sold = date(2026, 1, 10)
    found = []
    for n in range(FACTS):
        repairs = tuple(
            Mended(sold + timedelta(40 * k), sold + timedelta(40 * k + 5), "黑屏")
            for k in range(1, n % 4)
        )
        found.append(Facts(
            reported_on=sold + timedelta(n % 900), sold_on=sold, starts_on=sold,
            price_yuan=Decimal(4999), fault_code="黑屏", repairs=repairs,
            is_model_there=n % 2 == 0, is_main_part=n % 5 == 0,
        ))  # fmt: skip
    return found


def _unit():
    from django.utils import timezone

    from maizi.accounts.models import User
    from maizi.catalog.models import Product
    from maizi.customers.models import Customer
    from maizi.warranty import actions
    from maizi.warranty.models import Unit

    actions.seed_catalogue()
    by = User.objects.get(username="boss")
    known = Unit.objects.filter(serial="BENCH-1").first()
    if known is not None:
        return known
    product = Product.objects.order_by("id").first()
    if product is None:
        product = Product.objects.create(name="电视", no="BENCH", sort_name="ds", name_key="电视")
    day = timezone.localdate() - timedelta(days=100)
    return actions.register(
        Unit(serial="BENCH-1", product=product, catalogue="平板电视", invoiced_on=day,
             customer=Customer.objects.order_by("id").first(), price_yuan=Decimal(4999)),
        by=by,
    )  # fmt: skip


def _read(pk: int) -> None:
    from maizi.warranty.models import Repair, Unit

    list(Unit.objects.filter(pk=pk).values_list())
    list(Repair.objects.filter(unit=pk).values_list())


def _asked(unit) -> None:
    from django.utils import timezone

    from maizi.warranty.queries import Question, verdict_of

    verdict_of(unit, Question(fault="黑屏", reported_on=timezone.localdate()))
