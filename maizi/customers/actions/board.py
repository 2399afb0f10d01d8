"""Keep the numbers of the quality board of each day."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from ..models import Customer, QualityDay
from ..queries.board import expressions


@transaction.atomic
def keep_day(*, by=None, today: date | None = None) -> int:
    """Write today's numbers of the company and of each unit; units keep only the last day."""
    today = today or timezone.localdate()
    rows = Customer.objects.filter(archived_at=None).order_by()
    found = list(rows.values("org_unit").annotate(**expressions(today)))
    QualityDay.objects.filter(on=today).delete()
    QualityDay.objects.filter(unit__isnull=False).delete()
    units = [_plain(numbers) for numbers in found]
    company: dict[str, float] = {}
    for numbers in units:
        for name, value in numbers.items():
            if name != "unit":
                company[name] = company.get(name, 0) + value
    days = [QualityDay(on=today, unit_id=n.pop("unit"), numbers=n) for n in units]
    QualityDay.objects.bulk_create([QualityDay(on=today, numbers=company), *days])
    return len(days)


def _plain(numbers: dict) -> dict:
    unit = numbers.pop("org_unit")
    return {"unit": unit, **{name: float(value or 0) for name, value in numbers.items()}}
