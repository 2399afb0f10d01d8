"""The organisation tree: building, moving, closing (M-1)."""

import pytest

from maizi.accounts import actions
from maizi.accounts.models import OrgUnit
from maizi.accounts.terms import UnitLevel
from maizi.history.queries import entries_of
from maizi.kernel.errors import Refused


def test_a_path_names_every_unit_above(tree):
    assert tree.team.path == (
        f"/{tree.hq.pk}/{tree.east.pk}/{tree.shanghai.pk}/{tree.sales.pk}/{tree.team.pk}/"
    )


def test_a_small_company_leaves_levels_out(tree, admin):
    team = actions.create_unit("直属组", by=admin, parent=tree.hq, level=UnitLevel.TEAM)
    assert team.path == f"/{tree.hq.pk}/{team.pk}/"


def test_moving_a_unit_takes_everything_under_it_along(tree, admin):
    actions.move_unit(tree.shanghai, tree.north, by=admin)
    team = OrgUnit.objects.get(pk=tree.team.pk)
    assert team.path == (
        f"/{tree.hq.pk}/{tree.north.pk}/{tree.shanghai.pk}/{tree.sales.pk}/{tree.team.pk}/"
    )
    entry = entries_of(tree.shanghai).first()
    assert entry.verb == "移动" and entry.actor_id == admin.pk
    assert entry.changes["parent"] == [tree.east.pk, tree.north.pk]


@pytest.mark.parametrize(
    ("what", "where", "why"),
    [
        ("east", "team", "自己的下级"),
        ("east", "east", "自己的下级"),
        ("east", "finance", "不能放在"),
    ],
)
def test_a_unit_cannot_move_where_it_does_not_fit(tree, admin, what, where, why):
    before = set(OrgUnit.objects.values_list("pk", "path"))
    with pytest.raises(Refused, match=why):
        actions.move_unit(getattr(tree, what), getattr(tree, where), by=admin)
    assert set(OrgUnit.objects.values_list("pk", "path")) == before


@pytest.mark.parametrize(
    ("name", "level", "why"),
    [
        ("一组", UnitLevel.TEAM, "已经有"),
        ("  ", UnitLevel.TEAM, "填写"),
        ("新大区", UnitLevel.REGION, "不能放在"),
    ],
)
def test_a_unit_that_does_not_fit_is_refused(tree, name, level, why):
    with pytest.raises(Refused, match=why):
        actions.create_unit(name, by=None, parent=tree.sales, level=level)


def test_there_is_one_top(tree):
    with pytest.raises(Refused, match="只有一个"):
        actions.create_unit("第二集团", by=None, level=UnitLevel.HQ)


def test_a_tree_has_a_limit(tree):
    unit = tree.team
    with pytest.raises(Refused, match="最多 12 层"):
        for number in range(12):
            unit = actions.create_unit(f"{number}", by=None, parent=unit, level=UnitLevel.TEAM)


def test_moving_counts_the_depth_of_what_hangs_below(tree, admin):
    unit = tree.team
    for number in range(7):
        unit = actions.create_unit(f"{number}", by=None, parent=unit, level=UnitLevel.TEAM)
    other = actions.create_unit("二组", by=None, parent=tree.sales, level=UnitLevel.TEAM)
    with pytest.raises(Refused, match="最多 12 层"):
        actions.move_unit(tree.team, other, by=admin)


def test_a_unit_in_use_is_not_closed(tree, admin, hire):
    hire("li", ("salesperson", tree.team), name="李雷")
    with pytest.raises(Refused, match="李雷"):
        actions.deactivate_unit(tree.sales, by=admin)


def test_a_unit_somebody_holds_a_post_in_is_not_closed(tree, admin, hire):
    hire("li", ("salesperson", tree.team), unit=tree.hq, name="李雷")
    with pytest.raises(Refused, match="任职（李雷）"):
        actions.deactivate_unit(tree.team, by=admin)


def test_a_unit_with_open_units_is_not_closed(tree, admin):
    with pytest.raises(Refused, match="下面还有"):
        actions.deactivate_unit(tree.sales, by=admin)


def test_an_empty_unit_is_closed_and_opened_again(tree, admin):
    actions.deactivate_unit(tree.team, by=admin, reason="合并")
    actions.deactivate_unit(tree.sales, by=admin)
    with pytest.raises(Refused, match="启用上级"):
        actions.reactivate_unit(OrgUnit.objects.get(pk=tree.team.pk), by=admin)
    actions.reactivate_unit(tree.sales, by=admin)
    actions.reactivate_unit(OrgUnit.objects.get(pk=tree.team.pk), by=admin)
    assert OrgUnit.objects.get(pk=tree.team.pk).is_active


def test_the_level_of_a_unit_keeps_above_its_children(tree, admin):
    with pytest.raises(Refused, match="更高层级"):
        actions.change_unit(tree.shanghai, by=admin, level=UnitLevel.TEAM)


def test_the_usual_departments_are_seeded_once(db):
    top = actions.seed_units("麦香公司", by=None)
    assert actions.seed_units("别的公司", by=None) == top
    assert top.children.count() == 17
