"""Found by two characters, pinyin, initials, number, code; by those who may; both databases."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maizi.customers import actions
from maizi.customers.models import Contact, Customer
from maizi.kit.pages import save
from maizi.search.actions import index, rebuild
from maizi.search.models import SearchEntry
from maizi.search.queries import find, fitting
from tests.house import fresh

pytestmark = pytest.mark.django_db


def titles(user, text: str) -> list[str]:
    return [hit.title for group in find(text, user=fresh(user)) for hit in group.hits]


@pytest.fixture
def archive(house):
    from maizi.customers.pages import CUSTOMERS

    house.rows = {}
    for name, values in {
        "郑州华宁科技有限公司": {"mobile": "13812345678", "usc_code": "91110000600037341L"},
        "重庆朝阳机械有限公司": {"phone": "023-88886666"},
        "Shanghai ABC Trading": {},
        "曾国强": {"party_type": "individual", "mobile": "13900001111"},
        "单晓东": {"party_type": "individual", "mobile": "13900002222"},
        "吕梁绿源食品公司": {},
    }.items():
        row = Customer(name=name, **values)
        save(CUSTOMERS, row=row, verb="create", by=house.chen)
        house.rows[name] = row
    return house


@pytest.mark.parametrize(("text", "found"), [
    ("华宁", "郑州华宁科技有限公司"),
    ("郑州", "郑州华宁科技有限公司"),
    ("科技", "郑州华宁科技有限公司"),
    ("华宁 科技", "郑州华宁科技有限公司"),
    ("hnkj", "郑州华宁科技有限公司"),
    ("HNKJ", "郑州华宁科技有限公司"),
    ("huaning", "郑州华宁科技有限公司"),
    ("zhengzhou", "郑州华宁科技有限公司"),
    ("5678", "郑州华宁科技有限公司"),
    ("13812345678", "郑州华宁科技有限公司"),
    ("138 1234 5678", "郑州华宁科技有限公司"),
    ("600037341", "郑州华宁科技有限公司"),
    ("華寧", "郑州华宁科技有限公司"),
    ("chongqing", "重庆朝阳机械有限公司"),
    ("chaoyang", "重庆朝阳机械有限公司"),
    ("6666", "重庆朝阳机械有限公司"),
    ("abc", "Shanghai ABC Trading"),
    ("Trading", "Shanghai ABC Trading"),
    ("zeng", "曾国强"),
    ("zgq", "曾国强"),
    ("shanxiaodong", "单晓东"),
    ("lvyuan", "吕梁绿源食品公司"),
])  # fmt: skip
def test_everything_people_type_finds_its_customer(archive, text, found):
    assert found in titles(archive.chen, text)


@pytest.mark.parametrize(
    "text", ["华科", "宁华", "xyz", "9999", "", " ", "%", "_", '"', "*", "a OR b"]
)
def test_what_is_not_there_is_not_found(archive, text):
    assert titles(archive.chen, text) == []


def test_exact_names_come_first(archive):
    archive.customer("华宁")
    index("customer", [Customer.objects.get(name="华宁").pk])
    assert titles(archive.chen, "华宁")[0] == "华宁"


def test_nobody_finds_what_he_may_not_see(archive):
    assert titles(archive.meng, "华宁") == []
    assert titles(archive.meng, "5678") == []
    assert titles(archive.lin, "华宁") == ["郑州华宁科技有限公司"]


def test_a_share_is_found_and_ends_at_once(archive):
    row = archive.rows["郑州华宁科技有限公司"]
    share = actions.share(row, user=archive.meng, by=archive.chen)
    assert titles(archive.meng, "华宁") == ["郑州华宁科技有限公司"]
    actions.unshare(share, by=archive.chen)
    assert titles(archive.meng, "华宁") == []


def test_masked_numbers_cannot_be_guessed_by_searching(archive):
    """Whoever sees 138****5678 must not confirm a number by typing it (M-4)."""
    row = archive.rows["郑州华宁科技有限公司"]
    actions.assign([row], archive.service, by=archive.boss)
    assert titles(archive.service, "华宁") == ["郑州华宁科技有限公司"]
    assert titles(archive.service, "5678") == []


def test_pool_customers_are_not_found_by_their_numbers_until_claimed(archive):
    row = archive.rows["郑州华宁科技有限公司"]
    actions.release([row], archive.pool, by=archive.chen, reason="没有回应")
    assert titles(archive.xu, "华宁") == ["郑州华宁科技有限公司"]
    assert titles(archive.xu, "5678") == []
    actions.claim([row], by=archive.xu)
    assert titles(archive.xu, "5678") == ["郑州华宁科技有限公司"]


def test_contacts_are_found_under_their_customer(archive):
    row = archive.rows["郑州华宁科技有限公司"]
    actions.save_contact(
        Contact(customer=row, name="仇小敏", mobile="15011112345"), by=archive.chen
    )
    (group,) = find("2345", user=fresh(archive.chen), only=["contact"])
    (hit,) = group.hits
    assert (hit.title, group.kind) == ("仇小敏", "contact")
    assert "华宁" in hit.hint
    assert str(row.pk) in hit.url
    assert "仇小敏" in titles(archive.chen, "qiu")
    assert titles(archive.meng, "仇小敏") == []


def test_an_old_name_is_forgotten(archive):
    from maizi.customers.pages import CUSTOMERS

    row = archive.rows["郑州华宁科技有限公司"]
    row.name = "郑州金穗科技有限公司"
    save(CUSTOMERS, row=row, verb="change", by=archive.chen)
    assert titles(archive.chen, "华宁") == []
    assert titles(archive.chen, "金穗") == ["郑州金穗科技有限公司"]


def test_rebuilding_gives_the_same_index(archive):
    before = sorted(SearchEntry.objects.values_list("id", "kind", "lines", "facets"))
    assert rebuild("customer") == 6
    assert sorted(SearchEntry.objects.values_list("id", "kind", "lines", "facets")) == before
    assert titles(archive.chen, "hnkj") == ["郑州华宁科技有限公司"]


def test_a_list_asks_the_same_index(archive):
    row = archive.rows["郑州华宁科技有限公司"]
    assert fitting("customer", "hnkj", fresh(archive.chen)) == [row.pk]
    assert fitting("customer", "hnkj", fresh(archive.meng)) == []


def test_queries_do_not_grow_with_hits(archive, django_assert_max_num_queries):
    for number in range(30):
        row = archive.customer(f"华宁 {number} 号店")
        index("customer", [row.pk])
    user = fresh(archive.chen)
    find("x", user=user)
    with django_assert_max_num_queries(9):
        assert len(find("华宁", user=user)[0].hits) == 20


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(st.text(max_size=40))
def test_no_text_breaks_the_search(archive, text):
    titles(archive.chen, text)
