"""What posts come to: sight, verbs, fields, standing (M-1, M-3, M-4)."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.accounts.rules import Post, RoleReach, rights_from, root_of, standing, widens
from maizi.accounts.terms import Scope, UnitLevel
from maizi.kernel.privacy import FieldAccess, FieldGroup

# 1 HQ → 2 region → 3 district → 4 department → 5 team; 1 → 6 department → 7 team (levels left out)
LEVELS = {
    "1": UnitLevel.HQ, "2": UnitLevel.REGION, "3": UnitLevel.DISTRICT, "4": UnitLevel.DEPARTMENT,
    "5": UnitLevel.TEAM, "6": UnitLevel.DEPARTMENT, "7": UnitLevel.TEAM,
}  # fmt: skip
PATHS = {
    1: "/1/", 2: "/1/2/", 3: "/1/2/3/", 4: "/1/2/3/4/", 5: "/1/2/3/4/5/", 6: "/1/6/", 7: "/1/6/7/",
}  # fmt: skip

FINGERPRINT = """
from maizi.accounts.rules.rights import Rights, Sight
names = [str(n) for n in range(50)]
sight = Sight(roots=frozenset(names), unit_ids=frozenset(range(50)))
print(Rights({(n, "read"): sight for n in set(names)}, {}, frozenset(names)).fingerprint)
"""


@pytest.mark.parametrize(
    ("scope", "unit", "root"),
    [
        (Scope.UNIT, 5, "/1/2/3/4/5/"),
        (Scope.SUBTREE, 4, "/1/2/3/4/"),
        (Scope.DISTRICT, 5, "/1/2/3/"),
        (Scope.DISTRICT, 3, "/1/2/3/"),
        (Scope.DISTRICT, 2, "/1/2/"),  # no district above: the nearest ancestor beyond it
        (Scope.DISTRICT, 7, "/1/"),
        (Scope.REGION, 5, "/1/2/"),
        (Scope.REGION, 3, "/1/2/"),
        (Scope.REGION, 7, "/1/"),
        (Scope.REGION, 1, "/1/"),
    ],
)
def test_a_missing_level_resolves_to_the_nearest_ancestor(scope, unit, root):
    assert root_of(scope, PATHS[unit], LEVELS) == root


def test_a_company_without_headquarters_ends_at_its_top():
    assert root_of(Scope.REGION, "/8/9/", {"8": UnitLevel.DEPARTMENT, "9": UnitLevel.TEAM}) == "/8/"


def post(unit=4, scope=Scope.SUBTREE, grants=None, fields=None):
    return Post("role", scope, unit, PATHS[unit], grants or {"customer": ["read"]}, fields or {})


def test_two_posts_add_up():
    rights = rights_from([post(4), post(7, Scope.UNIT)], LEVELS)
    sight = rights.sight("customer")
    assert sight.own and sight.unit_ids == {7} and sight.roots == {"/1/2/3/4/"}


def test_a_verb_reaches_only_as_far_as_the_posts_that_grant_it():
    wide = post(1, Scope.ALL, {"customer": ["read"]})
    narrow = post(5, Scope.SELF, {"customer": ["read", "change"]})
    rights = rights_from([wide, narrow], LEVELS)
    assert rights.sight("customer", "read").everything
    assert not rights.sight("customer", "change").everything
    assert rights.sight("customer", "change").own


def test_nobody_may_anything_without_a_post():
    rights = rights_from([], {})
    assert not rights.may("customer", "read")
    assert rights.field_access(FieldGroup.BASIC) == FieldAccess.NONE


VERBS = ["read", "change", "export"]
POSTS = st.builds(
    lambda unit, scope, grants, fields: Post("r", scope, unit, PATHS[unit], grants, fields),
    st.sampled_from(sorted(PATHS)),
    st.sampled_from(list(Scope)),
    st.dictionaries(st.sampled_from(["customer", "ticket"]), st.lists(st.sampled_from(VERBS))),
    st.dictionaries(st.sampled_from(list(FieldGroup)), st.sampled_from(list(FieldAccess))),
)


def seen(sight):
    """The units whose records a sight reaches."""
    reach = {u for u, path in PATHS.items() if any(path.startswith(r) for r in sight.roots)}
    return set(PATHS) if sight.everything else reach | sight.unit_ids


@given(st.lists(POSTS, max_size=4), POSTS)
def test_another_post_never_takes_anything_away(posts, more):
    before, after = rights_from(posts, LEVELS), rights_from([*posts, more], LEVELS)
    for entity in ("customer", "ticket"):
        for verb in VERBS:
            old, new = before.sight(entity, verb), after.sight(entity, verb)
            assert new.own >= old.own and seen(new) >= seen(old)
    for group in FieldGroup:
        assert after.field_access(group) >= before.field_access(group)


@given(st.lists(POSTS, max_size=4))
def test_the_order_of_posts_does_not_matter(posts):
    assert rights_from(posts, LEVELS) == rights_from(posts[::-1], LEVELS)


@given(st.sampled_from(sorted(PATHS)), POSTS)
def test_wider_scopes_see_at_least_as_much(unit, post_):
    reach = [seen(rights_from([post(unit, scope)], LEVELS).sight("customer")) for scope in Scope]
    assert all(narrow <= wide for narrow, wide in zip(reach, reach[1:], strict=False))


@pytest.mark.parametrize(
    ("posts", "height"),
    [
        ([], 0),
        ([post(1, Scope.SELF)], 0),
        ([post(5, Scope.UNIT)], 1),
        ([post(4, Scope.SUBTREE)], 2),
        ([post(5, Scope.DISTRICT)], 3),
        ([post(4, Scope.REGION), post(5, Scope.UNIT)], 4),
        ([post(7, Scope.REGION)], 5),  # its region is missing, so it reaches to the headquarters
        ([post(7, Scope.ALL)], 5),
    ],
)
def test_standing_is_the_highest_unit_somebody_answers_for(posts, height):
    assert standing(posts, LEVELS) == height


@pytest.mark.parametrize(
    ("change", "wider"),
    [
        ({}, False),
        ({"scope": Scope.ALL}, True),
        ({"scope": Scope.SELF}, False),
        ({"grants": {"customer": ["read", "export"]}}, True),
        ({"grants": {"audit": ["read"]}}, True),
        ({"grants": {}}, False),
        ({"field_access": {"bank": "masked"}}, True),
        ({"field_access": {"basic": "read"}}, False),
    ],
)
def test_widening_a_role_shows(change, wider):
    old = {
        "scope": Scope.UNIT,
        "grants": {"customer": ["read"]},
        "field_access": {"basic": "write"},
    }
    assert widens(RoleReach(**old), RoleReach(**{**old, **change})) is wider


def test_the_same_rights_have_one_fingerprint_in_every_process():
    """What is kept by it is found by another process, whose sets come in another order."""
    told = []
    for seed in ("1", "2"):
        found = subprocess.run(
            [sys.executable, "-c", FINGERPRINT], capture_output=True, text=True, check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        )  # fmt: skip
        told.append(found.stdout)
    assert told[0] == told[1] != ""


def test_other_rights_have_another_fingerprint():
    prints = {
        rights_from(posts, LEVELS).fingerprint
        for posts in (
            [], [post()], [post(5)], [post(5, Scope.UNIT)], [post(fields={"credit": "read"})],
            [post(fields={"credit": "write"})], [post(grants={"customer": ["read", "add"]})],
        )
    }  # fmt: skip
    assert len(prints) == 7
