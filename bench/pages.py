"""Lists, a record, search as you type and creating, through the whole web stack, in process."""

import io
import random
from urllib.parse import quote

from .measure import Timing, timed

HEADERS = {
    "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
    "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost", "HTTP_ACCEPT_LANGUAGE": "zh-CN",
    "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.errors": io.StringIO(),
    "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False,
}  # fmt: skip


COLUMNS = (
    "id name lifecycle industry city mobile owner_id owner__name last_contact_at"
    " last_contact_text next_contact_on pool_id org_unit_id"
).split()
Row = tuple[Timing, Timing | None, float | None]


class Browser:
    """Somebody signed in, asking the WSGI application directly."""

    def __init__(self, username: str):
        from django.test import Client

        from maizi.accounts.models import User
        from maizi.site.wsgi import application

        self.application = application
        client = Client()
        client.force_login(User.objects.get(username=username))
        self.cookies = "; ".join(f"{k}={m.value}" for k, m in client.cookies.items())
        self.client = client

    def get(self, path: str) -> bytes:
        """The body of a page; anything but 200 stops the bench."""
        path, _, query = path.partition("?")
        environ = HEADERS | {
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "SCRIPT_NAME": "",
            "QUERY_STRING": quote(query, safe="=&,.%-"),
            "HTTP_COOKIE": self.cookies, "wsgi.input": io.BytesIO(),
        }  # fmt: skip
        status = []
        body = self.application(environ, lambda s, h, e=None: status.append(s))
        text = b"".join(body)
        body.close()
        assert status[0].startswith("200"), (status, path, query)
        return text


def run(size: int) -> list[Row]:
    """(what we measure, the limit beside it, the ratio we aim at) for lists and a record."""
    from maizi.accounts.models import User
    from maizi.customers.models import Customer

    boss, lead, seller = Browser("boss"), Browser("lead"), Browser("seller7")
    me, unit = User.objects.get(username="seller7"), User.objects.get(username="lead").unit
    newest = Customer.objects.order_by("-id")
    facets = "f=lifecycle.in.prospect&f=industry.in.trade"
    lists = [
        ("客户列表（全部，最新）", boss, "", newest),
        ("客户列表（按名称排序）", boss, "sort=name", newest.order_by("sort_name", "id")),
        (
            "客户列表（负责人和两个条件）", boss, f"f=owner.in.{me.pk}&{facets}",
            newest.filter(owner=me, lifecycle="prospect", industry="trade"),
        ),
        (
            "客户列表（阶段和城市）", boss, "f=lifecycle.in.prospect&f=city.is.南京市",
            newest.filter(lifecycle="prospect", city="南京市"),
        ),
        ("客户列表（销售人员自己的）", seller, "", newest.filter(owner=me)),
        ("客户列表（一个部门的）", lead, "", newest.filter(org_unit=unit)),
    ]  # fmt: skip
    found = [
        (
            timed(name, work=lambda n, who=who, query=query: who.get(f"/customers/?{query}")),
            timed("同样的行，裸 SQL", work=bare(rows)),
            6.0,
        )
        for name, who, query, rows in lists
    ]
    return [*found, record_page(boss)]


def record_page(boss: Browser) -> Row:
    """Random records against selecting the same row."""
    from maizi.customers.models import Customer

    dice = random.Random(3)
    ids = list(Customer.objects.values_list("pk", flat=True)[:20_000])
    return (
        timed("客户页面", work=lambda n: boss.get(f"/customers/{dice.choice(ids)}/")),
        timed(
            "同一行，裸 SQL", work=lambda n: bare(Customer.objects.filter(pk=dice.choice(ids)))(n)
        ),
        6.0,
    )


def bare(rows):
    """A function that runs the SQL of the first page of `rows` and fetches it, nothing else."""
    from django.db import connection

    sql, values = rows.values(*COLUMNS)[:51].query.sql_with_params()

    def ask(_number):
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            cursor.fetchall()

    return ask


def queries(size: int) -> dict[str, int]:
    """SQL queries of the list and of a record page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from maizi.customers.models import Customer

    boss = Browser("boss")
    first = Customer.objects.values_list("pk", flat=True)[0]
    counted = {}
    for name, path in {"客户列表": "/customers/", "客户页面": f"/customers/{first}/"}.items():
        boss.get(path)
        with CaptureQueriesContext(connection) as seen:
            boss.get(path)
        counted[name] = len(seen)
    return counted
