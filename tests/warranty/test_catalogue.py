"""The catalogue by versions: never less than the law (F-31)."""

from datetime import date
from decimal import Decimal

import pytest

from maizi.kernel.errors import Refused
from maizi.warranty import actions
from maizi.warranty.models import CatalogueRow
from maizi.warranty.queries import Question, verdict_of

pytestmark = pytest.mark.django_db
JAN = date(2026, 1, 10)
PARTS = "显示屏、驱动和背光组件、逻辑组件、高频调谐器"


def test_facts_are_judged_by_the_version_of_their_day(shop):
    """F-31: a longer promise from 2026-02-01 does not reach back to January."""
    old = CatalogueRow.objects.get(code="flat_tv")
    later = CatalogueRow(code="flat_tv", since_on=date(2026, 2, 1), name=old.name, months=24,
                         part_months=48, rate_percent=Decimal("0.05"), is_verified=True,
                         is_active=True, start_rule=old.start_rule, parts=old.parts)  # fmt: skip
    actions.save_row(later, "create", by=shop.he)
    before, after = shop.unit(), shop.unit(invoiced_on=date(2026, 2, 2))
    on = Question(fault="黑屏", reported_on=date(2026, 6, 10))
    assert verdict_of(before, on).row == old and verdict_of(after, on).row == later
    waiting = CatalogueRow(code="flat_tv", since_on=date(2026, 3, 1), name=old.name, months=36,
                           part_months=48, start_rule=old.start_rule, parts=old.parts)  # fmt: skip
    actions.save_row(waiting, "create", by=shop.he)
    assert verdict_of(shop.unit(invoiced_on=date(2026, 3, 2)), on).row == later


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"months": 11}, "法定至少 12"),
        ({"rate_percent": Decimal("0.2")}, "法定最高 0.1%"),
        ({"part_months": 24}, "法定至少 36"),
        ({"start_rule": "invoice"}, "不能改早"),
        ({"parts": "显示屏"}, "法定的主要部件不能去掉"),
        ({"kind": "accessory"}, "规则类别依法是“一般商品”"),
        ({"code": "own_tv", "months": 6}, "法定至少 12"),
        ({"code": "own_tv"}, "已经是代码 flat_tv 的商品"),
        ({"since_on": date(2011, 3, 1)}, "已有 2011-03-01 生效的版本"),
        ({"is_verified": False}, "核对规定原文"),
        ({"code": "fan", "months": None}, "补全整机三包月数"),
        ({"code": "fan", "rate_percent": None}, "补全整机三包月数"),
        ({"code": "fan", "part_months": 6}, "不能比整机短"),
        ({"code": "fan", "kind": "car"}, "补全三包里程"),
    ],
)
def test_versions_that_are_refused(shop, values, words):
    """F-31: never less than the law, never active and incomplete."""
    given = {"code": "flat_tv", "since_on": date(2026, 2, 1), "name": "平板电视", "months": 12,
             "part_months": 36, "rate_percent": Decimal("0.1"), "is_verified": True,
             "start_rule": "acceptance", "parts": PARTS, "is_active": True} | values  # fmt: skip
    if given["code"] == "fan":
        given |= {"name": "电风扇", "parts": "", "start_rule": "invoice"}
    with pytest.raises(Refused, match=words):
        actions.save_row(CatalogueRow(**given), "create", by=shop.he)


def test_what_somebody_was_judged_by_is_not_changed(shop):
    shop.asked(shop.unit(), date(2026, 6, 10))
    row = CatalogueRow.objects.get(code="flat_tv")
    row.months = 24
    with pytest.raises(Refused, match="新建一个"):
        actions.save_row(row, "change", by=shop.he)
    row.refresh_from_db()
    row.note = "已核对"
    actions.save_row(row, "change", by=shop.he)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"is_active": False}, "不能停用"),
        ({"since_on": date(2027, 1, 1)}, "生效日期不能改"),
        ({"code": "our_tv", "name": "我家电视"}, "代码不能改"),
        ({"name": "我家电视"}, "商品不能改"),
    ],
)
def test_the_law_stays_below_what_a_company_adds(shop, values, words):
    """F-31: nobody takes the statutory version away, so that an earlier, smaller one judges."""
    early = CatalogueRow(code="flat_tv", since_on=date(1995, 1, 1), name="平板电视", months=1,
                         rate_percent=Decimal(9), is_verified=True, is_active=True)  # fmt: skip
    actions.save_row(early, "create", by=shop.he)
    row = CatalogueRow.objects.get(code="flat_tv", since_on=date(2011, 3, 1))
    for name, value in values.items():
        setattr(row, name, value)
    with pytest.raises(Refused, match=words):
        actions.save_row(row, "change", by=shop.he)
    on = Question(fault="黑屏", reported_on=date(2026, 6, 10))
    assert verdict_of(shop.unit(), on).row.months == 12


def test_the_catalogue_is_seeded_once(shop):
    """F-31: verified rows judge, the others wait to be completed."""
    assert actions.seed_catalogue() == 0
    active = set(CatalogueRow.objects.filter(is_active=True).values_list("code", flat=True))
    assert {"bicycle", "flat_tv", "mobile_phone", "computer", "household_car"} <= active
    assert not active & {"refrigerator", "air_conditioner", "motorcycle", "fixed_phone"}
    assert CatalogueRow.objects.get(code="refrigerator").rate_percent == Decimal("0.05")


def test_counsel_confirms_the_catalogue(shop):
    from maizi.warranty.queries import is_confirmed

    assert not is_confirmed()
    with pytest.raises(Refused, match="哪位律师"):
        actions.confirm_catalogue(by=shop.boss, words=" ")
    actions.confirm_catalogue(by=shop.boss, words="于法务 2026-11-20 核对")
    assert is_confirmed()
