"""Another process that creates customers, one after the other, until told to stop."""

import json
import random
import select
import sys
import time

PAUSE_SECONDS = 0.05


def main() -> None:
    import django

    django.setup()
    from maizi.accounts.models import User
    from maizi.customers.models import Customer
    from maizi.customers.pages import CUSTOMERS
    from maizi.kit.pages import save

    who, walls = User.objects.get(username="seller7"), []
    print("ready", flush=True)
    while not select.select([sys.stdin], [], [], PAUSE_SECONDS)[0]:
        row = Customer(name=f"同时新建的客户{random.randrange(10**12)}")
        began = time.perf_counter()
        save(CUSTOMERS, row=row, verb="create", by=who)
        walls.append((time.perf_counter() - began) * 1000)
    print(json.dumps(walls))


if __name__ == "__main__":
    main()
