"""Decisions of complaints: priority, targets, malice, shares, figures (E-3…E-9, §P)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maizi.clocks.rules import Period, due_of
from maizi.complaints.rules import malice, numbers, owners, talking, targets
from maizi.complaints.rules.closing import MISSING, Record, check_closable, missing_in
from maizi.complaints.rules.moves import MOVES, is_settled, may_reopen_on, target_of
from maizi.complaints.rules.priority import Urgency, judge
from maizi.complaints.terms import Answer, EffectVerdict, Harm, Nature, Priority, State
from maizi.kernel import riddles
from maizi.kernel.calendar import DayKind, WorkCalendar
from maizi.kernel.errors import Refused

ZONE = ZoneInfo("Asia/Shanghai")
HARMS = list(Harm)
CLASSES = ["", "d", "c", "b", "a"]


@pytest.mark.parametrize(
    ("urgency", "score", "priority"),
    [
        (Urgency("d", False, Harm.MINOR), "7.0", Priority.P3),
        (Urgency("", False, Harm.INCONVENIENCE), "16.0", Priority.P3),
        (Urgency("b", False, Harm.LOSS, 2, True), "65.0", Priority.P2),
        (Urgency("b", False, Harm.INCONVENIENCE), "36.0", Priority.P3),
        (Urgency("b", False, Harm.INCONVENIENCE, 2), "46.0", Priority.P2),
        (Urgency("b", False, Harm.LOSS, 3, True), "75.0", Priority.P1),
        (Urgency("c", False, Harm.LOSS, 3), "53.0", Priority.P2),
        (Urgency("d", False, Harm.SAFETY), "34.0", Priority.P1),
        (Urgency("a", False, Harm.MINOR), "43.0", Priority.P1),
        (Urgency("d", True, Harm.MINOR), "43.0", Priority.P1),
        (Urgency("d", False, Harm.MINOR, 9), "27.0", Priority.P3),
    ],
)
def test_priority(urgency, score, priority):
    """E-4: the score, and what is P1 whatever the score."""
    judged = judge(urgency)
    assert (judged.score, judged.priority) == (Decimal(score), priority)


def test_more_severe_never_gives_a_lower_priority():
    """Worse for the customer, more often, in public, a better customer: never less urgent."""
    grid = product(
        range(len(CLASSES)), (False, True), range(len(HARMS)), range(1, 5), (False, True)
    )
    facts = {
        key: judge(Urgency(CLASSES[key[0]], key[1], HARMS[-1 - key[2]], key[3], key[4]))
        for key in grid
    }  # fmt: skip
    for key, judged in facts.items():
        for at in range(5):
            more = list(key)
            more[at] = True if isinstance(key[at], bool) else key[at] + 1
            better = facts.get(tuple(more))
            if better is not None:
                assert better.priority.place <= judged.priority.place, (key, more)
                assert better.score >= judged.score or at == 1


def _calendar(rest: set[date]) -> WorkCalendar:
    return WorkCalendar(dict.fromkeys(rest, DayKind.HOLIDAY), zone=ZONE)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    minutes=st.integers(0, 334 * 1440),
    rest=st.sets(st.integers(0, 364), max_size=8),
)
def test_more_severe_is_never_slower(minutes, rest):
    """E-4: P1 is due no later than P2, P2 no later than P3, whenever it begins."""
    calendar = _calendar({date(2026, 1, 1) + timedelta(day) for day in rest})
    begun = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    policy = targets.Policy(
        response_minutes=(30, 120, 240), appraisal=(4, 1, 2), plan_days=(1, 3, 5),
        close_days=(3, 7, 10), legal_days=15, confirm_days=3, accept_minutes=(10, 60),
    )  # fmt: skip
    due = [
        {code: due_of(_period(span), begun, calendar)
         for code, span in targets.periods(priority, policy).items()}
        for priority in Priority
    ]  # fmt: skip
    for code in targets.COURSE:
        assert due[0][code] <= due[1][code] <= due[2][code], code
    accept = [due_of(_period(targets.accept_period(p, policy)), begun, calendar) for p in Priority]
    assert accept[0] <= accept[1] == accept[2]


def _period(span) -> Period:
    return Period(span.counting, span.minutes, span.days)


@pytest.mark.parametrize(
    ("found", "nature"),
    [
        (None, Nature.WELL_MEANT),
        (malice.Confirmations(1), Nature.WELL_MEANT),
        (malice.Confirmations(1, supervisor=2), Nature.WELL_MEANT),
        (malice.Confirmations(1, counsel=3), Nature.WELL_MEANT),
        (malice.Confirmations(1, 2, 2), Nature.WELL_MEANT),
        (malice.Confirmations(1, 2, 3), Nature.MALICIOUS),
    ],
)
def test_one_confirmation_leaves_it_well_meant(found, nature):
    """P (m), E-3."""
    assert malice.nature_of(found) == nature


@pytest.mark.parametrize(
    ("person", "accused", "code"),
    [(1, None, "own"), (2, None, "twice"), (3, None, "twice"), (4, 4, "accused")],
)
def test_who_may_not_confirm(person, accused, code):
    with pytest.raises(Refused) as refused:
        malice.check_confirming(malice.Confirmations(1, 2, 3), person, accused=accused)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (owners.Handing(1, 2, None, 0, False), ""),
        (owners.Handing(1, 2, 2, 0, True), "accused"),
        (owners.Handing(1, 1, None, 0, False), "same"),
        (owners.Handing(1, 2, None, 2, False), "often"),
        (owners.Handing(1, 2, None, 2, True), ""),
        (owners.Handing(1, 2, None, 0, False, is_active=False), "unfit"),
        (owners.Handing(1, 2, None, 0, False, may=False), "unfit"),
    ],
)
def test_hand_off(asked, code):
    """E-12, and "a complaint about the handler given to the handler"."""
    if code:
        with pytest.raises(Refused) as refused:
            owners.check_hand_off(asked)
        assert refused.value.code == code
    else:
        owners.check_hand_off(asked)


def test_every_verb_leads_on_only_from_where_it_may():
    for state, (verb, (sources, target)) in product(State, MOVES.items()):
        if state in sources:
            assert target_of(state, verb) == target
            continue
        with pytest.raises(Refused):
            target_of(state, verb)


def test_what_has_ended_only_opens_again():
    for state in (State.CLOSED, State.ANALYSED, State.NOT_UPHELD, State.WITHDRAWN):
        verbs = {verb for verb, (sources, _) in MOVES.items() if state in sources}
        assert verbs <= {"reopen", "analyse"}


@pytest.mark.parametrize(
    ("hours", "answers", "settled"),
    [
        ([], [], False),
        ([0], ["yes"], True),
        ([0], ["no"], False),
        ([0, 1, 2], ["unreachable"] * 3, True),
        ([0, 24, 119], ["unreachable"] * 3, True),
        ([0, 24, 121], ["unreachable"] * 3, False),
        ([0, 1, 2], ["unreachable", "unreachable", "yes"], True),
        ([0, 1, 2, 3], ["unreachable", "unreachable", "unreachable", "no"], False),
    ],
)
def test_when_the_customer_counts_as_asked(hours, answers, settled):
    """E-8: three times in five days."""
    start = datetime(2026, 11, 2, 9, tzinfo=UTC)
    told = [(start + timedelta(hours=h), Answer(a)) for h, a in zip(hours, answers, strict=True)]
    assert is_settled(told) is settled


@pytest.mark.parametrize(("days", "may"), [(0, True), (30, True), (31, False)])
def test_reopening_for_thirty_days(days, may):
    end = datetime(2026, 11, 1, tzinfo=UTC)
    assert may_reopen_on(end, end + timedelta(days=days), days=30) is may


def test_each_empty_part_keeps_it_open():
    whole = Record(*[True] * len(MISSING))
    check_closable(whole)
    for at, name in enumerate(MISSING):
        values = [True] * len(MISSING)
        values[at] = False
        assert missing_in(Record(*values)) == [MISSING[name]]
        with pytest.raises(Refused):
            check_closable(Record(*values))


@pytest.mark.parametrize(
    ("text", "is_sorry"),
    [("很抱歉，我来查。", True), ("您好！给您添麻烦了。", False), ("对不起", True), ("收到", False),
     ("Sorry about this.", True), ("给您添麻烦了，我马上处理", True)],
)  # fmt: skip
def test_apology_comes_first(text, is_sorry):
    """E-5, S004."""
    assert talking.begins_with_apology(text) is is_sorry


def test_forbidden_phrases_are_found_across_spaces():
    assert talking.forbidden_in("这 不可 能的", talking.FORBIDDEN) == ["不可能"]
    assert talking.forbidden_in("马上给您换", talking.FORBIDDEN) == []


def test_pareto():
    """E-9: bars until 80 % are the vital few; the bar that crosses it still counts."""
    bars = numbers.pareto({"甲": 50, "乙": 25, "丙": 15, "丁": 10, "戊": 0})
    assert [(b.key, b.is_vital) for b in bars] == [
        ("甲", True), ("乙", True), ("丙", True), ("丁", False)
    ]  # fmt: skip
    assert bars[-1].cumulative == 1
    assert numbers.pareto({}) == []


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.integers(), st.integers(0, 500), max_size=20))
def test_pareto_adds_up(counts):
    bars = numbers.pareto(counts)
    assert sum(bar.count for bar in bars) == sum(counts.values())
    assert [bar.count for bar in bars] == sorted((bar.count for bar in bars), reverse=True)
    if bars:
        assert abs(bars[-1].cumulative - 1) < Decimal("1e-20")
        assert bars[0].is_vital


@pytest.mark.parametrize(
    ("values", "middle", "ninety"),
    [([], None, None), ([5], 5, 5), ([1, 3], 2, 3), ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5.5, 9)],
)
def test_median_and_p90(values, middle, ninety):
    found = [Decimal(v) for v in values]
    assert numbers.median(found) == (None if middle is None else Decimal(str(middle)))
    assert numbers.percentile(found, 90) == (None if ninety is None else Decimal(ninety))


@pytest.mark.parametrize(
    ("before", "after", "bases", "verdict"),
    [
        (10, 4, {}, EffectVerdict.BETTER),
        (10, 10, {}, EffectVerdict.SAME),
        (20, 19, {}, EffectVerdict.SAME),
        (10, 15, {}, EffectVerdict.WORSE),
        (0, 3, {}, EffectVerdict.UNKNOWN),
        (10, 15, {"sold_before": 100, "sold_after": 300}, EffectVerdict.BETTER),
        (10, 10, {"sold_before": 100, "sold_after": 50}, EffectVerdict.WORSE),
    ],
)
def test_effect_of_an_improvement(before, after, bases, verdict):
    """E-9: by rate where sales are known, else by count."""
    assert numbers.effect_of(before, after, **bases) == verdict


def test_undefined_rates_are_none():
    assert numbers.per_thousand(3, 0) is None and numbers.per_thousand(3, None) is None
    assert numbers.per_thousand(3, 1500) == 2
    assert numbers.change_of(3, 0) is None


def test_riddles():
    """E-10: ours, solved, neither too fast nor too old."""
    key, now = b"k", 1_800_000_000
    text = riddles.pose("abcdef0123456789", now=now, key=key).text
    riddle = riddles.read(text, key=key)
    answer = next(str(n) for n in range(10**7) if riddles.is_solved(riddle, str(n)))
    assert riddles.check(text, answer=answer, now=now + 10, key=key).text == text
    for wrong, at, code in (
        ("1", now + 10, "riddle"), ("", now + 10, "riddle"), ("-1", now + 10, "riddle"),
        (answer, now + 1, "fast"), (answer, now + 7201, "old"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            riddles.check(text, answer=wrong, now=at, key=key)
        assert refused.value.code == code
    with pytest.raises(Refused):
        riddles.check(text, answer=answer, now=now + 10, key=b"other")
