"""One record of every kind that a route can be asked about, and everybody signed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from maizi.accounts.actions import create_role, create_unit, delegate
from maizi.accounts.models import Appointment, Delegation, Role, User
from maizi.customers import actions
from maizi.customers.models import Activity, Address, Collaborator, Contact, Customer, Pool, Tag
from maizi.customers.pages import CUSTOMERS
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
from tests.matrix import ROLES

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
        self.activity = Activity(customer=self.customer, content="报价已发", at=timezone.now())
        actions.log_activity(self.activity, by=house.chen)
        self.request = actions.ask_for_access(self.customer, "同一集团", by=house.meng)

        self.shared = self.made("南京同创电子有限公司", house.chen)
        self.share = actions.share(self.shared, user=house.xu, by=house.chen)
        self.foreign = self.made("郑州远大机械有限公司", house.meng)
        self.restricted = self.made("南京机密单位", house.xu, is_restricted=True)
        self.pooled = house.customer("南京公海客户", pool=house.pool, mobile="13912340003")
        self.expired = self.made("郑州旧协作有限公司", house.meng)
        Collaborator.objects.create(
            customer=self.expired, user=house.xu, granted_by=house.meng, until=today - timedelta(1)
        )
        self.north_pool = Pool.objects.create(name="华北公海", unit=house.north)
        self.tag = Tag.objects.create(name="重点")
        self.views = {
            kind: SavedView.objects.create(kind=f"customers.{kind}", owner=house.chen, name="我的")
            for kind in ("customer", "contact", "tag", "pool")
        }
        self.file = store(ContentFile(b"%PDF-1.4 x", name="合同.pdf"), by=house.chen,
                          purpose=Purpose.ATTACHMENT)  # fmt: skip
        self.job = enqueue("jobs.sweep", by=house.chen)
        self.schedule = Schedule.objects.create(
            name="清理", cron="20 3 * * *", kind="jobs.sweep", next_at=timezone.now()
        )
        self.run = lead(SHEET, by=fresh(house.lin)).check().run
        self._inbox()
        self._people(today)
        self.clients = {role: self._client(role) for role in ROLES}
        self.clients["chen at home"] = self._client("chen")
        self.session = house.chen.sessions.latest("opened_at")

    def made(self, name: str, owner: User, **values) -> Customer:
        """A customer through the product's own door."""
        row = Customer(name=name, owner=owner, **values)
        save(CUSTOMERS, row=row, verb="create", by=fresh(owner))
        return row

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
        made.cookies.load({name: m.value for name, m in self.clients[role].cookies.items()})
        return made


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside never was."""
    with transaction.atomic():
        place = transaction.savepoint()
        yield
        transaction.savepoint_rollback(place)
