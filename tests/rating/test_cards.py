"""Scorecards as versions, the seeded rubric, and statements that cannot be right."""

from datetime import date
from decimal import Decimal

import pytest

from maizi.kernel.errors import Refused
from maizi.rating import actions, queries
from maizi.rating.models import Scorecard
from maizi.rating.terms import CardState, Measure
from tests.house import fresh

pytestmark = pytest.mark.django_db


def test_seeded_cards_weigh_a_hundred_and_hold_the_rubric(office):
    """D-2: 5C, 5P, 6A; Σ weights = 100; traits of one C weigh equally."""
    for card in Scorecard.objects.all():
        assert card.state == CardState.ACTIVE
        assert sum(trait.weight for trait in queries.traits_of(card)) == 100, card
    by_measure = {trait.measure: trait for trait in queries.traits_of(office.card)}
    assert by_measure[Measure.ON_TIME].weight == Decimal("7.5")
    assert [s.score for s in by_measure[Measure.DEBT].steps] == [100, 85, 70, 50, 25, 0]
    assert {card.sort for card in Scorecard.objects.all()} == {"5c", "5p", "6a", "own"}
    actions.seed_cards()
    assert Scorecard.objects.count() == 4, "seeding twice adds nothing"


def test_cards_in_use_never_change(office):
    """D-2, T-1.5."""
    with pytest.raises(Refused, match="已启用，不能再改：评过的客户以它为准。请开新版本"):
        actions.save_criteria(office.card, {}, by=office.wang)
    draft = actions.revise_card(office.card, by=office.wang)
    assert actions.revise_card(office.card, by=office.wang) == draft, "one draft at a time"
    first = draft.criteria.first()
    shares = {trait.pk: trait.share for trait in first.traits.all()}
    actions.save_criteria(draft, {first.pk: (Decimal("29.5"), shares)}, by=office.wang)
    with pytest.raises(Refused, match="权重合计是 99.5，必须正好 100"):
        actions.activate_card(draft, by=office.wang)
    trait = first.traits.first()
    trait.steps = [{"score": 50, "bound": "0.5"}, {"score": 100, "bound": "0.9"}]
    with pytest.raises(Refused, match="要从最好的一档写到最差的一档"):
        actions.save_trait(trait, by=fresh(office.wang))
    trait.steps = []
    with pytest.raises(Refused, match="请至少写一档评分标准"):
        actions.save_trait(trait, by=office.wang)


def test_statements_are_checked(office):
    office.statement(date(office.today.year - 1, 12, 31))
    with pytest.raises(Refused, match="这一期的报表已经有了"):
        office.statement(date(office.today.year - 1, 12, 31))
    with pytest.raises(Refused, match="存货不能大于流动资产"):
        office.statement(date(office.today.year - 2, 12, 31), inventory=3_000_001)
    with pytest.raises(Refused, match="截止日期不能晚于今天"):
        office.statement(office.day(1))
