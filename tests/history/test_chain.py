"""The history is written around changes, chained, sealed, and cannot be rewritten unnoticed."""

import pytest
from django.db import DatabaseError, connection, transaction

from maizi.accounts.models import OrgUnit
from maizi.history.actions import erase, record, record_many, recorded, seal
from maizi.history.models import HistoryChain, HistoryEntry
from maizi.history.queries import entries_of, flaws
from maizi.history.rules import START, Link, content_hash, flaws_of, link_hash
from maizi.history.terms import Verb

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return OrgUnit.objects.create(name="销售部", path="/1/")


def rename(unit: OrgUnit, name: str) -> None:
    with recorded(unit, Verb.CHANGE, by=None, reason="改名"):
        unit.name = name
        unit.save()


def without_guard(statement: str, parameters: list) -> None:
    """Change a history row behind the product's back, as somebody at the database could."""
    table = "history_historyentry"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(statement, parameters)
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        else:
            cursor.execute(
                "SELECT sql FROM sqlite_master WHERE type='trigger' AND tbl_name=%s", [table]
            )
            triggers = [sql for (sql,) in cursor.fetchall()]
            for verb in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER {table}_no_{verb}")
            cursor.execute(statement, parameters)
            for sql in triggers:
                cursor.execute(sql)


def test_old_and_new_values_are_kept_with_reason_and_verb(unit):
    rename(unit, "销售一部")
    entry = entries_of(unit).get()
    assert entry.changes == {"name": ["销售部", "销售一部"]}
    assert (entry.verb, entry.reason, entry.actor_name) == ("change", "改名", "系统")


def test_saving_without_a_change_leaves_no_trace(unit):
    rename(unit, unit.name)
    assert not entries_of(unit).exists()


def test_old_values_are_those_stored_not_those_held(unit):
    """Somebody else changed the row after it was read: the entry tells what was replaced."""
    stale = OrgUnit.objects.get(pk=unit.pk)
    rename(unit, "市场部")
    rename(stale, "大客户部")
    assert entries_of(unit)[0].changes == {"name": ["市场部", "大客户部"]}


def test_deletion_keeps_what_was_there(unit):
    pk = unit.pk
    with recorded(unit, Verb.DELETE, by=None):
        unit.delete()
    entry = HistoryEntry.objects.get(object_id=pk)
    assert entry.changes["name"] == ["销售部", None]


def test_a_rolled_back_change_leaves_no_entry(unit):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        rename(unit, "销售一部")
        raise ZeroDivisionError
    assert not entries_of(unit).exists()
    assert list(flaws()) == []


def test_whole_chain_has_no_flaw(unit):
    for number in range(5):
        rename(unit, f"销售 {number} 部")
    seal(by=None)
    rename(unit, "销售部")
    assert list(flaws()) == []
    assert HistoryChain.objects.get(name="system").length == 6


@pytest.mark.parametrize("statement", [
    "UPDATE history_historyentry SET reason='x' WHERE seq=2",
    "DELETE FROM history_historyentry WHERE seq=2",
])  # fmt: skip
def test_the_database_refuses_to_rewrite(unit, statement):
    rename(unit, "一部")
    rename(unit, "二部")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("statement", [
    "UPDATE history_historyentry SET changes_json='{}' WHERE seq=2",
    "UPDATE history_historyentry SET actor_name='别人' WHERE seq=2",
    "UPDATE history_historyentry SET seq=7 WHERE seq=3",
    "DELETE FROM history_historyentry WHERE seq=2",
    "DELETE FROM history_historyentry WHERE seq=3",
])  # fmt: skip
def test_every_tampering_is_found(unit, statement):
    for name in ("一部", "二部", "三部"):
        rename(unit, name)
    without_guard(statement, [])
    assert list(flaws()) != []


def test_a_chain_rewritten_from_the_start_contradicts_the_seal(unit):
    rename(unit, "一部")
    seal(by=None)
    entry = HistoryEntry.objects.get()
    told = {n: getattr(entry, n) for n in Link.__slots__ if n not in ("changes", "content")}
    content = content_hash([entry.salt, entry.title, entry.reason, "{}"])
    values = told | {"actor_name": "别人", "changes": "{}", "content": content}
    forged = link_hash(Link(**values), START)
    without_guard(
        "UPDATE history_historyentry SET actor_name='别人', changes_json='{}', content_hash=%s,"
        " hash=%s", [content, forged],
    )  # fmt: skip
    HistoryChain.objects.update(head=forged)
    assert [f.message for f in flaws()] == ["与封存时不符"]


def test_many_rows_make_one_chain_in_few_queries(unit, django_assert_max_num_queries):
    lines = [(number, f"客户 {number}", {"name": [None, str(number)]}) for number in range(2_500)]
    with django_assert_max_num_queries(12):
        record_many("customers.customer", lines=lines, verb=Verb.IMPORT, by=None, chain="import-1")
    assert HistoryChain.objects.get(name="import-1").length == 2_500
    assert list(flaws()) == []


def test_flaws_name_the_chain_and_place():
    assert [f.chain for f in flaws_of([], {"a": (1, "x")})] == ["a"]


def test_a_transaction_stays_with_the_chain_it_wrote_to_first(house):
    """Two that write for the same people in turn would each hold what the other waits for."""
    with transaction.atomic():
        one = record(house.customer("甲"), verb="change", by=house.chen)
        other = record(house.customer("乙"), verb="change", by=house.lin)
        system = record(house.customer("丙"), verb="change", by=None)
    assert one.chain == other.chain == system.chain == f"user-{house.chen.pk}"
    assert (other.actor_id, system.actor_id) == (house.lin.pk, None)
    with transaction.atomic():
        assert record(house.customer("丁"), verb="change", by=house.lin).chain.endswith(
            str(house.lin.pk)
        )
    assert list(flaws()) == []


def test_erased_values_are_gone_and_the_chain_holds(unit):
    """Art. 47: the history keeps that something happened, not to whom."""
    rename(unit, "张三丰")
    rename(unit, "李四光")
    for entry in entries_of(unit):
        assert entry.changes["name"] != ["***", "***"]
    gone = erase(
        entries_of(unit), kept=lambda e: ("某人", "", {"name": ["***", "***"]}), by=None,
        reason="删除请求",
    )  # fmt: skip
    assert gone == 2
    assert not any("张三丰" in str(vars(entry)) for entry in HistoryEntry.objects.all())
    assert entries_of(unit)[0].verb == Verb.ERASE
    assert list(flaws()) == []


def test_an_erasure_that_nobody_recorded_is_found(unit):
    rename(unit, "张三丰")
    HistoryEntry.objects.update(salt="", title="", changes_json="{}")
    assert [flaw.message for flaw in flaws()] == ["内容被抹去，却没有抹去的记录"]


def test_erased_content_cannot_be_written_again(unit):
    rename(unit, "张三丰")
    erase(entries_of(unit), kept=lambda e: ("", "", {}), by=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        HistoryEntry.objects.filter(salt="").update(title="伪造")
