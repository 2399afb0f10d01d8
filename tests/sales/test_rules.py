"""I-2…I-4, I-9, I-10: amounts, moves, pasted lines, verdicts, without a database."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.catalog.terms import DiscountVerdict
from maizi.kernel.errors import Refused
from maizi.sales.rules.amounts import Amounts, line_amounts, share, tax_inside
from maizi.sales.rules.billing import check_buyer, check_number
from maizi.sales.rules.moves import ORDER, QUOTE, check_move, may_move
from maizi.sales.rules.offers import Weighed, weigh
from maizi.sales.rules.pasting import read_lines
from maizi.sales.rules.progress import (
    Counted,
    delivery_state,
    invoiceable,
    invoicing,
    is_fulfilled,
)
from maizi.sales.rules.returns import Terms, check_returnable, judge_return
from maizi.sales.terms import InvoiceKind, Invoicing, OrderState, QuoteState, ReturnReason

pieces = st.decimals("0.0001", "9999", places=4)
money = st.decimals("0.01", "999999", places=2)


def test_tax_is_inside_the_price():
    """T-I2."""
    assert tax_inside(Decimal("1130.00"), Decimal("0.13")) == Decimal("130.00")
    assert line_amounts(Decimal(1), Decimal(1130), Decimal("0.13")) == (
        Decimal("1130.00"),
        Decimal("130.00"),
    )


@given(money, money, st.lists(pieces, min_size=1, max_size=9))
def test_parts_of_a_line_add_up_to_the_line(amount, tax, portions):
    """I-4, I-9: however it is invoiced, no cent is lost or made."""
    whole, count, taken = Amounts(amount, tax), sum(portions), Amounts(Decimal(0), Decimal(0))
    reached = Decimal(0)
    for portion in portions:
        reached += portion
        part = share(whole, count, reached=reached, taken=taken)
        assert part.amount_yuan >= 0 and part.tax_yuan >= 0
        taken = Amounts(*(a + b for a, b in zip(taken, part, strict=True)))
    assert taken == whole


def test_a_step_is_refused_with_number_state_and_verb():
    with pytest.raises(Refused, match="SO-1 现在是“已完成”，不能取消"):
        check_move(ORDER, OrderState.COMPLETED, "cancel", no="SO-1")
    assert may_move(QUOTE, QuoteState.ACCEPTED, "convert")
    assert not may_move(QUOTE, QuoteState.REPLACED, "convert")


def test_the_heaviest_line_decides():
    ok, more, cost = DiscountVerdict
    lines = [
        Weighed("甲", ok, Decimal("0.02")),
        Weighed("乙", cost, Decimal("0.4")),
        Weighed("丙", more, None),
    ]
    found = weigh(lines)
    assert found.verdict == cost and found.given == Decimal("0.4") and found.needs_approval
    assert [one.name for one in found.lines] == ["乙", "丙"]
    assert not weigh([]).needs_approval


PASTED = """商品编号\t数量\t单价\t备注
AF-75\t10\t95.5\t加急
 BK7.5-8 \t2台
OF-75\t十\t1

KS-8000\t-3
\t5
SAD\t1,200\t￥1,000.50
X\t2\t1e400
X\t1e12
Y
"""


def test_pasted_lines_are_read_and_every_bad_one_has_its_sentence():
    found, told = read_lines(PASTED)
    assert [(x.number, x.product, x.quantity, x.unit, x.price_yuan, x.note) for x in found] == [
        (2, "AF-75", Decimal(10), "", Decimal("95.5"), "加急"),
        (3, "BK7.5-8", Decimal(2), "台", None, ""),
        (8, "SAD", Decimal(1200), "", Decimal("1000.50"), ""),
    ]  # fmt: skip
    sentences = [str(one) for one in told]
    assert [one[:5] for one in sentences] == [
        "第 4 行",
        "第 6 行",
        "第 7 行",
        "第 9 行",
        "第 10 ",
        "第 11 ",
    ]
    assert "十" in sentences[0] and "大于 0" in sentences[1] and "没有商品" in sentences[2]
    assert "没有数量" in sentences[-1]


@given(st.text(max_size=300))
def test_no_pasted_text_breaks_the_reader(text):
    found, told = read_lines(text)
    assert all(one.quantity > 0 for one in found) and all("行" in str(one) for one in told)


def test_lines_without_tabs_are_divided_by_blanks_or_commas():
    found, told = read_lines("AF-75 10 95.5\nOF-75，3\n")
    assert [(x.product, x.quantity) for x in found] == [
        ("AF-75", Decimal(10)),
        ("OF-75", Decimal(3)),
    ]
    assert not told


def test_more_pasted_lines_than_fit_are_told():
    found, told = read_lines("\n".join("AF-75\t1" for _ in range(600)))
    assert len(found) == 500 and "500" in str(told[0])


def line(quantity, delivered=0, returned=0, invoiced=0):
    return Counted(Decimal(quantity), Decimal(delivered), Decimal(returned), Decimal(invoiced))


@pytest.mark.parametrize(
    ("lines", "state", "billed"),
    [
        ([line(2), line(3)], OrderState.CONFIRMED, Invoicing.NONE),
        ([line(2, 2), line(3, 1)], OrderState.PARTLY_DELIVERED, Invoicing.NONE),
        ([line(2, 2, 0, 1), line(3, 3)], OrderState.DELIVERED, Invoicing.PARTLY),
        ([line(2, 2, 0, 2), line(3, 3, 0, 3)], OrderState.COMPLETED, Invoicing.FULLY),
        ([line(2, 2, 1, 1)], OrderState.COMPLETED, Invoicing.FULLY),
    ],
)
def test_where_an_order_stands_follows_from_its_lines(lines, state, billed):
    assert delivery_state(OrderState.CONFIRMED, lines) == state
    assert invoicing(state, lines) == billed


def test_what_is_closed_stays_closed_and_counts_what_was_delivered():
    lines = [line(5, 2, 0, 2)]
    assert delivery_state(OrderState.CLOSED_SHORT, lines) == OrderState.CLOSED_SHORT
    assert invoicing(OrderState.CLOSED_SHORT, lines) == Invoicing.FULLY
    assert is_fulfilled(OrderState.CLOSED_SHORT, lines)
    assert not is_fulfilled(OrderState.CLOSED_SHORT, [line(5)])
    assert not is_fulfilled(OrderState.PARTLY_DELIVERED, lines)


def test_only_what_left_may_be_invoiced_unless_the_company_says_otherwise():
    assert invoiceable(line(10, 4, 1, 2), is_ahead=False) == 1
    assert invoiceable(line(10, 4, 1, 2), is_ahead=True) == 7
    assert invoiceable(line(10, 4, 4, 4), is_ahead=False) == 0


TERMS = Terms(15, 0, 30)
SIGNED, LATE = date(2026, 11, 1), date(2026, 11, 20)


@pytest.mark.parametrize(
    ("sort", "reason", "on", "verdict"),
    [
        ("return", "faulty", date(2026, 11, 16), "due"),
        ("return", "faulty", date(2026, 11, 17), "goodwill"),
        ("exchange", "faulty", LATE, "due"),
        ("return", "surplus", date(2026, 11, 2), "goodwill"),
        ("exchange", "surplus", date(2026, 11, 2), "goodwill"),
    ],
)
def test_the_contract_says_whether_a_return_is_owed(sort, reason, on, verdict):
    found = judge_return(sort, reason=ReturnReason(reason), signed_on=SIGNED, on=on, terms=TERMS)
    assert found.verdict == verdict and str(found.because)


def test_more_than_was_delivered_never_comes_back():
    check_returnable(
        "滤芯", pieces=Decimal(2), delivered=Decimal(5), returned=Decimal(1), asked=Decimal(2)
    )
    with pytest.raises(Refused, match="最多还能退 2") as told:
        check_returnable(
            "滤芯", pieces=Decimal(3), delivered=Decimal(5), returned=Decimal(1), asked=Decimal(2)
        )
    assert told.value.code == "more_than_delivered"
    with pytest.raises(Refused, match="大于 0"):
        check_returnable(
            "滤芯", pieces=Decimal(0), delivered=Decimal(5), returned=Decimal(0), asked=Decimal(0)
        )


def test_numbers_on_invoices_have_the_form_of_their_kind():
    digital, paper = InvoiceKind.DIGITAL_SPECIAL, InvoiceKind.PAPER_GENERAL
    assert check_number(digital, "2632 0000 0012 3456 7890", "1") == ("26320000001234567890", "")
    assert check_number(paper, "12345678", "3200123456") == ("12345678", "3200123456")
    for kind, number, code in (
        (digital, "123", ""),
        (paper, "1234567", ""),
        (paper, "12345678", "1"),
    ):
        with pytest.raises(Refused):
            check_number(kind, number, code)


def test_a_special_invoice_and_one_for_a_company_name_its_tax_number():
    kind = InvoiceKind.DIGITAL_GENERAL
    assert check_buyer(kind, title="王芳", tax_no="", is_enterprise=False) == ""
    told = {"title": "华宁", "tax_no": " 91320100ma1wxyz12x", "is_enterprise": True}
    assert check_buyer(kind, **told) == "91320100MA1WXYZ12X"
    for values in ({"tax_no": ""}, {"tax_no": "12"}, {"title": " "}):
        with pytest.raises(Refused):
            check_buyer(InvoiceKind.DIGITAL_SPECIAL, **(told | values))
