"""Meetings of the demo company: one followed to its end, one being followed, two to come."""

from datetime import timedelta

from django.utils import timezone

from maizi.accounts.models import User
from maizi.customers.models import Customer
from maizi.kit.pages import save
from maizi.meetings import actions
from maizi.meetings.models import Action, Meeting
from maizi.meetings.pages import MEETINGS


def build_meetings(people: dict[str, User]) -> None:
    """Lin's meetings with her sellers, through the same actions; older ones are dated back."""
    lin, chen, xu = (people[name] for name in ("linyue", "chenmo", "xuqing"))
    customer = Customer.objects.filter(owner=chen, archived_at=None, ka_status="key").first()
    done = _held(lin, others=(chen, xu), title="三季度大客户回顾", customer=customer, days_ago=40)
    for action, late in zip(done.actions.order_by("id"), (0, 3, -2), strict=False):
        actions.finish_action(action, by=action.owner, note="已完成")
        Action.objects.filter(pk=action.pk).update(done_on=action.due_on + timedelta(days=late))
    running = _held(lin, others=(chen, xu), title="冬季保养动员会", customer=None, days_ago=9)
    first = running.actions.order_by("id").first()
    actions.finish_action(first, by=first.owner, note="名单已发群里")
    actions.chase(today=timezone.localdate())
    ready = _prepared(lin, others=(chen, xu), title="华东区周会", customer=customer, days=1)
    actions.send_agenda(ready, by=lin)
    actions.make_ready(ready, by=lin)
    coming = _prepared(lin, others=(chen,), title="备件涨价怎么跟客户说", customer=None, days=3)
    actions.add_guest(coming, name="王部长（客户设备部）", by=lin)


def _prepared(by: User, *, others, title: str, customer: Customer | None, days: int) -> Meeting:
    start = timezone.localtime().replace(hour=9, minute=30, second=0, microsecond=0)
    row = Meeting(
        title=title, customer=customer, starts_at=start + timedelta(days=days), place="二楼会议室",
        purpose="弄清停机的原因，定下谁在什么时候解决什么",
        needed="近三个月的维修记录、在途备件清单、客户的原话",
    )  # fmt: skip
    save(MEETINGS, row=row, verb="create", by=by)
    actions.add_people(row, others, by=by)
    for point, minutes in (("上次的行动落实得怎样", 10), ("停机和投诉", 30), ("下一步", 20)):
        actions.add_point(row, title=point, minutes=minutes, by=by)
    row.refresh_from_db()
    return row


def _held(by: User, *, others, title: str, customer: Customer | None, days_ago: int) -> Meeting:
    """A meeting that is over, held today and dated back."""
    row = _prepared(by, others=others, title=title, customer=customer, days=1)
    actions.send_agenda(row, by=by)
    row = actions.start_meeting(actions.make_ready(row, by=by), by=by)
    there = list(row.participants.values_list("pk", flat=True))
    actions.note_attendance(row, attended=there, spoke=there[:2], by=by)
    for point, text in zip(row.points.all(), SUMMARIES, strict=False):
        actions.summarise(point, actions.Summary(text), by=by)
    actions.decide(row, text="压差超过 0.8 公斤就换滤芯，不等满四千小时", by=by)
    due = timezone.localdate() + timedelta(days=7)
    for owner, text in zip((others[0], others[-1], by), ACTIONS, strict=True):
        actions.agree(row, text=text, owner=owner, due_on=due, by=by)
    row = actions.end_meeting(row, conclusion="停机多半因为滤芯，先换芯再查管路。", by=by)
    row = actions.send_minutes(row, by=by)
    back = timedelta(days=days_ago)
    Meeting.objects.filter(pk=row.pk).update(
        starts_at=row.ended_at - back, started_at=row.ended_at - back, ended_at=row.ended_at - back,
        minutes_sent_at=row.minutes_sent_at - back,
    )  # fmt: skip
    Action.objects.filter(meeting=row).update(due_on=due - back)
    return row


SUMMARIES = (
    "三件做完两件，余下一件本周补上",
    "三次停机，两次是滤芯，一次是冷却水",
    "先换芯，再看管路",
)
ACTIONS = ("列出要换滤芯的客户名单", "与仓库核对滤芯库存", "给客户写冬季保养须知")
