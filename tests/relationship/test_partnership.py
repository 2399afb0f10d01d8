"""Seven steps, the company's own list, benefit links on every party's page (C-30, C-70)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maizi.customers.actions import Wish, merge
from maizi.kernel.errors import Refused
from maizi.relationship import access, actions, queries
from maizi.relationship.actions import LINKS
from maizi.relationship.models import BenefitLink, ChangeEntry, StepEntry
from maizi.relationship.rules.partnership import Parties, check_parties
from maizi.relationship.terms import Change, LinkState, Progress, Step
from tests.house import fresh
from tests.relationship.conftest import signed


def stepped(bond, step=Step.STUDY, state=Progress.DONE, ago: int = 0, **values) -> StepEntry:
    told = {"text": "看了两条线的用气曲线", "on": bond.today - timedelta(ago), "state": state}
    by = values.pop("by", bond.chen)
    return actions.note_step(StepEntry(**told | values), bond.mine, step, by=by)


def linked(bond, by=None, **values) -> BenefitLink:
    told = {"other_name": "市第一医院", "need": "小医院没有设备，重病人转走了"}
    return actions.open_link(BenefitLink(**told | values), bond.mine, by=by or bond.chen)


def test_the_newest_entry_says_how_far_a_step_is(bond):
    """C-30: what was done, when, by whom, next; progress is steps done of seven."""
    stepped(bond, state=Progress.UNDER_WAY, ago=9, next_text="出方案", next_on=bond.today)
    assert queries.steps_of(bond.chen, bond.mine).done == 0
    stepped(bond, by=bond.lin), stepped(bond, Step.TIES, Progress.UNDER_WAY)
    found = queries.steps_of(bond.chen, bond.mine)
    assert [one.term for one in found.points] == list(Step) and len(Step) == 7
    assert found.done == 1 and len(found.points[0].entries) == 2
    assert found.points[0].newest.by == bond.lin
    stepped(bond, state=Progress.UNDER_WAY)
    assert queries.steps_of(bond.chen, bond.mine).done == 0, "what was done may come undone"


def test_what_cannot_be_written_of_a_step(bond):
    for wrong, words in (
        ({"text": " "}, "写明做了什么"),
        ({"on": bond.today + timedelta(1)}, "晚于今天"),
        ({"next_on": bond.today}, "下一步做什么"),
        ({"next_on": bond.today - timedelta(1), "next_text": "出方案"}, "早于这一步"),
        ({"by": fresh(bond.house.meng)}, "不能为"),
        ({"by": fresh(bond.house.service)}, "不能为"),
    ):
        with pytest.raises(Refused, match=words):
            stepped(bond, **wrong)
    assert not StepEntry.objects.exists()


def test_the_company_has_a_list_of_its_own(bond):
    row = ChangeEntry(text="目标改为客户留存", on=bond.today, state=Progress.DONE)
    with pytest.raises(Refused, match="公司清单"):
        actions.note_change(row, Change.GOALS, by=bond.chen)
    actions.note_change(row, Change.GOALS, by=bond.lin)
    found = queries.company_list(bond.chen)
    assert found.done == 1 and [one.term for one in found.points] == list(Change)
    assert not access.visible_changes(fresh(bond.house.service)).exists()


@pytest.mark.parametrize(
    ("parties", "words"),
    [
        (Parties(1), "请写乙方"),
        (Parties(1, 2, "医院"), "不用再写"),
        (Parties(1, 1), "同一个客户"),
        (Parties(1, 2, "", 2), "甲乙双方之外"),
        (Parties(1, 2, "", 1), "甲乙双方之外"),
        (Parties(1, 2, "", 3, "商会"), "不用再写"),
    ],
)
def test_parties_that_make_no_link(parties, words):
    with pytest.raises(Refused, match=words):
        check_parties(parties)


def test_a_link_stands_on_the_page_of_every_party(bond):
    """C-30; M-3: nobody learns a name through a link that he may not see elsewhere."""
    other = bond.house.customer("乙方医院", bond.house.chen)
    between = bond.house.customer("中间商会", bond.house.chen)
    row = linked(bond, other=other, other_name="", mediator=between, value_yuan=80000)
    for one in (bond.mine, other, between):
        assert queries.links_of(bond.chen, one) == ([row], 0)
    unseen = bond.house.customer("郑州客户", bond.house.meng)
    BenefitLink.objects.filter(pk=row.pk).update(mediator=unseen)
    assert queries.links_of(bond.chen, bond.mine) == ([], 1)
    tab = reverse("customers:tab", args=[other.pk, "relationship-partner"])
    shown = signed(bond.chen).get(tab).content.decode()
    assert "另有 1 条涉及您看不到的客户" in shown and "郑州客户" not in shown
    assert signed(bond.chen).get(row.get_absolute_url()).status_code == 404
    assert queries.links_of(fresh(bond.house.boss), unseen) == ([row], 0)


def test_links_change_hands_and_merge(bond):
    """C-70, A-12."""
    other = bond.house.customer("南京同创电子", bond.house.chen)
    row, ended = linked(bond, other=other, other_name=""), linked(bond, state=LinkState.ENDED)
    stepped(bond)
    (held,) = LINKS.held(bond.chen)
    assert (held.id, LINKS.count(bond.chen)) == (row.pk, 1)
    xu = fresh(bond.house.xu)
    given = {"giver": bond.chen, "taker": xu, "by": bond.lin, "reason": "离职交接"}
    assert LINKS.give([row.pk, ended.pk], **given) == {}
    row.refresh_from_db()
    assert (row.owner, row.org_unit) == (xu, xu.unit)
    merge(Wish([bond.mine.pk, other.pk], other.pk), by=fresh(bond.house.boss))
    row.refresh_from_db()
    assert row.customer == row.other == other, "people see that nothing is left to link"
    assert queries.steps_of(bond.chen, other).done == 1


def test_screens_of_partnership(bond):
    chen, lin = signed(bond.chen), signed(bond.lin)
    tab = reverse("customers:tab", args=[bond.mine.pk, "relationship-partner"])
    step = reverse("relationship:step", args=[bond.mine.pk, "study"])
    assert step in chen.get(tab).content.decode()
    day = bond.today.isoformat()
    told = {"state": "done", "text": "看了用气曲线", "on": day, "next_on": day}
    refused = chen.post(step, told)
    assert refused.status_code == 422 and "看了用气曲线" in refused.content.decode()
    assert chen.post(step, told | {"next_text": "出方案"})["Location"] == tab
    assert "出方案" in chen.get(tab).content.decode()
    assert chen.get(reverse("relationship:step", args=[bond.mine.pk, "none"])).status_code == 404
    change = reverse("relationship:change", args=["goals"])
    assert chen.get(change).status_code == 403
    assert lin.post(change, {"state": "done", "text": "改了目标", "on": day}).status_code == 302
    assert "改了目标" in chen.get(reverse("relationship:company")).content.decode()
    new = reverse("relationship:link_new", args=[bond.mine.pk])
    wrong = chen.post(new, {"need": "缺检测设备", "state": "found"})
    assert wrong.status_code == 422 and "缺检测设备" in wrong.content.decode()
    made = chen.post(new, {"need": "缺检测设备", "state": "found", "other_name": "检测中心"})
    row = BenefitLink.objects.get()
    assert made["Location"] == row.get_absolute_url()
    edit = reverse("relationship:benefitlink_edit", args=[row.pk])
    chen.post(edit, {"need": "缺检测设备", "state": "working", "other_name": "检测中心",
                     "value_yuan": "30,000"})  # fmt: skip
    assert "30,000.00" in chen.get(row.get_absolute_url()).content.decode()
    assert "检测中心" in chen.get(reverse("relationship:benefitlink_list")).content.decode()
    assert signed(fresh(bond.house.meng)).get(row.get_absolute_url()).status_code == 404


def test_a_constant_number_of_queries(bond):
    tab = reverse("customers:tab", args=[bond.mine.pk, "relationship-partner"])
    chen = signed(bond.chen)

    def asked(number: int) -> int:
        for _at in range(number):
            linked(bond), stepped(bond)
        with CaptureQueriesContext(connection) as found:
            chen.get(tab)
        return len(found)

    asked(1)
    assert asked(1) == asked(6)


def test_more_links_than_a_page_holds_are_not_called_unseen(bond, monkeypatch):
    monkeypatch.setattr("maizi.relationship.queries.partnership.MOST_LINKS", 1)
    for name in ("一号厂", "二号厂"):
        linked(bond, other_name=name)
    shown, hidden = queries.links_of(bond.chen, bond.mine)
    assert (len(shown), hidden) == (1, 0)
