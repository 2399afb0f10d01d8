"""Lists, a record, search as you type and creating, through the whole web stack, in process."""

import io
import json
import random

from .measure import Timing, timed

HEADERS = {
    "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
    "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost", "HTTP_ACCEPT_LANGUAGE": "zh-CN",
    "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.errors": io.StringIO(),
    "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False,
}  # fmt: skip


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
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
            "HTTP_COOKIE": self.cookies, "wsgi.input": io.BytesIO(),
        }  # fmt: skip
        status = []
        body = self.application(environ, lambda s, h, e=None: status.append(s))
        text = b"".join(body)
        body.close()
        assert status[0].startswith("200"), (status, path, query)
        return text


def run(size: int) -> list[tuple[Timing, Timing | None, float | None]]:
    """(what we measure, the limit beside it, the ratio we aim at)."""
    from django.db import connection, reset_queries

    from maizi.accounts.models import User
    from maizi.customers.models import Customer

    boss, lead, seller = Browser("boss"), Browser("lead"), Browser("seller7")
    dice = random.Random(3)
    ids = list(Customer.objects.values_list("pk", flat=True)[:20_000])
    names = (
        "id name lifecycle industry city mobile owner_id owner__name last_contact_at"
        " last_contact_text next_contact_on pool_id org_unit_id"
    ).split()
    me = User.objects.get(username="seller7")

    def bare(rows):
        sql, values = rows.values(*names)[:51].query.sql_with_params()

        def ask(_number):
            with connection.cursor() as cursor:
                cursor.execute(sql, values)
                cursor.fetchall()

        return ask

    newest = Customer.objects.order_by("-id")
    by_name = Customer.objects.order_by("sort_name", "id")
    faceted = newest.filter(owner=me, lifecycle="prospect", industry="trade")
    found = []
    found.append(
        (
            timed("客户列表（全部，最新）", lambda n: boss.get("/customers/")),
            timed("同样行的裸 SQL", bare(newest)),
            6.0,
        )
    )
    found.append(
        (
            timed("客户列表（按名称排序）", lambda n: boss.get("/customers/?sort=name")),
            timed("同样行的裸 SQL", bare(by_name)),
            6.0,
        )
    )
    found.append(
        (
            timed(
                "客户列表（负责人 + 两个条件）",
                lambda n: boss.get(
                    f"/customers/?f=owner.in.{me.pk}&f=lifecycle.in.prospect&f=industry.in.trade"
                ),
            ),
            timed("同样行的裸 SQL", bare(faceted)),
            6.0,
        )
    )
    found.append(
        (
            timed(
                "客户列表（阶段 + 城市）",
                lambda n: boss.get("/customers/?f=lifecycle.in.prospect&f=city.is.南京市"),
            ),
            timed("同样行的裸 SQL", bare(newest.filter(lifecycle="prospect", city="南京市"))),
            6.0,
        )
    )
    found.append(
        (
            timed("客户列表（销售人员自己的）", lambda n: seller.get("/customers/")),
            timed("同样行的裸 SQL", bare(newest.filter(owner=me))),
            6.0,
        )
    )
    found.append(
        (
            timed("客户列表（一个部门）", lambda n: lead.get("/customers/")),
            timed(
                "同样行的裸 SQL",
                bare(newest.filter(org_unit=User.objects.get(username="lead").unit)),
            ),
            6.0,
        )
    )
    found.append(
        (
            timed("客户页面", lambda n: boss.get(f"/customers/{dice.choice(ids)}/")),
            timed(
                "同一行的裸 SQL", lambda n: bare(Customer.objects.filter(pk=dice.choice(ids)))(n)
            ),
            6.0,
        )
    )
    reset_queries()
    return found


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


def dump(rows) -> str:
    """The rows as JSON, for keeping."""
    return json.dumps(
        [(t.__dict__, limit and limit.__dict__, aim) for t, limit, aim in rows], ensure_ascii=False
    )
