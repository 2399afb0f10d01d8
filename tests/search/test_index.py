"""The index keeps in step with the records, and says when it does not."""

import pytest
from django.db import connection

from maizi.search.actions import drop, index, index_many, rebuild, rebuild_all
from maizi.search.models import SearchEntry
from maizi.search.queries import (
    capped_count,
    find,
    fitting,
    index_state,
    index_states,
    is_outdated,
    is_sound,
    match_ids,
)
from maizi.search.terms import Document, Sort, facet
from tests.house import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(house):
    names = ["郑州华宁科技", "南京华宁电子", "华宁", "重庆朝阳机械", "Shanghai ABC"]
    house.rows = [
        house.customer(n, house.chen if at % 2 else house.xu) for at, n in enumerate(names)
    ]
    index("customer", [row.pk for row in house.rows])
    return house


def test_an_unchanged_record_is_not_written(archive, django_assert_num_queries):
    row = archive.rows[0]
    assert index("customer", [row.pk]) == 0
    row.note = "喜欢喝茶"
    row.save()
    assert index("customer", [row.pk]) == 1
    assert [h.id for g in find("喝茶", user=fresh(archive.boss)) for h in g.hits] == [row.pk]


def test_a_record_that_is_gone_goes_from_the_index(archive):
    row, pk = archive.rows[0], archive.rows[0].pk
    row.delete()
    assert index_state("customer").orphaned == 1
    assert index("customer", [pk]) == 1
    assert index_state("customer").is_good


def test_the_state_says_what_is_missing_orphaned_outdated_or_unfindable(archive):
    assert all(state.is_good for state in index_states())
    one = archive.customer("新客户")
    index_many("customer", [Document(5, [(Sort.NAME, "没有记录")])])
    SearchEntry.objects.filter(pk=archive.rows[0].pk).update(version=0)
    state = index_state("customer")
    assert (state.missing, state.orphaned, state.outdated, state.entries) == (1, 1, 1, 6)
    assert is_outdated()
    assert rebuild("customer") == 6
    assert index_state("customer").is_good
    assert not is_outdated()
    assert find("新客户", user=fresh(archive.boss))[0].hits[0].id == one.pk


def test_lost_tokens_are_noticed_and_made_anew(archive):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("UPDATE search_searchentry SET tokens = '{}'")
        else:
            cursor.execute("INSERT INTO search_words(search_words) VALUES('delete-all')")
    assert index_state("customer").outdated == 5
    assert find("华宁", user=fresh(archive.boss)) == []
    assert rebuild_all() == 5
    assert index_state("customer").is_good
    assert is_sound()
    assert len(find("华宁", user=fresh(archive.boss))[0].hits) == 3


def test_an_entry_of_an_older_tokeniser_is_replaced(archive):
    row = archive.rows[0]
    SearchEntry.objects.filter(pk=row.pk).update(version=0, lines="n以前的名称")
    assert index("customer", [row.pk]) == 1
    assert SearchEntry.objects.get(pk=row.pk).lines.startswith("n郑州华宁科技")
    assert [g.total for g in find("华宁", user=fresh(archive.boss))] == [3]
    assert find("以前", user=fresh(archive.boss)) == []


def test_many_at_once_and_one_by_one_give_the_same(archive):
    ids = [row.pk for row in archive.rows]
    before = list(SearchEntry.objects.order_by("id").values_list())
    tokens = all_tokens()
    assert drop(ids) == 5
    from maizi.customers.queries.searching import customer_documents

    many = [*customer_documents(ids)] + [
        Document(n, [(Sort.NAME, f"批量{n}号")]) for n in range(1, 2100)
    ]
    assert index_many("customer", many) == 2104
    assert drop(range(1, 2100)) == 2099
    assert list(SearchEntry.objects.order_by("id").values_list()) == before
    assert all_tokens() == tokens


def all_tokens():
    """What the database itself keeps, where it can be read."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT id, (SELECT array_agg(t ORDER BY t) FROM unnest(tokens) t) FROM"
                           " search_searchentry ORDER BY id")  # fmt: skip
            return cursor.fetchall()
        cursor.execute(
            "CREATE VIRTUAL TABLE temp.seen USING fts5vocab(main, search_words, instance)"
        )
        cursor.execute("SELECT term, doc FROM temp.seen ORDER BY 1, 2")
        found = cursor.fetchall()
        cursor.execute("DROP TABLE temp.seen")
        return found


def test_lists_ask_by_properties_and_text_page_by_page(archive):
    boss, chen = fresh(archive.boss), fresh(archive.chen)
    newest = [row.pk for row in reversed(archive.rows)]
    assert match_ids("customer", user=boss) == newest
    assert match_ids("customer", user=boss, limit=2) == newest[:2]
    assert match_ids("customer", user=boss, after=newest[1], limit=2) == newest[2:4]
    owner = [facet("owner", archive.chen.pk)]
    mine = [row.pk for row in reversed(archive.rows) if row.owner_id == archive.chen.pk]
    assert match_ids("customer", user=boss, facets=[owner]) == mine
    assert match_ids("customer", user=boss, facets=[owner, [facet("pool", 1)]]) == []
    assert match_ids("customer", user=boss, facets=[owner], text="华宁") == [archive.rows[1].pk]
    assert match_ids("customer", user=boss, facets=[owner, []]) == []
    assert match_ids("customer", user=chen) == mine
    assert capped_count("customer", user=boss, text="hn") == 3
    assert capped_count("customer", user=boss, text="hn", cap=2) == 2
    assert capped_count("customer", user=chen, text="hn") == 1
    assert capped_count("customer", user=boss, facets=[owner]) == 2
    assert capped_count("customer", user=boss, facets=[owner], text="华宁") == 1
    assert capped_count("customer", user=boss, text="华宁", cap=2) == 2
    assert capped_count("customer", user=boss, text="华宁 科技") == 1
    assert capped_count("customer", user=boss, facets=[[]]) == 0
    assert capped_count("customer", user=boss) == 5


def test_visibility_has_the_last_word(archive):
    """A stale entry that says too much shows nothing: rows come from the owner's own door."""
    meng = fresh(archive.meng)
    row = archive.rows[0]
    entry = SearchEntry.objects.get(pk=row.pk)
    drop([row.pk])
    told = [facet("owner", archive.meng.pk)]
    index_many("customer", [Document(row.pk, [(Sort.NAME, entry.lines[1:8])], told)])
    assert fitting("customer", "华宁", meng) == [row.pk]
    assert find("华宁", user=meng) == []
    assert match_ids("customer", user=meng, text="华宁") == []
    assert capped_count("customer", user=meng, text="华宁") == 0


def test_pages_are_filled_past_rows_nobody_sees(archive):
    """Invisible rows between do not make a page short."""
    told = [facet("owner", archive.chen.pk)]
    index_many(
        "customer", [Document(9 * 10**18 + n, [(Sort.NAME, "华宁")], told) for n in range(30)]
    )
    chen = fresh(archive.chen)
    assert match_ids("customer", user=chen, text="华宁", limit=1) == [archive.rows[1].pk]
    assert capped_count("customer", user=chen, text="华宁", cap=20) == 1


def test_very_many_hits_become_a_query(archive):
    many = [Document(n, [(Sort.NAME, f"华宁{n}号店")]) for n in range(1, 700)]
    index_many("customer", many)
    found = fitting("customer", "华宁", fresh(archive.boss))
    assert not isinstance(found, list)
    from maizi.customers.models import Customer

    assert set(Customer.objects.filter(pk__in=found)) == set(archive.rows[:3])


def test_a_name_that_begins_with_the_text_is_not_drowned_by_newer_ones(archive):
    ids = [archive.customer(f"某某华宁{n}店").pk for n in range(130)]
    index("customer", ids)
    (group,) = find("华宁", user=fresh(archive.boss), limit=3)
    assert group.hits[0].title == "华宁"
    assert group.is_open
    assert len(group.hits) == 3
    assert group.total == 101
