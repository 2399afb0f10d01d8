"""Quality of records, values known bad, clearing out, the board (A-34, A-40)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from maizi.customers import access, actions, queries
from maizi.customers.actions import board, clearing
from maizi.customers.models import (
    Activity,
    ClearingCandidate,
    Contact,
    Customer,
    CustomerQuality,
    QualityDay,
)
from maizi.customers.queries.board import board_for
from maizi.kernel.errors import Refused
from maizi.kit.pages import save
from maizi.privacy.actions import hold_back, lift_hold
from tests.house import fresh

pytestmark = pytest.mark.django_db


def made(house, name="甲公司", by=None, **values) -> Customer:
    from maizi.customers.pages import CUSTOMERS

    row = Customer(name=name, **values)
    save(CUSTOMERS, row=row, verb="create", by=fresh(by or house.chen))
    return row


def test_a_saved_record_knows_its_quality_and_what_is_missing(house):
    row = made(house, mobile="13800138000", city="南京市", industry="trade", channel="exhibition")
    row.refresh_from_db()
    stored = CustomerQuality.objects.get(customer=row)
    # weights: name 3, mobile 3, place 2, industry 3 of 98: the same the archive page counts
    assert stored.completeness == Decimal("0.1122")
    state = queries.profile_state(row)
    filled = sum(need for _attribute, need, is_filled in state if is_filled)
    assert stored.completeness == round(Decimal(filled) / sum(need for _, need, _ in state), 4)
    assert (stored.freshness, stored.validity) == (1, 1)
    assert (row.quality_score, row.quality_band) == (Decimal("0.5561"), "fair")
    missing = [f.code for f in queries.emptiest_of(row)]
    assert missing == ["usc_code", "needs", "nature"]
    actions.save_answers(row, {"needs": ["更换空压机"]}, by=fresh(house.chen))
    assert "needs" not in [f.code for f in queries.emptiest_of(row)]
    row.refresh_from_db()
    assert row.quality_score > Decimal("0.5561")


def test_knowledge_grows_old_and_is_fresh_again_when_checked(house):
    row = made(house, mobile="13800138000")
    later = timezone.now() + timedelta(days=180)
    actions.follow_many([row.pk])
    from maizi.customers.actions.quality import refresh_quality

    refresh_quality([row.pk], now=later)
    stored = CustomerQuality.objects.get(customer=row)
    # contact 0.5 with weight 3, profile 0.5^(180/730) with weight 1
    assert stored.freshness == Decimal("0.5857")
    actions.confirm_facts(row, ["contact"], by=house.chen, now=later)
    stored.refresh_from_db()
    assert stored.freshness == Decimal("0.9607")
    with pytest.raises(Refused):
        actions.confirm_facts(row, [], by=house.chen)


def test_a_bad_value_counts_until_it_is_replaced(house):
    row = made(house, mobile="13800138000", email="a@b.cn")
    contact = actions.save_contact(
        Contact(customer=row, name="王芳", mobile="13900139000"), by=house.chen
    )
    actions.mark_bad(row, f"{contact.pk}.mobile", "dead_phone", by=house.chen)
    quality = CustomerQuality.objects.get(customer=row)
    assert quality.validity == Decimal("0.6667")
    bad = actions.mark_bad(row, "mobile", "dead_phone", by=house.chen)
    row.mobile = "13800138001"
    actions.save_customer(row, "change", by=house.chen)
    quality.refresh_from_db()
    assert quality.validity == Decimal("0.6667")  # the old mark says nothing of the new number
    bad = actions.mark_bad(row, "mobile", "wrong_person", by=house.chen)
    actions.unmark_bad(bad, by=house.chen)
    quality.refresh_from_db()
    assert quality.validity == Decimal("0.6667")
    for place, fault in (("phone", "dead_phone"), ("mobile", "bounced")):
        with pytest.raises(Refused):
            actions.mark_bad(row, place, fault, by=house.chen)


def test_a_bulk_change_follows_in_the_background(client, house):
    from tests.jobs.conftest import work_off

    rows = [house.customer(name) for name in ("甲", "乙")]
    client.force_login(house.chen)
    body = {"pk": [r.pk for r in rows], "field": "city", "city": "南京市"}
    client.post(reverse("customers:customer_bulk"), body)
    assert not CustomerQuality.objects.exists()
    work_off()
    assert CustomerQuality.objects.count() == 2


def test_a11_a_group_buy_prospect_waits_until_it_is_complete(house):
    row = made(house, channel="group_buy")
    with pytest.raises(Refused, match="至少要 80%"):
        actions.refuse_incomplete_group_buy(row)


def candidates(house) -> dict[str, ClearingCandidate]:
    old = timezone.now() - timedelta(days=37 * 31)
    rows = {
        "silent": house.customer("久无往来"), "disqualified": house.customer(
            "不合格", lifecycle="disqualified"), "key": house.customer("大客户", ka_status="key"),
        "calm": house.customer("正常"),
    }  # fmt: skip
    Customer.objects.filter(pk__in=[rows["silent"].pk, rows["key"].pk]).update(created_at=old)
    assert clearing.propose_clearing() == 2
    assert clearing.propose_clearing() == 0
    return {c.why: c for c in ClearingCandidate.objects.select_related("customer")}


def test_old_and_invalid_records_are_proposed_never_key_accounts(house):
    found = candidates(house)
    assert {why: c.name for why, c in found.items()} == {
        "silent": "久无往来",
        "disqualified": "不合格",
    }
    actions.keep_records([found["silent"]], by=house.boss)
    assert clearing.propose_clearing() == 0


def test_what_is_put_away_is_gone_for_everybody_and_can_come_back(client, house):
    row = made(house, "甲公司", lifecycle="disqualified")
    clearing.propose_clearing()
    (one,) = ClearingCandidate.objects.all()
    with pytest.raises(Refused):
        actions.put_away([one], by=house.boss, reason=" ")
    assert actions.put_away([one], by=house.boss, reason="不做了") == 1
    assert not access.visible_customers(fresh(house.boss)).exists()
    client.force_login(house.chen)
    assert client.get(row.get_absolute_url()).status_code == 404
    assert row.no not in client.get("/search/?q=甲公司").content.decode()
    with pytest.raises(Refused):
        actions.keep_records([one], by=house.boss)
    one.refresh_from_db()
    actions.restore([one], by=house.boss)
    assert client.get(row.get_absolute_url()).status_code == 200
    assert ClearingCandidate.objects.get().state == "restored"


def test_after_thirty_days_what_nothing_hangs_on_is_purged(house):
    bare, used = (
        made(house, "空的", lifecycle="disqualified"),
        made(house, "有记录的", lifecycle="disqualified"),
    )
    actions.log_activity(Activity(customer=used, content="谈过", at=timezone.now()), by=house.chen)
    clearing.propose_clearing()
    rows = list(ClearingCandidate.objects.all())
    actions.put_away(rows, by=house.boss, reason="清理")
    assert clearing.purge() == (0, 0)
    later = timezone.now() + timedelta(days=31)
    with pytest.raises(Refused):
        actions.restore(list(ClearingCandidate.objects.all()), by=house.boss, now=later)
    assert clearing.purge(now=later) == (1, 1)
    assert set(Customer.objects.values_list("name", flat=True)) == {"有记录的"}
    assert not Customer.objects.filter(pk=bare.pk).exists()
    gone = ClearingCandidate.objects.get(state="purged")
    assert "空的" not in gone.name


def test_what_privacy_holds_back_is_neither_put_away_nor_purged(house):
    row = made(house, "诉讼中的", lifecycle="disqualified")
    clearing.propose_clearing()
    (one,) = ClearingCandidate.objects.all()
    hold = hold_back(row, reason="诉讼未结", by=house.boss)
    with pytest.raises(Refused, match="诉讼未结"):
        actions.put_away([one], by=house.boss, reason="清理")
    lift_hold(hold, by=house.boss)
    actions.put_away([one], by=house.boss, reason="清理")
    hold_back(row, reason="又起诉了", by=house.boss)
    assert clearing.purge(now=timezone.now() + timedelta(days=31)) == (0, 1)
    assert Customer.objects.filter(pk=row.pk).exists()


def test_the_board_counts_what_its_links_list(client, house):
    made(house, "甲公司", channel="exhibition")
    made(house, "王伟", party_type="individual", mobile="13800138000")
    made(house, "郑州公司", by=house.meng)
    shown = board_for(fresh(house.chen), today=timezone.localdate())
    assert shown.numbers["total"] == 2 and shown.of_day is None
    client.force_login(house.chen)
    text = client.get(reverse("customers:quality_board")).content.decode()
    for heading in ("认真筛选与填写", "有效管理与科学分类", "及时更新与长期维护", "有效利用"):
        assert heading in text
    from maizi.customers.queries import board as reading

    for name in ("sourced", "untagged", "never", "filing_pending", "no_usc_code", "no_reach"):
        asked = "&".join(f"f={c}" for c in reading.conditions(name))
        address = f"{reverse('customers:customer_count')}?bare=1&{asked}"
        assert client.get(address).content.decode() == str(int(shown.numbers[name])), name


def test_numbers_of_each_day_are_kept_by_unit_and_for_the_company(house):
    made(house, "甲公司")
    made(house, "郑州公司", by=house.meng)
    assert board.keep_day() == 2
    board.keep_day()
    assert QualityDay.objects.count() == 3
    assert QualityDay.objects.get(unit=None).numbers["total"] == 2


def test_very_many_records_are_told_as_of_last_night(house, monkeypatch):
    from maizi.customers.queries import board as reading

    made(house, "甲公司")
    made(house, "郑州公司", by=house.meng)
    board.keep_day()
    monkeypatch.setattr(reading, "MOST_LIVE", 0)
    today = timezone.localdate()
    totals = [board_for(fresh(p), today=today).numbers["total"] for p in (house.boss, house.lin)]
    assert totals == [2, 1]


def test_a_page_of_a_record_shows_its_quality_in_the_same_number_of_queries(
    client, house, django_assert_max_num_queries
):
    row = made(house, mobile="13800138000")
    for n in range(4):
        actions.save_contact(
            Contact(customer=row, name=f"联系人{n}", mobile=f"1390013900{n}"), by=house.chen
        )
    client.force_login(house.chen)
    beside = reverse("customers:panels", args=[row.pk])
    text = client.get(beside).content.decode()
    assert "资料质量" in text and "统一社会信用代码" in text and "联系人2 手机" in text
