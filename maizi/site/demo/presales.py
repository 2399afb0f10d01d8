"""Before the sale in the demo company: goods on trial, experts asked, solution sheets (F-1)."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from maizi.accounts.models import User
from maizi.catalog.models import Product
from maizi.catalog.terms import Tracking
from maizi.customers.models import Customer
from maizi.development.models import Opportunity
from maizi.kit.pages import save
from maizi.presales import actions
from maizi.presales.actions import Ended
from maizi.presales.models import ExpertRequest, Trial
from maizi.presales.pages import TRIALS
from maizi.presales.terms import Condition
from maizi.sales.access import visible_orders
from maizi.sales.models import OrderLine, Quote, Solution
from maizi.sales.pages import SOLUTIONS
from maizi.sales.terms import COUNTED
from maizi.stock.models import Serial
from maizi.training.models import Experience
from maizi.warranty.models import Unit

NEEDS = "喷涂线三班用气，每分钟 6 立方，要压力露点 3 度；机房挨着办公室，夜里不能吵。"
SOLUTION = (
    "一台变频机加一台冷干机，前后各一级过滤；机房贴隔音板，夜班自动降速。"
    "比原来两台工频机省电约两成。"
)
USE = "开机前看油位、排一次水；先开冷干机，五分钟后开主机。停机先卸载两分钟，不要直接拉闸。"
UPKEEP = (
    "每班：排水、看油位、听异响。\n每周：吹散热器。\n"
    "每 2000 小时：换油和油滤；每 4000 小时：换油气分离器。"
)
QUESTION = (
    "客户的喷涂线要压力露点 3 度，现在用普通冷干机，夏天漆面起泡。车间 38 度，"
    "每分钟 6 立方。他问换大一号冷干机够不够，还是要上吸附式。"
)
ANSWER = (
    "换大一号冷干机就够，不用吸附式：冷干机按 38 度进气、6 立方降额选，取 SD-10 能到露点 2 度。"
    "漆面起泡多半是前置过滤器没换，油带进去了，先换滤芯再看。"
)
ASKED = "机房只有 9 平方米，22 千瓦的机器散热够不够？要开多大的风口？"


def build_presales(people: dict[str, User]) -> None:
    """Trials in every state, questions answered and open, sheets of a quote and an order."""
    people = {name: User.objects.get(pk=row.pk) for name, row in people.items()}
    shop = Shop(people)
    shop.lend()
    shop.ask()
    shop.write()


class Shop:
    """chenmo and xuqing lend and ask; the boss hands out of the stock."""

    def __init__(self, people: dict[str, User]):
        self.people, self.chen, self.today = people, people["chenmo"], timezone.localdate()
        rows = Customer.objects.filter(owner=self.chen, pool=None, archived_at=None)
        seen = visible_orders(people["boss"])  # he is not in the list of a restricted customer
        bought = OrderLine.objects.filter(
            document__in=seen,
            document__customer__in=rows,
            document__state__in=COUNTED,
            product__sort="goods",
        ).order_by("-price_yuan", "-id")
        self.lines = list(bought.select_related("document__customer", "product")[:4])
        self.deals = list(
            Opportunity.objects.filter(owner=self.chen, state="open", customer__pool=None)
            .select_related("customer").order_by("id")[:3]
        )  # fmt: skip
        self.plain = list(Product.objects.filter(sort="goods", is_active=True).order_by("id")[:12])

    def lend(self) -> None:
        """One out of the stock, one overdue, one that sold, one that did not, one that waits."""
        self._out_of_stock(self.deals[0])
        row = self._beside(self.deals[1], days=20, due=4, serial="样机 22KW-03")
        actions.hear(row, liking="wavers", by=self.chen,
                     text="班长说声音小，设备科嫌价高，等月底预算会。")  # fmt: skip
        actions.chase_trials(today=self.today)
        for line in self.lines[:1]:  # a small company has sold him nothing yet
            self._ended(line, "likes", "一周省了 130 度电，按这个数请示买了。")
        self._ended(None, "dislikes", "他们气量波动不大，变频用不上，仍用工频机。")
        xu = self.people["xuqing"]
        theirs = Customer.objects.filter(owner=xu, pool=None, archived_at=None).order_by("id")
        piece = self._piece(without=1)
        if piece is not None and theirs:
            row = Trial(customer=theirs[0], product=piece.product, warehouse=piece.warehouse)
            save(TRIALS, row=row, verb="create", by=xu)

    def ask(self) -> None:
        """One answered by an expert, declined by another; one that waits."""
        deal = self.deals[0]
        row = ExpertRequest(
            title="喷涂线露点 3 度，换大一号冷干机够不够", question=QUESTION, opportunity=deal,
            customer=deal.customer, due_at=timezone.now() + timedelta(hours=20),
        )  # fmt: skip
        sun, zhao, ma = (self.people[name] for name in ("sunbo", "zhaoqiang", "mali"))
        row = actions.ask_experts(row, experts=[sun, zhao], by=self.chen)
        actions.decline(row.replies.get(expert=zhao), by=zhao, text="后处理我只会修，选型请孙工。")
        reply = actions.answer(row.replies.get(expert=sun), text=ANSWER, by=sun)
        shared = Experience(
            title="喷涂漆面起泡先看前置滤芯", problem="压力露点够，夏天漆面仍起泡",
            cause="前置过滤器没换，油带进后处理", solution="一、换前置滤芯。\n二、再测露点。",
        )  # fmt: skip
        actions.share_answer(reply, shared, by=sun)
        deal = self.deals[-1]
        row = ExpertRequest(
            title="9 平方米机房放 22 千瓦", question=ASKED, customer=deal.customer,
            opportunity=deal, due_at=timezone.now() + timedelta(hours=28),
        )  # fmt: skip
        row = actions.ask_experts(row, experts=[sun, ma], by=self.chen)
        actions.accept(row.replies.get(expert=ma), by=ma)

    def write(self) -> None:
        """A whole sheet at an order whose piece is in service, one begun at a quote."""
        seen = visible_orders(self.people["boss"])
        sold = Unit.objects.filter(line__document__in=seen).select_related("line__document")
        lines = [unit.line for unit in sold[:1]] or self.lines
        for line in lines[:1]:
            sheet = Solution(
                order=line.document, needs=NEEDS, solution=SOLUTION, use=USE, upkeep=UPKEEP
            )
            save(SOLUTIONS, row=sheet, verb="create", by=self.people["boss"])
        quotes = Quote.objects.filter(state__in=("draft", "sent"), solution=None)
        for quote in quotes.select_related("owner").order_by("id")[:1]:
            sheet = Solution(quote=quote, needs=NEEDS, solution=SOLUTION)
            save(SOLUTIONS, row=sheet, verb="create", by=User.objects.get(pk=quote.owner_id))

    def _piece(self, without: int = 0) -> Serial | None:
        """A good piece on a shelf, of a machine that is followed by serial."""
        rows = Serial.objects.filter(
            warehouse__isnull=False, status="good", product__tracking=Tracking.SERIAL
        )
        return rows.select_related("product", "warehouse").order_by("id")[without:].first()

    def _out_of_stock(self, deal: Opportunity) -> None:
        piece = self._piece()
        if piece is None:
            return
        row = Trial(
            customer=deal.customer, opportunity=deal, product=piece.product,
            warehouse=piece.warehouse, terms="免押金；人为损坏按出厂价赔。安装由我方负责。",
        )  # fmt: skip
        save(TRIALS, row=row, verb="create", by=self.chen)
        row = actions.hand_out(row, serial=piece.no, by=self.people["boss"])
        actions.hear(row, liking="likes", text="装上当天就试了一班，夜里很安静。", by=self.chen)

    def _beside(self, deal: Opportunity, *, days: int, due: int, serial: str) -> Trial:
        row = Trial(
            customer=deal.customer, opportunity=deal, product=self.plain[0], serial=serial,
            lent_on=self.today - timedelta(days=days), due_on=self.today - timedelta(days=due),
        )  # fmt: skip
        save(TRIALS, row=row, verb="create", by=self.chen)
        return row

    def _ended(self, line: OrderLine | None, liking: str, words: str) -> None:
        order = line.document if line else None
        row = Trial(
            customer=order.customer if order else self.deals[-1].customer,
            product=line.product if line else self.plain[0], quantity=Decimal(1),
            serial="样机 22KW-02", lent_on=self.today - timedelta(days=60),
            due_on=self.today - timedelta(days=46),
        )  # fmt: skip
        save(TRIALS, row=row, verb="create", by=self.chen)
        actions.hear(row, liking=liking, text=words, by=self.chen)
        ended = Ended(self.today - timedelta(days=47), words, order)
        actions.take_back(row, ended, condition=Condition.INTACT, by=self.chen)
