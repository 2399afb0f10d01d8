"""Who wants no offers made by what he bought (C-20, PIPL 24)."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import ngettext

from maizi.customers.models import Customer
from maizi.customers.terms import PartyType
from maizi.privacy.queries import declining
from maizi.privacy.terms import PUSH

KIND = Customer._meta.label_lower


def unwilling(people: Iterable[Customer], *, now: datetime) -> set[int]:
    """The persons among some customers who said no; companies have no such say. Five queries."""
    persons = [one.pk for one in people if one.party_type == PartyType.INDIVIDUAL]
    return declining(KIND, persons, PUSH, now=now) if persons else set()


def left_out(people: Iterable[Customer], *, now: datetime) -> str:
    """A sentence on how many persons got no offer because they want none; "" for nobody."""
    count = len(unwilling(people, now=now))
    told = ngettext(
        "%d 位客户不要个性化推荐，没有给他们报价。",
        "%d 位客户不要个性化推荐，没有给他们报价。",
        count,
    )
    return told % count if count else ""
