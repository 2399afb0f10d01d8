"""Creating and changing one customer through the product's own door."""

import random

from .ground import company_name
from .measure import Timing, timed


def run(size: int) -> list[tuple[Timing, Timing | None, float | None]]:
    """Create (normalise, duplicates, number, history, index, commit) against a bare insert."""
    from maizi.accounts.models import User
    from maizi.customers.models import Activity, Customer
    from maizi.customers.pages import CUSTOMERS
    from maizi.kit.pages import save

    dice = random.Random()
    who = User.objects.get(username="seller7")
    made: list[Customer] = []

    def create(_number: int) -> None:
        name = f"{company_name(dice)}{dice.randrange(10**9)}"
        row = Customer(name=name, mobile=f"199{dice.randrange(10**8):08d}")
        save(CUSTOMERS, row=row, verb="create", by=who)
        made.append(row)

    def insert(_number: int) -> None:
        row = made[-1]
        row.pk = row._meta.pk.get_default()
        row.no, row._state.adding = f"X{dice.randrange(10**15)}", True
        row.save(force_insert=True)

    def follow_up(number: int) -> None:
        from django.utils import timezone

        from maizi.customers.actions import log_activity

        entry = Activity(customer_id=made[number].pk, at=timezone.now(), content="电话沟通")
        log_activity(entry, by=who)

    created = timed("新建客户", work=create, times=200)
    bare = timed("裸插入一行", work=insert, times=200)
    written = timed("写一条跟进", work=follow_up, times=150)
    return [(created, bare, None), (written, bare, None)]
