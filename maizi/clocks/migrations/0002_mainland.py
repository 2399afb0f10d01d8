"""Begin with the mainland's holidays as shipped."""

import csv
from pathlib import Path

from django.db import migrations
from django.utils import timezone

SHIPPED = Path(__file__).parents[1] / "calendars" / "cn.csv"


def fill(apps, editor):
    day = apps.get_model("clocks", "CalendarDay")
    with SHIPPED.open(encoding="utf-8", newline="") as sheet:
        rows = list(csv.DictReader(sheet))
    now = timezone.now()
    day.objects.using(editor.connection.alias).bulk_create(
        day(**row, source="国务院办公厅节假日安排", changed_at=now) for row in rows
    )


class Migration(migrations.Migration):
    dependencies = [("clocks", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
