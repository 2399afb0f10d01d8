"""A company of a given size to measure on: units, people, customers, search index; kept."""

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

CACHE = Path(__file__).parent.parent / ".cache" / "bench"
SELLERS, DEPARTMENTS = 300, 30
BLOCK = 5_000
CITIES = [
    "郑州市",
    "南京市",
    "苏州市",
    "杭州市",
    "宁波市",
    "洛阳市",
    "成都市",
    "武汉市",
    "西安市",
    "长沙市",
]
FIRST = (
    "华宁恒瑞金博天东嘉启中远立汇云兴宏鼎泰新长重朝明百安致锦海德通辰凌松广弘盛同力国正永信达丰源和"
)
SECOND = (
    "宁润丰穗远衡临禾明砺航信川泽科图力和麦岭光阳达川泰诚程纳勤途星云岳益毅世方源泰元兴盛隆昌茂"
)
TRADES = (
    "机电设备 精密机械 自动化科技 暖通工程 五金建材 物业服务 食品 医疗器械"
    " 电子商务 仓储物流 新能源 教育装备 信息技术 贸易 建筑装饰 环保科技"
).split()
ENDINGS = ["有限公司", "股份有限公司", "集团有限公司", "有限责任公司"]
FAMILY = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹曾彭萧蔡潘田董袁于余叶蒋杜苏"
GIVEN = "伟芳娜敏静磊洋艳勇军杰娟涛明超霞平刚欣怡涵雨桐浩然志强建国晓东海燕丽华文博思远嘉"


def results(database: str, size: int) -> Path:
    """Where the tables measured on one ground are kept."""
    folder = CACHE / f"{database}-{size}" / "results"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def settle(database: str, size: int) -> str:
    """Point the environment at the bench database of this kind and size; gives its address."""
    folder = CACHE / f"{database}-{size}"
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["MAIZI_HOME"] = str(folder)
    server = os.environ.get("MAIZI_BENCH_POSTGRES", "postgres://postgres@127.0.0.1")
    address = (
        f"sqlite:///{folder / 'maizi.sqlite3'}"
        if database == "sqlite"
        else f"{server}/maizi_bench_{size}"
    )
    os.environ["MAIZI_DATABASE"] = address
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maizi.site.settings")
    return address


def build(size: int, *, is_searched: bool = True) -> dict[str, float]:
    """Fill the database unless it is filled; gives seconds per step. Django must be set up.

    is_searched  whether something is measured that needs the index of the search
    """
    from maizi.customers.models import Customer
    from maizi.search.models import SearchEntry
    from maizi.site import tables

    _create_database()
    tables.prepare()

    steps, started = {}, time.perf_counter()
    if Customer.objects.values("pk")[:size].count() < size:
        units, people = _company()
        steps["company"] = time.perf_counter() - started
        started = time.perf_counter()
        _customers(size, units, people)
        steps["customers"] = time.perf_counter() - started
        started = time.perf_counter()
    if is_searched and SearchEntry.objects.values("pk")[:size].count() < size:
        _index()
        steps["index"] = time.perf_counter() - started
    if steps:
        settled()
    return steps


def _create_database() -> None:
    from django.conf import settings

    given = settings.DATABASES["default"]
    if "postgresql" not in given["ENGINE"]:
        return
    import psycopg
    from psycopg import sql

    with psycopg.connect(
        host=given["HOST"], port=given["PORT"] or 5432, user=given["USER"],
        password=given["PASSWORD"], dbname="postgres", autocommit=True,
    ) as server:  # fmt: skip
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [given["NAME"]])
        if not found.fetchone():
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(given["NAME"])))


def _company():
    from maizi.accounts.actions import appoint, create_unit, seed_roles
    from maizi.accounts.models import Appointment, Role, User
    from maizi.accounts.terms import UnitLevel

    seed_roles(by=None)
    roles = {r.code: r for r in Role.objects.all()}
    top = create_unit("基准公司", by=None, level=UnitLevel.HQ)
    units = [create_unit(f"销售{n}部", by=None, parent=top) for n in range(DEPARTMENTS)]
    people = []
    for number in range(SELLERS):
        unit = units[number % DEPARTMENTS]
        person = User.objects.create(username=f"seller{number}", name=f"销售{number}", unit=unit)
        appoint(Appointment(user=person, role=roles["salesperson"], unit=unit), by=None)
        people.append(person)
    for username, role, unit in (
        ("boss", "marketing_director", top),
        ("lead", "marketing_manager", units[0]),
    ):
        person = User.objects.create(username=username, name=username, unit=unit)
        appoint(Appointment(user=person, role=roles[role], unit=unit), by=None)
    return units, people


def _customers(size: int, units, people) -> None:
    from django.db import transaction

    from maizi.customers.models import Customer
    from maizi.history.actions import insert_rows

    columns = [f.name for f in Customer._meta.concrete_fields]
    rows = _rows(size, people, columns)
    written = 0
    while written < size:
        with transaction.atomic():
            block = [next(rows) for _ in range(min(BLOCK, size - written))]
            insert_rows(Customer, columns, block)
        written += len(block)


def _rows(size: int, people, columns: list[str]) -> Iterator[list]:
    from django.utils import timezone

    from maizi.customers import rules
    from maizi.customers.models import Customer
    from maizi.customers.terms import Channel, Industry, Lifecycle, Nature
    from maizi.kernel.ids import new_ids
    from maizi.search.queries import sort_key

    dice, now = random.Random(7), timezone.now()
    blank = Customer(created_at=now, changed_at=now)
    blanks = {c: getattr(blank, Customer._meta.get_field(c).attname) for c in columns}
    industries, natures = list(Industry), list(Nature)
    stages, channels = list(Lifecycle), list(Channel)
    for number, id_ in enumerate(new_ids(size)):
        is_person = number % 5 == 4
        name = person_name(dice) if is_person else company_name(dice)
        owner = people[dice.randrange(len(people))]
        values = blanks | {
            "id": id_, "no": f"B{number:09d}", "name": name, "name_key": rules.name_key(name),
            "sort_name": sort_key(name, is_person=is_person)[:160],
            "party_type": "individual" if is_person else "enterprise",
            "mobile": f"1{dice.choice('3578')}{dice.randrange(10**9):09d}",
            "owner": owner.pk, "org_unit": owner.unit_id, "city": CITIES[dice.randrange(10)],
            "industry": industries[dice.randrange(len(industries))].value,
            "nature": natures[dice.randrange(len(natures))].value,
            "lifecycle": stages[dice.randrange(len(stages))].value,
            "channel": channels[dice.randrange(len(channels))].value,
            "created_by": owner.pk,
        }  # fmt: skip
        yield [values[c] for c in columns]


def company_name(dice: random.Random) -> str:
    """A believable company name."""
    city = dice.choice(CITIES).removesuffix("市")
    brand = dice.choice(FIRST) + dice.choice(SECOND)
    return f"{city}{brand}{dice.choice(TRADES)}{dice.choice(ENDINGS)}"


def person_name(dice: random.Random) -> str:
    """A believable person's name."""
    return dice.choice(FAMILY) + "".join(dice.sample(GIVEN, dice.randint(1, 2)))


def _index() -> None:
    from maizi.search.actions import rebuild

    rebuild("customer", by=None)


def settled() -> None:
    """Statistics as they are on a quiet day; PostgreSQL forgets dead rows too."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
