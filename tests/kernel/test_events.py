"""Events: who is wired hears them, at once and in order; an error of a listener stops the act."""

from dataclasses import dataclass

import pytest

from maizi.kernel import events

pytestmark = pytest.mark.once


@dataclass(frozen=True)
class LimitFrozen:
    """A fact."""

    limit_id: int


@dataclass(frozen=True)
class LimitRaised:
    """Another fact."""

    limit_id: int


@dataclass
class Changeable:
    """Not a fact: it can be changed on its way."""

    limit_id: int


@pytest.fixture(autouse=True)
def own_wiring():
    before = events.wired()
    yield
    events.wire(before)


def test_listeners_hear_in_order_and_at_once():
    heard = []
    events.wire({LimitFrozen: [lambda e: heard.append((1, e)), lambda e: heard.append((2, e))]})
    events.publish(LimitFrozen(7))
    assert heard == [(1, LimitFrozen(7)), (2, LimitFrozen(7))]


def test_only_the_listeners_of_that_event_hear_it():
    heard = []
    events.wire({LimitFrozen: [heard.append]})
    events.publish(LimitRaised(7))
    assert heard == []


def test_wiring_replaces_what_was_wired():
    events.wire({LimitFrozen: [print]})
    events.wire({LimitRaised: [print]})
    assert events.wired() == {LimitRaised: (print,)}


def test_changing_the_copy_changes_nothing():
    events.wire({LimitFrozen: [print]})
    events.wired().clear()
    assert LimitFrozen in events.wired()


def test_an_error_of_a_listener_reaches_the_publisher():
    heard = []

    def refuse(event):
        raise ValueError("not today")

    events.wire({LimitFrozen: [refuse, heard.append]})
    with pytest.raises(ValueError, match="not today"):
        events.publish(LimitFrozen(7))
    assert heard == []


def test_recording_collects_and_listeners_still_run():
    heard = []
    events.wire({LimitFrozen: [heard.append]})
    with events.recording() as outer, events.recording() as inner:
        events.publish(LimitFrozen(7))
    events.publish(LimitFrozen(8))
    assert outer == inner == [LimitFrozen(7)]
    assert heard == [LimitFrozen(7), LimitFrozen(8)]


def test_only_facts_are_published_and_wired():
    with pytest.raises(TypeError, match="Changeable is no frozen dataclass"):
        events.publish(Changeable(7))
    with pytest.raises(TypeError, match="str is no frozen dataclass"):
        events.wire({str: [print]})
