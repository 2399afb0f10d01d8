"""Creating and changing one customer through the product's own door."""

import random

from .ground import company_name
from .measure import Aim, Row, timed
from .pages import Browser

CREATE_AIM = Aim(cpu=12)


def run(size: int) -> list[Row]:
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

    browser = Browser("seller7")

    def post(_number: int) -> None:
        name = f"{company_name(dice)}{dice.randrange(10**9)}"
        given = {"name": name, "party_type": "enterprise", "lifecycle": "prospect",
                 "ka_status": "none",
                 "mobile": f"199{dice.randrange(10**8):08d}"}  # fmt: skip
        browser.post("/customers/new/", given)

    sent = timed("新建客户，从表单到回答", work=post, times=150)
    created = timed("新建客户（查重、编号、写入、历史、索引）", work=create, times=200)
    bare = timed("裸插入一行", work=insert, times=200)
    written = timed("写一条跟进", work=follow_up, times=150)
    return [(sent, bare, CREATE_AIM), (created, bare, CREATE_AIM), (written, bare, None)]
