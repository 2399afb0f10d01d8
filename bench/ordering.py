"""One of many processes that confirm orders at the same time; prints how long each took."""

import json
import sys
import time
from decimal import Decimal

LINES = 100


def main() -> None:
    """Prepare the orders, wait for the word, confirm one after the other."""
    import django

    django.setup()
    way, turns, number = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    prepare, act = {"action": (_drafted, _confirm), "bare": (_nothing, _bare)}[way]
    ready = [prepare(number) for _ in range(turns)]
    print("ready", flush=True)
    sys.stdin.readline()
    walls = []
    for one in ready:
        began = time.perf_counter()
        act(one)
        walls.append((time.perf_counter() - began) * 1000)
    print(json.dumps(walls))


def customers():
    """Customers with a limit no order reaches, in their order."""
    from maizi.credit.models import CreditAccount

    return CreditAccount.objects.filter(limit_yuan__gte=10**9).order_by("pk")


def goods() -> list:
    """Goods of which more lies in the house than all orders ask for."""
    from maizi.catalog.models import Product

    return list(Product.objects.filter(no__startswith="SELL").order_by("id")[:LINES])


def _drafted(number: int):
    from maizi.accounts.models import User
    from maizi.sales import actions

    boss = User.objects.get(username="boss")
    row = actions.start_order(customers()[number].customer, by=boss)
    wanted = [actions.Wanted(product, Decimal(2), Decimal(10)) for product in goods()]
    actions.add_lines(row, wanted, by=boss)
    return row, boss


def _confirm(ready) -> None:
    from maizi.sales import actions

    row, boss = ready
    row = actions.confirm_order(row, by=boss)
    assert row.state == "confirmed", row.state


def _nothing(number: int) -> int:
    return number


def _bare(number: int) -> None:
    """At least this happens: the account and every stock row locked, held and summed."""
    from django.db import connection, transaction

    from maizi.kernel.ids import new_id
    from maizi.stock.models import StockAccount

    lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""
    account = customers()[number]
    shelves = list(StockAccount.objects.filter(product__in=goods()).order_by("pk"))
    source = new_id()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT reserved_yuan FROM credit_creditaccount WHERE id = %s{lock}", [account.pk]
        )
        cursor.execute(
            "INSERT INTO credit_reservation (id, account_id, source_kind, source_id, source_number,"
            " amount_yuan, terms_days, is_approved, at) VALUES (%s, %s, 'bench.bare', %s, '', 1, 0,"
            " %s, CURRENT_TIMESTAMP)",
            [new_id(), account.pk, source, False],
        )
        cursor.execute(
            "UPDATE credit_creditaccount SET reserved_yuan = reserved_yuan + 1 WHERE id = %s",
            [account.pk],
        )
        places = ", ".join(["%s"] * len(shelves))
        ids = [one.pk for one in shelves]
        cursor.execute(
            f"SELECT id FROM stock_stockaccount WHERE id IN ({places}) ORDER BY id{lock}", ids
        )
        cursor.executemany(
            "INSERT INTO stock_reservation (id, source_kind, source_id, source_number, account_id,"
            " key, quantity, at) VALUES (%s, 'bench.bare', %s, '', %s, %s, 2, CURRENT_TIMESTAMP)",
            [(new_id(), source, one, f"bare/{source}/{one}") for one in ids],
        )
        cursor.executemany(
            "UPDATE stock_stockaccount SET reserved = reserved + 2 WHERE id = %s",
            [(one,) for one in ids],
        )


if __name__ == "__main__":
    main()
