"""The customer's own page and the screens of colleagues (G-9)."""

import pytest
from django.test import Client
from django.urls import reverse

from maizi.fields.actions import change_parameter
from maizi.satisfaction import actions
from maizi.satisfaction.models import Questionnaire, Response, Round
from maizi.satisfaction.rules.answers import Given

pytestmark = pytest.mark.django_db


def signed_in(person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def posted(row: Round, mark: int = 4) -> dict[str, str]:
    """A whole questionnaire as a browser sends it."""
    found = {}
    for one in row.questionnaire.questions.all():
        if one.kind in ("scale", "nps", "told"):
            found[f"q{one.pk}"] = str(mark)
        elif one.kind == "pair":
            found |= {f"q{one.pk}": str(mark), f"q{one.pk}_expected": "5"}
        elif one.kind in ("one", "many"):
            found[f"q{one.pk}"] = "0"
    return found


@pytest.fixture
def opened(asking):
    row = asking.open(people=[asking.customer("华宁科技有限公司")])
    token = actions.hand_link(row.invitations.get(), by=asking.chen)
    return row, reverse("satisfaction:answer", args=[token])


def test_a_stranger_answers_once_without_scripts(opened):  # G-9
    row, address = opened
    browser = Client()
    page = browser.get(address)
    text = page.content.decode()
    assert page.status_code == 200 and "产品稳定、耐用吗" in text and "华宁科技" in text
    assert page.headers["Cache-Control"] == "no-store" and "noindex" in page.headers["X-Robots-Tag"]
    assert "<script" not in text.split("<main")[1].split("</main>")[0]
    assert browser.post(address, posted(row)).status_code == 302
    assert "已经收到" in browser.get(address).content.decode()
    browser.post(address, posted(row, 1))
    assert Response.objects.get().mood == "very", "the first answer stays"


def test_what_was_typed_stays(opened):
    row, address = opened
    words = row.questionnaire.questions.get(kind="text")
    given = posted(row) | {f"q{words.pk}": "师傅很好"}
    missing = row.questionnaire.questions.get(is_overall=True)
    given.pop(f"q{missing.pk}")
    page = Client().post(address, given)
    text = page.content.decode()
    assert page.status_code == 422 and "请选一个" in text and "师傅很好" in text
    assert text.count(" checked") == len(given) - 2 and not Response.objects.exists()


@pytest.mark.parametrize("bad", ["6", "0", "x", "", "²", "-1"])
def test_marks_nobody_offered(opened, bad):
    row, address = opened
    pair = row.questionnaire.questions.filter(kind="pair").first()
    page = Client().post(address, posted(row) | {f"q{pair.pk}": bad})
    assert page.status_code == 422 and not Response.objects.exists()


def test_in_every_language(opened):
    _row, address = opened
    for language, words in (("en", "Is the product reliable"), ("zh-hant", "產品穩定")):
        page = Client(headers={"accept-language": language}).get(address)
        assert words in page.content.decode()


def test_a_secret_that_is_wrong_opens_nothing(opened):
    for token in ("x" * 43, "x", "é" * 43):
        address = reverse("satisfaction:answer", args=[token])
        assert Client().get(address).status_code == 404
        assert Client().get(f"{address}code.svg").status_code == 404


def test_whoever_comes_too_often_waits(opened, house):
    _row, address = opened
    change_parameter("privacy.link_hourly", given=["10"], by=house.admin, reason="试")
    codes = [Client().get(address).status_code for _ in range(12)]
    assert codes[0] == 200 and codes[-1] == 429


def test_after_the_end_the_page_says_so(opened, asking):
    row, address = opened
    actions.close_round(row, by=asking.lin)
    page = Client().get(address)
    assert page.status_code == 200 and "已经结束" in page.content.decode()
    assert Client().post(address, posted(row)).status_code == 422


def test_its_qr_code(opened):
    _row, address = opened
    page = Client().get(f"{address}code.svg")
    assert page.headers["Content-Type"] == "image/svg+xml" and b"<svg" in page.content


def test_a_colleague_asks_on_the_telephone(opened, asking):
    row, _address = opened
    one = row.invitations.get()
    address = reverse("satisfaction:interview", args=[one.pk])
    chen = signed_in(asking.chen)
    assert "照原话念题" in chen.get(address).content.decode()
    assert chen.post(address, posted(row)).status_code == 302
    assert Response.objects.get().by == asking.chen
    assert signed_in(asking.meng).get(address).status_code == 404, "not his customer"


def test_results_name_only_customers_one_sees(asking):  # M-3
    row = asking.open(people=[asking.customer("华宁科技有限公司")])
    asking.answer(row, text="等了三天")
    address = reverse("satisfaction:results", args=[row.pk])
    assert "等了三天" in signed_in(asking.chen).get(address).content.decode()
    text = signed_in(asking.meng).get(address).content.decode()
    assert "等了三天" not in text and "华宁" not in text and "满意度指数" in text
    found = Response.objects.get()
    assert signed_in(asking.meng).get(found.get_absolute_url()).status_code == 404


def test_pages_ask_the_same_however_many_answered(asking, django_assert_max_num_queries):
    row = asking.open(people=[asking.customer(f"客户{n}") for n in range(9)])
    lin, addresses = signed_in(asking.lin), [
        reverse(f"satisfaction:{name}", args=[row.pk]) for name in ("round", "results", "improve")
    ]  # fmt: skip
    for count in (1, 8):
        for _ in range(count):
            asking.answer(row, text="好")
        for address in addresses:
            with django_assert_max_num_queries(55):
                assert lin.get(address).status_code == 200


def test_judgements_that_contradict_are_not_taken(asking):  # G-4
    draft = actions.renew(Questionnaire.objects.get(type="post_service"), by=asking.lin)
    address = reverse("satisfaction:weights", args=[draft.pk])
    lin = signed_in(asking.lin)
    circle = {"c0_1": "9", "c1_2": "9", "c0_2": "1/9", "take": "1"}
    page = lin.post(address, circle)
    assert page.status_code == 422 and "最矛盾的三个" in page.content.decode()
    before = [one.percent for one in draft.indicators.all()]
    assert lin.post(address, {"c0_1": "2", "c1_2": "3", "c0_2": "5"}).status_code == 200
    assert [one.percent for one in draft.indicators.all()] == before, "looked at, not taken"
    assert (
        lin.post(address, {"c0_1": "2", "c1_2": "3", "c0_2": "5", "take": "1"}).status_code == 302
    )
    after = [one.percent for one in draft.indicators.all()]
    assert sum(after) == 100 and after[0] > after[1] > after[2]


def test_a_measure_without_its_owner_is_asked_for_again(asking):  # F-55
    row = asking.open(people=[asking.customer("华宁科技")])
    asking.answer(row, scale=Given(1), pair=Given(1, 5))
    actions.close_round(row, by=asking.lin)
    one = row.shortfalls.first()
    lin = signed_in(asking.lin)
    page = lin.post(reverse("satisfaction:act", args=[one.pk]), {"title": "加一班"})
    assert page.status_code == 422 and "加一班" in page.content.decode()
    page = lin.post(reverse("satisfaction:leave", args=[one.pk]), {"because": ""})
    assert page.status_code == 422 and "请写明为什么" in page.content.decode()
    one.refresh_from_db()
    assert one.decision == "open"
