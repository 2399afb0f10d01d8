"""Events of the demo company: one over with its result, one that people are answering to."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from maizi.accounts.models import User
from maizi.customers.models import Customer
from maizi.events import actions
from maizi.events.models import Event
from maizi.events.pages import EVENTS
from maizi.events.terms import Answer
from maizi.kit.pages import save

GUESTS = 9


def build_events(people: dict[str, User]) -> None:
    """Lin's events with customers of chen's, through the same actions; the first is dated back."""
    lin, chen = people["linyue"], people["chenmo"]
    guests = list(Customer.objects.filter(owner=chen, archived_at=None).order_by("id")[:GUESTS])
    _over(lin, chen, guests)
    coming = _open(
        lin, chen, guests[:6], name="冬季保养技术沙龙", sort="salon", days=12, places=20,
        goal="让老客户了解新的保养套餐，收集明年的需求", budget_yuan=Decimal(6000),
    )  # fmt: skip
    answers = (Answer.YES, Answer.YES, Answer.NO)
    for row, said in zip(coming.invitations.order_by("id"), answers, strict=False):
        actions.answer(row, said=said, companions=1 if said == Answer.YES else 0)


def _open(lin: User, chen: User, guests, *, days: int, **values) -> Event:
    start = timezone.localtime().replace(hour=14, minute=0, second=0, microsecond=0)
    row = Event(
        starts_at=start + timedelta(days=days), place="南京丰谷机电展厅",
        words="一年辛苦，诚邀您来坐坐：看新机型，听同行怎么省电。", **values,
    )  # fmt: skip
    save(EVENTS, row=row, verb="create", by=lin)
    row = actions.open_event(row, by=lin)
    actions.invite(row, [(one, None) for one in guests], by=chen)
    return row


def _over(lin: User, chen: User, guests) -> None:
    """An event of six weeks ago, held today and dated back."""
    row = _open(
        lin, chen, guests, name="用户答谢会", sort="appreciation", days=1,
        goal="答谢老客户，介绍变频机型", budget_yuan=Decimal(12000),
    )  # fmt: skip
    invited = list(row.invitations.order_by("id"))
    for number, one in enumerate(invited):
        said = Answer.NO if number % 4 == 3 else Answer.YES
        actions.answer(one, said=said, companions=number % 2 if said == Answer.YES else 0)
    moment = timezone.localtime().replace(hour=14, minute=0, second=0) - timedelta(days=42)
    Event.objects.filter(pk=row.pk).update(starts_at=moment)
    row.refresh_from_db()
    for one in invited:
        one.refresh_from_db()
        if one.answer == Answer.YES:
            actions.check_in(one, by=chen, now=moment + timedelta(minutes=10))
    actions.close_event(
        row, cost_yuan=Decimal("12860"), by=lin,
        opinions="想看变频机的实测电费；希望备件价格一年一定。",
        result="三家约了样机试用，一家要求报年度保养价。",
    )  # fmt: skip
