"""Screens: intake while talking, verbs, board, analysis, forms on paper (E-2, E-9, L-8)."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maizi.accounts.actions import NewPassword, change_password
from maizi.complaints import actions, queries
from maizi.complaints.models import Complaint, Improvement
from maizi.complaints.terms import Answer, Validity, Way
from maizi.history.actions import recorded
from tests.house import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def wu(desk) -> Client:
    return _signed(desk.wu)


def _signed(person) -> Client:
    """A browser in which somebody signed in as people do."""
    change_password(person, NewPassword("xiaomai-2026-test"), by=None)
    client = Client()
    client.post("/account/sign-in/", {"username": person.username, "password": "xiaomai-2026-test"})
    return client


def _typed(**more) -> dict:
    return {
        "channel": "phone", "complainant": "王芳", "phone": "139 1234 5678", "category": "product",
        "words": "停机三次", "harm": "loss", "emotion": "angry",
    } | more  # fmt: skip


def test_a_whole_number_finds_the_customer_and_the_same_matter(desk, wu):
    """E-2: found at once, also where the customer is another's; part of a number finds nobody."""
    row = desk.received(serial="BK75-0188")
    page = wu.get(reverse("complaints:take_found"), {"phone": "13912345678"}).content.decode()
    assert desk.customer.name in page and row.no in page
    page = wu.get(reverse("complaints:take_found"), {"phone": "1391234"}).content.decode()
    assert desk.customer.name not in page
    page = wu.get(reverse("complaints:take_found"), {"serial": "BK75-0188"}).content.decode()
    assert row.no in page


def test_who_may_set_up_or_amend_gets_the_fields_for_it(desk, wu):
    """A supervisor writes registers and facts, though he does not keep the customer archive."""
    supervisor = _signed(desk.he)
    fields = {"improvement_new": "title", "cause_new": "name", "door_new": "hotline",
              "saying_new": "text"}  # fmt: skip
    for address, name in fields.items():
        page = supervisor.get(reverse(f"complaints:{address}")).content.decode()
        assert f'name="{name}"' in page, address
    page = wu.get(reverse("complaints:complaint_edit", args=[desk.received().pk])).content.decode()
    for name in ("title", "category", "serial", "phone"):
        assert f'name="{name}"' in page, name


def test_a_restricted_customer_is_not_given_away(desk, wu):
    desk.house.customer("机密单位", desk.house.xu, mobile="13700000001", is_restricted=True)
    page = wu.get(reverse("complaints:take_found"), {"phone": "13700000001"}).content.decode()
    assert "机密单位" not in page


def test_taken_down_while_talking(desk, wu):
    answer = wu.post(reverse("complaints:complaint_new"), _typed(customer=desk.customer.pk))
    row = Complaint.objects.get()
    assert answer.status_code == 302 and answer.headers["Location"] == row.get_absolute_url()
    assert row.customer == desk.customer and row.phone == "13912345678"
    page = wu.get(row.get_absolute_url()).content.decode()
    assert "停机三次" in page and "首次人工答复" in page


def test_what_was_typed_is_not_lost(desk, wu):
    answer = wu.post(reverse("complaints:complaint_new"), _typed(words="", title="我的标题"))
    assert answer.status_code == 422 and "我的标题" in answer.content.decode()
    answer = wu.post(reverse("complaints:complaint_new"), _typed(about_person=desk.li.pk,
                                                                  owner=desk.li.pk))  # fmt: skip
    assert answer.status_code == 422 and "停机三次" in answer.content.decode()
    assert not Complaint.objects.exists()


def test_a_verb_that_is_refused_keeps_the_form(desk, wu):
    row = desk.received()
    address = reverse("complaints:act", args=[row.pk, "contact"])
    typed = {"topic": "answer", "way": "phone", "is_reached": "on", "text": "这不可能",
             "is_public": "on"}  # fmt: skip
    answer = wu.post(address, typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "这不可能" in page and "confirmed" in page
    assert wu.post(address, typed | {"confirmed": "on"}).status_code == 302


def test_every_verb_has_a_page(desk, wu):
    from maizi.complaints.views.verbs import VERBS

    row = desk.confirming(desk.received())
    for verb, spec in VERBS.items():
        answer = wu.get(reverse("complaints:act", args=[row.pk, verb]))
        expected = 403 if spec.right in ("analyse", "supervise") else 200
        assert answer.status_code == expected, verb
    assert wu.get(reverse("complaints:act", args=[row.pk, "fly"])).status_code == 404


def test_shares_and_remedies_in_their_forms(desk, wu):
    row = desk.received()
    actions.appraise(row, validity=Validity.UPHELD, text="属实", by=fresh(desk.wu))
    actions.investigate(row, findings="查明", needs_field=False, by=fresh(desk.wu))
    address = reverse("complaints:act", args=[row.pk, "fix"])
    typed = {"unit_0": desk.unit.pk, "percent_0": "60", "cause_0": desk.cause.pk}
    answer = wu.post(address, typed)
    assert answer.status_code == 422 and "100%" in answer.content.decode()
    more = {"unit_1": desk.house.nanjing.pk, "percent_1": "40", "cause_1": desk.cause.pk}
    assert wu.post(address, typed | more).status_code == 302
    typed = {"plan": "换新", "basis": "三包", "promised_on": timezone.localdate().isoformat(),
             "sort_0": "compensation", "amount_0": "1,200.50"}  # fmt: skip
    assert wu.post(reverse("complaints:act", args=[row.pk, "propose"]), typed).status_code == 302
    row.refresh_from_db()
    assert str(row.cost_yuan) == "1200.50"


def test_board_list_and_page_ask_a_constant_number_of_queries(
    desk, wu, django_assert_max_num_queries
):
    desk.confirming(desk.received())
    desk.received(title="另一件")
    pages = [reverse(f"complaints:{name}") for name in ("board", "complaint_list", "analysis")]
    he = _signed(desk.he)
    before = [_asked(he, address) for address in (*pages, *pages)][len(pages) :]
    for number in range(5):
        desk.received(title=f"第{number}件")
    assert [_asked(he, address) for address in pages] == before
    with django_assert_max_num_queries(40):
        wu.get(pages[0])
    with django_assert_max_num_queries(60):
        wu.get(Complaint.objects.first().get_absolute_url())


def _asked(browser, address: str) -> int:
    """How many queries a page asks."""
    with CaptureQueriesContext(connection) as found:
        assert browser.get(address).status_code == 200
    return len(found)


def test_the_board_counts_also_what_it_does_not_show(desk, monkeypatch):
    monkeypatch.setattr("maizi.complaints.queries.queue.MOST_CARDS", 2)
    for number in range(5):
        desk.received(title=f"第{number}件")
    boss = _signed(desk.house.boss)
    first, *others = queries.board_of(desk.house.boss)
    assert (first.total, len(first.cards)) == (5, 2) and not any(one.total for one in others)
    shown = boss.get(reverse("complaints:board")).content.decode()
    assert "还有 3 件在列表里" in shown and "state.in.received,reopened" in shown
    address = f"{reverse('complaints:complaint_list')}?view=open&f=state.in.received,reopened"
    assert boss.get(address).content.decode().count("第") >= 5


def test_confidential_means_masked_for_those_who_only_read(desk):
    row = desk.received(is_confidential=True)
    chen = _signed(desk.house.chen)
    page = chen.get(row.get_absolute_url()).content.decode()
    assert "王芳" not in page and "13912345678" not in page
    page = _signed(desk.he).get(row.get_absolute_url()).content.decode()
    assert "王芳" in page


def test_the_accused_gets_404(desk):
    row = desk.received(about_person=desk.house.boss)
    boss = _signed(desk.house.boss)
    assert boss.get(row.get_absolute_url()).status_code == 404
    assert row.no not in boss.get(reverse("complaints:complaint_list")).content.decode()
    assert row.no not in boss.get(reverse("complaints:board")).content.decode()


def test_analysis_counts_and_leads_to_the_rows(desk):
    row = desk.confirming(desk.received(province="江苏省"))
    actions.confirm(row, answer=Answer.YES, way=Way.PHONE, text="", by=fresh(desk.wu))
    actions.close(row, has_chance=False, chance="", is_regained=True, by=fresh(desk.wu))
    desk.received(title="另一件", category="delivery")
    he = _signed(desk.he)
    page = he.get(reverse("complaints:analysis")).content.decode()
    found = re.search(rf'href="([^"]*main_cause\.in\.{desk.cause.pk}[^"]*)"', page)
    listed = he.get(found.group(1).replace("&amp;", "&")).content.decode()
    assert row.title in listed and "另一件" not in listed
    day = timezone.localdate()
    figures = queries.figures_of(fresh(desk.he), queries.Period(day, day))
    assert figures.count == 2 and figures.satisfied == 1 and figures.per_orders is None, (
        "nothing was sold"
    )
    given = {"since": day.isoformat(), "until": day.isoformat()}
    sheet = he.post(reverse("complaints:analysis_export"), given)
    assert sheet.headers["Content-Type"].endswith("sheet")
    assert _signed(desk.li).get(reverse("complaints:analysis")).status_code == 403


def test_an_improvement_followed_to_its_effect(desk):
    """E-9: 90 days before against 90 days after, and not a day too early."""
    today = timezone.localdate()
    row = Improvement(title="加检查项", cause=desk.cause, owner=desk.wu, due_on=today)
    with recorded(row, "create", by=fresh(desk.he)):
        actions.save_improvement(row, "create", by=fresh(desk.he))
    on = today - timedelta(91)
    for days, count in ((120, 4), (30, 1)):
        for _number in range(count):
            made = desk.received(received_at=timezone.now() - timedelta(days))
            Complaint.objects.filter(pk=made.pk).update(main_cause=desk.cause)
    row = actions.end_improvement(row, by=fresh(desk.wu), on=on)
    he = _signed(desk.he)
    page = he.get(row.get_absolute_url()).content.decode()
    assert "观察期已满" in page
    he.post(reverse("complaints:improve", args=[row.pk, "checked"]), {"text": "有效"})
    row.refresh_from_db()
    assert (row.before, row.after, row.verdict) == (4, 1, "better")
    early = Improvement(title="再改", cause=desk.cause, owner=desk.wu, due_on=today)
    with recorded(early, "create", by=fresh(desk.he)):
        actions.save_improvement(early, "create", by=fresh(desk.he))
    early = actions.end_improvement(early, by=fresh(desk.wu))
    with pytest.raises(Exception, match="观察期"):
        actions.check_effect(early, conclusion="好", by=fresh(desk.wu))


def test_the_forms_on_paper(desk):
    """L-8, L-9, L-11 as PDF and Word."""
    from maizi.fields.access import document_of
    from maizi.fields.rules.layouts import parse_layout
    from maizi.fields.rules.word import check_word
    from maizi.fields.terms import TemplateSort

    desk.confirming(desk.received())
    row = Complaint.objects.get()
    for kind, shown in (("complaints.complaint", row), ("complaints.analysis", None)):
        document = document_of(kind)
        for shipped in document.shipped:
            if shipped.sort == TemplateSort.LAYOUT:
                assert parse_layout(shipped.read().decode(), document.names)
            else:
                check_word(shipped.read(), document.names)
        if shown is not None:
            told = document.context(fresh(desk.he), shown)
            assert set(told) == set(document.sample)
            assert told["责任"][0]["比例"] == "100%" and len(told["意见"]) == 2
