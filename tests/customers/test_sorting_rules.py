"""Decisions of collecting, classes, tags and quality, with the worked numbers of the spec."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from maizi.customers.rules import classes, collecting, quality, tags
from maizi.customers.rules.collecting import Rating, Thresholds
from maizi.customers.rules.quality import QualityPolicy, Wanted
from maizi.customers.rules.tags import TagFacts, TagLimits
from maizi.customers.terms.collecting import Content, Filing, Relevance
from maizi.customers.terms.quality import Candidacy, FreshGroup, QualityBand
from maizi.kernel.errors import Refused

pytestmark = pytest.mark.once
D = Decimal
USUAL = Thresholds(file=(3, 2), verify=(2, 3), content=(D("0.8"), D("0.5")))
HALF_LIFE = dict(zip(FreshGroup, (180, 365, 180, 730), strict=True))
WEIGHTS, BANDS = (D("0.5"), D("0.3"), D("0.2")), (D("0.85"), D("0.7"), D("0.5"))
POLICY = QualityPolicy(HALF_LIFE, dict.fromkeys(FreshGroup, D(1)), WEIGHTS, BANDS)


def code_of(act, *args, **given) -> str:
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    return refusal.value.code or refusal.value.field


@pytest.mark.parametrize(("given", "filing"), [
    ((3, 2, "direct"), "filed"), ((5, 5, "indirect"), "filed"), ((3, 1, "direct"), "dropped"),
    ((5, 5, "none"), "dropped"), ((2, 3, "direct"), "verify"), ((1, 5, "none"), "verify"),
    ((2, 2, "direct"), "dropped"), ((1, 1, "none"), "dropped"),
])  # fmt: skip
def test_a14_file_verify_or_drop(given, filing):
    rating = collecting.read_rating(str(given[0]), str(given[1]), given[2])
    assert collecting.suggested_filing(rating, USUAL) == filing


def test_a14_thresholds_are_the_companys_own():
    strict = replace(USUAL, file=(5, 5))
    assert collecting.suggested_filing(Rating(4, 5, Relevance.DIRECT), strict) == Filing.DROPPED


@pytest.mark.parametrize(("value", "content"), [
    (D("0.8"), Content.COMPLETE), (D("0.79"), Content.PARTIAL), (D("0.5"), Content.PARTIAL),
    (D("0.4999"), Content.POOR), (None, Content.POOR),
])  # fmt: skip
def test_a14_content_follows_completeness(value, content):
    assert collecting.content_of(value, USUAL) == content


def test_a14_another_decision_needs_a_reason():
    settle = collecting.settle_filing
    assert settle(Filing.DROPPED, None, "") == Filing.DROPPED
    assert settle(Filing.DROPPED, Filing.FILED, "老板认识") == Filing.FILED
    assert code_of(settle, Filing.DROPPED, Filing.FILED, "  ") == "reason"
    assert code_of(settle, Filing.DROPPED, Filing.PENDING, "x") == "decision"


@pytest.mark.parametrize(("given", "field"), [
    (("0", "3", "direct"), "credibility"), (("3", "6", "direct"), "usefulness"),
    (("3", "²", "direct"), "usefulness"), (("3", "3", "maybe"), "relevance"),
])  # fmt: skip
def test_a14_a_rating_off_the_scale_is_refused(given, field):
    assert code_of(collecting.read_rating, *given) == field


def test_a13_personal_data_from_a_competitor_need_a_basis():
    check = collecting.refuse_without_basis
    check("competitor", is_personal=False, basis="")
    check("competitor", is_personal=True, basis="published")
    check("exhibition", is_personal=True, basis="")
    assert code_of(check, "competitor", is_personal=True, basis="") == "basis"
    needs = {"source_needs_basis": True}
    assert code_of(check, "internet", is_personal=True, basis="", **needs) == "basis"


def test_a11_group_buy_waits_for_completeness():
    collecting.refuse_incomplete(D("0.8"), D("0.8"), [])
    with pytest.raises(Refused) as refusal:
        collecting.refuse_incomplete(D("0.75"), D("0.8"), ["手机", "行业"])
    assert "75%" in str(refusal.value) and "手机、行业" in str(refusal.value)
    assert code_of(collecting.refuse_incomplete, None, D("0.8"), []) == "incomplete"


LIMITS = classes.RuleLimits(depth=3, conditions=10, classes=3)


def test_a15_the_first_class_that_fits_takes_the_customer():
    rules = [{"all": ["a", "b"]}, {"any": ["a", {"not": "c"}]}, None]
    place = lambda *true: classes.first_match(rules, set(true).__contains__)  # noqa: E731
    assert (place("a", "b"), place("a"), place("c"), place()) == (0, 1, 2, 1)
    assert classes.first_match(["a"], set().__contains__) is None


def test_a15_a_rule_too_deep_or_too_large_is_refused():
    rule = "a"
    for _ in range(100_000):
        rule = {"not": rule}
    assert code_of(classes.conditions_in, rule, LIMITS) == "deep"
    assert code_of(classes.conditions_in, {"any": ["a"] * 40_000}, LIMITS) == "many"
    assert classes.conditions_in({"any": ["a", {"all": ["b", "c"]}]}, LIMITS) == ["a", "b", "c"]
    for wrong in ({}, {"all": []}, {"or": ["a"]}, {"all": ["a"], "any": ["b"]}, 7, None):
        assert code_of(classes.conditions_in, wrong, LIMITS) == "no_rule"


def test_a15_classes_are_named_once_and_the_rest_comes_last():
    check = classes.check_classes
    check([("大", "a"), ("其他", None)], LIMITS)
    assert code_of(check, [], LIMITS) == "empty"
    assert code_of(check, [(" ", "a")], LIMITS) == "unnamed"
    assert code_of(check, [("大", "a"), ("大", "b")], LIMITS) == "twice"
    assert code_of(check, [("其他", None), ("大", "a")], LIMITS) == "rest"
    assert code_of(check, [(str(n), "a") for n in range(4)], LIMITS) == "many"
    six = {"all": ["a"] * 6}
    assert code_of(check, [("大", six), ("小", six)], LIMITS) == "many"


def test_a15_an_expression_that_never_ends_is_refused():
    assert classes.in_order({1: {2}, 2: {3}, 3: set()}) == [3, 2, 1]
    assert classes.in_order({1: {9}}) == [1]
    assert code_of(classes.in_order, {1: {2}, 2: {1}}) == "circle"
    assert code_of(classes.in_order, {1: {1}}) == "circle"


def test_a15_a_form_gives_back_the_rule_it_was_given():
    for rule in (None, "a", {"all": ["a", "b"]}, {"any": [{"all": ["a", "b"]}, "c"]}):
        assert classes.from_groups(classes.as_groups(rule)) == rule
    for rule in ({"not": "a"}, {"any": [{"any": ["a"]}]}):
        with pytest.raises(ValueError):
            classes.as_groups(rule)


HOT = TagFacts(1, "意向", is_exclusive=True, follow_up_days=3)
COLD = TagFacts(2, "意向", is_exclusive=True)
OLD = TagFacts(3, "关系", lasts_days=90)
TAGS = {tag.id: tag for tag in (HOT, COLD, OLD)}


def settled(here: set, put=(), taken=(), limits=TagLimits()) -> set:  # noqa: B008
    return tags.settled_tags(here, put=put, taken=taken, tags=TAGS, limits=limits)


def test_a16_an_exclusive_tag_pushes_out_its_siblings():
    assert settled({2, 3}, put=[1]) == {1, 3}
    assert settled({1}, taken=[1, 3]) == set()
    assert settled({1}, put=[3]) == {1, 3}


def test_a16_too_many_tags_are_refused_with_a_sentence():
    few = TagLimits(on_customer=1)
    assert code_of(tags.refuse_too_many, 40_000, TagLimits()) == "many"
    assert code_of(settled, {1}, put=[3], limits=few) == "many"
    assert settled({1, 3}, taken=[1], limits=few) == {3}


def test_a16_a_tag_brings_the_next_contact_forward_never_back():
    today = date(2026, 3, 2)
    due = tags.contact_due(HOT, today)
    assert due == date(2026, 3, 5)
    assert tags.next_contact(None, due) == due
    assert tags.next_contact(date(2026, 3, 20), due) == due
    assert tags.next_contact(date(2026, 3, 3), due) == date(2026, 3, 3)
    assert tags.next_contact(None, tags.contact_due(COLD, today)) is None
    assert tags.expires_on(OLD, today) == date(2026, 5, 31)
    assert tags.expires_on(HOT, today) is None


def test_a16_undo_lasts_ten_seconds():
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    undo = [tags.is_open_to_undo(at, at + timedelta(seconds=s), 10) for s in (0, 10, 11, -1)]
    assert undo == [True, True, False, False]


def wanted(weight: int, count: int) -> list[Wanted]:
    return [
        Wanted(f"{weight}.{n}", "x", weight, FreshGroup.PROFILE, (f"f{n}",)) for n in range(count)
    ]


def test_t_a1_completeness():
    fields = [*wanted(3, 10), *wanted(2, 6), *wanted(1, 6)]
    filled = {f"3.{n}" for n in range(8)} | {f"2.{n}" for n in range(4)}
    filled |= {f"1.{n}" for n in range(3)}
    assert quality.completeness(fields, filled) == D("0.7292")
    assert quality.completeness([], set()) is None


def test_t_a2_freshness():
    # T-A2
    assert quality.freshness(90, 180) == D("0.7071")
    assert quality.freshness(365, 180) == D("0.2452")
    assert quality.freshness(-3, 180) == 1


def test_a40_freshness_is_the_weighted_mean_of_the_groups_there_are():
    groups = dict.fromkeys(FreshGroup, D(1)) | {FreshGroup.CONTACT: D(3)}
    policy = QualityPolicy(HALF_LIFE, groups, WEIGHTS, BANDS)
    ages = {FreshGroup.CONTACT: 180, FreshGroup.ADDRESS: 0}
    assert quality.mean_freshness(ages, policy) == D("0.6250")
    assert quality.mean_freshness({}, policy) is None


def test_a40_validity_score_and_bands():
    assert quality.validity(4, 1) == D("0.75")
    assert quality.validity(0, 0) is None
    found = quality.quality_of(D("0.8"), D("0.5"), D("1"), POLICY)
    assert (found.score, found.band) == (D("0.7500"), QualityBand.GOOD)
    without = quality.quality_of(D("0.8"), D("0.5"), None, POLICY)
    assert without.score == D("0.6875")
    bands = [quality.band_of(D(s), POLICY) for s in ("0.85", "0.8499", "0.7", "0.5", "0.4999")]
    assert bands == ["excellent", "good", "good", "fair", "poor"]
    assert quality.quality_of(None, None, None, POLICY).band is None


def test_a34_the_emptiest_fields_that_matter():
    fields = [*wanted(1, 2), *wanted(3, 2), *wanted(2, 1)]
    assert [f.code for f in quality.emptiest(fields, {"3.0"})] == ["3.1", "2.0", "1.0"]


def test_a40_why_a_record_should_go():
    calm = {"is_disqualified": False, "validity": None, "is_silent": False}
    assert quality.candidacy(**calm) is None
    assert quality.candidacy(**calm | {"is_silent": True}) == Candidacy.SILENT
    assert quality.candidacy(**calm | {"validity": D(0)}) == Candidacy.INVALID
    assert quality.candidacy(**calm | {"is_disqualified": True}) == Candidacy.DISQUALIFIED
    assert quality.candidacy(**calm, is_dropped=True) == Candidacy.DROPPED
