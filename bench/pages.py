"""Lists and a record through the whole web stack, in process, beside the SQL they ask."""

import io
import random
from urllib.parse import quote, urlencode

from django.conf import settings

from .measure import Aim, Row, timed

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
SECRET = "b" * 32  # of the form, in the cookie and in the field
MOST_QUERIES = 15
LIST_AIM = Aim(ratio=6, cpu=12)
FACETS_AIM = Aim(ratio=6, cpu=12, p95=20)
RECORD_AIM = Aim(ratio=6, cpu=20)


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
        status, text = self._ask({
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": quote(query, safe="=&,.%-"),
            "HTTP_COOKIE": self.cookies, "wsgi.input": io.BytesIO(),
        })  # fmt: skip
        assert status.startswith("200"), (status, path, query)
        return text

    def post(self, path: str, given: dict[str, str]) -> None:
        """Send a form; anything but being sent on stops the bench."""
        body = urlencode(given | {"csrfmiddlewaretoken": SECRET}).encode()
        status, text = self._ask({
            "REQUEST_METHOD": "POST", "PATH_INFO": path, "QUERY_STRING": "",
            "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)),
            "HTTP_COOKIE": f"{self.cookies}; {settings.CSRF_COOKIE_NAME}={SECRET}",
            "wsgi.input": io.BytesIO(body),
        })  # fmt: skip
        assert status.startswith("302"), (
            status,
            path,
            text.decode().partition('class="error"')[2][:200],
        )

    def _ask(self, environ: dict) -> tuple[str, bytes]:
        status = []
        body = self.application(
            HEADERS | {"SCRIPT_NAME": ""} | environ, lambda told, h, e=None: status.append(told)
        )
        text = b"".join(body)
        body.close()
        return status[0], text


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
    return [
        *(_list(name, who, query, rows) for name, who, query, rows in lists),
        _list("客户列表（第一万行之后）", boss, f"after={_deep(newest)}", newest, aim=None),
        record_page("客户页面", boss),
        record_page("客户页面（部门经理）", lead, Customer.objects.filter(org_unit=unit)),
        _beside_its_sql("今日", seller, lambda number: "/", Aim(ratio=6)),
    ]


def _list(name: str, who: Browser, query: str, rows, *, aim: Aim | None = LIST_AIM) -> Row:
    """A list against its own statements; the bare rows alone are in the remark."""
    aim = FACETS_AIM if query.startswith("f=owner") else aim or Aim(ratio=6)
    page, limit, _ = _beside_its_sql(name, who, lambda number: f"/customers/?{query}", aim)
    alone = timed("", work=bare(rows))
    return page.noted(f"{page.note}；只取这些行 {alone.p50:.2f} ms"), limit, aim


def record_page(name: str, who: Browser, rows=None) -> Row:
    """Random records against their own statements."""
    from maizi.customers.models import Customer

    dice, rows = random.Random(3), Customer.objects.all() if rows is None else rows
    ids = list(rows.values_list("pk", flat=True)[:20_000])
    return _beside_its_sql(name, who, lambda number: f"/customers/{dice.choice(ids)}/", RECORD_AIM)


def _beside_its_sql(name: str, who: Browser, path, aim: Aim) -> Row:
    """A page, and every statement that it asks, sent again with nothing in between."""
    who.get(path(0))
    asked = [statements(lambda: who.get(path(0))) for _ in range(10)]
    most = max(map(len, asked))
    told = f"{most} 条 SQL" + ("" if most < MOST_QUERIES else f"，✗ 应少于 {MOST_QUERIES}")
    page = timed(name, work=lambda number: who.get(path(number)), note=told)
    return page, timed("它的裸 SQL", work=lambda number: again(asked[number % 10])), aim


def statements(work) -> list[tuple[str, object]]:
    """(SQL, values) of all that is read during `work`."""
    from django.db import connection

    asked = []

    def keep(execute, sql, values, many, context):
        if sql.lstrip().upper().startswith("SELECT"):
            asked.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(keep):
        work()
    return asked


def again(asked: list[tuple[str, object]]) -> None:
    """Ask the same once more and fetch what comes."""
    from django.db import connection

    with connection.cursor() as cursor:
        for sql, values in asked:
            cursor.execute(sql, values)
            cursor.fetchall()


def _deep(rows) -> str:
    """The address of the page after the ten thousandth row."""
    from maizi.kit.listing.keyset import Place

    return Place(None, rows.values_list("pk", flat=True)[10_000]).address


def bare(rows):
    """A function that runs the SQL of the first page of `rows` and fetches it, nothing else."""
    from django.db import connection

    sql, values = rows.values(*COLUMNS)[:51].query.sql_with_params()

    def ask(_number):
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            cursor.fetchall()

    return ask
