"""Entries of the index, and where their tokens lie on each database."""

from django.db import migrations, models

import maizi.history.models

WORDS = (
    "CREATE VIRTUAL TABLE search_words USING fts5(words, content='', detail=none, columnsize=0,"
    " tokenize=\"ascii tokenchars '_^-.+=:~@'\")"
)


def lay(apps, editor):
    if editor.connection.vendor == "sqlite":
        editor.execute(WORDS)
        return
    editor.execute("ALTER TABLE search_searchentry ADD COLUMN tokens text[] NOT NULL DEFAULT '{}'")
    editor.execute("CREATE INDEX search_tokens ON search_searchentry USING gin (tokens)")
    editor.execute("ALTER TABLE search_searchentry ALTER COLUMN tokens SET STATISTICS 500")


def lift(apps, editor):
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", maizi.history.models.RecordId(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=24, verbose_name="对象类型")),
                ("lines", models.TextField(verbose_name="内容")),
                ("facets", models.TextField(verbose_name="属性")),
                ("version", models.SmallIntegerField(verbose_name="分词版本")),
            ],
            options={
                "verbose_name": "搜索条目",
                "verbose_name_plural": "搜索条目",
                "indexes": [models.Index(fields=["kind", "id"], name="search_of_kind")],
            },
        ),
        migrations.RunPython(lay, lift),
    ]
