"""The one read both databases must answer alike: which entries, in which order, how many."""

import random

import pytest

from maizi.accounts.models import User
from maizi.search import access
from maizi.search.access import SearchKind
from maizi.search.actions import drop, index_many
from maizi.search.queries import postgres
from maizi.search.queries.newest import Ask, newest
from maizi.search.rules import NOTHING, All, all_of, any_of, number_of, parse
from maizi.search.terms import Document, Sort, facet
from tests.search.samples import meets

pytestmark = pytest.mark.django_db

CITIES = ["郑州", "北京", "上海", "重庆", "长沙"]
BRANDS = ["华宁", "恒瑞", "金穗", "朝阳", "绿源"]
TRADES = ["科技", "贸易", "机械", "食品"]


def kind(code: str, mark: str) -> SearchKind:
    """A kind over people, of whom none is needed here."""
    return SearchKind(
        code, code, User, lambda ids: (), lambda user: User.objects.all(), lambda user: None,
        lambda user: frozenset(Sort), lambda user, rows: [], mark,
    )  # fmt: skip


@pytest.fixture
def shops(monkeypatch):
    """Two kinds with the same 300 names each."""
    monkeypatch.setattr(access, "_kinds", {})
    dice, both = random.Random(3), (kind("shop", "s"), kind("stall", "t"))
    for place, one in enumerate(both):
        access.declare(one)
        names = [
            "".join(map(dice.choice, (CITIES, BRANDS, TRADES))) + "有限公司" for _ in range(300)
        ]
        documents = [
            Document(2 * n + place + 1, [(Sort.NAME, name)], [facet("owner", n % 7)])
            for n, name in enumerate(names)
        ]
        assert index_many(one.code, documents) == 300
    return both


def expected(one: SearchKind, need, before: int, most: int) -> list[int]:
    """The answer by looking at every entry."""
    from maizi.search.models import SearchEntry
    from maizi.search.rules import tokens_of

    rows = SearchEntry.objects.filter(kind=one.code, id__lt=before).order_by("-id")
    fits = [r.id for r in rows if meets(tokens_of(r.lines.split("\n"), r.facets.split()), need)]
    return fits[:most]


NEEDS = [
    parse("华宁").strict, parse("有限公司").strict, parse("郑州 食品").strict, parse("hnkj").loose,
    parse("huaning").strict, parse("zh").loose, parse("z").loose, parse("不在").strict,
    all_of(["公司", facet("owner", 3)]), any_of([facet("owner", n) for n in range(3)]),
    all_of([any_of([facet("owner", n) for n in range(500)]), "华宁"]), all_of([]), NOTHING,
]  # fmt: skip


@pytest.mark.parametrize("way", ["as chosen", "walking", "turning back"])
@pytest.mark.parametrize("need", NEEDS, ids=range(len(NEEDS)))
def test_the_newest_that_have_what_is_needed(shops, monkeypatch, need, way):
    share = {"as chosen": 0.0, "walking": 1.0, "turning back": 0.04}[way]
    known = postgres.Shares(dict.fromkeys(all_numbers(need, "st"), share), 1e4, float("inf"))
    monkeypatch.setattr(postgres, "_shares", known)
    monkeypatch.setattr(postgres, "FIRST_WALK", 7)
    for one in shops:
        for before, most in ((10**6, 5), (10**6, 1000), (201, 40), (1, 3)):
            found = [row[0] for row in newest(Ask(one, need, before), most)]
            assert found == expected(one, need, before, most)


def all_numbers(need, marks: str) -> list[int]:
    """The numbers of all tokens of a need."""
    if isinstance(need, str):
        return [number_of(mark + need) for mark in marks]
    return [n for part in need.parts for n in all_numbers(part, marks)]


def test_dropped_entries_are_gone_and_others_stay(shops):
    one, other = shops
    need = parse("华宁").strict
    gone = [row[0] for row in newest(Ask(one, need), 1000)][::2]
    assert drop(gone) == len(gone)
    assert drop(gone) == 0
    left = [row[0] for row in newest(Ask(one, need), 1000)]
    assert left == expected(one, need, 10**6, 1000)
    assert not set(left) & set(gone)
    assert newest(Ask(other, need), 1000)


def test_statistics_are_asked_once_in_a_while(shops, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(postgres, "_shares", None)
    newest(Ask(shops[0], "华宁"), 5)
    with django_assert_max_num_queries(1):
        newest(Ask(shops[0], "华宁"), 5)


def test_two_kinds_need_two_marks(shops):
    with pytest.raises(ValueError, match="mark"):
        access.declare(kind("street", "s"))
    with pytest.raises(ValueError, match="mark"):
        access.declare(kind("street", "st"))


def test_the_need_of_everything_is_everything(shops):
    assert len(newest(Ask(shops[0], All(())), 1000)) == 300
