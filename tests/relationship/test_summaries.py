"""Whose summary of the quarter is due, who is reminded, made with a click (C-90)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maizi.care.models import ReturnPlan
from maizi.complaints.models import Door
from maizi.customers.models import Customer
from maizi.fields.models import PrintRecord
from maizi.inbox.actions import finish
from maizi.inbox.models import Notice, Todo
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.relationship import actions, queries
from maizi.relationship.models import Evaluation, Promise
from maizi.relationship.queries.documents import evaluation_told
from maizi.relationship.rules.quarters import (
    Quarter,
    last_quarter,
    quarter_asked_for,
    quarter_named,
    recent,
)
from tests.house import fresh
from tests.jobs.conftest import work_off
from tests.relationship.conftest import signed

SOURCE, LONG_AGO = "relationship.summaries", datetime(2020, 1, 1, tzinfo=UTC)


def test_quarters():
    """C-90: the newest quarter that is over, asked for some days later."""
    assert last_quarter(date(2026, 1, 1)) == Quarter(2025, 4)
    assert (Quarter(2025, 4).starts_on, Quarter(2025, 4).ends_on) == (
        date(2025, 10, 1), date(2025, 12, 31),
    )  # fmt: skip
    assert quarter_asked_for(date(2026, 1, 9), 10) == Quarter(2025, 3)
    assert quarter_asked_for(date(2026, 1, 10), 10) == Quarter(2025, 4)
    assert [str(one) for one in recent(date(2026, 5, 2), 3)] == ["2026Q1", "2025Q4", "2025Q3"]
    assert quarter_named("2025Q4", date(2026, 5, 2)) == Quarter(2025, 4)
    assert quarter_named("1999Q1", date(2026, 5, 2)) == Quarter(2026, 1)


@pytest.fixture
def due(bond):
    """Customers of before the quarter: A, C, a key account of class D; one of class A in a pool."""
    bond.quarter = last_quarter(bond.today)
    names = {"mine": ("a", "none"), "plain": ("c", "none"), "key": ("d", "key")}
    bond.plain = bond.house.customer("普通客户", bond.house.chen)
    bond.key = bond.house.customer("大客户", bond.house.chen, ka_status="key")
    pooled = bond.house.customer("公海客户", pool=bond.house.pool)
    for name, (value, _status) in names.items():
        planned(bond, getattr(bond, name), value)
    planned(bond, pooled, "a")
    Customer.objects.update(created_at=LONG_AGO)
    return bond


def planned(bond, customer: Customer, value: str) -> None:
    ReturnPlan.objects.create(
        customer=customer, value_class=value, loyalty_score=50, loyalty_class="medium",
        interval_days=15, routine_on=bond.today, due_on=bond.today,
    )  # fmt: skip


def owed(bond, user=None, *, is_mine: bool = False) -> list[str]:
    lines, count, _owners = queries.due_page(user or bond.chen, bond.quarter, is_mine=is_mine)
    assert count == len(lines)
    return sorted(line.customer.name for line in lines)


def written(bond, customer: Customer) -> Evaluation:
    row = actions.begin_summary(customer, bond.quarter, by=bond.chen)
    return actions.fill(row, given={}, problems="想换二期", strategy="下月测算", by=bond.chen)


def test_classes_a_and_b_and_key_accounts_are_due(due):
    assert owed(due) == ["南京同创电子有限公司", "大客户"]
    assert owed(due, due.lin) == owed(due) and owed(due, due.lin, is_mine=True) == []
    assert owed(due, fresh(due.house.meng)) == []
    ReturnPlan.objects.filter(customer=due.plain).update(value_class="b")
    assert len(owed(due)) == 3
    after = datetime.combine(due.quarter.ends_on + timedelta(1), datetime.min.time())
    start = timezone.make_aware(after)
    Customer.objects.filter(pk=due.plain.pk).update(created_at=start)
    assert len(owed(due)) == 2, "who came after the quarter has none to be summed up"


def test_a_click_begins_it_and_another_files_it(due):
    row = actions.begin_summary(due.mine, due.quarter, by=due.chen)
    assert (row.starts_on, row.ends_on) == (due.quarter.starts_on, due.quarter.ends_on)
    assert actions.begin_summary(due.mine, due.quarter, by=due.chen) == row, "twice is once"
    with pytest.raises(Refused, match="先在评估表里写"):
        actions.file_summary(row, by=due.chen)
    row = written(due, due.mine)
    assert due.mine.name in owed(due), "written is not yet given"
    made = actions.file_summary(row, by=due.chen)
    assert made.template_name == "客户定期总结" and made.is_filed
    assert owed(due) == ["大客户"]
    PrintRecord.objects.update(template_name="客户关系评估表")
    assert due.mine.name in owed(due), "the evaluation form is no summary"


def test_another_evaluation_stands_in_the_way(due):
    there = due.begun(days=(due.today - timedelta(40), due.today - timedelta(5)))
    lines, _count, _owners = queries.due_page(due.chen, due.quarter, is_mine=True)
    assert {line.customer: line.blocked for line in lines}[due.mine] == there
    with pytest.raises(Refused, match=there.no):
        actions.begin_summary(due.mine, due.quarter, by=due.chen)


def test_the_owner_is_reminded_until_it_is_done(due):
    """C-90: one to-do with how many, from so many days after the quarter on; told once."""
    asked_on = due.quarter.ends_on + timedelta(days=10)
    assert actions.ask_for_summaries(today=asked_on) == 1
    todo = Todo.objects.get(source=SOURCE)
    assert (todo.owner, todo.due_on) == (due.chen, asked_on)
    assert "2 位" in todo.title and str(due.quarter) in todo.title
    actions.ask_for_summaries(today=asked_on + timedelta(1))
    assert Notice.objects.filter(event=SOURCE, user=due.chen).count() == 1
    with pytest.raises(Refused, match="打印存档以后"):
        finish(todo, by=due.chen)
    actions.file_summary(written(due, due.mine), by=due.chen)
    actions.ask_for_summaries(today=asked_on + timedelta(2))
    todo.refresh_from_db()
    assert "1 位" in todo.title and todo.closed_at is None
    actions.file_summary(written(due, due.key), by=due.chen)
    assert actions.ask_for_summaries(today=asked_on + timedelta(3)) == 0
    todo.refresh_from_db()
    assert todo.closed_at is not None


def test_the_night_asks(due):
    enqueue("relationship.summaries", by=None)
    work_off()
    assert Todo.objects.filter(source=SOURCE, owner=due.chen).exists()


def test_the_summary_tells_composition_promises_and_ways_to_complain(due):
    """C-90: what was bought of what, what we promised, and where the customer can turn to."""
    due.bought(due.mine, 20, "100")
    actions.promise(
        Promise(text="送备用滤芯", promised_by=due.chen, promised_on=due.today - timedelta(20),
                due_on=due.today - timedelta(9)), due.mine, by=due.chen,
    )  # fmt: skip
    Door.objects.create(name="投诉热线", owner=due.chen, hotline="400-820-1188", code="x1")
    told = evaluation_told(due.chen, due.begun())
    (bought,) = told["构成"]
    assert bought["金额"] == "100.00" and bought["商品"] == due.filter.name
    assert [one["内容"] for one in told["承诺登记"]] == ["送备用滤芯"]
    assert told["渠道"] == [{"渠道": "投诉热线", "电话": "400-820-1188"}]


def test_screens_of_summaries(due):
    chen, quarter = signed(due.chen), str(due.quarter)
    place = reverse("relationship:summaries")
    assert due.mine.name in chen.get(place, {"quarter": quarter}).content.decode()
    assert "没有要做的总结" in signed(due.lin).get(place).content.decode()
    assert due.mine.name in signed(due.lin).get(place, {"who": "all", "from": "x"}).content.decode()
    assert signed(fresh(due.house.service)).get(place).status_code == 403
    begin = reverse("relationship:summary_begin", args=[due.mine.pk])
    assert signed(fresh(due.house.meng)).post(begin, {"quarter": quarter}).status_code == 404
    row_page = chen.post(begin, {"quarter": quarter})["Location"]
    row = Evaluation.objects.get()
    assert row_page == row.get_absolute_url()
    file = reverse("relationship:summary_file", args=[row.pk])
    told = chen.post(file, follow=True).content.decode()
    assert "先在评估表里写" in told and not PrintRecord.objects.exists()
    written(due, due.mine)
    assert "总结已打印存档" in chen.post(file, follow=True).content.decode()
    assert due.mine.name not in chen.get(place).content.decode()
    due.begun_other = actions.begin(
        due.key, starts_on=due.today - timedelta(60), ends_on=due.today - timedelta(1), by=due.chen
    )
    other = reverse("relationship:summary_begin", args=[due.key.pk])
    assert due.begun_other.no in chen.post(other, follow=True).content.decode()


def test_a_constant_number_of_queries(due):
    def asked(number: int) -> int:
        for at in range(number):
            planned(due, due.house.customer(f"甲{number}{at}", due.house.chen), "a")
        Customer.objects.update(created_at=LONG_AGO)
        with CaptureQueriesContext(connection) as found:
            queries.due_page(due.chen, due.quarter, is_mine=False)
        return len(found)

    owed(due)  # whoever asks first has his rights looked up
    assert asked(1) == asked(7) < 7
