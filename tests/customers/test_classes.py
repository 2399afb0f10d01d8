"""Classification: by rule and by hand, counts before saving, movement, what is refused (A-15)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from maizi.customers import access, actions
from maizi.customers.actions import classify
from maizi.customers.models import ClassMembership, ClassScheme, Customer, SchemeVersion, Tag
from maizi.customers.queries import classes as reading
from maizi.customers.queries.classes import ClassDraft
from maizi.customers.rules.classes import evaluated
from maizi.kernel.errors import Refused
from tests.house import fresh
from tests.jobs.conftest import work_off

pytestmark = pytest.mark.django_db


def scheme_of(*drafts: ClassDraft, by=None, **given) -> ClassScheme:
    scheme = ClassScheme(**{"name": "规模", **given})
    actions.save_scheme(scheme, drafts=list(drafts), by=by)
    work_off()
    scheme.refresh_from_db()
    return scheme


def members(scheme: ClassScheme) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    rows = ClassMembership.objects.filter(scheme=scheme).select_related("cls", "customer")
    for row in rows:
        found.setdefault(row.cls.name, set()).add(row.customer.name)
    return found


BIG = ClassDraft("大", "staff_size.in.large,huge")
REST = ClassDraft("其他", None)


@pytest.fixture
def rows(house) -> dict[str, Customer]:
    sizes = {"甲公司": "huge", "乙公司": "small", "丙公司": ""}
    return {name: house.customer(name, staff_size=size) for name, size in sizes.items()}


def test_a_saved_rule_is_worked_out_at_once_and_the_first_match_wins(house, rows):
    scheme = scheme_of(BIG, ClassDraft("有规模", "staff_size.filled"), REST, by=house.boss)
    assert members(scheme) == {"大": {"甲公司"}, "有规模": {"乙公司"}, "其他": {"丙公司"}}
    assert (scheme.version, scheme.computed_version) == (1, 1)
    assert [v.by for v in scheme.versions.all()] == [house.boss]


def test_conditions_nest_and_ask_about_tags_without_counting_twice(house, rows):
    tags = [Tag.objects.create(name="重点"), Tag.objects.create(name="急")]
    actions.add_tags([rows["甲公司"]], tags=tags, by=house.chen)
    ids = ",".join(str(t.pk) for t in tags)
    rule = {"any": [{"all": [f"tags.in.{ids}", {"not": "staff_size.in.small"}]}, "name.has.丙"]}
    scheme = scheme_of(ClassDraft("要紧", rule))
    assert members(scheme) == {"要紧": {"甲公司", "丙公司"}}


def test_the_database_and_the_rule_agree(house):
    """The rule of pure Python, asked about each customer, says what the database says."""
    values = ("huge", "small", "")
    for n, (size, city) in enumerate((s, c) for s in values for c in ("南京市", "")):
        house.customer(f"{n}号", staff_size=size, city=city)
    rule = {"any": [{"not": {"all": ["staff_size.in.huge", "city.is.南京市"]}}, "city.empty"]}
    scheme = scheme_of(ClassDraft("是", rule), ClassDraft("否", None))

    def truth(row):
        facts = {
            "staff_size.in.huge": row.staff_size == "huge", "city.is.南京市": row.city == "南京市",
            "city.empty": not row.city,
        }  # fmt: skip
        return "是" if evaluated(rule, facts.__getitem__) else "否"

    for row in Customer.objects.prefetch_related("class_memberships__cls"):
        (membership,) = row.class_memberships.all()
        assert membership.cls.name == truth(row), row.name
    assert len(members(scheme)["是"]) == 5


def test_counts_before_saving_are_those_after(house, rows):
    tried = reading.tried([BIG, REST], today=timezone.localdate())
    assert (tried.counts, tried.left, tried.is_whole) == ([1, 2], 0, True)
    assert not ClassScheme.objects.exists()


def test_very_many_customers_are_estimated(house, rows, monkeypatch):
    monkeypatch.setattr(reading, "parameter", lambda code: 2)
    tried = reading.tried([BIG, REST], today=timezone.localdate())
    assert (sum(tried.counts), tried.checked, tried.is_whole) == (2, 2, False)


def test_a_customer_is_sorted_anew_when_he_changes(house, rows):
    scheme = scheme_of(BIG, REST)
    row = rows["乙公司"]
    row.staff_size = "large"
    actions.save_customer(row, "change", by=house.chen)
    assert members(scheme)["大"] == {"甲公司", "乙公司"}
    today = timezone.localdate()
    (moved,) = reading.recent_movement(scheme, today)
    names = {c.pk: c.name for c in scheme.classes.all()}
    assert (names[moved[0]], names[moved[1]], moved[2]) == ("其他", "大", 1)


def test_a_new_version_shows_who_moved_and_who_stayed(house, rows):
    scheme = scheme_of(BIG, REST)
    big, rest = scheme.classes.order_by("position")
    drafts = [
        ClassDraft("大", "staff_size.filled", id=big.pk),
        ClassDraft("其他", None, id=rest.pk),
    ]
    actions.save_scheme(scheme, drafts=drafts, by=house.boss, reason="放宽")
    work_off()
    assert scheme.version == 2
    flows = {(o, t): n for o, t, n in reading.movement_of(scheme, 2)}
    assert flows == {(rest.pk, big.pk): 1, (big.pk, big.pk): 1, (rest.pk, rest.pk): 1}
    assert SchemeVersion.objects.get(number=1).classes[0]["rule"] == BIG.rule
    actions.save_scheme(scheme, drafts=drafts, by=house.boss)
    assert scheme.version == 2  # nothing changed, no new version


def test_an_expression_that_never_ends_is_refused(house, rows):
    one = scheme_of(BIG, REST, name="甲")
    two = scheme_of(ClassDraft("跟随", f"classes.in.{one.classes.first().pk}"), name="乙")
    assert members(two) == {"跟随": {"甲公司"}}
    big = one.classes.order_by("position").first()
    circle = ClassDraft("大", f"classes.in.{two.classes.get().pk}", id=big.pk)
    with pytest.raises(Refused, match="永远算不完"):
        actions.save_scheme(one, drafts=[circle], by=house.boss)
    one.refresh_from_db()
    assert one.version == 1


@pytest.mark.parametrize("rule", [
    "mobile.is.13800138000", "owner.me", "nonsense.in.1", "city", {"all": ["city.is.南京"] * 101},
])  # fmt: skip
def test_what_no_rule_may_ask_is_refused_with_a_sentence(house, rule):
    with pytest.raises(Refused) as refusal:
        scheme_of(ClassDraft("类", rule))
    assert str(refusal.value).endswith("。")
    assert not ClassScheme.objects.exists()


def test_by_hand_only_by_hand(house, rows):
    scheme = scheme_of(ClassDraft("经济型"), ClassDraft("方便型"), method="hand")
    cheap, easy = scheme.classes.order_by("position")
    assert actions.put_into_class([rows["甲公司"]], scheme, cheap, by=house.chen) == 1
    assert actions.put_into_class([rows["甲公司"]], scheme, easy, by=house.chen) == 1
    assert members(scheme) == {"方便型": {"甲公司"}}
    actions.follow_many([rows["甲公司"].pk])
    assert members(scheme) == {"方便型": {"甲公司"}}  # never inferred
    assert actions.put_into_class([rows["甲公司"]], scheme, None, by=house.chen) == 1
    assert members(scheme) == {}
    by_rule = scheme_of(BIG, name="按规则")
    with pytest.raises(Refused):
        actions.put_into_class([rows["甲公司"]], by_rule, by_rule.classes.get(), by=house.chen)


def test_the_usual_schemes_of_a_company(house):
    assert actions.seed_schemes() == 6 and actions.seed_schemes() == 0
    long_ago = timezone.localdate() - timedelta(days=400)
    rows = {
        "关键": house.customer("甲", ka_status="key", lifecycle="first_time"),
        "临时": house.customer("乙", lifecycle="first_time", first_trade_on=long_ago),
        "常规": house.customer("丙", nature="retail", province="江苏省"),
        "潜力": house.customer("丁", ka_status="none"),
    }
    high = ClassScheme.objects.get(code="potential").classes.get(name="高潜力")
    actions.put_into_class([rows["潜力"]], high.scheme, high, by=house.chen)
    work_off()
    found = members(ClassScheme.objects.get(code="mgmt_type"))
    assert found == {name: {row.name} for name, row in rows.items()}
    assert members(ClassScheme.objects.get(code="nature")) == {"零售店": {"丙"}}
    assert members(ClassScheme.objects.get(code="region")) == {"华东": {"丙"}}
    assert members(ClassScheme.objects.get(code="market_type")) == {}


def test_a_scheme_out_of_its_dates_is_left_alone(house, rows):
    past = timezone.localdate() - timedelta(days=1)
    scheme_of(BIG, ends_on=past)
    assert classify.schemes_by_rule(timezone.localdate()) == []
    assert reading.classes_on(rows["甲公司"]) == []


def test_members_are_counted_and_listed_as_far_as_one_sees(client, house, rows):
    house.customer("郑州大厂", house.meng, staff_size="huge")
    scheme = scheme_of(BIG)
    big = scheme.classes.get()
    counts = [reading.counts_of(fresh(p), [big.pk]) for p in (house.boss, house.chen, house.meng)]
    assert counts == [{big.pk: 2}, {big.pk: 1}, {big.pk: 1}]
    assert big in access.visible_classes(fresh(house.chen))
    client.force_login(house.meng)
    address = (
        reverse("customers:customer_list") + f"?bare=1&f=classes.in.{big.pk}&cols=name,classes"
    )
    text = client.get(address).content.decode()
    assert "郑州大厂" in text and "甲公司" not in text and "规模：大" in text


def test_the_form_keeps_what_is_typed_tries_and_saves(client, house, rows):
    client.force_login(house.boss)
    address = reverse("customers:scheme_new")
    body = {
        "name": "规模", "direction": "vertical", "method": "rule", "class-1": "大",
        "class-1-id": "", "c1-1-1-field": "staff_size", "c1-1-1-operator": "in",
        "c1-1-1-value": ["large", "huge"], "class-2": "其他", "class-2-id": "",
        "segment_criteria": "按人数",
    }  # fmt: skip
    typed = client.post(address, body | {"act": "add:1:1"}).content.decode()
    assert 'name="c1-1-2-field"' in typed and "按人数" in typed
    tried = client.post(address, body | {"act": "try"}).content.decode()
    assert "按全部 3 个客户计算" in tried
    answer = client.post(address, body | {"act": "save"})
    scheme = ClassScheme.objects.get()
    assert answer.headers["Location"] == scheme.get_absolute_url()
    work_off()
    assert members(scheme) == {"大": {"甲公司"}, "其他": {"乙公司", "丙公司"}}
    text = client.get(scheme.get_absolute_url()).content.decode()
    assert "公司规模 是 500–999 人、1000 人以上" in text and "<path" in text
    wrong = client.post(address, body | {"act": "save"})
    assert wrong.status_code == 422 and "已有同名的方案" in wrong.content.decode()
    client.force_login(house.chen)
    assert client.post(address, body).status_code == 403
