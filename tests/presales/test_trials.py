"""Goods lent for trial: out of the stock, heard of, back, bought (F-1)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maizi.accounts.access import held_by
from maizi.customers.actions import Wish, merge
from maizi.customers.models import Activity
from maizi.inbox.models import Notice, Todo
from maizi.kernel.errors import Refused
from maizi.presales import access, actions, queries
from maizi.presales.actions import TRIALS, Ended
from maizi.presales.models import Trial
from maizi.presales.rules.trials import Tally
from maizi.presales.terms import Condition
from maizi.sales import actions as sales
from maizi.sales.models import Order
from maizi.stock.models import Reservation, Serial
from maizi.stock.terms import MovementKind
from tests.house import fresh
from tests.presales.conftest import signed

INTACT, USED = Condition.INTACT, Condition.USED


def open_todos(row: Trial) -> list[tuple[str, object]]:
    rows = Todo.objects.filter(source="presales.trial", object_id=row.pk, closed_at=None)
    return [(one.owner.username, one.due_on) for one in rows.order_by("owner__username")]


def test_out_of_the_stock_and_back_again(trying):
    """The goods leave when the keeper hands them out, and come back at their cost."""
    row = trying.lent()
    assert row.state == "asked" and trying.account().quantity == 2
    assert ("keeper", trying.today) in open_todos(row)
    row = actions.hand_out(row, serial="P1", by=trying.keeper)
    assert row.out_document.kind == MovementKind.LOAN_OUT and trying.account().quantity == 1
    assert open_todos(row) == [("chen", row.due_on)]
    assert Serial.objects.get(no="P1").warehouse is None
    with pytest.raises(Refused, match="现在是“试用中”"):
        actions.hand_out(row, serial="P2", by=trying.keeper)
    actions.hear(row, text="声音小，量够", liking="likes", by=trying.chen)
    row = actions.take_back(
        row, Ended(trying.today), condition=USED, by=trying.keeper
    )  # fmt: skip
    assert row.back_document.kind == MovementKind.LOAN_BACK and row.state == "back"
    account = trying.account()
    assert (account.quantity, account.good, account.value_yuan) == (2, 1, Decimal(1200))
    assert Serial.objects.get(no="P1").status == "refurbished"
    assert open_todos(row) == []
    told = list(Activity.objects.filter(customer=trying.customer).values_list("content", flat=True))
    assert any("借出试用" in one for one in told) and any("声音小" in one for one in told)
    assert any("试用归还" in one for one in told)


def test_several_pieces_come_back_from_their_movements(trying):
    row = trying.out(serial="", product=trying.filter, quantity=Decimal(12))
    assert trying.account(trying.filter).quantity == 88
    actions.take_back(row, Ended(trying.today, "好用"), condition=INTACT, by=trying.keeper)
    assert trying.account(trying.filter).good == 100


def test_what_is_in_no_books_moves_no_stock(trying):
    row = trying.beside()
    assert row.state == "out" and trying.account().quantity == 2
    assert open_todos(row) == [("chen", row.due_on)]
    row = actions.take_back(row, Ended(trying.today, "不合用"), condition=INTACT, by=trying.chen)
    assert row.back_document is None and trying.account().quantity == 2


def test_what_cannot_be_lent(trying):
    other = trying.house.customer("别区的厂", trying.house.meng)
    day = timedelta(days=1)
    for wrong, words in (
        ({"customer": other}, "看得到"),
        ({"product": trying.service}, "不能借出试用"),
        ({"warehouse": None}, "填写这件样机的序列号"),
        ({"quantity": Decimal(2)}, "一件登记一条"),
        ({"product": trying.filter, "serial": "X"}, "不按序列号管理"),
        ({"lent_on": trying.today - day}, "不能早于今天"),
        ({"due_on": trying.today}, "晚于借出日期"),
        ({"due_on": trying.today + 91 * day}, "最长 90 天"),
        ({"warehouse": None, "serial": "P9", "lent_on": trying.today + day,
          "due_on": trying.today + 9 * day}, "不能晚于今天"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=words):
            trying.lent(**wrong)
    with pytest.raises(Refused, match="序列号"):
        actions.hand_out(trying.lent(), by=trying.keeper)
    assert not Trial.objects.exclude(state="asked").exists()


def test_nothing_lent_after_all(trying):
    row = trying.lent()
    with pytest.raises(Refused, match="为什么取消"):
        actions.cancel(row, text=" ", by=trying.chen)
    assert actions.cancel(row, text="客户改期", by=trying.chen).state == "cancelled"
    assert open_todos(row) == [] and trying.account().quantity == 2
    with pytest.raises(Refused, match="已取消"):
        actions.hand_out(row, serial="P1", by=trying.keeper)


def test_more_time_and_who_hears_of_the_overdue(trying):
    row = trying.beside(lent_on=trying.today - timedelta(20), due_on=trying.today - timedelta(3))
    late = Notice.objects.filter(event="presales.late")
    assert actions.chase_trials(today=trying.today) == 1 and late.count() == 1
    assert actions.chase_trials(today=trying.today) == 0
    for wrong, words in (
        ({"due_on": trying.today - timedelta(1), "text": "等试车"}, "晚于原来的"),
        ({"due_on": trying.today + timedelta(5), "text": ""}, "为什么延期"),
        ({"due_on": trying.today + timedelta(80), "text": "等试车"}, "最长 90 天"),
    ):
        with pytest.raises(Refused, match=words):
            actions.extend(row, **wrong, by=trying.chen)
    row = actions.extend(row, due_on=trying.today + timedelta(5), text="等试车", by=trying.chen)
    assert open_todos(row) == [("chen", trying.today + timedelta(5))]
    assert actions.chase_trials(today=trying.today + timedelta(6)) == 1
    assert row.entries.get().due_on == row.due_on


def test_the_customer_keeps_and_buys_it(trying):
    """It comes back in the books, is the order's, and leaves as sold by its delivery."""
    row = trying.out()
    with pytest.raises(Refused, match="请选客户买下它的订单"):
        actions.buy(row, Ended(trying.today, "要了"), by=trying.chen)
    without = trying.confirmed((trying.filter, "1"))
    with pytest.raises(Refused, match="有“隔膜泵”的订单"):
        actions.buy(row, Ended(trying.today, "要了", without), by=trying.chen)
    order = trying.confirmed((trying.pump, "1"))
    with pytest.raises(Refused, match="客户试用后怎么说"):
        actions.buy(row, Ended(trying.today, "", order), by=trying.chen)
    row = actions.buy(row, Ended(trying.today, "要了", order), by=trying.chen)
    assert row.state == "bought" and row.order == order
    assert trying.account().quantity == 2
    assert [one.serial.no for one in Reservation.objects.filter(source_id=order.pk)] == ["P1"]
    note = sales.start_delivery(Order.objects.get(pk=order.pk), by=trying.keeper)
    line = note.lines.get()
    sales.ship_delivery(note, by=trying.keeper, pieces={line.pk: ["P1"]})
    assert trying.account().quantity == 1 and Serial.objects.get(no="P1").warehouse is None
    again = trying.out(serial="P2")
    with pytest.raises(Refused, match="没有还没发的"):
        actions.buy(again, Ended(trying.today, "再要", order), by=trying.chen)
    actions.take_back(again, Ended(trying.today, "够了", order), condition=INTACT, by=trying.keeper)
    assert queries.rates(trying.boss, trying.today, trying.today)[2] == Tally(0, 0, 2)


def test_what_never_comes_back(trying):
    row = trying.out()
    with pytest.raises(Refused, match="收不回来"):
        actions.lose(row, Ended(trying.today), by=trying.chen)
    row = actions.lose(row, Ended(trying.today, "客户搬迁，泵丢了"), by=trying.chen)
    assert row.state == "lost" and trying.account().quantity == 1


def test_how_many_trials_sell():
    assert Tally(2, 3, 1).sold_ratio == Decimal("0.25") and Tally(2).sold_ratio is None


def test_who_sees_and_does_what(trying):
    row, meng, xu = trying.lent(), fresh(trying.house.meng), fresh(trying.house.xu)
    service = fresh(trying.house.service)
    assert access.visible_trials(trying.chen).get() == row
    assert not access.visible_trials(meng) and not access.visible_trials(xu)
    assert not access.visible_trials(service) and not access.may(service, "read")
    assert access.visible_trials(trying.keeper).get() == row
    assert access.may_trial(trying.keeper, "hand", row)
    assert not access.may_trial(trying.chen, "hand", row)
    assert access.may_trial(trying.chen, "cancel", row)
    assert not access.may_trial(trying.keeper, "cancel", row)
    own = trying.beside()
    assert access.may_trial(trying.chen, "return", own)
    assert not access.may_trial(trying.chen, "cancel", own)


def test_a_trial_changes_hands_and_follows_a_merge(trying):
    row = trying.out()
    assert "trials" in {holding.code for holding, _ in held_by(trying.chen)}
    (held,) = TRIALS.held(trying.chen)
    assert "隔膜泵" in held.title
    refused = TRIALS.give([row.pk], giver=trying.chen, taker=trying.lin, by=trying.boss,
                          reason="调岗")  # fmt: skip
    assert not refused and open_todos(row) == [("lin", row.due_on)]
    other = trying.house.customer("华宁科技", trying.house.chen)
    merge(Wish([trying.customer.pk, other.pk], other.pk), by=fresh(trying.house.boss))
    assert Trial.objects.get(pk=row.pk).customer_id == other.pk


def test_screens_of_a_trial(trying):
    chen, keeper = signed(trying.chen), signed(trying.keeper)
    tab = reverse("customers:tab", args=[trying.customer.pk, "presales-all"])
    new = reverse("presales:trial_of", args=[trying.customer.pk])
    assert new in chen.get(tab).content.decode()
    told = {
        "customer": trying.customer.pk, "product": trying.pump.pk, "quantity": "1",
        "warehouse": trying.main.pk, "lent_on": trying.today.isoformat(),
        "due_on": trying.today.isoformat(),
    }  # fmt: skip
    refused = chen.post(new, told)
    assert refused.status_code == 422 and "晚于借出日期" in refused.content.decode()
    told["due_on"] = (trying.today + timedelta(10)).isoformat()
    row_url = chen.post(new, told)["Location"]
    row = Trial.objects.get()
    page = chen.get(row_url).content.decode()
    assert "等仓管从" in page and "出库借出" not in page
    hand = reverse("presales:trial_do", args=[row.pk, "hand"])
    assert chen.get(hand).status_code == 403
    form = keeper.get(hand).content.decode()
    assert 'data-camera="serial"' in form
    assert keeper.post(hand, {"serial": "P7"}).status_code == 422
    assert keeper.post(hand, {"serial": "P1"}).status_code == 302
    hear = reverse("presales:trial_do", args=[row.pk, "hear"])
    assert chen.post(hear, {"text": "", "liking": "likes"}).status_code == 422
    assert chen.post(hear, {"text": "响", "liking": "wavers"}).status_code == 302
    back = reverse("presales:trial_do", args=[row.pk, "return"])
    told = {"on": trying.today.isoformat(), "condition": "intact", "outcome": "想再便宜些"}
    assert keeper.post(back, told).status_code == 302
    page = chen.get(row_url).content.decode()
    assert "想再便宜些" in page and "还在犹豫" in page and row.out_document is None
    assert "已归还" in chen.get(tab).content.decode()
    assert "隔膜泵" in chen.get(reverse("presales:trial_rates")).content.decode()
    assert chen.get(reverse("presales:trial_do", args=[row.pk, "dance"])).status_code == 404


def test_the_same_queries_however_many(trying):
    chen, tab = (
        signed(trying.chen),
        reverse("customers:tab", args=[trying.customer.pk, "presales-all"]),
    )
    asked = reverse("presales:trial_list") + "?view=all"
    trying.beside()
    trying.asked()
    counts = []
    for _ in range(2):
        chen.get(tab), chen.get(asked)
        with CaptureQueriesContext(
            connection,
        ) as found:
            chen.get(tab)
            chen.get(asked)
            chen.get(reverse("presales:trial_rates"))
        counts.append(len(found))
        for _ in range(3):
            trying.beside()
            trying.asked(trying.sun)
    assert counts[0] == counts[1]
