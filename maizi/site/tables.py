"""Tables of a new installation, laid at once; an older one is brought up to date by `migrate`.

Migrations build a picture of every model for every step: half a minute on an empty database, where
the tables as they stand today are laid in three seconds. tests/site/test_tables.py holds both ways
against each other on both databases.
"""

from pathlib import Path
from pkgutil import iter_modules

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython, RunSQL
from django.db.migrations.recorder import MigrationRecorder


def prepare() -> None:
    """Make the tables what the code expects; nothing to do when they are."""
    names = connection.introspection.table_names()
    if not names:
        lay()
    elif MigrationRecorder.Migration._meta.db_table in names and is_current():
        return
    call_command("migrate", verbosity=0, interactive=False)


def is_current() -> bool:
    """Whether every migration on disk was applied: names are compared, no file is read."""
    on_disk = {
        (app.label, module.name)
        for app in apps.get_app_configs()
        for module in iter_modules([str(Path(app.path) / "migrations")])
        if not module.ispkg
    }
    return on_disk <= MigrationRecorder(connection).applied_migrations().keys()


def lay() -> None:
    """All tables in one transaction, with what migrations fill in; each counts as applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    recorder = executor.recorder
    with connection.schema_editor() as editor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.can_migrate(connection) and not model._meta.auto_created:
                editor.create_model(model)
        for statement in editor.deferred_sql:
            editor.execute(statement)
        editor.deferred_sql.clear()
        for migration, _ in plan:
            for operation in migration.operations:
                _run(operation, migration.app_label, editor)
        editor.create_model(recorder.Migration)
        recorder.Migration.objects.using(connection.alias).bulk_create(
            recorder.Migration(app=migration.app_label, name=migration.name)
            for migration, _ in plan
        )


def _run(operation, label: str, editor) -> None:
    """What a migration does besides changing tables: triggers, tables of the index, first rows."""
    if isinstance(operation, RunPython):
        operation.code(apps, editor)
    elif isinstance(operation, RunSQL):
        operation.database_forwards(label, editor, None, None)
