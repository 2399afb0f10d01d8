"""The facts go over to ClickHouse whatever is in the way, and nothing half carried is believed."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis.stateful import initialize, invariant

from maizi.insight import actions, queries
from maizi.insight.actions import copies
from maizi.insight.models import FactChange, FactCopy, FactState, LineFact, OrderFact
from maizi.insight.queries import rows
from maizi.insight.queries.clickhouse import asking, talking
from maizi.jobs.actions import enqueue
from maizi.jobs.terms import JobState
from maizi.kernel.errors import Refused
from maizi.kernel.texts import say
from maizi.kit.outgoing import Unreachable
from maizi.sales.models import Order
from maizi.site import commands
from maizi.site.places import clickhouse
from tests.insight.test_clickhouse import a_query, by_copy
from tests.jobs.conftest import work_off
from tests.sales.test_imports import SMALL, bring
from tests.sales.test_lives import Lives, walk

pytestmark = pytest.mark.django_db


def told_by_copy() -> dict[str, list]:
    """All that the copy holds, and all that it should hold."""
    held = {}
    for model, names in ((OrderFact, copies.HEADS), (LineFact, copies.LINES)):
        asked = f"SELECT {', '.join(names)} FROM {model._meta.db_table}"
        theirs = sorted(talking.unpacked(talking.asked(asked, {})))
        ours = model.objects.values_list(*names)
        own = sorted(tuple(str(v) if hasattr(v, "year") else int(v) for v in row) for row in ours)
        assert theirs == own
        held[model.__name__] = theirs
    return held


def resold(net: str) -> int:
    """The first order brings something else now, and one more order is gone; how many changed."""
    first, *_others, last = Order.objects.order_by("pk")
    Order.objects.filter(pk=first.pk).update(net_yuan=net)
    gone = last.pk
    last.delete()
    actions.follow([first.pk, gone])
    return FactChange.objects.count()


def test_what_changed_is_carried_over_and_nothing_else(copied):
    assert told_by_copy()["OrderFact"]
    assert resold("500") == 2
    statements = []
    write = copies.write
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(copies, "write", lambda *g, **n: (statements.append(g[0]), write(*g, **n)))
        assert actions.carry() == 2
    assert len(statements) == 5 and actions.carry() == 0
    assert len(told_by_copy()["OrderFact"]) == 9
    assert by_copy(a_query()) == list(rows.own_rows(a_query()))


@pytest.mark.parametrize("at", range(5))
def test_a_carry_broken_off_anywhere_is_not_believed_and_done_again(copied, monkeypatch, at):
    resold("500")
    write, count = copies.write, []

    def breaking(*given, **named):
        count.append(1)
        if len(count) > at:
            raise Unreachable(say("断了"))
        write(*given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(copies, "write", breaking)
        with pytest.raises(Unreachable):
            actions.carry()
    assert by_copy(a_query()) is None and FactChange.objects.count() == 2
    assert queries.state_of_copy()[0]
    assert actions.carry() == 2
    assert told_by_copy() and by_copy(a_query()) == list(rows.own_rows(a_query()))


@pytest.mark.parametrize("word", copies.NOT_KNOWN)
def test_a_server_that_deletes_only_slowly_is_asked_to_do_so(copied, monkeypatch, word):
    """Before 25.7: its tables lack the columns, and the deletions wait."""
    write, refused = copies.write, []

    def older(statement, *given, **named):
        if "SETTINGS" in statement:
            refused.append(statement)
            raise talking.Unfit(f"Code: 115. DB::Exception: ({word})")
        write(statement, *given, **named)

    monkeypatch.setattr(copies, "write", older)
    assert [*actions.copy_all(is_forced=True)] == [10] and told_by_copy()
    assert resold("500") == 2 and actions.carry() == 2
    assert len(refused) == 4 and told_by_copy()


def test_any_other_no_of_the_server_is_no_reason_to_try_again(copied, monkeypatch):
    def full(*given, **named):
        asked.append(given)
        raise talking.Unfit("Code: 243. DB::Exception: (NOT_ENOUGH_SPACE)")

    asked = []
    monkeypatch.setattr(copies, "write", full)
    with pytest.raises(talking.Unfit):
        copies._write_with(copies.AT_ONCE, copies.DELETIONS[0], {"ids": "[1]"})
    assert len(asked) == 1


def test_a_copy_made_before_tables_were_numbered_is_carried_on(copied, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(copies, "NUMBERED", "")
        assert [*actions.copy_all(is_forced=True)] == [10]
    assert resold("500") == 2 and actions.carry() == 2 and told_by_copy()


def test_the_main_database_that_did_not_learn_of_the_end_does_it_again(copied, monkeypatch):
    resold("500")
    with monkeypatch.context() as patched:
        patched.setattr(copies, "_end", lambda *given: None)  # killed there
        actions.carry()
    FactCopy.objects.update(busy_until=timezone.now() + timedelta(minutes=9))
    assert by_copy(a_query()) is None
    assert actions.carry() == 0, "nobody else for as long as it may take"
    FactCopy.objects.update(busy_until=timezone.now() - timedelta(1))
    assert actions.carry() == 2 and told_by_copy()


def test_who_was_overtaken_does_not_say_that_all_is_well(copied, monkeypatch):
    resold("500")
    with monkeypatch.context() as patched:
        later = timezone.now() + timedelta(hours=1)
        patched.setattr(
            copies, "_bring_over", lambda ids: FactCopy.objects.update(busy_until=later)
        )
        actions.carry()
    assert FactChange.objects.count() == 2 and by_copy(a_query()) is None


def test_what_changes_meanwhile_waits_for_the_next_time(copied, monkeypatch):
    resold("500")
    bring_over = copies._bring_over

    def busy(ids):
        bring_over(ids)
        resold("600")

    with monkeypatch.context() as patched:
        patched.setattr(copies, "_bring_over", busy)
        assert actions.carry() == 2
    assert by_copy(a_query()) is None and FactChange.objects.count() == 2
    assert actions.carry() == 2 and told_by_copy()


def test_what_changes_while_all_is_copied_is_carried_over_after(copied, monkeypatch):
    monkeypatch.setattr(copies, "SLICE", 4)
    steps = actions.copy_all(is_forced=True)
    assert next(steps) == 4 and by_copy(a_query()) is None
    resold("700")
    assert list(steps) == [8, 9] and by_copy(a_query()) is None
    assert actions.carry() == 2
    assert told_by_copy() and by_copy(a_query()) == list(rows.own_rows(a_query()))


def test_a_copy_of_somebody_else_is_left_as_it_is(copied, capsys):
    """Refused by the job and by the verb; the administrator may say so all the same."""
    FactCopy.objects.update(mark="of a restored backup", heading="of a restored backup")
    held = talking.told_mark()
    with pytest.raises(actions.Foreign):
        next(actions.copy_all())
    resold("500")
    with pytest.raises(actions.Foreign):
        actions.carry()
    assert [carried()] == [None] and talking.told_mark() == held
    assert commands.copy(None) == 0
    assert "共 9 张订单" in capsys.readouterr().out
    assert queries.state_of_copy()[0] and told_by_copy()


def carried() -> dict | None:
    enqueue("insight.carry", by=None)
    (job,) = work_off()
    assert job.state == JobState.DONE
    return job.result


def test_the_job_copies_all_at_first_and_then_what_changed(copied, settings, monkeypatch):
    for statement in copies.EMPTY[:3]:
        talking.write(statement)
    FactCopy.objects.all().delete()
    assert queries.state_of_copy() == (True, asking.NOT_YET)
    FactState.objects.update(is_laid=False)
    assert carried() is None, "facts that are not complete are not worth copying"
    FactState.objects.update(is_laid=True)
    assert carried() == {"count": 10} and told_by_copy()
    assert carried() is None
    resold("500")
    monkeypatch.setattr(copies, "FEW", 1)  # an order at a time
    assert carried() == {"count": 2} and told_by_copy()
    resold("600")
    settings.CLICKHOUSE = clickhouse("http://127.0.0.1:9/")
    assert carried() is None and FactChange.objects.count() == 2
    settings.CLICKHOUSE = None
    assert carried() is None


def test_the_night_finds_a_copy_that_does_not_add_up(copied):
    talking.write("DELETE FROM insight_linefact WHERE is_back = 1")
    assert queries.is_copy_wrong()
    enqueue("insight.facts", by=None)
    assert [job.state for job in work_off()] == [JobState.DONE]
    assert told_by_copy() and not queries.is_copy_wrong()
    assert by_copy(a_query()) is not None


def test_without_a_server_a_copy_is_none_from_the_first_change_on(copied, settings):
    settings.CLICKHOUSE = None
    resold("500")
    assert not FactCopy.objects.exists() and not FactChange.objects.exists()
    settings.CLICKHOUSE = copied.server
    assert by_copy(a_query()) is None
    settings.CLICKHOUSE = None
    with pytest.raises(Refused, match="MAIZI_CLICKHOUSE"):
        commands.copy(None)


def test_an_import_taken_back_is_gone_from_the_copy_too(copied, house):
    led = bring(house, SMALL)
    assert actions.carry() == 1 and len(told_by_copy()["OrderFact"]) == 11
    led.undo()
    assert actions.carry() == 1 and len(told_by_copy()["OrderFact"]) == 10


class Copied(Lives):
    """Orders through their lives, with the copy looked at after every step."""

    @initialize()
    def copy(self):
        list(actions.copy_all(is_forced=True))

    @invariant()
    def the_copy_holds_what_the_facts_say(self):
        while actions.carry():
            pass
        assert told_by_copy()


@pytest.mark.once
def test_the_copy_follows_orders_through_any_sequence(house, server, settings, monkeypatch):
    for place in ("insight.queries.clickhouse.asking", "kit.outgoing.places"):
        # Every life is a transaction, undone at its end; what was carried is undone with the facts.
        monkeypatch.setattr(f"maizi.{place}.is_in_transaction", lambda: False)
    settings.CLICKHOUSE = server
    actions.lay_all()
    Lives.done.clear()
    walk(house, 2, lives=Copied)
    assert Lives.done
