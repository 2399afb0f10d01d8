"""Rights in the database: scopes resolved to units, changes seen at the next request."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.accounts import access, actions
from maizi.accounts.actions import seeds_widening
from maizi.accounts.models import Appointment, Role
from maizi.accounts.rules import RecordFacts
from maizi.accounts.terms import Scope
from maizi.kernel.privacy import FieldAccess, FieldGroup

from .conftest import again


def units_of(user):
    return access.rights_of(again(user)).sight("customer").unit_ids


def test_district_and_region_resolve_to_units(hire, tree, roles):
    li = hire("li", ("ka_office_district", tree.team))
    assert units_of(li) == {tree.shanghai.pk, tree.sales.pk, tree.team.pk}
    actions.appoint(Appointment(user=li, role=roles["salesperson"], unit=tree.finance,
                                scope=Scope.REGION), by=None)  # fmt: skip
    assert len(units_of(li)) == 7


def test_the_scope_of_a_post_overrides_that_of_its_role(hire, tree, roles):
    li = hire("li")
    actions.appoint(
        Appointment(user=li, role=roles["salesperson"], unit=tree.sales, scope=Scope.SUBTREE),
        by=None,
    )
    assert units_of(li) == {tree.sales.pk, tree.team.pk}


def test_moving_a_unit_moves_sight_at_the_next_request(hire, tree, admin):
    li = hire("li", ("ka_department_manager", tree.east))
    assert tree.team.pk in units_of(li)
    actions.move_unit(tree.shanghai, tree.north, by=admin)
    assert units_of(li) == {tree.east.pk}


@pytest.mark.parametrize("days", [(1, None), (None, -1), (-9, -1), (1, 9)])
def test_a_post_out_of_its_days_gives_nothing(hire, tree, roles, days):
    today = timezone.localdate()
    start, end = (None if d is None else today + timedelta(days=d) for d in days)
    li = hire("li")
    post = Appointment(user=li, role=roles["salesperson"], unit=tree.sales, starts_on=start)
    actions.appoint(post, by=None)
    Appointment.objects.filter(pk=post.pk).update(ends_on=end)
    assert not access.may(again(li), "customer", "read")


def test_a_changed_role_counts_at_the_next_request(hire, tree, admin, roles):
    li = hire("li", ("salesperson", tree.sales))
    assert access.may(again(li), "customer", "claim")
    role = roles["salesperson"]
    role.grants = {"customer": ["read"]}
    actions.change_role(role, by=admin)
    assert not access.may(again(li), "customer", "claim")
    assert access.may(again(li), "customer", "read")


def test_field_access_follows_the_roles(hire, tree):
    li = hire("li", ("salesperson", tree.sales))
    assert access.group_access(li, FieldGroup.CONTACT) == FieldAccess.WRITE
    assert access.group_access(li, FieldGroup.BANK) == FieldAccess.NONE


def test_rights_take_two_queries_whatever_the_tree(hire, tree, django_assert_num_queries):
    li = hire("li", ("ka_office_district", tree.team), ("ka_manager", tree.finance))
    fresh = again(li)
    with django_assert_num_queries(2):
        access.may(fresh, "customer", "read")
        access.may(fresh, "customer", "export")


def test_the_administrator_sees_no_business(admin):
    rights = access.rights_of(admin)
    assert not any(entity == "customer" for entity, _verb in rights.sights)
    assert access.administers(admin)


def test_seeding_twice_adds_nothing_and_keeps_changes(roles):
    Role.objects.filter(code="salesperson").update(name="业务员")
    assert actions.seed_roles(by=None) == 0
    assert Role.objects.get(code="salesperson").name == "业务员"


def test_every_seeded_role_grants_only_what_is_known(roles):
    known = {entity.code: set(entity.verbs) for entity in access.entities()}
    for role in roles.values():
        for entity, verbs in role.grants.items():
            assert set(verbs) <= known[entity], role.code
        assert all(FieldGroup(g) and FieldAccess(a) for g, a in role.field_access.items())
        assert role.note


def facts(tree, **more):
    return RecordFacts("华宁科技", unit_id=tree.team.pk, unit_path=tree.team.path, **more)


def told(person, record):
    found = access.why(again(person), record, entity="customer")
    texts = [r.message.format(**r.values) for r in (*found.reasons, *found.against)]
    return found.can_see, " ".join(texts)


def test_why_names_the_post_its_unit_and_its_scope(hire, tree):
    li = hire("li", ("ka_office_district", tree.team))
    can_see, text = told(li, facts(tree))
    assert can_see
    assert "区域大客户管理处 · 一组" in text and "本区域" in text


def test_why_says_that_nothing_reaches(hire, tree):
    li = hire("li", ("salesperson", tree.finance))
    assert told(li, facts(tree)) == (
        False,
        "不是他负责、协作或共享给他的，也不在他各岗位的数据范围里。",
    )


def test_why_knows_owner_share_and_restriction(hire, tree):
    li, today = hire("li", ("salesperson", tree.finance)), timezone.localdate()
    assert told(li, facts(tree, owner_id=li.pk)) == (True, "他是负责人。")
    assert told(li, facts(tree, collaborators=frozenset([li.pk])))[0]
    assert told(li, facts(tree, shares={li.pk: today}))[0]
    assert not told(li, facts(tree, shares={li.pk: today - timedelta(days=1)}))[0]
    assert told(li, facts(tree, owner_id=li.pk, is_restricted=True))[0] is False
    on_list = facts(tree, owner_id=li.pk, is_restricted=True, access_list=frozenset([li.pk]))
    assert told(li, on_list)[0]
    steward = hire("steward", ("privacy_officer", tree.hq))
    opened = facts(tree, is_restricted=True, restricted_verb="see_restricted")
    assert told(steward, opened)[0]
    pooled = facts(tree, pool_name="东部公海", pool_path=tree.hq.path)
    assert told(li, pooled) == (True, "它在公海“东部公海”里：联系方式隐藏，领取后可看。")
    assert not told(li, facts(tree, pool_name="北", pool_path=tree.north.path))[0]
    only_list = facts(tree, is_restricted=True, access_list=frozenset([li.pk]))
    assert not told(li, only_list)[0]


def test_why_needs_a_role_that_may(hire, tree):
    li = hire("li")
    assert told(li, facts(tree, owner_id=li.pk)) == (
        False,
        "他是负责人。 没有一个岗位的角色允许这样做。",
    )


def taken_from_all(entity: str) -> None:
    for role in Role.objects.all():
        if role.grants.pop(entity, None):
            role.save(update_fields=["grants"])


def test_roles_of_an_older_version_learn_about_new_kinds_of_records(roles, monkeypatch):
    """An upgrade: nobody of the company has a right to a kind of record it never had."""
    own = Role.objects.create(code="own", name="自建", grants={})
    taken_from_all("installed")
    monkeypatch.setattr(seeds_widening, "_was_named", lambda entity: entity != "installed")
    assert actions.seed_roles(by=None) == 0
    seller, own = Role.objects.get(code="salesperson"), Role.objects.get(pk=own.pk)
    assert seller.grants["installed"], "learned"
    assert own.grants == {}, "roles of the company's own are its own"
    before = seller.grants
    actions.seed_roles(by=None)
    seller.refresh_from_db()
    assert seller.grants == before


def test_what_an_administrator_took_from_every_role_does_not_come_back(roles):
    """The log of the roles knows the kind of record: it is not new to the company."""
    taken_from_all("installed")
    actions.seed_roles(by=None)
    assert not any("installed" in role.grants for role in Role.objects.all())
