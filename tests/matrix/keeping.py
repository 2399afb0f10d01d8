"""Customers of the scene that are kept: a plan, a draft, a body for everything that can be done."""

from datetime import timedelta

from django.utils import timezone

from maizi.care import actions
from maizi.care.models import Conflict
from maizi.care.terms import ReturnForm
from maizi.development.models import Agreement
from maizi.kit.models import SavedView
from maizi.kit.pages import save
from maizi.meetings import actions as meetings
from maizi.meetings.models import Meeting
from maizi.meetings.pages import MEETINGS
from maizi.sales.models import Order
from tests.house import fresh
from tests.matrix.bonding import Bonding


class Keeping:
    """Chen's customer has bought for years, and a greeting to it waits."""

    def __init__(self, scene):
        chen, today = fresh(scene.house.chen), timezone.localdate()
        self.customer = scene.made("南京长青设备有限公司", scene.house.chen)
        actions.seed_approvals()
        for number, days in enumerate((400, 200, 100, 40)):
            Order.objects.create(
                no=f"KEEP{number}", customer=self.customer, owner=chen, org_unit=chen.unit,
                created_by=chen, ordered_on=today - timedelta(days), state="completed",
                net_yuan=1000,
            )  # fmt: skip
        actions.restage([self.customer.pk])
        actions.replan([self.customer.pk])
        self.customer.refresh_from_db()
        self.agreement = Agreement.objects.create(
            no="KEEP", name="年度伙伴协议", customer=self.customer, scope="全部",
            starts_on=today - timedelta(1), ends_on=today + timedelta(99), state="active",
            owner=chen, org_unit=chen.unit,
        )  # fmt: skip
        self.greeting = actions.draft_greetings(
            [self.customer], form=ReturnForm.IM, text="{客户}好", by=chen
        ).made[0]
        self.case = actions.begin_case(self.customer, by=chen)
        self.case.cause = "price"
        self.case.save(update_fields=["cause"])
        self.conflict = actions.open_conflict(
            Conflict(situation="送货晚到", behaviour="没有打电话", effect="客户拒收"),
            self.customer, by=chen,
        )  # fmt: skip
        self.other = scene.made("南京待挽回设备厂", scene.house.chen)
        self._meetings(scene)
        scene.bonding = Bonding(scene)
        self.views = {
            "winback": SavedView.objects.create(
                kind="care.winback", owner=scene.house.chen, name="我的"
            ),
            "conflict": SavedView.objects.create(
                kind="care.conflict", owner=scene.house.chen, name="我的"
            ),
            "meeting": SavedView.objects.create(
                kind="meetings.meeting", owner=scene.house.chen, name="我的"
            ),
        }

    def _meetings(self, scene) -> None:
        """Chen's meetings: one that is prepared, one ready, one held, one over."""
        self.chen, self.lin = fresh(scene.house.chen), fresh(scene.house.lin)
        self.prepared = self._meeting("准备中的会")
        self.guest = meetings.add_guest(self.prepared, name="王方", by=self.chen)
        self.point = self.prepared.points.get()
        self.sent = self._meeting("发过议程的会")
        meetings.send_agenda(self.sent, by=self.chen)
        self.ready = self._begun("就绪的会", is_held=False)
        self.held = self._begun("进行中的会")
        self.talked = self.held.points.get()
        self.decision = meetings.decide(self.held, text="换滤芯", by=self.chen)
        self.over = self._begun("散了的会")
        day = timezone.localdate() + timedelta(days=3)
        self.action = meetings.agree(
            self.over, text="送滤芯", owner=self.chen, due_on=day, by=self.chen
        )
        self.over = meetings.end_meeting(self.over, conclusion="换", by=self.chen)

    def _meeting(self, title: str) -> Meeting:
        row = Meeting(title=title, purpose="定方案", needed="维修记录",
                      starts_at=timezone.now() + timedelta(days=1))  # fmt: skip
        save(MEETINGS, row=row, verb="create", by=self.chen)
        meetings.add_people(row, [self.lin], by=self.chen)
        meetings.add_point(row, title="维修记录", by=self.chen)
        row.refresh_from_db()
        return row

    def _begun(self, title: str, *, is_held: bool = True) -> Meeting:
        row = self._meeting(title)
        meetings.send_agenda(row, by=self.chen)
        row = meetings.make_ready(row, by=self.chen)
        if is_held:
            row = meetings.start_meeting(row, by=self.chen)
            people = list(row.participants.values_list("pk", flat=True))
            meetings.note_attendance(row, attended=people, spoke=[], by=self.chen)
            meetings.summarise(row.points.get(), meetings.Summary("好"), by=self.chen)
        return row


RECORDS = {
    "care:visit": lambda s: s.keeping.customer,
    "care:interval": lambda s: s.keeping.customer,
    "care:stage": lambda s: s.keeping.customer,
    "care:member": lambda s: s.keeping.customer,
    "care:partner": lambda s: s.keeping.customer,
    "care:greeting": lambda s: s.keeping.greeting,
    "care:begin": lambda s: s.keeping.other,
    "care:conflict": lambda s: s.keeping.conflict,
    "care:conflict_new": lambda s: s.keeping.customer,
    "care:give_up": lambda s: s.keeping.case,
    "care:winback": lambda s: s.keeping.case,
    "meetings:": lambda s: s.keeping.prepared,
    "meetings:person_handed": lambda s: s.keeping.guest,
    "meetings:person_remove": lambda s: s.keeping.guest,
    "meetings:point_remove": lambda s: s.keeping.point,
    "meetings:summary": lambda s: s.keeping.talked,
    "meetings:decision_remove": lambda s: s.keeping.decision,
    "meetings:action": lambda s: s.keeping.action,
    "meetings:actions_add": lambda s: s.keeping.held,
    "meetings:actions_change": lambda s: s.keeping.action.meeting,
    "meetings:ready": lambda s: s.keeping.sent,
    "meetings:start": lambda s: s.keeping.ready,
    "meetings:attendance": lambda s: s.keeping.held,
    "meetings:decisions_add": lambda s: s.keeping.held,
    "meetings:end": lambda s: s.keeping.held,
    "meetings:send_minutes": lambda s: s.keeping.over,
    "meetings:minutes": lambda s: s.keeping.over,
}


TOLD = {"situation": "送货晚到", "behaviour": "没有打电话", "effect": "客户拒收"}


def _start(days: int = 1) -> str:
    moment = timezone.localtime(timezone.now() + timedelta(days=days))
    return moment.strftime("%Y-%m-%dT%H:%M")


BODIES = {
    "care:visit": lambda s: {"form": "phone", "outcome": "fine", "reason": "routine",
                             "talk": "一切正常"},
    "care:interval": lambda s: {"override_days": "20", "override_reason": "客户要求"},
    "care:stage": lambda s: {"stage": "inactive", "reason": "停产"},
    "care:member": lambda s: {"club": "金麦会", "joined_on": timezone.localdate().isoformat()},
    "care:partner": lambda s: {"agreement": s.keeping.agreement.pk, "reason": "共同开发"},
    "care:batch": lambda s: {"pk": [s.keeping.customer.pk], "form": "im", "text": "{客户}好"},
    "care:greeting": lambda s: {"act": "sent"},
    "care:begin": lambda s: {},
    "care:give_up": lambda s: {"outcome": "对手低三成"},
    "care:winback_edit": lambda s: {"cause": "price", "offer": "以旧换新", "cost_yuan": "800"},
    "care:winback_export": lambda s: {"reason": "月报", "format": "csv"},
    "care:conflict_new": lambda s: TOLD,
    "care:conflict_edit": lambda s: TOLD,
    "care:conflict_solve": lambda s: {"solution": "晚到先打电话", "trust": "better"},
    "care:conflict_export": lambda s: {"reason": "月报", "format": "csv"},
    "care:conflict_save_view": lambda s: {"name": "新视图"},
    "care:conflict_remove_view": lambda s: {},
    "care:winback_save_view": lambda s: {"name": "新视图"},
    "care:winback_remove_view": lambda s: {},
    "meetings:meeting_new": lambda s: {"title": "新会", "purpose": "定方案", "needed": "记录",
                                       "starts_at": _start(), "minutes": "60"},
    "meetings:meeting_edit": lambda s: {"title": "改名", "purpose": "定方案", "needed": "记录",
                                        "starts_at": _start(2), "minutes": "60",
                                        "host": s.house.chen.pk},
    "meetings:people_add": lambda s: {"guest": "李工"},
    "meetings:points_add": lambda s: {"title": "备件"},
    "meetings:summary": lambda s: {"summary": "好"},
    "meetings:decisions_add": lambda s: {"text": "买"},
    "meetings:actions_add": lambda s: {"text": "送样"},
    "meetings:action": lambda s: {"act": "done"},
    "meetings:actions_change": lambda s: {
        "action": s.keeping.action.pk, "owner": s.house.chen.pk,
        "due_on": timezone.localdate().isoformat(),
    },
    "meetings:end": lambda s: {"conclusion": "好"},
    "meetings:cancel": lambda s: {"reason": "改期"},
    "meetings:meeting_export": lambda s: {"reason": "月报", "format": "csv"},
    "meetings:send": lambda s: {},
    "meetings:ready": lambda s: {},
    "meetings:start": lambda s: {},
    "meetings:attendance": lambda s: {},
    "meetings:person_handed": lambda s: {},
    "meetings:person_remove": lambda s: {},
    "meetings:point_remove": lambda s: {},
    "meetings:decision_remove": lambda s: {},
    "meetings:send_minutes": lambda s: {},
    "meetings:meeting_remove_view": lambda s: {},
    "meetings:meeting_save_view": lambda s: {"name": "新视图"},
}  # fmt: skip
