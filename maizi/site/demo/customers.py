"""Customers of the demo company with contacts, tags and follow-ups of the last months."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.customers import actions
from maizi.customers.models import Activity, Contact, Customer, Pool, Tag
from maizi.customers.terms import Channel, Lifecycle, PartyType, StaffSize
from maizi.history.actions import recorded
from maizi.history.terms import Verb

from . import words

SELLERS = {
    "江苏省": ["chenmo", "xuqing", "luoyi"],
    "上海市": ["luoyi", "tangwei"],
    "浙江省": ["jiangnan"],
    "河南省": ["mengfei", "zengrou"],
}
STAGES = [s for s in Lifecycle if s not in (Lifecycle.PARTNER, Lifecycle.MEMBER)]


def build_customers(people: dict[str, User], size: int) -> None:
    """`size` customers: four of five enterprises, one in twelve in a pool. Always the same."""
    dice = random.Random(20261122)
    tags = [Tag.objects.create(group=g, name=n, colour=c) for g, n, c in words.TAGS]
    pools = {pool.name: pool for pool in Pool.objects.all()}
    for number in range(size):
        with transaction.atomic():
            _Builder(dice, people, pools, tags).build(number)


@dataclass(frozen=True)
class _Builder:
    dice: random.Random
    people: dict[str, User]
    pools: dict[str, Pool]
    tags: list[Tag]

    def build(self, number: int) -> None:
        dice, people, pools, tags = self.dice, self.people, self.pools, self.tags
        province, city, districts = dice.choice(words.PLACES)
        row = _enterprise(dice, city) if dice.random() < 0.8 else _individual(dice)
        row.province, row.city, row.district = province, city, dice.choice(districts)
        row.street = f"{dice.choice(words.STREETS)}路 {dice.randint(1, 399)} 号"
        row.mobile = row.mobile or f"13{dice.randint(5, 9)}{number:04d}{dice.randint(1000, 9999)}"
        row.channel, row.lifecycle = dice.choice(list(Channel)[:9]), dice.choice(STAGES)
        seller = people[dice.choice(SELLERS[province])]
        if dice.random() < 1 / 12:
            row.pool = pools["华北公海" if province == "河南省" else "华东公海"]
        else:
            row.owner = seller
        with recorded(row, Verb.CREATE, by=seller):
            actions.save_customer(
                row, Verb.CREATE, by=seller, leave=actions.Leave(is_confirmed=True)
            )
        if dice.random() < 0.6:
            actions.add_tags([row], tags=dice.sample(tags, dice.randint(1, 2)), by=seller)
        if row.owner_id:
            _live(dice, row, seller)


def _enterprise(dice: random.Random, city: str) -> Customer:
    middle, industry, nature = dice.choice(words.TRADES)
    brand = "".join(dice.sample(words.BRANDS, 1)) + dice.choice(["", "", "永", "新", "联"])
    name = f"{city.removesuffix('市')}{brand}{middle}{dice.choice(words.ENDINGS)}"
    return Customer(
        party_type=PartyType.ENTERPRISE, name=name, short_name=brand, industry=industry,
        nature=nature, staff_size=dice.choice(list(StaffSize)),
        legal_representative=_person(dice),
        registered_capital_yuan=dice.choice([50, 200, 500, 1000, 5000]) * 10_000,
        phone=f"0{dice.choice(['25', '371', '571', '21'])}-{dice.randint(60_000_000, 89_999_999)}",
    )  # fmt: skip


def _individual(dice: random.Random) -> Customer:
    return Customer(
        party_type=PartyType.INDIVIDUAL, name=_person(dice), gender=dice.choice(["male", "female"]),
        employer=f"{dice.choice(words.BRANDS)}公司", job_title=dice.choice(words.TITLES),
    )  # fmt: skip


def _person(dice: random.Random) -> str:
    return dice.choice(words.FAMILY) + dice.choice(words.GIVEN)


def _live(dice: random.Random, row: Customer, seller: User) -> None:
    """Contacts, and follow-ups spread over the last ninety days."""
    contacts = [_contact(dice, row, seller) for _ in range(dice.randint(1, 3))]
    now = timezone.now()
    days = sorted(dice.sample(range(91), dice.randint(0, 4)), reverse=True)
    for position, ago in enumerate(days):
        channel, content, step = dice.choice(words.TALKS)
        is_last = position == len(days) - 1
        promised = timezone.localdate(now) + timedelta(days=dice.randint(0, 21))
        activity = Activity(
            customer=row, contact=dice.choice(contacts), channel=channel, content=content,
            at=_office_hour(dice, now, ago),
            next_step=step if is_last else "", next_on=promised if is_last else None,
        )  # fmt: skip
        actions.log_activity(activity, by=seller, now=now)


def _office_hour(dice: random.Random, now: datetime, ago: int) -> datetime:
    """A moment between nine and half past five, some days ago; never ahead."""
    day = timezone.localtime(now) - timedelta(days=ago)
    moment = day.replace(hour=9, minute=0) + timedelta(minutes=dice.randint(0, 510))
    return moment if moment < now else now - timedelta(minutes=dice.randint(1, 20))


def _contact(dice: random.Random, row: Customer, seller: User) -> Contact:
    contact = Contact(
        customer=row, name=_person(dice), job_title=dice.choice(words.TITLES),
        mobile=f"15{dice.randint(0, 9)}{dice.randint(10_000_000, 99_999_999)}",
    )  # fmt: skip
    return actions.save_contact(contact, by=seller)
