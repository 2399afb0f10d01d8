"""The hash covers titles, reasons and values through a salted digest, so that they can be erased.

Entries of installations older than the first release are linked anew; their seals no longer
fit and go.
"""

import hashlib
import json
import secrets
from datetime import UTC

from django.db import migrations, models

ENTRIES, SEALS = "history_historyentry", "history_historyseal"
FIXED = (
    "id", "at", "actor_id", "actor_name", "kind", "object_id", "verb", "request_id", "address",
    "content_hash", "chain", "seq", "previous_hash", "hash",
)
plain = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def digest(values: list) -> str:
    return hashlib.sha256(plain(values).encode()).hexdigest()


def open_up(apps, editor):
    for table in (ENTRIES, SEALS):
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_fixed ON {table}")
        else:
            for verb in ("update", "delete"):
                editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")


def link_anew(apps, editor):
    entries, chains = apps.get_model("history", "HistoryEntry"), apps.get_model("history", "HistoryChain")
    if not entries.objects.exists():
        return
    heads = {}
    for row in entries.objects.order_by("chain", "seq").iterator(chunk_size=1000):
        row.salt = secrets.token_hex(16)
        row.content_hash = digest([row.salt, row.title, row.reason, row.changes_json])
        row.previous_hash = heads.get(row.chain, "0" * 64)
        at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
        row.hash = heads[row.chain] = digest([
            row.previous_hash, row.chain, row.seq, at, row.actor_id, row.actor_name, row.kind,
            row.object_id, row.verb, row.request_id, row.address, row.content_hash,
        ])
        row.save(update_fields=["salt", "content_hash", "previous_hash", "hash"])
    for name, head in heads.items():
        chains.objects.filter(name=name).update(head=head)
    apps.get_model("history", "HistorySeal").objects.all().delete()


def close(apps, editor):
    for statement in _guards(editor.connection.vendor):
        editor.execute(statement)


def _guards(vendor: str) -> list[str]:
    """Nothing is deleted or changed, but content with its salt, once."""
    if vendor == "postgresql":
        same = " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in FIXED)
        fixed = "CREATE TRIGGER {0}_fixed BEFORE UPDATE OR DELETE ON {0} FOR EACH ROW EXECUTE FUNCTION {1}()"
        return [
            "CREATE OR REPLACE FUNCTION history_content_can_go() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN IF TG_OP = 'UPDATE' THEN "
            f"IF OLD.salt <> '' AND NEW.salt = '' AND {same} THEN RETURN NEW; END IF; END IF; "
            "RAISE EXCEPTION 'history is append-only'; END $$",
            fixed.format(ENTRIES, "history_content_can_go"),
            fixed.format(SEALS, "history_is_fixed"),
        ]
    same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in FIXED)
    refuse = "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
    return [
        f"CREATE TRIGGER {ENTRIES}_no_update BEFORE UPDATE ON {ENTRIES} "
        f"WHEN NOT (OLD.salt <> '' AND NEW.salt = '' AND {same}) {refuse}",
        f"CREATE TRIGGER {ENTRIES}_no_delete BEFORE DELETE ON {ENTRIES} {refuse}",
        f"CREATE TRIGGER {SEALS}_no_update BEFORE UPDATE ON {SEALS} {refuse}",
        f"CREATE TRIGGER {SEALS}_no_delete BEFORE DELETE ON {SEALS} {refuse}",
    ]


class Migration(migrations.Migration):
    dependencies = [("history", "0002_append_only")]
    operations = [
        migrations.RunPython(open_up, migrations.RunPython.noop, elidable=False),
        migrations.AddField("historyentry", "salt", models.CharField(default="", max_length=32, verbose_name="盐"), preserve_default=False),
        migrations.AddField("historyentry", "content_hash", models.CharField(default="", max_length=64, verbose_name="内容哈希"), preserve_default=False),
        migrations.RunPython(link_anew, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(close, open_up, elidable=False),
    ]
