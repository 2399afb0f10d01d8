"""Boards: parts by rights and by work, arranged by their person, sent in the morning (L-20)."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maizi.credit.models import CreditAccount
from maizi.desk import actions, queries
from maizi.desk.models import Board
from maizi.desk.rules import arranging as rules
from maizi.desk.terms import BoardKind, Rhythm
from maizi.history.models import HistoryEntry
from maizi.inbox.models import Notice
from maizi.insight.queries import digests
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from tests.house import fresh
from tests.inbox.test_todos import together
from tests.jobs.conftest import work_off

pytestmark = pytest.mark.django_db
BOARD, ARRANGING = reverse("desk:board"), reverse("desk:arranging")


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def company(numbers):
    """Eight customers that buy, two of them late enough to leave; one of them owes money."""
    numbers.people = [numbers.house.customer(f"客户{n}", numbers.house.chen) for n in range(8)]
    for n, one in enumerate(numbers.people):
        for days in (70, 100, 130) if n < 2 else (5, 35, 65):
            numbers.bought(one, days, str(1000 * (n + 1)))
    late = numbers.today - timedelta(40)
    CreditAccount.objects.create(customer=numbers.people[3], receivable_yuan=500,
                                 oldest_due_on=late)  # fmt: skip
    return numbers


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def post(client, name: str, **given):
    return client.post(reverse(f"desk:{name}"), given)


class TestArranging:
    @pytest.mark.parametrize(
        ("code", "verb", "found"),
        [
            ("b", "up", "bac"), ("a", "up", "abc"), ("b", "down", "acb"), ("c", "down", "abc"),
            ("b", "off", "ac"), ("d", "on", "abcd"), ("a", "on", "bca"), ("d", "up", "abc"),
        ],
    )  # fmt: skip
    def test_a_part_moves_by_one_place(self, code, verb, found):
        assert "".join(rules.moved("abc", code, verb)) == found

    def test_a_part_is_dropped_before_another(self):
        assert "".join(rules.put_before("abcd", "d", "b")) == "adbc"
        assert "".join(rules.put_before("abcd", "a", "")) == "bcda"
        assert "".join(rules.put_before("abcd", "a", "a")) == "bcda"
        assert rules.sound(["x", "a", "a", "b"], {"a", "b"}) == ["a", "b"]

    def test_a_board_is_due_by_its_rhythm_and_never_twice_a_day(self):
        monday, first = date(2026, 6, 1), date(2026, 7, 1)
        for rhythm, days in (
            (Rhythm.NEVER, ()), (Rhythm.DAILY, (monday, first)), (Rhythm.WEEKLY, (monday,)),
            (Rhythm.MONTHLY, (monday, first)),
        ):  # fmt: skip
            due = [day for day in (monday, first) if rules.is_due(rhythm, day, None)]
            assert tuple(due) == days, rhythm
        assert not rules.is_due(Rhythm.DAILY, first, first)
        assert rules.is_due(Rhythm.DAILY, first, monday)

    def test_every_usual_part_exists_and_is_there_once(self):
        known = {part.code for part in queries.boards.PARTS}
        for kind in BoardKind:
            assert len(set(rules.USUAL[kind])) == len(rules.USUAL[kind])
            assert set(rules.USUAL[kind]) <= known, kind


class TestParts:
    def test_everybody_begins_with_the_board_of_his_work(self, house):
        for person, kind in (
            (house.chen, BoardKind.SELLER), (house.lin, BoardKind.LEADER),
            (house.boss, BoardKind.BOSS),
            (house.person("wang", "王会计", house.hq, "support_finance"), BoardKind.FINANCE),
            (house.person("zhao", "赵技师", house.east, "technician"), BoardKind.SERVICE),
        ):  # fmt: skip
            assert queries.usual_kind(fresh(person)) == kind, person
            assert browser(person).get(BOARD).status_code == 200

    def test_the_boss_reads_three_numbers_and_what_they_mean(self, company):
        """A boss: three numbers, with their sentences, each leading to its analysis."""
        text = browser(company.boss).get(BOARD).content.decode()
        assert "前 20% 占利润" in text and "留存率" in text and "高风险客户的销售额" in text
        assert "销售预测" in text and f"{company.today:%Y-%m} 净销售额" in text
        assert "贡献了" in text and reverse("insight:analysis", args=["whale"]) in text
        assert "客户3" in text.split("逾期应收")[1]

    def test_a_salesperson_sees_who_of_his_is_leaving_and_no_profits(self, company):
        text = browser(company.chen).get(BOARD).content.decode()
        assert "快要流失的客户" in text and "客户0" in text and "前 20%" not in text
        other = browser(company.house.meng).get(BOARD).content.decode()
        assert "客户0" not in other

    def test_a_part_without_the_right_is_neither_shown_nor_added(self, company):
        """M-3: rights are asked when the board is shown, whatever was stored."""
        Board.objects.create(user=company.chen, kind="boss", parts=["value", "numbers", "ghost"])
        text = browser(company.chen).get(BOARD).content.decode()
        assert "三个数字" not in text and "我的数字" in text
        with pytest.raises(Refused, match="不能看"):
            actions.arrange(by=fresh(company.chen), part="value", verb="on")

    def test_a_name_that_went_out_of_sight_goes_from_the_kept_analysis(self, company):
        """The analysis is computed once a day, its names are asked for each time."""
        client, gone = browser(company.chen), company.people[0]
        assert "客户0" in client.get(BOARD).content.decode()
        gone.owner, gone.org_unit = company.house.meng, company.house.zhengzhou
        gone.save()
        assert "客户0" not in client.get(BOARD).content.decode()

    def test_a_leader_sees_who_needs_him(self, company):
        house = company.house
        for one in company.people[:3]:
            one.next_contact_on = company.today - timedelta(3)
            one.save()
        text = browser(house.lin).get(BOARD).content.decode()
        assert "谁需要我" in text and "陈默" in text and "3 个逾期" in text
        there = reverse("customers:customer_list") + f"?view=all&f=owner.in.{house.chen.pk}"
        assert browser(house.lin).get(there).status_code == 200 and str(house.chen.pk) in text

    def test_analyses_are_kept_for_some_minutes(self, company, monkeypatch):
        """The page stays within a list's budget; with other rights they are computed anew."""
        client, asked, kept = browser(company.boss), [], []
        find, keep = digests.find, digests.cache.set
        monkeypatch.setattr(
            digests, "find", lambda user, what: asked.append(what) or find(user, what)
        )
        monkeypatch.setattr(
            digests.cache, "set", lambda *given: kept.append(given[2]) or keep(*given)
        )
        client.get(BOARD)
        assert len(asked) == 4 and kept.count(600) == 4
        with CaptureQueriesContext(connection) as seen:
            assert "前 20% 占利润" in client.get(BOARD).content.decode()
        assert len(asked) == 4 and len(seen) < 45
        role = company.house.roles["marketing_director"]
        role.field_access = role.field_access | {"cost": "none"}
        role.save()
        assert "前 20% 占利润" not in client.get(BOARD).content.decode()
        assert len(asked) == 5


class TestPerson:
    def test_parts_are_moved_with_plain_buttons(self, house):
        client = browser(house.chen)
        assert not Board.objects.exists()
        answer = post(client, "move", part="leaving", verb="up")
        assert answer.status_code == 302 and answer.headers["Location"] == ARRANGING
        row = Board.objects.get(user=house.chen)
        assert row.parts[:2] == ["leaving", "promises"]
        post(client, "move", part="care", verb="off")
        assert "care" not in Board.objects.get().parts
        text = client.get(ARRANGING).content.decode()
        assert text.index("快要流失的客户") < text.index("该做的事") < text.index("可以加上的")
        assert text.index("可以加上的") < text.index("重要日子")
        assert HistoryEntry.objects.filter(kind="desk.board").count() == 2

    def test_a_dragged_part_is_answered_without_a_page(self, house):
        client, headers = browser(house.chen), {"HX-Request": "true"}
        given = {"part": "visits", "verb": "before", "before": "promises"}
        answer = client.post(reverse("desk:move"), given, headers=headers)
        assert answer.status_code == 204 and Board.objects.get().parts[0] == "visits"

    def test_another_kind_is_begun_with_and_nonsense_is_refused(self, house):
        client = browser(house.lin)
        post(client, "kind", kind="service")
        assert Board.objects.get().parts == list(rules.USUAL[BoardKind.SERVICE])
        assert post(client, "kind", kind="king").status_code == 422
        assert post(client, "rhythm", rhythm="hourly").status_code == 422
        assert post(client, "move", part="ghost", verb="up").status_code == 422
        assert Board.objects.count() == 1

    def test_everybody_has_his_own(self, house):
        post(browser(house.chen), "move", part="leaving", verb="off")
        post(browser(house.xu), "move", part="visits", verb="off")
        assert Board.objects.count() == 2
        assert "leaving" in Board.objects.get(user=house.xu).parts


@pytest.mark.django_db(transaction=True)
def test_first_moves_at_once_begin_one_board(open_house):
    """Nobody's move is lost, and nobody meets an error."""
    parts = ["promises", "leaving", "visits", "care"]
    together(4, lambda n: actions.arrange(by=fresh(open_house.chen), part=parts[n], verb="off").pk)
    assert set(Board.objects.get().parts) == set(rules.USUAL[BoardKind.SELLER]) - set(parts)


class TestMorning:
    def test_the_board_is_told_once_with_numbers_and_without_names(self, company):
        """A-6: by his rights, in his language, once a day; no customer's name leaves the house."""
        post(browser(company.boss), "rhythm", rhythm="daily")
        for _again in range(2):
            enqueue("desk.boards", by=None)
            work_off()
        row = Notice.objects.get(user=company.boss, event="desk.board")
        assert "老板看板" in row.title and row.url == BOARD
        assert "前 20% 占利润" in row.text and "逾期应收：" in row.text
        assert "客户0" not in row.text and "客户3" not in row.text
        assert Board.objects.get().told_on == timezone.localdate()

    def test_each_board_is_told_by_itself_and_computed_without_a_transaction(
        self, company, monkeypatch
    ):
        """One that breaks leaves the others told; the analyses hold no row while they run."""
        house, find, depths = company.house, digests.find, []
        for person in (house.boss, house.lin):
            Board.objects.create(user=person, kind="boss", parts=["forecast"], rhythm="daily")
        outside = len(connection.savepoint_ids)

        def breaks(user, asked):
            depths.append(len(connection.savepoint_ids))
            if user.pk == house.lin.pk:
                raise ZeroDivisionError
            return find(user, asked)

        monkeypatch.setattr(digests, "find", breaks)
        enqueue("desk.boards", by=None)
        with suppress(ZeroDivisionError):
            work_off()
        assert set(depths) == {outside}
        told = Board.objects.exclude(told_on=None).values_list("user__username", flat=True)
        assert list(told) == ["boss"]

    def test_a_board_told_meanwhile_is_not_told_again(self, company):
        row = Board.objects.create(user=company.boss, kind="boss", parts=[], rhythm="daily")
        letter = queries.letter_of(row, company.today)
        assert actions.send_board(row, letter, today=company.today)
        assert not actions.send_board(row, letter, today=company.today)
        assert Notice.objects.filter(event="desk.board").count() == 1

    def test_who_left_and_who_does_not_want_it_hear_nothing(self, company):
        house = company.house
        Board.objects.create(user=house.chen, kind="seller", parts=["numbers"])
        Board.objects.create(user=house.meng, kind="seller", parts=["numbers"], rhythm="daily")
        house.meng.is_active = False
        house.meng.save()
        row = Board.objects.get(user=house.meng)
        assert queries.boards_due(company.today) == []
        assert not actions.send_board(row, queries.Letter("", ""), today=company.today)
        assert not Notice.objects.filter(event="desk.board").exists()
