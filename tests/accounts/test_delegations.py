"""Who stands in for whom (M-6)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.accounts import actions, queries
from maizi.accounts.models import Delegation
from maizi.kernel.errors import Refused


@pytest.fixture
def crew(hire, tree):
    """A manager of 销售部, a colleague of the same height, a director above, a salesman below."""
    return {
        "manager": hire("manager", ("ka_manager", tree.sales), name="经理"),
        "peer": hire("peer", ("ka_manager", tree.finance), name="同级"),
        "director": hire("director", ("marketing_director", tree.hq), name="总监"),
        "staff": hire("staff", ("salesperson", tree.sales), name="员工"),
    }


def give(crew, giver, receiver, days=(0, 5), by=None):
    start, end = (timezone.localdate() + timedelta(days=d) for d in days)
    delegation = Delegation(
        giver=crew[giver], receiver=crew[receiver], starts_on=start, ends_on=end, reason="出差"
    )
    actions.delegate(delegation, by=crew[by or giver])
    return delegation


@pytest.mark.parametrize("receiver", ["peer", "director"])
def test_an_equal_or_higher_one_stands_in(crew, receiver):
    delegation = give(crew, "manager", receiver)
    assert list(queries.givers_to(crew[receiver], today=timezone.localdate())) == [crew["manager"]]
    assert queries.stand_in_of(crew["manager"], today=timezone.localdate()) == crew[receiver]
    late = timezone.localdate() + timedelta(days=6)
    assert not queries.givers_to(crew[receiver], today=late)
    actions.revoke_delegation(delegation, by=crew["manager"])
    actions.revoke_delegation(delegation, by=crew["manager"])
    assert not queries.givers_to(crew[receiver], today=timezone.localdate())


@pytest.mark.parametrize(
    ("giver", "receiver", "days", "why"),
    [
        ("manager", "staff", (0, 5), "级别低于"),
        ("director", "manager", (0, 5), "级别低于"),
        ("manager", "manager", (0, 5), "自己"),
        ("manager", "peer", (5, 0), "早于"),
        ("manager", "peer", (-5, -1), "已经过去"),
        ("manager", "peer", (0, 200), "最长"),
    ],
)
def test_a_wrong_stand_in_is_refused(crew, giver, receiver, days, why):
    with pytest.raises(Refused, match=why):
        give(crew, giver, receiver, days)
    assert not Delegation.objects.exists()


def test_there_are_no_chains(crew):
    give(crew, "manager", "peer")
    with pytest.raises(Refused, match="已经有委托"):
        give(crew, "manager", "director", (5, 9))
    with pytest.raises(Refused, match="正代理经理"):
        give(crew, "peer", "director", (3, 4))
    give(crew, "peer", "director", (6, 9))


def test_nobody_is_given_to_somebody_who_is_away_himself(crew):
    give(crew, "peer", "director")
    with pytest.raises(Refused, match="自己也委托了总监"):
        give(crew, "manager", "peer", (5, 9))


def test_only_oneself_or_an_administrator_gives_work_away(crew, admin):
    with pytest.raises(Refused, match="只能委托自己的工作"):
        give(crew, "manager", "director", by="peer")
    give(crew | {"admin": admin}, "manager", "director", by="admin")


def test_an_inactive_one_stands_in_for_nobody(crew, admin):
    actions.deactivate_person(crew["peer"], by=admin)
    with pytest.raises(Refused, match="在职"):
        give(crew, "manager", "peer")
