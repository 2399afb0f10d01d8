"""Stock of the demo company: three warehouses, half a year of movements, a count, a shortage."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from maizi.accounts.models import User
from maizi.catalog.models import Product
from maizi.catalog.terms import ProductSort, Tracking
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.sources import Source
from maizi.stock import actions
from maizi.stock.actions import Found, Line
from maizi.stock.models import StockAccount, Warehouse
from maizi.stock.terms import MovementKind, StockStatus

PLACES = (
    ("ZC", "南京总仓", "南京市江宁区丰谷路 18 号", ("A-01", "A-02", "B-01", "B-02")),
    ("HB", "郑州分仓", "郑州市经开区第八大街 6 号", ()),
    ("WX", "维修备件库", "南京市江宁区丰谷路 18 号西楼", ("S-1", "S-2")),
)
MAKERS = {"开岳": "开岳压缩机（苏州）有限公司", "杉泉": "杭州杉泉净化设备有限公司",
          "南泵": "南泵流体科技有限公司", "润川": "润川润滑油南京经销部"}  # fmt: skip
POINTS = (("AF-75", 60, 120), ("OF-75", 60, 120), ("OS-75", 12, 30), ("KS-8000", 40, 80),
          ("EDV-16", 30, 40), ("BK15-8", 4, 8))  # fmt: skip
MONTHS = 6


def build_stock(people: dict[str, User]) -> None:
    """Warehouses, opening stock, half a year of trade, transfers, a count, what is running out."""
    room = _Room(people["boss"])
    room.open_up()
    for month in range(MONTHS, 0, -1):
        room.trade(month)
    room.move_about()
    room.run_short()
    room.close_last_month()
    room.begin_count()


class _Room:
    """Keeps the warehouses."""

    def __init__(self, by: User):
        self.by, self.dice, self.today = by, Random(20261128), timezone.localdate()
        self.numbers = 0
        self.main, self.north, self.repair = [self._place(at, p) for at, p in enumerate(PLACES)]
        sorts = (ProductSort.GOODS, ProductSort.PART)
        kept = Product.objects.filter(is_active=True, sort__in=sorts)
        self.goods = list(kept.exclude(cost_yuan=None).order_by("id"))
        self.by_model = {row.model: row for row in self.goods}

    def _place(self, at: int, told: tuple) -> Warehouse:
        code, name, address, bins = told
        row = Warehouse(code=code, name=name, address=address, position=at, keeper=self.by)
        with recorded(row, Verb.CREATE, by=self.by):
            actions.save_warehouse(row, Verb.CREATE, by=self.by)
        for bin_ in bins:
            actions.add_bin(row, code=bin_, by=self.by)
        return row

    def open_up(self) -> None:
        """What lay there when the books began."""
        start = self.today - timedelta(30 * MONTHS + 20)
        for place, share in ((self.main, 4), (self.north, 1)):
            lines = [self._coming(row, self._amount(row) * share) for row in self.goods]
            self._post(MovementKind.OPENING, place, lines, start, note="启用日期初库存")

    def trade(self, month: int) -> None:
        """One month: a receipt from each maker, some deliveries."""
        first = self.today - timedelta(30 * month)
        for at, (brand, maker) in enumerate(MAKERS.items()):
            rows = [row for row in self.goods if row.brand == brand]
            rows = self.dice.sample(rows, min(4, len(rows)))
            lines = [self._coming(row, self._amount(row) * 2) for row in rows]
            source = Source("demo.purchase", month * 10 + at, f"CG{first:%y%m}-{at + 1:03}")
            self._post(MovementKind.PURCHASE_IN, self.main, lines, first + timedelta(at * 2),
                       partner=maker, source=source)  # fmt: skip
        for at in range(6):
            self._deliver(first + timedelta(9 + at * 3), month * 10 + at)

    def _deliver(self, on: date, number: int) -> None:
        place = self.north if number % 4 == 0 else self.main
        held = StockAccount.objects.filter(warehouse=place, good__gt=4).select_related("product")
        rows = [a for a in held.order_by("id") if a.product.tracking == Tracking.NONE]
        lines = [
            Line(a.product, Decimal(min(int(a.good) // 3, self.dice.randint(1, 12)) or 1))
            for a in self.dice.sample(rows, min(4, len(rows)))
        ]  # fmt: skip
        machine = held.filter(product__tracking=Tracking.SERIAL).order_by("-id").first()
        if machine and number % 2:
            piece = machine.product.serials.filter(warehouse=place, status="good").first()
            lines.append(Line(machine.product, Decimal(1), serials=(piece.no,)))
        source = Source("demo.sale", number, f"XS{on:%y%m}-{number:03}")
        self._post(MovementKind.SALES_OUT, place, lines, min(on, self.today), source=source)

    def move_about(self) -> None:
        """To the branch, into the repair store, onto the scrap heap."""
        on, rows = self.today - timedelta(4), self.by_model
        wanted = (("AF-75", 8), ("OF-75", 8), ("S-020", 4))
        lines = [Line(rows[model], self._some(model, pieces)) for model, pieces in wanted]
        self._post(MovementKind.TRANSFER, self.main, lines, on, other=self.north, note="郑州备货")
        lines = [Line(rows[m], self._some(m, 2)) for m in ("IVK-75", "TVC-71", "PT-16")]
        self._post(MovementKind.TRANSFER, self.main, lines, on, other=self.repair, note="维修领用")
        lines = [Line(rows["EDV-16"], self._some("EDV-16", 2), to_status=StockStatus.DEFECTIVE,
                      note="线圈烧坏")]  # fmt: skip
        self._post(MovementKind.RESTATUS, self.main, lines, on + timedelta(1))

    def run_short(self) -> None:
        """Reorder points, and an order that has reserved most of what there is."""
        for model, least, fill_to in POINTS:
            actions.set_point(self.by_model[model], least=Decimal(least), fill_to=Decimal(fill_to),
                              by=self.by)  # fmt: skip
        row = self.by_model["KS-8000"]
        account = StockAccount.objects.get(product=row, warehouse=self.main)
        wanted = max(int(account.good) - 10, 1)
        actions.reserve(source=Source("demo.order", 1, "XD2611-021"),
                        lines=[(row, self.main, Decimal(wanted))], by=self.by)  # fmt: skip

    def close_last_month(self) -> None:
        last = self.today.replace(day=1) - timedelta(1)
        actions.close_through(last.replace(day=1) - timedelta(1), by=self.by, reason="月结")

    def begin_count(self) -> None:
        """A count of the branch that is half done."""
        count = actions.start_count(self.north, by=self.by, note="季度盘点")
        lines = list(count.lines.select_related("product"))
        found = {
            line.pk: Found(line.book - (at % 5 == 0), note="少一件" if at % 5 == 0 else "")
            for at, line in enumerate(lines[:12]) if line.product.tracking == Tracking.NONE
        }  # fmt: skip
        actions.note_found(count, found=found, by=self.by)

    def _some(self, model: str, pieces: int) -> Decimal:
        """So many pieces of what lies in the main store, or what there is."""
        row = StockAccount.objects.get(product=self.by_model[model], warehouse=self.main)
        return min(Decimal(pieces), row.good)

    def _amount(self, row: Product) -> int:
        if row.tracking == Tracking.SERIAL:
            return 1
        return self.dice.choice((6, 10, 15)) if row.list_price_yuan < 1000 else 2

    def _coming(self, row: Product, pieces: int) -> Line:
        serials = ()
        if row.tracking == Tracking.SERIAL:
            serials = tuple(f"{row.model}-{26_0000 + self.numbers + n}" for n in range(pieces))
            self.numbers += pieces
        swing = Decimal(self.dice.randint(96, 105)) / 100
        return Line(row, Decimal(pieces), price_yuan=row.cost_yuan * swing, serials=serials)

    def _post(self, kind: MovementKind, place: Warehouse, lines: list, on: date, **more) -> None:
        actions.post(kind, warehouse=place, lines=lines, on=on, by=self.by, **more)
