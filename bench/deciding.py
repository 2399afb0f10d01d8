"""One of many processes that confirm orders which credit decides on; prints how long each took."""

import json
import sys
import time
from decimal import Decimal


def main() -> None:
    """Prepare one small order after the other, wait for the word, confirm them."""
    import django

    django.setup()
    from maizi.sales.actions import confirm_order

    way, turns, number = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    ready = [_drafted(number, way) for _ in range(turns)]
    print("ready", flush=True)
    sys.stdin.readline()
    walls = []
    for row, boss in ready:
        began = time.perf_counter()
        row = confirm_order(row, by=boss)
        walls.append((time.perf_counter() - began) * 1000)
        assert row.state == "confirmed", row.state
    print(json.dumps(walls))


def _drafted(number: int, way: str):
    """An order of one line of a graded customer; "same": everybody's customer is one and the same.

    Grade, terms, overdue money and limit are judged, the credit held, the goods set apart.
    """
    from maizi.accounts.models import User
    from maizi.sales import actions

    from .ordering import goods

    boss = User.objects.get(username="boss")
    customer = graded()[0 if way == "same" else number].customer
    row = actions.start_order(customer, by=boss)
    product = goods()[number]
    actions.add_lines(row, [actions.Wanted(product, Decimal(1), Decimal(10))], by=boss)
    return row, boss


def graded():
    """The customers whose grade decides, in their order; far from those of other parts."""
    from maizi.credit.models import CreditAccount

    return CreditAccount.objects.filter(limit_yuan__gte=10**9).order_by("-pk")


if __name__ == "__main__":
    main()
