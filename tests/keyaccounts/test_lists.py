"""D-10, D-11: lists from the ledger and agreements, automatic demotion in one transaction."""

from datetime import timedelta
from decimal import Decimal

import pytest

from maizi.approvals import actions as approvals
from maizi.approvals.models import ApprovalCase
from maizi.catalog.queries import groups_of
from maizi.credit import actions as credit
from maizi.credit.actions import writingoff
from maizi.credit.queries import Wanted, check
from maizi.customers.models import Customer
from maizi.customers.terms import KaList, KaStatus
from maizi.development.models import Agreement, Obligation
from maizi.development.terms.accounts import AgreementState, Side
from maizi.history.models import HistoryEntry
from maizi.inbox.models import Notice, Todo
from maizi.kernel.errors import Refused
from maizi.kernel.events import recording
from maizi.keyaccounts import actions, queries
from maizi.keyaccounts.events import KeyAccountDemoted
from maizi.keyaccounts.models import GradeChange, KeyAccount, ListMove
from maizi.keyaccounts.terms import Trigger
from maizi.site import wiring

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    """Reviews happen when a test asks for them."""
    from maizi.kernel import events

    table = {k: v for k, v in wiring.LISTENERS.items() if k.__name__ != "ReceiptPosted"}
    before = events.wired()
    events.wire(table)
    yield
    events.wire(before)


def test_trade_of_the_trailing_year_sets_the_list(lists):
    """D-10: what was billed in 12 months, whatever is paid."""
    lists.bill("4000000", due=-30, on=5)
    lists.bill("999999.99", due=-30, on=364)
    lists.bill("7000000", due=-30, on=365)
    lists.review()
    assert lists.key.amount_yuan == Decimal("4999999.99")
    assert (lists.key.colour, lists.again().ka_list) == ("yellow", "yellow")
    assert lists.key.rate is None, "nothing fell due"


@pytest.mark.parametrize(("kept", "broken", "is_demoted"), [(9, 3, False), (23, 8, True)])
def test_the_vectors_with_a_ledger(lists, kept, broken, is_demoted):
    """T-D3"""
    lists.bills(kept, broken)
    lists.review()
    row = lists.key
    assert (row.kept, row.due) == (kept, kept + broken)
    assert f"{row.rate * 100:.2f}" == ("74.19" if is_demoted else "75.00")
    assert (lists.again().ka_status == KaStatus.DEMOTED) == is_demoted


def test_demotion_is_one_transaction_and_everybody_hears(lists, monkeypatch):
    """D-11: status, list, prices, move, notice, candidate; all or nothing."""
    lists.bills(2, 3, amount="1000000")
    Customer.objects.filter(pk=lists.customer.pk).update(ka_list=KaList.GREEN)
    KeyAccount.objects.create(customer=lists.customer, colour=KaList.GREEN)

    def broken(*args, **more):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("maizi.keyaccounts.actions.reviewing.raise_candidate", broken)
        with pytest.raises(RuntimeError):
            lists.review()
    assert lists.again().ka_status == KaStatus.KEY and not ListMove.objects.exists()
    with recording() as heard:
        lists.review()
    row, move = lists.again(), ListMove.objects.get()
    assert (row.ka_status, row.ka_list, lists.key.colour) == (KaStatus.DEMOTED, "", "")
    assert (move.old, move.new, move.turn) == ("green", "", "demote")
    assert KeyAccountDemoted(row.pk, move.pk) in heard
    told = Notice.objects.filter(event="keyaccounts.demoted")
    told = set(told.values_list("user__username", flat=True))
    assert told == {"chen", "qu", "du", "zong"} and "曲处长" in move.told
    assert HistoryEntry.objects.filter(verb="自动降级", object_id=row.pk).exists()
    assert GradeChange.objects.get().trigger == Trigger.DEMOTED
    assert not groups_of(row), "no key-account price for new documents"
    assert lists.review() == 0, "an ordinary customer is not judged again"


def test_few_obligations_wait_for_a_person(lists):
    """D-11: below four raise for decision."""
    lists.bills(0, 2)
    lists.review()
    assert lists.key.asks and lists.again().ka_status == KaStatus.KEY
    assert Todo.objects.filter(source="keyaccounts.decide", owner=lists.qu).count() == 1
    with pytest.raises(Refused, match="理由"):
        actions.decide(lists.key, is_demoted=True, reason=" ", by=lists.qu)
    actions.decide(lists.key, is_demoted=False, reason="客户换了财务系统", by=lists.qu)
    assert not lists.key.asks
    with pytest.raises(Refused, match="没有待人工判断"):
        actions.decide(lists.key, is_demoted=True, reason="再想想", by=lists.qu)
    lists.review()
    assert not lists.key.asks, "who has decided is not asked again at the next review"
    assert Todo.objects.filter(source="keyaccounts.decide", state="open").count() == 0
    later = lists.today + timedelta(days=31)
    actions.review([lists.customer.pk], today=later)
    assert lists.key.asks, "but after a while"
    actions.decide(lists.key, is_demoted=True, reason="确实不守约", by=lists.qu)
    assert lists.again().ka_status == KaStatus.DEMOTED


def test_another_breach_asks_at_once(lists):
    lists.bills(0, 2)
    lists.review()
    actions.decide(lists.key, is_demoted=False, reason="客户换了财务系统", by=lists.qu)
    lists.bill("1000", due=-1, on=10)
    actions.review([lists.customer.pk], today=lists.today + timedelta(days=3))
    assert not lists.key.asks, "still within its grace"
    actions.review([lists.customer.pk], today=lists.today + timedelta(days=6))
    assert lists.key.asks


def test_a_write_off_is_no_payment(lists):
    """D-11: obligations fulfilled in full: what the company gave up was not."""
    writingoff.seed_approvals()
    entry = lists.bill("5000", due=1)
    row = credit.ask_write_off(entry, amount_yuan=Decimal(5000), reason="客户失联", by=lists.fin)
    case = ApprovalCase.objects.get(object_id=row.pk)
    approvals.agree(case, by=lists.boss, opinion="同意", digest=case.digest)
    later = lists.today + timedelta(days=4)
    found = queries.facts_of([lists.customer.pk], later, grace_days=3)[lists.customer.pk].fulfilment
    assert (found.kept, found.due) == (0, 1)


def agreement(lists, **more) -> Agreement:
    given = {"no": "XY-1", "name": "年度框架", "customer": lists.customer, "scope": "—",
             "starts_on": lists.today - timedelta(days=200), "owner": lists.chen,
             "ends_on": lists.today - timedelta(days=10), "state": AgreementState.EXPIRED,
             "org_unit": lists.chen.unit}  # fmt: skip
    return Agreement.objects.create(**given | more)


def test_obligations_of_agreements_count(lists):
    """D-11: minimum purchase and acceptance duties of the customer, not ours."""
    signed = agreement(lists, volume_yuan=Decimal(300_000))
    lists.bill("300000", due=-30, on=20)
    for days, done, side in ((40, 40, Side.CUSTOMER), (30, None, Side.CUSTOMER), (20, 20, Side.US)):
        done_on = None if done is None else lists.today - timedelta(days=done)
        Obligation.objects.create(agreement=signed, side=side, text="验收", done_on=done_on,
                                  due_on=lists.today - timedelta(days=days))  # fmt: skip
    facts = queries.facts_of([lists.customer.pk], lists.today, grace_days=3)
    counted = facts[lists.customer.pk].fulfilment
    assert [(line.duty.kind, line.is_kept) for line in counted.lines] == [
        ("duty", True), ("duty", False), ("volume", True)
    ]  # fmt: skip
    Agreement.objects.update(volume_yuan=Decimal("300000.01"))
    facts = queries.facts_of([lists.customer.pk], lists.today, grace_days=3)
    assert facts[lists.customer.pk].fulfilment.kept == 1


def test_black_blocks_preferential_prices_only(lists):
    """D-10: orders are the credit hold's business."""
    lists.bill("600000", due=-30, on=5)
    assert groups_of(lists.again()) == {"key"}
    lists.review()
    assert lists.again().ka_list == KaList.BLACK and not groups_of(lists.again())
    lists.graded()
    verdict = check(lists.customer, Wanted(Decimal(100), 0))
    assert verdict.outcome == "pass"


def test_a_payment_and_a_duty_met_move_the_list_at_once(lists):
    """D-11: on each contract and payment event."""
    from maizi.kernel import events

    events.wire(wiring.LISTENERS)
    lists.bill("3000000", due=5, on=40, paid=0)
    assert lists.key.colour == KaList.YELLOW and lists.key.kept == 1


def test_money_of_long_ago_waits_for_the_night(lists):
    """A history brought over bill by bill demotes nobody half-way."""
    from maizi.kernel import events

    events.wire(wiring.LISTENERS)
    for days in (200, 170, 140, 110, 80):
        lists.bill("100000", due=days)
    lists.bill("3000000", due=50, paid=0)
    assert not KeyAccount.objects.exists() and lists.again().ka_status == KaStatus.KEY


def test_a_constant_number_of_queries(lists, django_assert_max_num_queries):
    for number in range(3):
        row = lists.house.customer(
            f"客户{number}有限公司", lists.house.chen, ka_status=KaStatus.KEY
        )
        agreement(lists, customer=row, no=f"XY-{number + 2}", volume_yuan=Decimal(1000))
    ids = list(Customer.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(6):
        queries.facts_of(ids, lists.today, grace_days=3)
