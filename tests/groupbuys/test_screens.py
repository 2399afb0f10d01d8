"""Screens of group buying: what they show, a constant number of queries, refusals in words."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maizi.groupbuys import actions, queries
from maizi.groupbuys.models import GroupBuy, Registration
from maizi.kernel import riddles
from tests.puzzles import solved

LISTS = ("groupbuy_list", "groupbuyplan_list", "outreachrecord_list", "registration_list")


def browser(person) -> Client:
    made = Client()
    if person is not None:
        made.force_login(person)
    return made


@pytest.fixture
def no_hurry(monkeypatch):
    monkeypatch.setattr(riddles, "TOO_FAST_SECONDS", 0)


def form(**values) -> dict:
    return {"name": "苏州同创", "phone": "13912345678", "quantity": "40", "consent": "on"} | values


def test_lists_and_pages(circle, django_assert_max_num_queries):
    row, (first, *_rest) = circle.reached()
    plan = circle.plan()
    lin = browser(circle.lin)
    for name in LISTS:
        assert lin.get(reverse(f"groupbuys:{name}")).status_code == 200, name
    page = lin.get(row.get_absolute_url()).content.decode()
    assert "生成销售订单" in page and "92.00" in page and first.name in page and "<polyline" in page
    assert "秋季滤芯团购" in lin.get(reverse("groupbuys:board")).content.decode()
    assert lin.get(reverse("groupbuys:poster", args=[row.pk])).status_code == 200
    assert b"<svg" in lin.get(reverse("groupbuys:poster_code", args=[row.pk])).content
    page = browser(circle.chen).get(plan.get_absolute_url()).content.decode()
    assert "需求未确认" in page and "保持关系" in page


def test_the_number_of_queries_does_not_grow(circle, django_assert_max_num_queries):
    row = circle.running()
    lin = browser(circle.lin)
    pages = [row.get_absolute_url(), reverse("groupbuys:board")]
    pages += [reverse(f"groupbuys:{name}") for name in LISTS]

    def counts() -> list[int]:
        found = []
        for address in pages:
            lin.get(address)
            with django_assert_max_num_queries(60) as queries:
                lin.get(address)
            found.append(len(queries))
        return found

    circle.join(row, 1, 4)
    circle.plan()
    before = counts()
    for n in (2, 3, 4):
        circle.join(row, n, 4)
        circle.plan(circle.customers[n])
    assert counts() == before


def test_an_activity_is_written_with_its_tiers(circle):
    """Bad input stands at its field and nothing typed is lost (B-11)."""
    lin, now = browser(circle.lin), timezone.localtime()
    moment = "%Y-%m-%dT%H:%M"
    given = {
        "name": "冬季", "product": circle.filter.pk, "list_price_yuan": "120",
        "threshold_sort": "quantity", "threshold_value": "100",
        "opens_at": now.strftime(moment), "closes_at": (now + timedelta(3)).strftime(moment),
        "deposit_sort": "none", "deposit_value": "0", "least_1": "1", "price_1": "100",
        "least_2": "100", "price_2": "105",
    }  # fmt: skip
    address = reverse("groupbuys:groupbuy_new")
    answer = lin.post(address, given)
    assert answer.status_code == 422 and "第 2 档的单价要低于上一档" in answer.content.decode()
    late = given | {"price_2": "92", "opens_at": (now - timedelta(3)).strftime(moment),
                    "closes_at": (now - timedelta(1)).strftime(moment)}  # fmt: skip
    answer = lin.post(address, late)
    assert answer.status_code == 422 and "截止时间已经过去" in answer.content.decode()
    backwards = given | {"closes_at": (now - timedelta(3)).strftime(moment)}
    assert "登记截止要晚于登记开始" in lin.post(address, backwards).content.decode()
    assert lin.post(address, given | {"price_2": "92"}).status_code == 302
    row = GroupBuy.objects.get()
    assert [t.price_yuan for t in row.tiers.all()] == [100, 92] and row.owner == circle.lin
    assert lin.get(reverse("groupbuys:groupbuy_edit", args=[row.pk])).status_code == 200
    assert lin.post(reverse("groupbuys:do", args=[row.pk, "submit"])).status_code == 302


def test_a_colleague_registers_and_lets_leave(circle):
    row = circle.running()
    chen = browser(circle.chen)
    address = reverse("groupbuys:register", args=[row.pk])
    assert chen.get(address).status_code == 200
    given = {"customer": circle.customers[0].pk, "quantity": "0", "consent": "on"}
    answer = chen.post(address, given)
    assert answer.status_code == 422 and "大于 0" in answer.content.decode()
    assert chen.post(address, given | {"quantity": "5"}).status_code == 302
    made = Registration.objects.get()
    assert made.phone == circle.customers[0].mobile and made.by == circle.chen
    chen.post(reverse("groupbuys:registration_do", args=[made.pk, "link"]))
    chen.post(reverse("groupbuys:registration_do", args=[made.pk, "withdraw"]), {"reason": "错"})
    made.refresh_from_db()
    assert made.state == "withdrawn"
    assert chen.post(reverse("groupbuys:do", args=[row.pk, "open"])).status_code == 403


def test_money_through_the_page(circle):
    """Only who receives money writes it down (B-11)."""
    row = circle.running(deposit_sort="fixed", deposit_value=Decimal(200))
    made = circle.join(row, 1, 5)
    address = reverse("groupbuys:registration_do", args=[made.pk, "deposit"])
    given = {"way": "transfer", "on": timezone.localdate().isoformat()}
    assert browser(circle.chen).post(address, given).status_code == 403
    fin = browser(circle.fin)
    tomorrow = given | {"on": (timezone.localdate() + timedelta(1)).isoformat()}
    assert "晚于今天" in fin.post(address, tomorrow, follow=True).content.decode()
    assert fin.post(address, given).status_code == 302
    made.refresh_from_db()
    assert made.state == "valid"
    actions.cancel_activity(row, by=circle.lin, reason="停产")
    page = fin.get(row.get_absolute_url()).content.decode()
    assert "退订金" in page
    fin.post(reverse("groupbuys:registration_do", args=[made.pk, "refund"]), given)
    made.refresh_from_db()
    assert made.refund_id


def test_the_public_page(circle, no_hurry):
    """Progress, tiers, form; the secret page; leaving (B-11)."""
    row = circle.running()
    out, address = browser(None), reverse("groupbuys:offer", args=[row.code])
    page = out.get(address)
    assert page.headers["X-Robots-Tag"] == "noindex"
    text = page.content.decode()
    assert "还差 100" in text and "100.00" in text and "92.00" in text and "hx-get" in text
    answer = out.post(address, form(quantity="0") | solved(text))
    assert answer.status_code == 422 and "大于 0" in answer.content.decode()
    assert "同意" in out.post(address, form(consent="") | solved(text)).content.decode()
    answer = out.post(address, form() | solved(text))
    assert answer.status_code == 302
    own = answer.headers["Location"]
    mine = out.get(own).content.decode()
    assert "100.00" in mine and "苏州同创" not in mine and "13912345678" not in mine
    again = out.post(address, form() | solved(out.get(address).content.decode()))
    assert again.status_code == 422 and "已经登记过" in again.content.decode()
    part = out.get(reverse("groupbuys:offer_progress", args=[row.code])).content.decode()
    assert "40 / 100" in part and "<html" not in part
    assert out.post(own, {"reason": "买多了"}).status_code == 302
    assert Registration.objects.get().state == "withdrawn"
    assert out.get(reverse("groupbuys:mine", args=["x" * 43])).status_code == 404
    draft = circle.drafted(name="未批准")
    assert out.get(reverse("groupbuys:offer", args=[draft.code])).status_code == 404


def test_a_stranger_is_offered_the_customers_he_may_be(circle):
    """By his exact name, or by a number that several have; nothing is chosen for two."""
    row = circle.running()
    own = circle.customer
    actions.register(row, actions.Joining(Decimal(3), "13755556666", True, name=own.name), by=None)
    shown = browser(circle.lin).get(row.get_absolute_url()).content.decode()
    dialog = shown[shown.index("是哪个客户？") :]
    dialog = dialog[: dialog.index("</dialog>")]
    assert re.search(rf'<option value="{own.pk}" selected', dialog) and own.name in dialog
    actions.register(
        row, actions.Joining(Decimal(3), "13755557777", True, name="谁也不像"), by=None
    )
    made = Registration.objects.get(phone_key="13755557777")
    assert made.pk not in queries.alike(circle.lin, list(row.registrations.all()))


def test_nobody_is_bound_to_more_than_his_page_showed(circle, no_hurry):
    """B-11: somebody leaves between the page and the answer; the price rises, and is said so."""
    row, (_first, second, _third) = circle.reached()
    out, address = browser(None), reverse("groupbuys:offer", args=[row.code])
    text = out.get(address).content.decode()
    seen = re.search(r'name="seen_yuan" value="([\d.]+)"', text)[1]
    assert Decimal(seen) == 92
    actions.withdraw(second, by=circle.boss, reason="不要了", may_decide=True)
    given = form(quantity="5", phone="13955550000", name="新来的")
    answer = out.post(address, given | solved(text) | {"seen_yuan": seen})
    told = answer.content.decode()
    assert answer.status_code == 422 and "单价现在是 100.00 元" in told
    assert not Registration.objects.filter(phone_key="13955550000").exists()
    assert 'name="seen_yuan" value="100' in told, "sent once more he has seen it"
    again = given | solved(told) | {"seen_yuan": "100.00"}
    assert out.post(address, again).status_code == 302
    assert Registration.objects.get(phone_key="13955550000").shown_yuan == 100


def test_without_javascript_a_sum_does(circle, no_hurry):
    """The plain form works; a robot that neither works nor adds stays outside."""
    row = circle.running()
    out, address = browser(None), reverse("groupbuys:offer", args=[row.code])
    for n in range(4):
        text = out.get(address).content.decode()
        a, b = map(int, re.search(r"(\d) 加 (\d) 等于几", text).groups())
        riddle = re.search(r'data-riddle="([^"]+)"', text).group(1)
        given = form(phone=f"1390000000{n}", riddle=riddle, solution="")
        wrong = out.post(address, given | {"total": str(a + b + 1)})
        assert wrong.status_code == 422 and "安全校验" in wrong.content.decode()
        answer = out.post(address, given | {"total": str(a + b)})
        assert answer.status_code == (302 if n < 3 else 422)
    assert "次数已满" in answer.content.decode() and Registration.objects.count() == 3


def test_a_riddle_counts_once(circle, no_hurry):
    row = circle.running()
    out, address = browser(None), reverse("groupbuys:offer", args=[row.code])
    key = solved(out.get(address).content.decode())
    assert out.post(address, form() | key).status_code == 302
    answer = out.post(address, form(phone="13900000001") | key)
    assert answer.status_code == 422 and "已经提交过" in answer.content.decode()


def test_registrations_of_others_are_not_seen(circle, house):
    """M-3: a seller sees his customers, the activity's owner everybody."""
    row, rows = circle.reached()
    meng = browser(house.meng)
    page = meng.get(row.get_absolute_url()).content.decode()
    assert rows[0].name not in page and "还有 3 家" in page
    address = reverse("groupbuys:registration_do", args=[rows[0].pk, "withdraw"])
    assert meng.post(address).status_code == 404
