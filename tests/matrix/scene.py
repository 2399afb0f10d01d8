"""One record of every kind that a route can be asked about, and everybody signed in."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from maizi.accounts.actions import create_role, create_unit, delegate
from maizi.accounts.models import Appointment, Delegation, Role, User
from maizi.approvals import actions as approving
from maizi.approvals.access import Asked
from maizi.approvals.actions import Approver
from maizi.approvals.models import ApprovalDefinition
from maizi.approvals.terms import ApproverSort
from maizi.clocks import actions as clocks
from maizi.clocks.access import ClockKind, Period, declare_clock
from maizi.clocks.models import ServiceCalendar
from maizi.clocks.terms import Counting
from maizi.customers import actions
from maizi.customers.actions.important import SUBJECT
from maizi.customers.models import (
    Activity,
    Address,
    Collaborator,
    Contact,
    Customer,
    ImportantDay,
    Pool,
    Relation,
    Tag,
)
from maizi.customers.pages import CUSTOMERS
from maizi.fields import actions as fields
from maizi.fields.access import NumberShape
from maizi.fields.queries import used_templates
from maizi.fields.terms import Period as NumberPeriod
from maizi.files.actions import store
from maizi.files.terms import Purpose
from maizi.inbox import actions as inbox
from maizi.inbox.models import Channel, Delivery, Todo
from maizi.jobs.actions import enqueue
from maizi.jobs.models import Schedule
from maizi.kit.models import SavedView
from maizi.kit.pages import save
from tests.customers.importing import lead
from tests.house import House, fresh
from tests.matrix import (
    ROLES,
    colours,
    counter,
    inviting,
    keeping,
    keyserving,
    lending,
    privacy,
    shelf,
    spares,
    stockroom,
    surveying,
    thinking,
    till,
    winning,
    workshop,
    yard,
)
from tests.matrix.gathering import Gathering
from tests.matrix.grievances import Grievances
from tests.matrix.mailroom import Mailroom
from tests.matrix.pools import Pooling
from tests.matrix.ratings import Ratings
from tests.matrix.schooling import Schooling
from tests.matrix.servicing import Servicing
from tests.matrix.sorting import Sorted

SEAL = base64.b64decode(  # a picture of one point
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HANDLER = Client().handler  # one for all: its middleware is put together once
SHEET = "客户名称,手机\n西安大雁塔文化有限公司,13800138009\n西安小雁塔文化有限公司,1.38E+10\n"


class Scene:
    """The house with things in it. What has no other word belongs to chen."""

    def __init__(self, house: House):
        self.house = house
        today = timezone.localdate()
        self.customer = self.made("郑州华宁科技有限公司", house.chen, mobile="13912340001")
        self.contact = Contact(customer=self.customer, name="王芳", mobile="13912340002")
        actions.save_contact(self.contact, by=house.chen)
        self.address = Address(customer=self.customer, street="文化路 8 号", receiver="王芳")
        actions.save_address(self.address, by=house.chen)
        self.phrase = actions.save_phrase("已发资料", by=house.chen)
        self.day = ImportantDay(customer=self.customer, kind="festival", on="L--08-15")
        actions.save_day(self.day, by=house.chen)
        self.activity = Activity(customer=self.customer, content="报价已发", at=timezone.now())
        actions.log_activity(self.activity, by=house.chen)
        self.request = actions.ask_for_access(self.customer, "同一集团", by=house.meng)

        self.shared = self.made("南京同创电子有限公司", house.chen)
        self.share = actions.share(self.shared, user=house.xu, by=house.chen)
        self.foreign = self.made("郑州远大机械有限公司", house.meng)
        self.relation = Relation(first=self.customer, second=self.shared, type="partner")
        actions.save_relation(self.relation, by=fresh(house.chen))
        self.restricted = self.made("南京机密单位", house.xu, is_restricted=True)
        self.pooled = house.customer("南京公海客户", pool=house.pool, mobile="13912340003")
        self.expired = self.made("郑州旧协作有限公司", house.meng)
        Collaborator.objects.create(
            customer=self.expired, user=house.xu, granted_by=house.meng, until=today - timedelta(1)
        )
        self.north_pool = Pool.objects.create(name="华北公海", unit=house.north)
        self.tag = Tag.objects.create(name="重点")
        self.sorted = Sorted(house, self)
        self.views = {
            kind: SavedView.objects.create(kind=f"customers.{kind}", owner=house.chen, name="我的")
            for kind in (
                "customer",
                "contact",
                "tag",
                "ownerspell",
                "tagpromise",
                "collectionbatch",
                "collectionsource",
            )
        }
        self.file = store(ContentFile(b"%PDF-1.4 x", name="合同.pdf"), by=house.chen,
                          purpose=Purpose.ATTACHMENT)  # fmt: skip
        self.job = enqueue("jobs.sweep", by=house.chen)
        self.schedule = Schedule.objects.create(
            name="清理", cron="20 3 * * *", kind="jobs.sweep", next_at=timezone.now()
        )
        self._merged()
        self._settings()
        self._clocks()
        self.run = lead(SHEET, by=fresh(house.lin)).check().run
        self._approvals()
        self._inbox()
        self._shelf()
        self._people(today)
        self.privacy = privacy.build(self)
        self.pooling = Pooling(house, self)
        self.clients = {role: self._client(role) for role in ROLES}
        self.clients["chen at home"] = self._client("chen")
        self.session = house.chen.sessions.latest("opened_at")

    def _clocks(self) -> None:
        """A calendar of a shop, and a deadline of the customer."""
        house = self.house
        self.calendar = ServiceCalendar(
            code="shop", name="门店时间", week=[[["09:00", "18:00"]]] * 7
        )
        clocks.save_calendar(self.calendar, by=None)
        declare_clock(ClockKind("scene.reply", "答复", Period(Counting.SAME_DAY)))
        self.clock = clocks.start(self.customer, code="scene.reply", by=house.chen)

    def _merged(self) -> None:
        """Two customers of chen's to be merged, and two that are one already."""
        house = self.house
        self.twin = self.made("苏州佳和电机有限公司", house.chen)
        first = self.made("苏州恒力机械厂", house.chen)
        second = self.made("苏州市金桥泵业有限公司", house.chen)
        wish = actions.Wish([first.pk, second.pk], first.pk)
        self.merge = actions.merge(wish, by=fresh(house.boss))

    def _settings(self) -> None:
        """A parameter, a numbering and a template of the company's own, and a filed print."""
        house, admin = self.house, fresh(self.house.admin)
        self.value = fields.change_parameter("churn.floor", given=["100"], by=admin, reason="试行")
        self.numbering = fields.change_numbering(
            "customer", shape=NumberShape("HD", NumberPeriod.YEAR), by=admin, unit=house.east
        )
        upload = ContentFile("# 客户表\n{{客户名称}}".encode(), name="表.txt")
        self.template = fields.add_template(
            upload, by=admin, kind="customers.customer", name="客户表"
        )
        fields.use_template(self.template, by=admin)
        shipped = used_templates("customers.customer")[-1]
        self.filed = fields.print_document(
            shipped, row=self.customer, by=fresh(house.chen), is_filed=True
        )

    def made(self, name: str, owner: User, **values) -> Customer:
        """A customer through the product's own door."""
        row = Customer(name=name, owner=owner, **values)
        save(CUSTOMERS, row=row, verb="create", by=fresh(owner))
        return row

    def _approvals(self) -> None:
        """A key account of chen's whose new name waits for lin."""
        step = approving.Step("审核", (Approver(ApproverSort.PERSON, person_id=self.house.lin.pk),))
        row = ApprovalDefinition(subject=SUBJECT, name="大客户重要信息更新")
        definition = approving.Definition((), (step,))
        self.definition = approving.save_definition(row, definition, by=None)
        self.account = self.made("南京大客户有限公司", self.house.chen, ka_status="key")
        asked = Asked({"name": "南京大客户集团有限公司"}, "工商变更")
        self.case = approving.submit(SUBJECT, row=self.account, asked=asked, by=self.house.chen)

    def _inbox(self) -> None:
        house = self.house
        self.todo = inbox.save_todo(Todo(title="给王芳回电话"), by=house.chen)
        self.closed_todo = inbox.finish(
            inbox.save_todo(Todo(title="寄样品"), by=house.chen), by=house.chen
        )
        (self.notice,) = inbox.notify(to=[house.chen], event="inbox.todo_due", title="到期了")
        self.allowed_host = inbox.allow_host("127.0.0.9", reason="测试", by=house.admin)
        self.channel = inbox.save_channel(
            Channel(name="东区群", way="webhook"), address="https://1.1.1.1/x", secret="",
            by=house.admin,
        )  # fmt: skip
        self.delivery = Delivery.objects.create(
            way="mail", user=house.chen, event="inbox.todo_due", title="到期了", state="failed",
            due_at=timezone.now(), created_at=timezone.now(), error="550",
        )  # fmt: skip
        self.token = inbox.renew_feed(house.chen, by=house.chen)
        User.objects.filter(pk=house.admin.pk).update(email="admin@example.cn")

    def _shelf(self) -> None:
        """Products and prices; the contract is of chen's customer."""
        self.seal = SEAL
        self.shelf = shelf.Shelf(self.house, self.customer, SEAL)
        self.till = till.Till(self.house, self.customer)
        self.counter = counter.Counter(self.house, self.customer)
        self.views |= self.shelf.views | self.till.views | self.counter.views
        led = lead(shelf.SHEET, by=fresh(self.house.boss), kind=shelf.pages.IMPORTS)
        self.shelf.run = led.check().run
        self.stock = stockroom.Stockroom(self.house, self.shelf.product)
        self.views |= self.stock.views
        self.yard = yard.Yard(self.house, self.shelf.part)
        self.workshop = workshop.Workshop(self.house, self.customer, self.shelf.product)
        self.colours = colours.Colours(self.house)
        self.views |= self.yard.views | self.workshop.views | self.colours.views
        self.keyserving = keyserving.KeyServing(self.house)
        self.lending = lending.Lending(self)
        self.winning = winning.Winning(self)
        self.keeping = keeping.Keeping(self)
        self.views |= self.winning.views | self.keeping.views
        self.inviting, self.gathering = inviting.Inviting(self), Gathering(self)
        self.views |= self.inviting.views | self.gathering.views
        self.thinking = thinking.Thinking(self)
        self.spares, self.surveying = spares.Spares(self), surveying.Surveying(self)
        self.views |= self.spares.views | self.surveying.views

    def _grievances(self) -> None:
        """Complaints; the open one is of chen's customer."""
        self.grievances = Grievances(self.house, self.customer)
        self.views |= self.grievances.views
        self.ratings = Ratings(self.house, self.customer)
        self.views |= self.ratings.views
        self.mailroom = Mailroom(self.house, self.customer)
        self.servicing = Servicing(self.house, self.customer)
        self.views |= self.servicing.views
        self.schooling = Schooling(self)

    def _people(self, today) -> None:
        house = self.house
        self.unit = create_unit("南京一组", by=None, parent=house.nanjing, level="team")
        self.closed = create_unit("旧部门", by=None, parent=house.hq, level="department")
        self.closed.is_active = False
        self.closed.save()
        self.person = house.person("hu", "胡蝶", house.nanjing, "salesperson")
        self.gone = house.person("gone", "高远", house.nanjing, "salesperson")
        User.objects.filter(pk=self.gone.pk).update(is_active=False)
        self.post = Appointment.objects.get(user=self.person)
        self.role = Role(code="trainee", name="实习生")
        create_role(self.role, by=None)
        house.left = house.person("left", "李留", house.nanjing, "salesperson")
        self.delegation = Delegation(
            giver=house.chen, receiver=house.xu, starts_on=today, ends_on=today, reason="休假"
        )
        delegate(self.delegation, by=house.chen)
        self._grievances()

    def _client(self, role: str) -> Client:
        browser = Client(raise_request_exception=False)
        if role != "anonymous":
            browser.force_login(getattr(self.house, role))
        if role == "left":
            User.objects.filter(username="left").update(is_active=False)
        return browser

    def browser(self, role: str, **options) -> Client:
        """A browser of its own with the role's session in it."""
        made = Client(raise_request_exception=False, **options)
        made.handler = made.handler if options else HANDLER
        made.cookies.load({name: m.value for name, m in self.clients[role].cookies.items()})
        return made


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside never was."""
    with transaction.atomic():
        place = transaction.savepoint()
        yield
        transaction.savepoint_rollback(place)
