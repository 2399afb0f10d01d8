"""I-1, I-2 without a database: units, barcodes, tax, allocation, bundles."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.catalog.rules import barcodes, bundles, names, units
from maizi.catalog.rules.money import allocate, split_tax
from maizi.catalog.terms import RelationSort
from maizi.kernel.errors import Refused

pytestmark = pytest.mark.once
CENTS = st.decimals(0, 1_000_000, places=2)
LISTED = st.decimals(0, 100_000, places=6)


def D(*texts):
    return [Decimal(text) for text in texts]


# Money


def test_a_bundle_price_is_allocated_as_the_specification_says():
    """T-I1"""
    assert allocate(Decimal("100.00"), D("60", "40", "33")) == D("45.11", "30.08", "24.81")


@given(CENTS, st.lists(LISTED, min_size=1, max_size=40))
def test_shares_add_up_to_the_bundle_price_and_are_never_negative(price, weights):
    """I-2"""
    shares = allocate(price, weights)
    assert sum(shares) == price and len(shares) == len(weights)
    assert all(share >= 0 and share == share.quantize(Decimal("0.01")) for share in shares)


@given(CENTS, st.lists(st.decimals(1, 1000, places=2), min_size=2, max_size=8))
def test_a_share_is_within_a_cent_of_its_proportion_but_for_the_last(price, weights):
    total = sum(weights)
    for share, weight in list(zip(allocate(price, weights), weights, strict=True))[:-1]:
        assert share <= price * weight / total + Decimal("0.01")


def test_parts_without_a_price_share_equally_and_nothing_to_share_is_refused():
    assert allocate(Decimal("10.00"), D("0", "0", "0")) == D("3.33", "3.33", "3.34")
    assert allocate(Decimal("0.03"), D(*"111111")) == D("0.01", "0.01", "0.01", "0", "0", "0")
    for price, weights in ((Decimal(1), []), (Decimal(-1), D("1")), (Decimal(1), D("-1"))):
        with pytest.raises(Refused):
            allocate(price, weights)


def test_tax_is_taken_out_of_a_gross_amount():
    """T-I2"""
    assert split_tax(Decimal("1130.00"), Decimal("0.13")) == (Decimal(1000), Decimal(130))
    assert split_tax(Decimal("-1130.00"), Decimal("0.13")) == (Decimal(-1000), Decimal(-130))
    assert split_tax(Decimal("100.00"), Decimal(0)) == (Decimal(100), Decimal(0))


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(D("0", ".01", ".06", ".09", ".13")))
def test_net_and_tax_add_up(gross, rate):
    """I-2"""
    net, tax = split_tax(gross, rate)
    assert net + tax == gross
    assert abs(net * rate - tax) <= Decimal("0.01")


# Units and barcodes


def test_a_unit_is_worth_units():
    assert units.conversion(Decimal(1), Decimal(12), unit="箱", own="个") == 12
    assert units.conversion(Decimal(4), Decimal(1), unit="支", own="盒") == Decimal("0.25")
    for pieces, worth in (("3", "1"), ("0", "1"), ("1", "0"), ("-1", "1"), ("1", "10000000")):
        with pytest.raises(Refused):
            units.conversion(Decimal(pieces), Decimal(worth), unit="米", own="卷")


def test_what_does_not_divide_is_told_with_its_numbers():
    with pytest.raises(Refused) as told:
        units.conversion(Decimal(3), Decimal(1), unit="米", own="卷")
    assert "1 米合 0.3333… 卷" in str(told.value) and "除不尽" in str(told.value)
    assert told.value.field == "worth"


def test_quantities_go_into_units_and_back_into_words():
    assert units.in_own_unit(Decimal("2.5"), Decimal(12), unit="箱") == 30
    with pytest.raises(Refused):
        units.in_own_unit(Decimal("0.0001"), Decimal("0.25"), unit="支")
    ways = {"个": Decimal(1), "箱": Decimal(12), "托": Decimal(480), "对": Decimal("0.5")}
    assert units.in_units(Decimal(509), ways) == [(1, "托"), (2, "箱"), (5, "个")]
    assert units.in_units(Decimal("12.5"), ways) == [(1, "箱"), (Decimal("0.5"), "个")]


@given(st.integers(0, 10**7), st.lists(st.integers(2, 500), max_size=4, unique=True))
def test_words_for_a_quantity_add_up_to_it(quantity, factors):
    ways = {"个": Decimal(1)} | {f"u{n}": Decimal(n) for n in factors}
    said = units.in_units(Decimal(quantity), ways)
    assert sum(count * ways[name] for count, name in said) == quantity


def test_barcodes_know_their_check_digits():
    assert barcodes.read_barcode(" 6901234567892 ").kind == "EAN-13"
    assert barcodes.read_barcode("036000291452").kind == "UPC-A"
    assert barcodes.read_barcode("96385074").kind == "EAN-8"
    wrong = barcodes.read_barcode("6901234567893")
    assert wrong.value == "6901234567893" and wrong.warning and "应为 2" in wrong.warning
    own = barcodes.read_barcode("LW-1102")
    assert own.kind == "" and own.warning is None
    for text in ("", "条码", "1" * 49):
        with pytest.raises(Refused):
            barcodes.read_barcode(text)
    assert barcodes.twins_of("036000291452") == ("036000291452", "0036000291452")


@given(st.text("0123456789", min_size=12, max_size=12))
def test_one_wrong_digit_never_passes(digits):
    code = digits + barcodes.check_digit(digits)
    assert barcodes.read_barcode(code).warning is None
    for place in range(13):
        other = str((int(code[place]) + 1) % 10)
        assert barcodes.read_barcode(code[:place] + other + code[place + 1 :]).warning


def test_products_of_one_name_are_found_whatever_the_spelling():
    key = names.name_key("", "螺杆空压机 BK7.5-8", "", "")
    assert key == names.name_key("", "螺杆空压机（bk7.5-8）", "ＢＫ7.5-8", "")
    assert key != names.name_key("开山", "螺杆空压机 BK7.5-8", "", "")


# Bundles


def plan(*choices, fixed=(), relations=()):
    groups = tuple(
        bundles.Choice(n, f"组{n}", *bounds, tuple(options))
        for n, (bounds, options) in enumerate(choices)
    )
    every = [*fixed, *(o for group in groups for o in group.options)]
    return bundles.plan_of(fixed, groups, relations, {o: f"商品{o}" for o in every})


REQUIRES, EXCLUDES = RelationSort.REQUIRES, RelationSort.EXCLUDES


def test_a_selection_keeps_bounds_and_rules():
    menu = plan(
        ((1, 1), [1, 2]), ((0, 2), [3, 4, 5]), fixed=[9],
        relations=[bundles.Relation(REQUIRES, 1, 3), bundles.Relation(EXCLUDES, 4, 5)],
    )  # fmt: skip
    assert bundles.wrong_with(menu, [1, 3]) == []
    assert bundles.wrong_with(menu, [2]) == []
    assert "“组0”至少选 1 项" in bundles.wrong_with(menu, [])[0]
    assert "最多选 1 项" in bundles.wrong_with(menu, [1, 2, 3])[0]
    assert bundles.wrong_with(menu, [1]) == ["选了“商品1”还要选“商品3”。"]
    assert bundles.wrong_with(menu, [2, 4, 5]) == ["选了“商品4”就不能选“商品5”。"]
    assert bundles.wrong_with(menu, [2, 77])
    assert bundles.flaws_of(menu) == [] and bundles.dead_options(menu) == []


def test_a_bundle_that_nobody_could_satisfy_is_found_out():
    assert bundles.flaws_of(plan())
    assert "只有 1 项" in bundles.flaws_of(plan(((2, 3), [1])))[0]
    locked = plan(
        ((1, 1), [1]), ((1, 1), [2, 3]),
        relations=[bundles.Relation(EXCLUDES, 1, 2), bundles.Relation(REQUIRES, 3, 2)],
    )  # fmt: skip
    assert "怎么选都不成立" in bundles.flaws_of(locked)[0]
    dead = plan(((1, 1), [1, 2]), fixed=[9], relations=[bundles.Relation(EXCLUDES, 9, 2)])
    assert bundles.flaws_of(dead) == [] and bundles.dead_options(dead) == [2]


@st.composite
def plans(draw):
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    options = list(range(sum(sizes)))
    choices, at = [], 0
    for size in sizes:
        most = draw(st.integers(1, size))
        choices.append(((draw(st.integers(0, most)), most), options[at : at + size]))
        at += size
    pairs = st.tuples(st.sampled_from(options), st.sampled_from(options))
    relations = [
        bundles.Relation(draw(st.sampled_from([REQUIRES, EXCLUDES])), one, other)
        for one, other in draw(st.lists(pairs, max_size=5))
        if one != other
    ]
    return plan(*choices, relations=relations)


@given(plans())
def test_a_selection_is_found_exactly_when_there_is_one(some):
    """I-2: against all subsets."""
    options = some.options
    every = (
        [o for n, o in enumerate(options) if bits >> n & 1] for bits in range(1 << len(options))
    )
    allowed = [set(chosen) for chosen in every if not bundles.wrong_with(some, chosen)]
    found = bundles.selection_for(some)
    assert (found is None) == (not allowed)
    assert found is None or set(found) in allowed
    for option in options:
        dead = bundles.selection_for(some, [option]) is None
        assert dead == (not any(option in chosen for chosen in allowed))
