"""Lists and a record through the whole web stack, in process, beside the SQL they ask."""

import io
import random
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db.models import QuerySet

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
        assert status.startswith("302"), (status, text.decode().partition('"error"')[2][:200])

    def _ask(self, environ: dict) -> tuple[str, bytes]:
        status = []
        body = self.application(
            HEADERS | {"SCRIPT_NAME": ""} | environ, lambda told, h, e=None: status.append(told)
        )
        text = b"".join(body)
        body.close()
        return status[0], text


@dataclass(frozen=True)
class Listed:
    """A list that somebody opens, and the rows that it shows."""

    name: str
    who: Browser
    query: str
    rows: QuerySet
    aim: Aim = LIST_AIM


def run(size: int) -> list[Row]:
    """(what we measure, the limit beside it, the aim) for lists, records and 今日."""
    from maizi.accounts.models import User
    from maizi.customers.models import Customer

    boss, lead, seller = Browser("boss"), Browser("lead"), Browser("seller7")
    me, unit = User.objects.get(username="seller7"), User.objects.get(username="lead").unit
    newest = Customer.objects.order_by("-id")
    facets = "f=lifecycle.in.prospect&f=industry.in.trade"
    both = newest.filter(lifecycle="prospect", industry="trade")
    mine, ours, named = newest.filter(owner=me), newest.filter(org_unit=unit), ("sort_name", "id")
    south = newest.filter(lifecycle="prospect", city="南京市")
    lists = [
        Listed("客户列表（全部，最新）", boss, "", newest),
        Listed("客户列表（全部，按名称排序）", boss, "sort=name", newest.order_by(*named)),
        Listed("客户列表（负责人和两个条件）", boss, f"f=owner.in.{me.pk}&{facets}",
               both.filter(owner=me), FACETS_AIM),
        Listed("客户列表（两个条件，按名称排序）", boss, f"{facets}&sort=name",
               both.order_by(*named)),
        Listed("客户列表（阶段和城市）", boss, "f=lifecycle.in.prospect&f=city.is.南京市", south),
        Listed("客户列表（一万行之后）", boss, f"after={_deep(newest)}", newest),
        Listed("客户列表（销售人员自己的）", seller, "", mine),
        Listed("客户列表（一个部门的）", lead, "", ours),
        Listed("客户列表（一个部门的，按名称排序）", lead, "sort=name", ours.order_by(*named)),
    ]  # fmt: skip
    return [
        *map(_list, lists),
        record_page("客户页面", boss, Customer.objects.all()),
        record_page("客户页面（部门经理）", lead, ours),
        _beside_its_sql("今日", seller, lambda number: "/", Aim(ratio=6)),
    ]


def _list(listed: Listed) -> Row:
    """A list against its own statements; the bare rows alone are in the remark."""
    path = f"/customers/?{listed.query}"
    page, limit, aim = _beside_its_sql(listed.name, listed.who, lambda number: path, listed.aim)
    alone = timed("", work=bare(listed.rows))
    return page.noted(f"{page.note}；只取这些行 {alone.p50:.2f} ms"), limit, aim


def record_page(name: str, who: Browser, rows: QuerySet) -> Row:
    """Random records against their own statements."""
    dice = random.Random(3)
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

    def keep(execute, *call):
        if call[0].lstrip().upper().startswith("SELECT"):
            asked.append(call[:2])
        return execute(*call)

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
