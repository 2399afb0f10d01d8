"""Entries of the index, and where their tokens lie on each database."""

from django.db import migrations, models

import maizi.history.models

# Every character of a token is either beyond ASCII, a letter, a digit or one of these.
WORDS = (
    "CREATE VIRTUAL TABLE search_words USING fts5(words, content='', detail=none, columnsize=0,"
    " tokenize=\"ascii tokenchars '_^-.+=:~'\")"
)
# Numbers instead of words: half the table, a third of the time to look at a row (docs/decisions/0012).
# The statistics tell rare tokens from common ones; the short pending list keeps saving even.
TOKENS = (
    "ALTER TABLE search_searchentry ADD COLUMN tokens integer[] NOT NULL DEFAULT '{}'",
    "ALTER TABLE search_searchentry ALTER COLUMN tokens SET STATISTICS 300",
    "CREATE INDEX search_tokens ON search_searchentry USING gin (tokens)"
    " WITH (gin_pending_list_limit = 2048)",
)


def lay(apps, editor):
    for statement in TOKENS if editor.connection.vendor == "postgresql" else (WORDS,):
        editor.execute(statement)


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
