"""The inbox of somebody with ten thousand to-dos, and the bell that every page asks."""

from datetime import timedelta

from .measure import Row, timed
from .pages import Browser

COUNT = 10_000
WHO = "seller9"


def run(size: int) -> list[Row]:
    """(what we measure, the limit beside it, the ratio we aim at): the budget is a list's."""
    from django.utils import timezone

    from maizi.inbox.models import Notice, Todo
    from maizi.inbox.queries import unread_count

    person, browser = _fill(), Browser(WHO)
    now = timezone.now()
    rows = Todo.objects.filter(owner=person, closed_at=None).order_by("position_at", "id")
    deep = _deep_page(person, now)
    unread = Notice.objects.filter(user=person, read_at=None).order_by("-id")
    lists = timed("客户列表，同一个人", work=lambda n: browser.get("/customers/"))
    pages = {
        "收件箱（一万件，第一页）": "/inbox/",
        "收件箱（第一百页）": f"/inbox/?after={deep}",
        "收件箱（已稍后）": "/inbox/?group=snoozed",
        "消息（一万条，第一页）": "/inbox/notices/",
    }
    found = [
        (timed(name, work=lambda n, path=path: browser.get(path)), lists, 1.5)
        for name, path in pages.items()
    ]
    number = timed("铃铛的数字", work=lambda n: unread_count(person))
    return [
        *found,
        (timed("收件箱的五十行，裸 SQL", work=bare(rows)), None, None),
        (number, timed("五十条未读，裸 SQL", work=bare(unread)), None),
    ]


def bare(rows):
    """A function that runs the SQL of the first page of `rows` and fetches it, nothing else."""
    from django.db import connection

    sql, values = rows.values("id", "title")[:51].query.sql_with_params()

    def ask(_number):
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            cursor.fetchall()

    return ask


def _deep_page(person, now) -> str:
    """The address of the hundredth page."""
    from maizi.inbox.queries import page_of
    from maizi.inbox.terms import TodoGroup

    after = ""
    for _ in range(99):
        after = page_of(person, group=TodoGroup.ALL, after=after, now=now).after
    return after


def _fill():
    """Somebody with ten thousand to-dos and messages, a twentieth of each put aside or read."""
    from django.utils import timezone

    from maizi.accounts.models import User
    from maizi.inbox.models import Notice, Todo

    person, now = User.objects.get(username=WHO), timezone.now()
    Todo.objects.filter(owner=person).delete()
    Notice.objects.filter(user=person).delete()
    todos, notices = [], []
    for number in range(COUNT):
        due = now + timedelta(minutes=number - COUNT // 3)
        until = now + timedelta(days=1) if number % 20 == 0 else None
        todos.append(
            Todo(
                owner=person, title=f"给客户 {number} 回电话", due_at=due, position_at=due,
                snoozed_until=until, created_at=now, changed_at=now,
            )
        )  # fmt: skip
        notices.append(
            Notice(
                user=person, event="inbox.todo_due", title=f"第 {number} 条", created_at=now,
                read_at=now if number % 20 else None,
            )
        )  # fmt: skip
    Todo.objects.bulk_create(todos, batch_size=500)
    Notice.objects.bulk_create(notices, batch_size=500)
    return person
