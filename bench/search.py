"""Search as you type over all customers, against the bare queries that bring the same rows."""

import random
from collections.abc import Callable

from .measure import Aim, Row, timed

TIMES = 80
HITS = 20
RARE = "齉龘爨饕餮魑魅魍魉氍毹"
ROWS = (
    "SELECT c.id, c.name, c.no, c.city, u.name, p.name FROM customers_customer c"
    " LEFT JOIN accounts_user u ON u.id = c.owner_id"
    " LEFT JOIN customers_pool p ON p.id = c.pool_id WHERE c.id IN (%s)"
)
MOST_P95 = {"sqlite": 5, "postgresql": 20}
LIST_P95 = 20
SUGGEST_CPU = 15


def run(size: int) -> list[Row]:
    """Per kind of text: `find` for who sees all, the suggestion page, lists, and the limit."""
    from maizi.accounts.models import User

    boss = User.objects.get(username="boss")
    seller = User.objects.get(username="seller7")
    rows: list[Row] = []
    for name, texts in samples().items():
        rows.append(_beside_bare(name, texts, boss))
    for name in ("两个字", "首字母", "手机后四位"):
        rows.append(_beside_bare(f"{name}（销售人员）", samples()[name], seller))
    return [*rows, *_pages(), *_lists(boss, seller)]


def samples() -> dict[str, list[str]]:
    """Texts of each kind that people type, taken from stored customers; always the same."""
    from maizi.customers.models import Customer
    from maizi.search.queries import sort_key

    dice = random.Random(11)
    known = list(Customer.objects.order_by("pk").values_list("name", "mobile", "no")[:20_000])
    chosen = dice.sample(known, min(400, len(known)))
    companies = [name for name, _, _ in chosen if len(name) > 8][:TIMES]
    people = [name for name, _, _ in chosen if len(name) < 4][:TIMES]
    sounds = [sort_key(name).split() for name in companies]
    return {
        "两个字": [name[2:4] for name in companies],
        "四个字": [name[2:6] for name in companies],
        "常见词": ["有限", "公司", "科技", "贸易", "郑州", "股份", "食品", "设备"],
        "人名": people,
        "没有的字": ["".join(dice.sample(RARE, 2)) for _ in range(TIMES)],
        "两个词": [f"{name[:2]} {name[2:4]}" for name in companies],
        "首字母": ["".join(s[0] for s in heard[:4]) for heard in sounds],
        "两个首字母": ["".join(s[0] for s in heard[2:4]) for heard in sounds],
        "全拼": ["".join(heard[2:4]) for heard in sounds],
        "打到一半的拼音": ["".join(heard[2:4])[:-1] for heard in sounds],
        "手机后四位": [mobile[-4:] for _, mobile, _ in chosen][:TIMES],
        "手机号": [mobile for _, mobile, _ in chosen][:TIMES],
        "客户编号": [no for _, _, no in chosen][:TIMES],
    }


def _beside_bare(name: str, texts: list[str], user) -> Row:
    from django.db import connection

    from maizi.search.queries import find

    whole = timed(name, work=over(texts, lambda text: find(text, user=user, limit=HITS)), times=160)
    bare = timed("裸查询", work=over(texts, bare_search(user)), times=160)
    return whole, bare, Aim(ratio=2, p95=MOST_P95[connection.vendor])


def over(texts: list[str], ask: Callable[[str], object]) -> Callable[[int], object]:
    """Ask for one text after the other."""
    return lambda number: ask(texts[number % len(texts)])


def bare_search(user) -> Callable[[str], None]:
    """The statements of the index that the text needs, and the rows of its hits, by hand."""
    from django.db import connection

    from maizi.search.access import kinds
    from maizi.search.queries.find import CANDIDATES, scope_of
    from maizi.search.queries.newest import Ask, newest
    from maizi.search.rules import all_of, parse

    sights = [(kind, scope_of(kind, user), kind.sorts(user)) for kind in kinds()]

    def ask(text: str) -> None:
        for kind, scope, sorts in sights:
            query = parse(text, sorts)
            rows = newest(Ask(kind, all_of([query.strict, scope])), CANDIDATES)
            if len(rows) < HITS and query.loose != query.strict:
                rows = newest(Ask(kind, all_of([query.loose, scope])), CANDIDATES)
            if rows:
                with connection.cursor() as cursor:
                    cursor.execute(ROWS % ", ".join(["%s"] * len(rows)), [row[0] for row in rows])
                    cursor.fetchall()

    return ask


def _pages() -> list[Row]:
    """The suggestion list, through the whole web stack."""
    from .pages import Browser

    boss, rows = Browser("boss"), []
    for name in ("两个字", "首字母", "手机后四位", "常见词"):
        work = over(samples()[name], lambda text: boss.get(f"/search/suggest/?q={text}"))
        page = timed(f"边打边搜的页面：{name}", work=work, times=120)
        rows.append((page, None, Aim(cpu=SUGGEST_CPU)))
    return rows


def _lists(boss, seller) -> list[Row]:
    """Pages of ids for lists: text and properties in one index."""
    from maizi.search.queries import capped_count, match_ids
    from maizi.search.terms import facet

    texts = samples()["两个字"]
    three = [
        [facet("owner", seller.pk)], [facet("lifecycle", "prospect")], [facet("industry", "trade")]
    ]  # fmt: skip
    named = {
        "列表：两个字，一页": lambda text: match_ids("customer", user=boss, text=text),
        "列表：两个字，计数": lambda text: capped_count("customer", user=boss, text=text),
        "列表：负责人和两个条件，一页": lambda _: match_ids("customer", user=boss, facets=three),
        "列表：负责人和两个条件，计数": lambda _: capped_count("customer", user=boss, facets=three),
        "列表：两个条件，一页": lambda _: match_ids("customer", user=boss, facets=three[1:]),
        "列表：两个条件，计数": lambda _: capped_count("customer", user=boss, facets=three[1:]),
    }
    return [
        (timed(name, work=over(texts, work)), None, Aim(p95=LIST_P95))
        for name, work in named.items()
    ]
