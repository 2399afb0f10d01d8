"""Begin with the usual office hours as the company's standard (0.4)."""

from django.db import migrations

OFFICE = [[["08:30", "17:30"]]] * 5 + [[], []]


def fill(apps, editor):
    calendar = apps.get_model("clocks", "ServiceCalendar")
    calendar.objects.using(editor.connection.alias).create(
        code="standard", name="公司标准工作时间", week=OFFICE
    )


class Migration(migrations.Migration):
    dependencies = [("clocks", "0003_clocks")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
