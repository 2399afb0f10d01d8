from django.db import migrations


class Migration(migrations.Migration):
    """The numbers given out move to `fields` with everything in them."""

    dependencies = [("kit", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable("numbersequence", "fields_numbersequence")
            ],
            state_operations=[migrations.DeleteModel("NumberSequence")],
        ),
    ]
