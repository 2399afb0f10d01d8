"""One of many processes that hold credit at the same time; prints how long each took."""

import json
import sys
import time
from decimal import Decimal


def main() -> None:
    import django

    django.setup()
    from maizi.credit.models import CreditAccount

    way, turns, number = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    account = CreditAccount.objects.order_by("pk")[0 if way == "same" else number]
    act = {"action": _reserve, "graded": _reserve, "bare": _bare, "same": _bare}[way]
    print("ready", flush=True)
    sys.stdin.readline()
    walls = []
    for _ in range(turns):
        began = time.perf_counter()
        act(account)
        walls.append((time.perf_counter() - began) * 1000)
    print(json.dumps(walls))


def _reserve(account) -> None:
    from maizi.credit.actions import reserve
    from maizi.credit.queries import Wanted
    from maizi.kernel.ids import new_id
    from maizi.kernel.sources import Source

    source = Source("bench.order", new_id(), "B")
    verdict = reserve(account.customer, wanted=Wanted(Decimal(1)), source=source, by=None)
    assert verdict.outcome == "pass", verdict


def _bare(account) -> None:
    """What has to happen at least: lock the account, insert the reservation, update the sums."""
    from django.db import connection, transaction

    from maizi.kernel.ids import new_id

    lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT reserved_yuan FROM credit_creditaccount WHERE id = %s{lock}",
                       [account.pk])  # fmt: skip
        (held,) = cursor.fetchone()
        cursor.execute(
            "INSERT INTO credit_reservation (id, account_id, source_kind, source_id, source_number,"
            " amount_yuan, terms_days, is_approved, at) VALUES (%s, %s, 'bench.bare', %s, '', 1, 0,"
            " %s, CURRENT_TIMESTAMP)",
            [new_id(), account.pk, new_id(), False],
        )
        total = Decimal(str(held)) + 1 if lock else float(held) + 1
        cursor.execute(
            "UPDATE credit_creditaccount SET reserved_yuan = %s WHERE id = %s", [total, account.pk]
        )


if __name__ == "__main__":
    main()
