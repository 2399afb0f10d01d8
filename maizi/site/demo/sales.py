"""Quotes, orders, deliveries, invoices and returns of the demo company, at every stage."""

from collections import defaultdict
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from itertools import zip_longest

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.catalog.models import Product
from maizi.catalog.terms import Tracking
from maizi.credit import actions as credit
from maizi.credit.models import CreditAccount
from maizi.customers.models import Customer
from maizi.kernel.errors import Refused
from maizi.sales import actions
from maizi.sales.access import Issued
from maizi.sales.models import Order, Quote
from maizi.stock.queries import available

TAX_NO = "91320100MA1WXYZ12X"
# place among the goods of which most lies free, pieces; how far the order has come
ORDERS = (
    (((0, 6), (1, 6)), "invoiced"), (((2, 5),), "invoiced"), (((3, 3), (4, 2)), "returned"),
    (((5, 2),), "signed"), (((0, 8), (6, 2)), "partly"), (((1, 5),), "shipped"),
    (((2, 3),), "picking"), (((7, 2), (8, 2)), "confirmed"), (((3, 4),), "prepaid"),
    (((9, 1),), "draft"), (((4, 2),), "cancelled"),
)  # fmt: skip
QUOTES = (
    ("空压机滤芯年度用量", (("AF-75", 24), ("OF-75", 24)), "1", "sent"),
    ("季度耗材", (("KS-8000", 12),), "0.97", "accepted"),
    ("现场更换滤芯", (("AF-75", 10),), "0.86", "waiting"),
    ("油分芯备货", (("OS-75", 6),), "1", "rejected"),
    ("排水阀改造", (("EDV-16", 20),), "0.96", "draft"),
)
NUMBERS = iter(f"263200000000{n:08d}" for n in range(1, 999))


@transaction.atomic
def build_sales(people: dict[str, User]) -> None:
    """What a small team sells in a few weeks; one order waits for credit, one for goods."""
    counter = _Counter(people)
    for at, (lines, stage) in enumerate(ORDERS):
        counter.order(at, lines, stage)
    counter.too_much()
    for at, (title, lines, ratio, stage) in enumerate(QUOTES):
        counter.quote(at, title=title, lines=lines, ratio=ratio, stage=stage)


def _buyers(people: dict[str, User], count: int = 8) -> list[Customer]:
    """Companies that owe nothing yet, of as many salespeople as there are, with a limit each."""
    fresh = Customer.objects.filter(
        party_type="enterprise", owner__isnull=False, owner__is_active=True,
        archived_at=None, credit_account=None,
    ).exclude(city="").select_related("owner").order_by("id")[:120]  # fmt: skip
    by_owner: dict[int, list[Customer]] = defaultdict(list)
    for customer in fresh:
        by_owner[customer.owner_id].append(customer)
    turns = zip_longest(*by_owner.values())
    found = [one for turn in turns for one in turn if one is not None][:count]
    for at, customer in enumerate(found):
        agreed = credit.Agreed(Decimal(100_000 + at * 20_000), (15, 30, 60)[at % 3], 7)
        credit.agree(customer, agreed, reason="年度授信", by=people["wangxin"])
    return found


class _Counter:
    """Sells to customers with a limit, through whoever owns them."""

    def __init__(self, people: dict[str, User]):
        self.people, self.today = people, timezone.localdate()
        self.customers = _buyers(people)
        sellable = Product.objects.filter(is_active=True, tracking=Tracking.NONE).exclude(
            list_price_yuan=None
        )
        free = available(sellable)
        most = sorted(sellable, key=lambda row: (-free[row.pk], row.pk))
        self.goods = {row.model: row for row in most}
        self.plenty = [row.model for row in most]

    def customer(self, at: int) -> Customer:
        return self.customers[at % len(self.customers)]

    def wanted(self, lines, ratio: str = "1") -> list:
        found = []
        for model, count in lines:
            row = self.goods[model]
            price = (row.list_price_yuan * Decimal(ratio)).quantize(Decimal("0.1"))
            found.append(actions.Wanted(row, Decimal(count), None if ratio == "1" else price))
        return found

    def quote(self, at: int, *, title: str, lines, ratio: str, stage: str) -> Quote:
        customer = self.customer(at + 3)
        by = customer.owner
        row = actions.start_quote(customer, by=by, title=title, terms_days=15)
        actions.add_lines(row, self.wanted(lines, ratio), by=by)
        if stage == "draft":
            return row
        row = actions.submit_quote(row, by=by, reason="客户同时比价，争取全年用量")
        if row.state != "approved":
            return row
        row = actions.send_quote(row, by=by)
        words = {"accepted": "请按这个价格安排", "rejected": "已选用其他供应商"}
        if stage in words:
            is_accepted = stage == "accepted"
            actions.answer_quote(row, is_accepted=is_accepted, by=None, words=words[stage])
        if stage == "accepted":
            actions.convert_quote(row, by=by)
        return row

    def order(self, at: int, lines, stage: str) -> None:
        customer, boss = self.customer(at), self.people["boss"]
        by, day = customer.owner, self.today - timedelta(days=20 - at)
        row = actions.start_order(
            customer, by=by, ordered_on=day, promised_on=day + timedelta(days=14),
            customer_no=f"PO-{8800 + at * 7}", receiver="仓库",
            address=f"{customer.province}{customer.city}科技路 {at * 3 + 6} 号",
            prepaid_yuan=Decimal(500) if stage == "prepaid" else Decimal(0),
        )  # fmt: skip
        lines = [(self.plenty[place], pieces) for place, pieces in lines]
        actions.add_lines(row, self.wanted(lines), by=by)
        if stage == "draft":
            return
        with suppress(Refused), transaction.atomic():
            row = actions.submit_order(row, by=by)
        if row.state != "confirmed":
            return
        if stage == "cancelled":
            actions.cancel_order(row, by=by, reason="客户项目推迟")
        elif stage not in ("confirmed", "prepaid"):
            # Other parts of the demo may have promised the goods: then the order waits for them.
            with suppress(Refused), transaction.atomic():
                self.deliver(row, stage, by=boss)

    def deliver(self, row: Order, stage: str, *, by: User) -> None:
        lines = list(row.lines.select_related("product"))
        pieces = {lines[0].pk: (lines[0].quantity / 2).quantize(Decimal(1))}
        made = actions.start_delivery(row, by=by, pieces=pieces if stage == "partly" else None)
        if stage == "picking":
            return
        made = actions.ship_delivery(
            made, by=by, carrier="德邦", tracking_no=f"DPK36{row.pk % 10**7}"
        )
        if stage in ("signed", "invoiced", "returned"):
            actions.note_signature(made, by=by, signed_by="王师傅")
        if stage in ("invoiced", "returned"):
            self.bill(row)
        if stage == "returned":
            actions.submit_return(
                actions.ask_return(
                    row, by=row.owner, pieces={lines[0].pk: Decimal(1)}, sort="return",
                    reason="faulty", told="密封圈开裂，装上后漏油",
                ),
                by=row.owner,
            )  # fmt: skip

    def bill(self, row: Order) -> None:
        fin = self.people["shenyan"]
        kind = "digital_special" if row.customer.party_type == "enterprise" else "digital_general"
        made = actions.draft_invoice(row, by=row.owner, kind=kind, tax_no=TAX_NO)
        actions.issue_invoice(made, Issued(next(NUMBERS), self.today), by=fin)

    def too_much(self) -> None:
        """An order far beyond a limit: the centre has to agree."""
        account = CreditAccount.objects.filter(is_held=False, limit_yuan__gt=0).order_by(
            "limit_yuan", "id"
        ).first()  # fmt: skip
        if account is None:
            return
        row = actions.start_order(account.customer, by=account.customer.owner)
        compressor = Product.objects.get(model="PM22-8")
        actions.add_lines(row, [actions.Wanted(compressor, Decimal(4))], by=row.owner)
        with suppress(Refused), transaction.atomic():
            actions.submit_order(row, by=row.owner, reason="老客户扩建厂房，年底前付清")
