"""三包 by the table (F-30): the worked numbers of the specification, and the cases beside them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from maizi.kernel.errors import Refused
from maizi.warranty.rules.facts import Claim
from maizi.warranty.rules.money import fraud_claim
from maizi.warranty.rules.repairs import came_back
from maizi.warranty.terms import (
    Delay,
    Exclusion,
    Payer,
    Right,
    RuleCode,
)
from tests.warranty.judging import (
    BATTERY,
    FREE,
    PHONE,
    SOLD,
    TV,
    lasting,
    mended,
    ruled,
    twice,
)

pytestmark = pytest.mark.once


def test_the_television_of_the_vector_through_the_engine():
    """T-F6 whole: two repairs of 23 days, the third fault, money wanted although there is one."""
    base = date(2026, 1, 10)
    repairs = (mended(date(2026, 2, 1), 11), mended(date(2026, 4, 1), 12))
    found = ruled(date(2026, 6, 10), starts_on=base, sold_on=base, repairs=repairs)
    back = found.option(Right.RETURN)
    assert found.dates.excluded_days == 23
    assert back.row == RuleCode.R7 and back.money.kept_yuan == Decimal("639.87")
    assert back.money.refund_yuan == Decimal("4359.13")


def test_depreciation_counts_from_the_invoice():
    """F-35: not from a later acceptance; after an exchange from that day (X14)."""
    late = {"sold_on": date(2026, 1, 2), "repairs": twice(), "used_from": SOLD}
    found = ruled(date(2026, 6, 10), starts_on=date(2026, 3, 20), **late)
    assert found.option(Right.RETURN).money.kept_yuan == Decimal("469.91")


CASES = [
    # id, day, more, rights, row of the return, money back
    ("a: 7 days, none there", date(2026, 3, 9), {"is_model_there": False}, FREE, "1", "4999.00"),
    ("7 days", date(2026, 3, 9), {}, FREE, "1", "4999.00"),
    ("day 8", date(2026, 3, 10), {}, FREE, "7", "4959.01"),
    ("15 days", date(2026, 3, 17), {}, FREE, "7", "4924.01"),
    ("b: day 16, first fault", date(2026, 3, 18), {}, {Right.REPAIR}, None, None),
    ("small defect on day 3", date(2026, 3, 5), {"is_performance": False}, {Right.REPAIR}, None,
     None),
    ("c: third fault, one is there", date(2026, 6, 10), {"repairs": twice()}, FREE, "7",
     "4529.09"),
    ("d: third fault, none there", date(2026, 6, 10),
     {"repairs": twice(), "is_model_there": False}, FREE, "6", "4999.00"),
    ("e: no parts for 90 days", date(2026, 9, 1), {"repairs": lasting(90, Delay.PARTS)},
     {Right.REPAIR}, None, None),
    ("e: no parts for 91 days", date(2026, 9, 1), {"repairs": lasting(91, Delay.PARTS)}, FREE,
     "7", "4539.09"),
    ("f: own delay of 30 days", date(2026, 9, 1), {"repairs": lasting(30, Delay.REPAIRER)},
     {Right.REPAIR}, None, None),
    ("f: own delay of 31 days", date(2026, 9, 1), {"repairs": lasting(31, Delay.REPAIRER)}, FREE,
     "7", "4239.15"),
    ("last day", date(2027, 3, 2), {}, {Right.REPAIR}, None, None),
    ("a day late", date(2027, 3, 3), {}, {Right.PAID_REPAIR}, None, None),
    ("main part in year 3", date(2028, 3, 3), {"is_main_part": True},
     {Right.REPAIR, Right.PARTS}, None, None),
    ("other part in year 3", date(2028, 3, 3), {}, {Right.PAID_REPAIR}, None, None),
    ("contract of 5 years", date(2029, 3, 3), {"contract_until": date(2031, 3, 2)},
     {Right.REPAIR}, None, None),
    ("misuse, proven", date(2026, 3, 5), {"claims": (Claim(Exclusion.MISUSE, True),)},
     {Right.PAID_REPAIR}, None, None),
    ("misuse, only said", date(2026, 3, 5), {"claims": (Claim(Exclusion.MISUSE, False),)}, FREE,
     "1", "4999.00"),
    ("no papers at all", date(2026, 3, 5), {"has_invoice": False, "has_voucher": False},
     {Right.PAID_REPAIR}, None, None),
    ("voucher alone", date(2026, 3, 5), {"has_invoice": False}, FREE, "1", "4999.00"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "more", "rights", "row", "refund"), [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)  # fmt: skip
def test_the_table(day, more, rights, row, refund):
    """F-33 with the cases of §P (a)–(f); every row says whether it holds, and why."""
    found = ruled(day, **more)
    assert found.rights == rights
    back = found.option(Right.RETURN)
    assert (back.row if back else None) == row
    assert (back.money.refund_yuan if back else None) == (Decimal(refund) if refund else None)
    assert all(answer.because for answer in found.rows)
    for option in found.options:
        assert option.article and option.because


@pytest.mark.parametrize(("days", "has"), [(60, False), (61, True)])
def test_telephones_wait_60_days_for_parts(days, has):
    """F-33 row 4, §P (e): phones 60/61."""
    found = ruled(date(2026, 9, 1), PHONE, repairs=lasting(days, Delay.PARTS))
    assert (Right.EXCHANGE in found.rights) is has


@pytest.mark.parametrize(("rule", "payer"), [(TV, Payer.REPAIRER), (PHONE, Payer.SELLER)])
def test_who_pays_for_a_slow_repairer(rule, payer):
    """F-33 row 5: the repairer; of telephones the seller."""
    found = ruled(date(2026, 9, 1), rule, repairs=lasting(31, Delay.REPAIRER))
    assert found.option(Right.EXCHANGE).payer == payer


def test_after_an_exchange_all_begins_anew_but_the_windows():
    """F-37, §P (g): validity from the exchange, no repairs; 7 and 15 days do not run again."""
    changed = date(2026, 6, 15)
    found = ruled(date(2026, 6, 18), starts_on=changed)
    assert found.rights == {Right.REPAIR} and found.dates.whole_until == date(2027, 6, 15)
    again = ruled(date(2026, 6, 18), starts_on=changed, sold_on=changed)
    assert found.rights < again.rights, "unless the company lets them run again"


def test_a_fault_that_comes_back_was_not_repaired():
    """F-38: the same fault within 30 days, though it is none of performance."""
    repairs = (mended(date(2026, 4, 6)), mended(date(2026, 5, 6)))
    late = ruled(date(2026, 6, 9), repairs=repairs, is_performance=False)
    soon = ruled(date(2026, 6, 8), repairs=repairs, is_performance=False)
    assert late.rights == {Right.REPAIR} and Right.EXCHANGE in soon.rights
    assert came_back("黑屏", date(2026, 6, 8), repairs)
    assert not came_back("花屏", date(2026, 6, 8), repairs)


def test_repairs_elsewhere_do_not_count():
    elsewhere = tuple(replace(one, is_authorised=False) for one in twice())
    assert ruled(date(2026, 6, 10), repairs=elsewhere).rights == {Right.REPAIR}


@pytest.mark.parametrize(
    ("on", "right"),
    [(date(2027, 4, 1), Right.REPAIR), (date(2027, 4, 2), Right.PAID_REPAIR)],
)
def test_a_telephone_without_papers(on, right):
    """F-32: from day 90 after production, free repair only: 2026-01-01 + 90 = 2026-04-01."""
    more = {"has_invoice": False, "has_voucher": False, "produced_on": date(2026, 1, 1)}
    assert ruled(on, PHONE, sold_on=None, starts_on=None, received_on=None, **more).rights == {
        right
    }


def test_accessories_are_replaced_then_paid_back():
    """F-31: after two replacements the price; of a bundled one its separate price today."""
    on = date(2026, 8, 3)
    assert ruled(on, BATTERY).rights == {Right.EXCHANGE}
    alone = ruled(on, BATTERY, replacements=2, price_yuan=Decimal(199))
    assert alone.option(Right.RETURN).money.refund_yuan == Decimal(199)
    bundled = ruled(on, BATTERY, replacements=2, is_bundled=True, current_yuan=Decimal(159))
    assert bundled.option(Right.RETURN).money.refund_yuan == Decimal(159)
    assert ruled(date(2026, 9, 3), BATTERY).rights == {Right.PAID_REPAIR}


FALLBACKS = [
    ("within 7 days", date(2026, 3, 9), {}, FREE),
    ("later", date(2026, 4, 9), {}, {Right.EXCHANGE, Right.REPAIR}),
    ("later and grave", date(2026, 4, 9), {"is_grave": True}, FREE),
    ("later, with a contract", date(2026, 4, 9), {"contract_until": date(2027, 3, 2)},
     {Right.REPAIR}),
    ("after two years", date(2028, 3, 3), {}, {Right.PAID_REPAIR}),
    ("a company bought it", date(2026, 3, 5), {"is_consumer": False}, {Right.PAID_REPAIR}),
    ("from afar, nothing wrong", date(2026, 3, 9), {"is_distance": True}, FREE),
]  # fmt: skip


@pytest.mark.parametrize(
    ("on", "more", "rights"), [case[1:] for case in FALLBACKS],
    ids=[case[0] for case in FALLBACKS],
)  # fmt: skip
def test_goods_outside_the_catalogue(on, more, rights):
    """F-39: 7 days, then termination or exchange and repair; the contract before them."""
    assert ruled(on, None, **more).rights == rights


def test_distance_sales_come_back_without_a_reason():
    """F-39: freight by the customer; not what was made to order; not after 7 days."""
    late, free = date(2027, 5, 3), {"is_distance": True, "received_on": date(2027, 5, 1)}
    found = ruled(late, **free)
    assert found.rights == {Right.RETURN, Right.PAID_REPAIR}
    assert found.option(Right.RETURN).payer == Payer.CUSTOMER
    assert ruled(late, **free, is_returnable=False).rights == {Right.PAID_REPAIR}
    assert ruled(date(2027, 5, 11), **free).rights == {Right.PAID_REPAIR}


def test_fraud_costs_three_times_the_price():
    """F-39: +3× the price, at least 500."""
    assert fraud_claim(Decimal(100)) == 500 and fraud_claim(Decimal(200)) == 600
    found = ruled(date(2027, 6, 1), is_fraud=True)
    assert found.option(Right.COMPENSATION).money.refund_yuan == Decimal("14997.00")
    assert found.option(Right.RETURN).money.refund_yuan == Decimal("4999.00")


def test_a_refund_without_a_price_says_so():
    found = ruled(date(2026, 3, 5), price_yuan=None)
    assert found.option(Right.RETURN).needs_price


def test_a_fault_before_the_sale_is_refused():
    with pytest.raises(Refused, match="早于售出日期"):
        ruled(date(2026, 3, 1))
