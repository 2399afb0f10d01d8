"""The database itself refuses to change entries and allocations: they are posted back instead.

On SQLite a later change of these tables lays them anew without the triggers: lay these again then.
"""

from django.db import migrations

POSTGRES = (
    "CREATE OR REPLACE FUNCTION credit_is_fixed() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$",
    "CREATE TRIGGER credit_entry_fixed BEFORE UPDATE ON credit_entry "
    "FOR EACH ROW EXECUTE FUNCTION credit_is_fixed()",
    "CREATE TRIGGER credit_allocation_fixed BEFORE UPDATE ON credit_allocation "
    "FOR EACH ROW EXECUTE FUNCTION credit_is_fixed()",
)
POSTGRES_BACK = (
    "DROP TRIGGER credit_entry_fixed ON credit_entry",
    "DROP TRIGGER credit_allocation_fixed ON credit_allocation",
)
SQLITE = (
    "CREATE TRIGGER credit_entry_fixed BEFORE UPDATE ON credit_entry "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "CREATE TRIGGER credit_allocation_fixed BEFORE UPDATE ON credit_allocation "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
)
SQLITE_BACK = ("DROP TRIGGER credit_entry_fixed", "DROP TRIGGER credit_allocation_fixed")


def forbid(apps, editor):
    for statement in POSTGRES if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def allow(apps, editor):
    for statement in POSTGRES_BACK if editor.connection.vendor == "postgresql" else SQLITE_BACK:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("credit", "0001_ledger")]
    operations = [migrations.RunPython(forbid, allow, elidable=False)]
