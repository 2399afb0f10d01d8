"""To-dos and messages of the demo company, as they lie about on an ordinary day."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from maizi.accounts.models import User
from maizi.customers.actions import ask_for_access
from maizi.customers.models import Customer
from maizi.inbox import actions
from maizi.inbox.models import Todo
from maizi.inbox.terms import Snooze

# person, what, in how many days, time of day, rule of repetition
TODOS = [
    ("chenmo", "给上周来访的客户寄样品和报价单", -2, None, ""),
    ("chenmo", "回电：对账单第 3 行金额不符", 0, time(15), ""),
    ("chenmo", "周报：本周拜访与下周计划", 0, None, "FREQ=WEEKLY"),
    ("chenmo", "续约前把去年的服务记录整理出来", 6, None, ""),
    ("linyue", "华东大区周会，准备三个重点客户的进展", 1, time(9, 30), "FREQ=WEEKLY"),
    ("linyue", "月底前看完各部门的逾期清单", 4, None, "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("linyue", "和财务核对华东的应收", -1, None, ""),
    ("boss", "看三个数：新增客户、丢失客户、逾期应收", 0, time(8, 30), "FREQ=DAILY"),
    ("boss", "和林悦谈明年的大客户名单", 3, time(14), ""),
    ("hejing", "合并上周查出的重复客户", 0, None, ""),
    ("admin", "换一次备份盘，试着恢复一份", 9, None, "FREQ=MONTHLY;BYMONTHDAY=1"),
]


def build_inbox(people: dict[str, User]) -> None:
    """Own to-dos, one put aside, one handed over, and a request to see a customer."""
    today = timezone.localdate()
    for username, title, days, clock, rule in TODOS:
        row = Todo(title=title, recurrence=rule)
        row.due_on = today + timedelta(days=days)
        if clock:
            zone = timezone.get_default_timezone()
            row.due_at, row.due_on = datetime.combine(row.due_on, clock, tzinfo=zone), None
        actions.save_todo(row, by=people[username])
    _put_aside(people)
    _handed_over(people)
    _access_asked(people)


def _put_aside(people: dict[str, User]) -> None:
    by = people["chenmo"]
    row = actions.save_todo(Todo(title="问问展会的展位还能不能换"), by=by)
    actions.snooze(row, choice=Snooze.MONDAY, by=by)


def _handed_over(people: dict[str, User]) -> None:
    by = people["linyue"]
    row = Todo(title="替我回访：客户说安装排期太晚", due_on=timezone.localdate())
    actions.hand_over(actions.save_todo(row, by=by), to=people["chenmo"], by=by)


def _access_asked(people: dict[str, User]) -> None:
    row = Customer.objects.filter(owner=people["chenmo"]).order_by("id").first()
    if row:
        ask_for_access(row, "同一集团的郑州公司由我跟进，想了解这边的情况", by=people["mengfei"])
