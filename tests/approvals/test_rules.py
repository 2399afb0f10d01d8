"""Who decides, whose turn it is, and what can never end (0.6)."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.approvals.rules import (
    Approver,
    Condition,
    Definition,
    FactField,
    Known,
    Missing,
    Outcome,
    Places,
    Seat,
    Step,
    digest_of,
    fits,
    flaws_of,
    progress_of,
    read_definition,
    seated,
    written,
)
from maizi.approvals.rules.conditions import contradicts
from maizi.approvals.terms import ApproverSort, FactSort, Operator, Place, SeatState, StepMode
from maizi.kernel.errors import Refused

FIELDS = {
    "amount": FactField("amount", "金额", FactSort.NUMBER),
    "status": FactField("status", "身份", FactSort.CHOICE, (("key", "大客户"), ("none", "普通"))),
    "unit": FactField("unit", "部门", FactSort.UNIT),
    "fields": FactField("fields", "改动", FactSort.FIELDS, (("name", "名称"), ("owner", "负责人"))),
}
KNOWN = Known(FIELDS, {"manager": 2}, frozenset({1, 2, 3}))
PLACES = Places(
    applicant_id=7, applicant_path="/1/4/9/", superiors=(5, 6),
    holders={"manager": ((2, "/1/4/"), (3, "/1/"), (4, "/1/8/"))}, people=frozenset({1, 2, 3, 7}),
)  # fmt: skip
NAMED = Approver(ApproverSort.PERSON, person_id=1)
OPEN, WAITING, AGREED = SeatState.OPEN, SeatState.WAITING, SeatState.AGREED


def step(*approvers: Approver, mode: StepMode = StepMode.ANY, **values) -> Step:
    return Step("审核", approvers, mode, **values)


@pytest.mark.parametrize(
    ("operator", "values", "fact", "holds"),
    [
        ("at_least", ("100",), Decimal(100), True),
        ("at_least", ("1,000",), Decimal(999), False),
        ("less", ("100",), Decimal("99.99"), True),
        ("less", ("100",), Decimal(100), False),
        ("in", ("key", "none"), "key", True),
        ("not_in", ("key",), "key", False),
        ("under", ("/1/4/",), "/1/4/9/", True),
        ("under", ("/1/4/",), "/1/40/", False),
        ("touches", ("owner", "name"), ["name", "phone"], True),
        ("touches", ("owner",), ["name"], False),
        ("in", ("key",), None, False),
    ],
)
def test_a_condition_compares_as_it_says(operator, values, fact, holds):
    assert fits([Condition("x", Operator(operator), values)], {"x": fact}) is holds


def test_all_conditions_must_hold():
    both = [Condition("a", Operator.IN, ("1",)), Condition("b", Operator.IN, ("1",))]
    assert fits(both, {"a": "1", "b": "1"}) and not fits(both, {"a": "1", "b": "2"})
    assert fits([], {})


@pytest.mark.parametrize(
    ("definition", "place", "told"),
    [
        (Definition((), ()), "", "至少要有一个"),
        (Definition((), (step(),)), "step-1", "永远停在这里"),
        (Definition((), (replace(step(NAMED), name=" "),)), "step-1", "起个名字"),
        (Definition((), (step(NAMED, NAMED),)), "step-1", "写了两次"),
        (Definition((), (step(NAMED, limit_hours=-1),)), "step-1", "时限"),
        (Definition((), (step(NAMED, copies=(9,)),)), "step-1", "抄送人"),
        (
            Definition((), (step(NAMED), step(Approver(ApproverSort.PERSON, person_id=9)))),
            "step-2-approver-1", "在职",
        ),
        (Definition((), (step(Approver(ApproverSort.ROLE)),)), "step-1-approver-1", "选择一个角色"),
        (
            Definition((), (step(Approver(ApproverSort.NEAREST, "nobody")),)),
            "step-1-approver-1", "没有人担任",
        ),
        (
            Definition((), (step(Approver(ApproverSort.CHAIN, levels=9)),)),
            "step-1-approver-1", "层数",
        ),
        (
            Definition((Condition("gone", Operator.IN, ("1",)),), (step(NAMED),)),
            "condition-1", "不存在",
        ),
        (
            Definition((Condition("amount", Operator.IN, ("1",)),), (step(NAMED),)),
            "condition-1", "不能这样比较",
        ),
        (
            Definition((Condition("amount", Operator.LESS, ("NaN",)),), (step(NAMED),)),
            "condition-1", "数字",
        ),
        (
            Definition((Condition("status", Operator.IN, ("gone",)),), (step(NAMED),)),
            "condition-1", "已经不存在",
        ),
        (Definition((Condition("status", Operator.IN, ()),), (step(NAMED),)), "condition-1", "值"),
        (
            Definition(
                (
                    Condition("status", Operator.IN, ("key",)),
                    Condition("status", Operator.IN, ("none",)),
                ),
                (step(NAMED),),
            ),
            "condition-2", "矛盾",
        ),
        (Definition((), tuple(step(NAMED) for _ in range(11))), "", "最多"),
    ],
)  # fmt: skip
def test_a_definition_that_cannot_end_is_named_with_its_place(definition, place, told):
    flaws = flaws_of(definition, KNOWN)
    assert [flaw.place for flaw in flaws] == [place]
    assert told in flaws[0].text


@pytest.mark.parametrize(
    ("operator", "values", "other", "others", "is_contradiction"),
    [
        (Operator.AT_LEAST, ["100"], Operator.LESS, ["100"], True),
        (Operator.LESS, ["100"], Operator.AT_LEAST, ["99.5"], False),
        (Operator.AT_LEAST, ["1"], Operator.AT_LEAST, ["9"], False),
        (Operator.IN, ["a", "b"], Operator.NOT_IN, ["b", "a"], True),
        (Operator.IN, ["a", "b"], Operator.NOT_IN, ["b"], False),
        (Operator.NOT_IN, ["a"], Operator.NOT_IN, ["b"], False),
        (Operator.UNDER, ["/1/2/"], Operator.UNDER, ["/1/3/"], True),
        (Operator.UNDER, ["/1/2/"], Operator.UNDER, ["/1/"], False),
        (Operator.TOUCHES, ["a"], Operator.TOUCHES, ["b"], False),
    ],
)
def test_conditions_that_can_never_both_hold_are_seen_in_either_order(
    operator, values, other, others, is_contradiction
):
    one, two = Condition("f", operator, tuple(values)), Condition("f", other, tuple(others))
    elsewhere = Condition("g", other, tuple(others))
    assert contradicts(one, [two]) == contradicts(two, [one]) == is_contradiction
    assert not contradicts(one, [elsewhere])


def test_a_good_definition_has_no_flaw_and_survives_storing():
    good = Definition(
        (Condition("status", Operator.IN, ("key",)),),
        (step(NAMED, Approver(ApproverSort.NEAREST, "manager"), limit_hours=8, copies=(2,)),),
    )
    stored = written(good)
    assert flaws_of(good, KNOWN) == []
    assert read_definition(list(stored["conditions"]), list(stored["steps"])) == good


@pytest.mark.parametrize("damaged", [[{}], [{"name": "x"}], ["x"], [None]])
def test_a_damaged_definition_is_refused(damaged):
    with pytest.raises(Refused, match="损坏"):
        read_definition([], damaged)


@pytest.mark.parametrize(
    ("approver", "people"),
    [
        (NAMED, (1,)),
        (Approver(ApproverSort.ROLE, "manager"), (2, 3, 4)),
        (Approver(ApproverSort.NEAREST, "manager"), (2,)),
        (Approver(ApproverSort.CHAIN, levels=2), (5, 6)),
        (Approver(ApproverSort.CHAIN, levels=1), (5,)),
        (Approver(ApproverSort.CHOICE, "manager"), (3,)),
    ],
)
def test_approvers_are_found_by_person_role_place_chain_and_choice(approver, people):
    assert seated(step(approver), PLACES, chosen=[3, 1]) == people


def test_a_missing_level_resolves_to_the_nearest_unit_above():
    """M-1: nobody holds the role in the department or the district, so the top's holder."""
    far = replace(PLACES, holders={"manager": ((3, "/1/"), (4, "/1/8/"))})
    assert seated(step(Approver(ApproverSort.NEAREST, "manager")), far) == (3,)


def test_nobody_decides_his_own_request():
    """0.6: left out among others; his superior where he is the only one."""
    mine = replace(PLACES, holders={"manager": ((7, "/1/4/9/"),)})
    assert seated(step(Approver(ApproverSort.NEAREST, "manager")), mine) == (5,)
    assert seated(step(Approver(ApproverSort.PERSON, person_id=7), NAMED), PLACES) == (1,)
    alone = replace(mine, superiors=())
    missing = seated(step(Approver(ApproverSort.NEAREST, "manager")), alone)
    assert isinstance(missing, Missing) and "没有上级" in missing.text


@pytest.mark.parametrize(
    ("approver", "told"),
    [
        (Approver(ApproverSort.PERSON, person_id=99), "离职"),
        (Approver(ApproverSort.ROLE, "nobody"), "没有人担任"),
        (Approver(ApproverSort.NEAREST, "nobody"), "各级上级部门"),
        (Approver(ApproverSort.CHOICE), "选择"),
    ],
)
def test_who_is_missing_is_said(approver, told):
    missing = seated(step(approver), PLACES)
    assert isinstance(missing, Missing) and told in missing.text and missing.step == "审核"
    both = step(NAMED, approver, mode=StepMode.ALL)
    assert isinstance(seated(both, PLACES), Missing)
    assert seated(step(NAMED, approver), PLACES) == (1,)


def seats(*states: SeatState) -> list[Seat]:
    return [Seat(at, at, state) for at, state in enumerate(states, start=1)]


@pytest.mark.parametrize(
    ("mode", "states", "turn", "outcome"),
    [
        ("any", (WAITING, WAITING), {1, 2}, "open"),
        ("any", (OPEN, AGREED), set(), "agreed"),
        ("all", (AGREED, OPEN), {2}, "open"),
        ("all", (AGREED, AGREED), set(), "agreed"),
        ("order", (WAITING, WAITING), {1}, "open"),
        ("order", (AGREED, WAITING), {2}, "open"),
        ("order", (AGREED, AGREED), set(), "agreed"),
        ("any", (SeatState.REJECTED, OPEN), set(), "rejected"),
        ("all", (AGREED, SeatState.RETURNED), set(), "returned"),
    ],
)
def test_any_all_and_in_order(mode, states, turn, outcome):
    progress = progress_of(StepMode(mode), seats(*states))
    assert (progress.open, progress.outcome) == (turn, outcome)
    undecided = {s.id for s in seats(*states) if s.state in (OPEN, WAITING)}
    assert progress.spared == (set() if outcome == "open" else undecided)


def test_signers_before_after_and_instead():
    top = Seat(1, 0, OPEN)
    before = Seat(2, 1, WAITING, parent=1, place=Place.BEFORE)
    after = Seat(3, 2, WAITING, parent=1, place=Place.AFTER)
    assert progress_of(StepMode.ALL, [top, before, after]).open == {2}
    before = replace(before, state=AGREED)
    assert progress_of(StepMode.ALL, [top, before, after]).open == {1}
    top = replace(top, state=AGREED)
    assert progress_of(StepMode.ALL, [top, before, after]).open == {3}
    done = progress_of(StepMode.ALL, [top, before, replace(after, state=AGREED)])
    assert done.outcome == Outcome.AGREED
    late, superior = Seat(1, 0, OPEN), Seat(2, 1, OPEN, parent=1, place=Place.INSTEAD)
    assert progress_of(StepMode.ALL, [late, superior]).open == {1, 2}
    other = Seat(3, 2, OPEN)
    eased = progress_of(StepMode.ALL, [late, replace(superior, state=AGREED), other])
    assert (eased.open, eased.spared, eased.outcome) == ({3}, {1}, Outcome.OPEN)


def test_who_handed_over_is_replaced_by_who_took_it():
    gone = Seat(1, 0, SeatState.HANDED_OVER)
    heir = Seat(2, 1, WAITING, parent=1, place=Place.AFTER)
    assert progress_of(StepMode.ANY, [gone, heir]).open == {2}
    assert progress_of(StepMode.ANY, [gone, replace(heir, state=AGREED)]).outcome == Outcome.AGREED


@given(
    mode=st.sampled_from(list(StepMode)),
    states=st.lists(st.sampled_from([OPEN, WAITING, AGREED]), min_size=1, max_size=6),
)
def test_an_open_step_always_has_somebody_whose_turn_it_is(mode, states):
    """No step stops without an outcome and without anybody to decide it."""
    progress = progress_of(mode, seats(*states))
    assert bool(progress.open) == (progress.outcome == Outcome.OPEN)
    assert progress.open.isdisjoint(progress.spared)


def test_the_digest_follows_the_values_and_not_their_order():
    one = digest_of({"a": 1, "b": {"c": "名", "d": None}})
    assert one == digest_of({"b": {"d": None, "c": "名"}, "a": 1})
    assert one != digest_of({"a": 1, "b": {"c": "名称", "d": None}})
