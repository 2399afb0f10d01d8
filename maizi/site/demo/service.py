"""After-sales of the demo company: points, engineers, knowledge, tickets in every state."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from maizi.accounts.models import OrgUnit, User
from maizi.catalog.models import Category, Product
from maizi.clocks.models import ServiceCalendar
from maizi.clocks.queries import WHOLE_WEEK, week_kept
from maizi.customers.models import Customer
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.service import actions
from maizi.service.models import (
    Article,
    EmergencyPlan,
    Engineer,
    PreventivePlan,
    ServicePoint,
    Skill,
    Ticket,
)
from maizi.service.terms import Mode, PauseReason, PlanScope, Severity
from maizi.stock import actions as stock
from maizi.stock.models import Warehouse
from maizi.stock.terms import MovementKind
from maizi.warranty import actions as warranty
from maizi.warranty.models import Unit

from . import repairs as told
from . import words


def build_service(people: dict[str, User]) -> None:
    """Three points, three engineers, articles, plans, pieces, and two dozen tickets."""
    shop = Workshop({name: User.objects.get(pk=row.pk) for name, row in people.items()})
    shop.open_points()
    shop.hire()
    shop.write_knowledge()
    shop.place_pieces()
    for case in told.REMOTE:
        shop.remote(case)
    for case in told.VISITS:
        shop.visit(case)
    shop.install()


class Workshop:
    """The service desk: who takes down, who goes, what is known."""

    def __init__(self, people: dict[str, User]):
        self.people, self.wu, self.boss = people, people["wuhan"], people["boss"]
        self.now, self.pieces = timezone.now(), []
        self.products = {row.model: row for row in Product.objects.exclude(model="")}
        self.engineers: dict[str, Engineer] = {}

    def _kept(self, row, save):
        with recorded(row, Verb.CREATE, by=self.boss):
            save(row)
        return row

    def open_points(self) -> None:
        """Nanjing, Suzhou and Zhengzhou, each with the store of parts nearest to it."""
        units = {unit.name: unit for unit in OrgUnit.objects.all()}
        store = Warehouse.objects.get(name="维修备件库")
        part = self.products["OF-75"]
        line = stock.Line(part, Decimal(20), price_yuan=part.cost_yuan)
        stock.post(MovementKind.OTHER_IN, warehouse=store, lines=[line], by=self.boss,
                   on=timezone.localdate(), note="售后备件")  # fmt: skip
        for name, unit, address, north, east in told.POINTS:
            row = ServicePoint(
                name=name, unit=units[unit], address=address, hotline="400-820-1188",
                latitude=Decimal(north), longitude=Decimal(east), warehouse=store,
            )  # fmt: skip
            self._kept(row, lambda one: one.save())

    def hire(self) -> None:
        """Engineers with what they can mend; all of them on call, so that the demo can be tried."""
        always = ServiceCalendar(
            code="duty", name="售后值班", week=week_kept(WHOLE_WEEK), is_every_day=True
        )
        self._kept(always, lambda one: one.save())
        points = {row.name: row for row in ServicePoint.objects.all()}
        for name, point, families in told.ENGINEERS:
            row = Engineer(user=self.people[name], point=points[point], calendar=always)
            self._kept(row, lambda one: actions.save_engineer(one, Verb.CREATE, by=self.boss))
            valid = timezone.localdate() + timedelta(400)
            skills = [
                Skill(category=one, certificate=f"FG-{one.pk % 10000:04d}", valid_until=valid)
                for one in Category.objects.filter(path_name__in=families)
            ]
            actions.set_skills(row, skills, by=self.boss)
            self.engineers[name] = row

    def write_knowledge(self) -> None:
        """Articles reviewed and published, an emergency plan, a preventive plan."""
        families = {row.path_name: row for row in Category.objects.all()}
        for family, title, symptom, body in told.ARTICLES:
            row = Article(title=title, family=families.get(family), symptom=symptom, body=body)
            self._kept(
                row, lambda one: actions.save_article(one, Verb.CREATE, by=self.people["sunbo"])
            )
            actions.advance_article(row, by=self.wu)
            actions.advance_article(row, by=self.wu)
        family = families[told.ENGINEERS[0][2][0]]
        plan = EmergencyPlan(family=family, **told.EMERGENCY)
        self._kept(plan, lambda one: actions.save_emergency_plan(one, Verb.CREATE, by=self.boss))
        care = PreventivePlan(
            name="空压机半年保养", family=family, months=6, scope=PlanScope.COVERED,
            checklist=told.CHECKLIST, owner=self.wu,
        )  # fmt: skip
        self._kept(care, lambda one: one.save())

    def place_pieces(self) -> None:
        """A piece at each of a dozen customers; those of the app below first, if it has some."""
        rows = Customer.objects.filter(pool=None, is_restricted=False).order_by("pk")
        for at, customer in enumerate(rows[:12]):
            model = told.MODELS[at % len(told.MODELS)]
            since = timezone.localdate() - timedelta(70 + 37 * at)
            unit = Unit(
                serial=f"FG{since:%y%m}{at + 1:04d}", product=self.products[model],
                customer=customer, place=f"{customer.province}{customer.city}", invoiced_on=since,
                delivered_on=since, price_yuan=self.products[model].list_price_yuan,
                contract_months=12,
            )  # fmt: skip
            self.pieces.append(warranty.register(unit, by=self.wu))

    def taken(self, at: int, minutes: int, **values) -> Ticket:
        """A ticket about the piece `at`, reported so many minutes ago."""
        unit = self.pieces[at]
        middle = words.MIDDLES.get(unit.customer.city)
        north, east = middle or told.SPOTS[at % len(told.SPOTS)]
        row = Ticket(
            unit=unit, received_at=self.now - timedelta(minutes=minutes),
            latitude=Decimal(north) + at * Decimal("0.004"),
            longitude=Decimal(east) - at * Decimal("0.006"), **values,
        )  # fmt: skip
        return actions.open_ticket(row, by=self.wu)

    def decided(self, row: Ticket, mode: Mode, severity: str, note: str) -> Ticket:
        """The same after triage, five minutes later; beyond the radii for tomorrow."""
        agreed = self.now + timedelta(hours=26) if row.band == "beyond" else None
        found = actions.Triage(
            severity=Severity(severity), mode=mode, note=note, script=("listen", "serial"),
            agreed_at=agreed,
        )  # fmt: skip
        at = min(self.now, row.received_at + timedelta(minutes=5))
        return actions.triage(row, found, by=self.wu, at=at)

    def remote(self, case: tuple) -> None:
        """Help by telephone: solved and closed, or still going on."""
        at, hours, type_, title, symptom, answer = case
        row = self.taken(at, hours * 60, type=type_, title=title, symptom=symptom)
        row = self.decided(row, Mode.REMOTE, "general", "先电话指导")
        if not answer:
            return
        article = Article.objects.filter(title__icontains=title[:3]).first()
        found = actions.Result(text=answer, article=article, no_article="" if article else "新情况")
        ended_at = row.received_at + timedelta(minutes=40)
        actions.restore(row, found, by=self.wu, at=ended_at)
        actions.confirm(row, who="设备科", score=5 - at % 2, by=self.wu)
        actions.close(row, by=self.wu)

    def visit(self, case: tuple) -> None:
        """A visit that has come as far as its story says."""
        at, minutes, severity, title, symptom, upto = case
        row = self.taken(at, minutes, title=title, symptom=symptom, severity=severity)
        if upto == "new":
            return
        row = self.decided(row, Mode.ON_SITE, severity, "电话指导无效，需要上门")
        if upto == "triaged":
            return
        name = "mali" if row.point and row.point.name == "郑州网点" else "zhaoqiang"
        by = self.people[name]
        order = actions.assign(row, engineer=self.engineers[name], by=self.wu)
        if upto == "asked":
            return
        actions.accept(order, by=by)
        for verb in told.STEPS[: told.STEPS.index(upto) + 1 if upto in told.STEPS else None]:
            actions.step(row, verb=verb, by=by)
        if upto == "waiting":
            actions.step(row, verb="wait_part", by=by, text="机头轴承，厂家周四到货")
        elif upto == "deciding":
            text = "报价 3,800 元更换机头，等设备科答复"
            actions.wait_for_customer(row, PauseReason.DECISION, text=text, by=by)
        elif upto in ("restored", "closed"):
            self._mended(row, upto, by)

    def _mended(self, row: Ticket, upto: str, by: User) -> None:
        actions.use_part(
            row, product=self.products["OF-75"], quantity=Decimal(1), by=by, token=row.no
        )
        marks = dict.fromkeys(told.CONDUCT, (True, 5))
        actions.mark_conduct(row, marks, by=by)
        told_result = actions.Result(text="更换机油滤芯，试机半小时正常", fault_code="堵塞停机")
        actions.restore(row, told_result, by=by)
        if upto == "closed":
            actions.confirm(row, who="设备科 李工", score=5, by=by)
            actions.close(row, by=self.wu)

    def install(self) -> None:
        """An installation with its slot tomorrow, put off once in time with an apology."""
        row = self.taken(
            9, 20, type="install", title="空压站安装调试", symptom="设备已到货，请安装。"
        )
        row = self.decided(row, Mode.ON_SITE, "minor", "需要两人")
        day = self.now + timedelta(days=1)
        hours = [day + timedelta(hours=count) for count in (0, 2, 8)]
        actions.agree_slot(row, actions.Slot(*hours), by=self.wu)
        later = [one + timedelta(days=1) for one in hours]
        actions.move_slot(row, actions.Slot(*later), reason="吊车临时检修", by=self.wu)
