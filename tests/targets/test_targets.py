"""Setting targets, what counts as sold, the board, commission (I-11)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from maizi.approvals.actions import agree, reject
from maizi.approvals.queries import open_case
from maizi.customers.models import Activity
from maizi.fields.actions import change_parameter
from maizi.history.models import HistoryEntry
from maizi.kernel.errors import Refused
from maizi.kit.pages import save
from maizi.sales import actions as sales
from maizi.targets import actions, queries
from maizi.targets.models import CommissionLine, CommissionRule, CommissionRun, Target
from maizi.targets.pages import RULES
from maizi.targets.queries import Chosen, Grid, Which
from maizi.targets.rules.spans import first_day
from maizi.targets.terms import Measure, RunState, Span
from tests.house import fresh

pytestmark = pytest.mark.django_db
AMOUNT, MONTH = Measure.AMOUNT, Span.MONTH


@pytest.fixture
def month(trade) -> date:
    return first_day(trade.today, MONTH)


def grid(trade, **values) -> Grid:
    given = {"year": trade.today.year, "span": MONTH, "measure": AMOUNT} | values
    return Grid(**given)


def put(trade, month, amount, *, person=None, by=None, **values) -> int:
    who = person or trade.chen
    cells = {(who.pk, month): None if amount is None else Decimal(amount)}
    return actions.set_targets(grid(trade, **values), cells, by=by or trade.boss)


def sold(trade, month, measure=AMOUNT, **narrowed) -> dict:
    return queries.achieved_by(measure, Which(month, trade.today, **narrowed))


def board(trade, month, *, by=None, **values):
    given = {"span": MONTH, "first": month, "measure": AMOUNT} | values
    return queries.board_of(by or trade.boss, Chosen(**given), today=trade.today)


def test_a_grid_is_written_changed_and_emptied(trade, month):
    assert put(trade, month, "100000") == 1
    assert put(trade, month, "100000") == 0, "the same again is no change"
    assert put(trade, month, "120000") == 1
    told = HistoryEntry.objects.filter(kind="targets.target").latest("id").changes
    assert list(told.values()) == [["100000.00", "120000.00"]]
    assert put(trade, month, None) == 1 and not Target.objects.exists()


def test_who_may_set_whose(trade, month):
    lin = fresh(trade.house.lin)
    assert put(trade, month, "5", by=lin) == 1
    for by, person in ((lin, trade.house.meng), (trade.chen, trade.chen)):
        with pytest.raises(Refused, match="范围"):
            put(trade, month, "5", person=person, by=by)
    with pytest.raises(Refused, match="0 或更大"):
        put(trade, month, "-5")
    with pytest.raises(Refused, match="范围"):
        put(trade, month.replace(day=2), "5")


def test_orders_count_without_tax_when_confirmed(trade, month):
    row = trade.confirmed((trade.filter, "10"))
    assert sold(trade, month) == {trade.chen.pk: row.net_yuan}
    trade.order((trade.filter, "5"))  # a draft is no business
    assert sold(trade, month, Measure.PIECES)[trade.chen.pk] == 10
    change_parameter("target.with_tax", given=["yes"], by=trade.boss, reason="含税考核")
    assert sold(trade, month) == {trade.chen.pk: row.amount_yuan}


def test_products_and_categories_are_told_apart(trade, month):
    trade.confirmed((trade.filter, "2"), (trade.machine, "1"))
    one = sold(trade, month, product_id=trade.machine.pk)[trade.chen.pk]
    parts = sold(trade, month, category_id=trade.parts.pk)[trade.chen.pk]
    assert one + parts == sold(trade, month)[trade.chen.pk]


def test_an_order_closed_short_counts_what_was_delivered(trade, month):
    row = trade.confirmed((trade.filter, "10"))
    trade.ship(row, "4")
    sales.close_short(row, by=trade.boss, reason="客户不要了")
    found = sold(trade, month)[trade.chen.pk]
    assert abs(found - row.net_yuan * 4 / 10) < Decimal("0.01")


def test_invoices_and_money_as_the_company_says(trade, month):
    row = trade.confirmed((trade.filter, "10"))
    trade.ship(row, "10")
    change_parameter("target.basis", given=["invoices"], by=trade.boss, reason="按票")
    assert sold(trade, month) == {}
    bill = trade.bill(row, "6")
    assert sold(trade, month) == {trade.chen.pk: bill.net_yuan}
    red = sales.redden_invoice(bill, reason="开错", by=trade.fin)
    sales.issue_invoice(red, trade.issued(), by=trade.fin)
    assert sold(trade, month)[trade.chen.pk] == 0
    change_parameter("target.basis", given=["receipts"], by=trade.boss, reason="按回款")
    trade.pay("500")
    assert sold(trade, month) == {trade.chen.pk: Decimal("500.00")}
    assert sold(trade, month, product_id=trade.filter.pk) == {}


def test_visits_and_follow_ups_are_counted_from_activities(trade, month):
    for channel in ("visit", "phone", "note"):
        Activity.objects.create(
            customer=trade.customer, author=trade.chen, at=timezone.now(), channel=channel,
            content="谈",
        )  # fmt: skip
    assert sold(trade, month, Measure.FOLLOW_UPS) == {trade.chen.pk: 2}
    assert sold(trade, month, Measure.VISITS) == {trade.chen.pk: 1}


def test_the_board_shows_people_in_sight_and_units_with_what_lies_below(trade, month):
    row = trade.confirmed((trade.filter, "10"))
    put(trade, month, "2000")
    put(trade, month, "900", person=trade.house.xu)
    found = board(trade, month)
    assert [r.subject.name for r in found.rows][0] == "陈默"
    assert found.total.target == 2900 and found.total.achieved == row.net_yuan
    assert [r.subject for r in board(trade, month, by=trade.chen).rows] == [trade.chen]
    units = {r.subject.name: r.standing.achieved for r in board(trade, month, by_unit=True).rows}
    assert units["集团"] == units["华东大区"] == units["南京销售部"] == row.net_yuan
    assert units["华北大区"] == 0


def test_a_quarter_sums_its_months(trade, month):
    put(trade, month, "300")
    first = first_day(trade.today, Span.QUARTER)
    (row,) = board(trade, first, span=Span.QUARTER).rows
    assert row.standing.target == 300 and row.is_summed


def test_the_documents_behind_a_number_add_up_to_it(trade, month):
    for pieces in ("3", "4"):
        trade.confirmed((trade.filter, pieces))
    which = Which(month, trade.today)
    rows = queries.documents_behind(AMOUNT, which, people=[trade.chen.pk])
    assert len(rows) == 2
    assert sum(r["amount"] for r in rows) == sold(trade, month)[trade.chen.pk]


def test_of_many_documents_the_newest_are_shown(trade, month, monkeypatch):
    monkeypatch.setattr("maizi.targets.queries.sold.MOST_SHOWN", 2)
    made = [trade.confirmed((trade.filter, "1")) for _ in range(3)]
    for days, row in enumerate(made):
        row.confirmed_at -= timedelta(days=days)
        row.save(update_fields=["confirmed_at"])
    which = Which(month - timedelta(31), trade.today)
    rows = queries.documents_behind(AMOUNT, which, people=[trade.chen.pk])
    assert [r["id"] for r in rows] == [row.pk for row in made[:2]]


def rule(trade, name="基础", percent="1", **values) -> CommissionRule:
    row = CommissionRule(name=name, rate_percent=Decimal(percent), **values)
    save(RULES, row=row, verb="create", by=trade.boss)
    return row


def test_commission_of_a_month_is_computed_judged_and_then_stays(trade, month):
    with pytest.raises(Refused, match="提成规则"):
        actions.compute_run(month, by=trade.boss)
    base = rule(trade)
    rule(trade, "达标", "3", from_percent=Decimal(100))
    row = trade.confirmed((trade.filter, "10"))
    run = actions.compute_run(month, by=trade.fin)
    line = CommissionLine.objects.get()
    assert line.rule == base and line.amount_yuan == round(row.net_yuan / 100, 2)
    put(trade, month, "500")
    actions.compute_run(month, by=trade.fin)
    line = CommissionLine.objects.get()
    assert line.rule.name == "达标" and line.achievement > 1
    actions.submit_run(run, by=trade.fin)
    with pytest.raises(Refused, match="不能重算"):
        actions.compute_run(month, by=trade.fin)
    case = open_case("targets.commissionrun", run.pk)
    reject(case, by=trade.boss, opinion="核对退货", digest=case.digest)
    run.refresh_from_db()
    assert run.state == RunState.DRAFT and run.answer == "核对退货"
    actions.submit_run(run, by=trade.fin)
    case = open_case("targets.commissionrun", run.pk)
    agree(case, by=trade.boss, opinion="", digest=case.digest)
    run.refresh_from_db()
    assert run.state == RunState.APPROVED
    assert [n.person for n in queries.lines_of(trade.chen, run)] == [trade.chen]
    assert not queries.lines_of(fresh(trade.house.xu), run)


def test_rules_that_cannot_be(trade):
    with pytest.raises(Refused, match="只填一个"):
        rule(trade, category=trade.parts, product=trade.filter)
    with pytest.raises(Refused, match="早于"):
        rule(trade, starts_on=date(2026, 5, 1), ends_on=date(2026, 4, 1))


@pytest.fixture
def boss(client, trade):
    client.force_login(trade.house.boss)
    return client


def text(answer) -> str:
    return answer.content.decode()


def test_every_page_opens(boss, trade, month):
    rule(trade)
    trade.confirmed((trade.filter, "10"))
    put(trade, month, "2000")
    run = actions.compute_run(month, by=trade.boss)
    chen = trade.chen.pk
    for name, args in (("board", ()), ("grid", ()), ("commissions", ()), ("mine", ()),
                       ("commission", (run.pk,)), ("documents", (chen,)),
                       ("commissionrule_list", ()), ("commissionrule_new", ())):  # fmt: skip
        assert boss.get(reverse(f"targets:{name}", args=args)).status_code == 200, name
    for query in ("?by=unit", "?span=year&measure=pieces", "?measure=visits", "?span=x&on=y"):
        assert boss.get(reverse("targets:board") + query).status_code == 200
        assert boss.get(reverse("targets:grid") + query).status_code == 200
    assert "直线推算" in text(boss.get(reverse("targets:board")))
    answer = boss.post(reverse("targets:board_export"), {"reason": "月会"})
    assert "attachment" in answer.headers["Content-Disposition"]
    url = reverse("targets:commission_export", args=[run.pk])
    assert boss.post(url, {"reason": "发放"}).status_code == 200
    assert boss.post(url, {}).status_code == 422


def test_what_was_typed_wrong_comes_back(boss, trade, month):
    at = month.month - 1
    body = {f"cell-{trade.chen.pk}-{at}": "十万", f"cell-{trade.house.xu.pk}-{at}": "8,000"}
    answer = boss.post(reverse("targets:grid"), body)
    assert answer.status_code == 422 and "十万" in text(answer) and "8,000" in text(answer)
    body[f"cell-{trade.chen.pk}-{at}"] = "100000"
    assert boss.post(reverse("targets:grid"), body).status_code == 302
    assert Target.objects.count() == 2


def test_a_sheet_fills_the_grid_and_is_saved_only_then(boss, trade):
    sheet = "姓名,1月,2月份,三月\n陈默,1000,2000,3000\n许晴,10,20,\n没有这人,1,1,1\n"
    upload = SimpleUploadedFile("目标.csv", sheet.encode())
    answer = boss.post(reverse("targets:grid_sheet"), {"file": upload})
    shown = text(answer)
    assert "没有这人" in shown and 'value="3000"' in shown and not Target.objects.exists()
    upload = SimpleUploadedFile("目标.csv", b"a,b\n1,2\n")
    assert boss.post(reverse("targets:grid_sheet"), {"file": upload}).status_code == 422


def test_salespeople_see_themselves_and_set_nothing(client, trade, month):
    client.force_login(trade.house.chen)
    assert client.get(reverse("targets:board")).status_code == 200
    assert client.get(reverse("targets:grid")).status_code == 403
    url = reverse("targets:documents", args=[trade.house.xu.pk])
    assert client.get(url).status_code == 404
    assert client.get(reverse("targets:commissionrule_list")).status_code == 403


def test_a_run_without_anybody_is_not_submitted(trade, month):
    rule(trade, product=trade.machine)
    run = actions.compute_run(month, by=trade.boss)
    with pytest.raises(Refused, match="没有要发"):
        actions.submit_run(run, by=trade.boss)
    assert CommissionRun.objects.get().total_yuan == 0
