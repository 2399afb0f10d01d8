"""Give out document numbers."""

from datetime import date

from django.db import transaction

from .models import NumberSequence


@transaction.atomic
def next_numbers(code: str, count: int, *, today: date, by=None) -> list[str]:
    """`count` fresh numbers, prefix + yyyymm + sequence: C202611-000001 (0.6 编号).

    The counter row is locked to the end of the transaction: a rollback gives the numbers back.
    """
    period = f"{today:%Y%m}"
    NumberSequence.objects.bulk_create(
        [NumberSequence(code=code, period=period)], ignore_conflicts=True
    )
    counter = NumberSequence.objects.select_for_update().get(code=code, period=period)
    first, counter.last = counter.last + 1, counter.last + count
    counter.save(update_fields=["last"])
    return [f"{code}{period}-{n:06d}" for n in range(first, counter.last + 1)]
