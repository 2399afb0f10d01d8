"""People come, change, leave and return; nobody helps himself; the last administrator stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.accounts import access, actions
from maizi.accounts.events import PersonDeactivated
from maizi.accounts.models import Appointment, Delegation, Role, Session, User
from maizi.history.queries import entries_of
from maizi.kernel.errors import Refused
from maizi.kernel.events import recording

from .conftest import again


def new_person(tree, **more):
    return User(**{"username": "Wang.Fang ", "name": "王芳", "unit": tree.sales, **more})


def test_a_new_person_gets_a_temporary_password_once(tree, admin):
    person = new_person(tree)
    password = actions.create_person(person, by=admin)
    person = again(person)
    assert person.username == "wang.fang"
    assert person.check_password(password) and person.must_change_password
    assert person.temporary_until - timezone.now() > timedelta(hours=71)
    entry = entries_of(person).get()
    assert entry.actor_id == admin.pk
    assert person.password not in entry.changes_json and password not in entry.changes_json


@pytest.mark.parametrize(
    ("values", "why"),
    [({"username": "ADMIN"}, "已经有人"), ({"username": " "}, "填写"), ({"name": " "}, "填写")],
)
def test_an_impossible_person_is_refused(tree, admin, values, why):
    with pytest.raises(Refused, match=why):
        actions.create_person(new_person(tree, **values), by=admin)
    assert User.objects.count() == 1


def test_nobody_joins_a_closed_unit(tree, admin):
    actions.deactivate_unit(tree.team, by=admin)
    with pytest.raises(Refused, match="停用"):
        actions.create_person(new_person(tree, unit=tree.team), by=admin)


def test_changes_of_a_person_are_recorded(hire, tree, admin):
    li = hire("li")
    actions.change_person(li, {"name": "李雷", "unit": tree.team}, by=admin, reason="调岗")
    entry = entries_of(li).first()
    assert entry.changes["unit"] == [tree.hq.pk, tree.team.pk] and entry.reason == "调岗"


def test_superiors_do_not_run_in_a_circle(hire, admin):
    one, two, three = hire("one"), hire("two"), hire("three")
    actions.change_person(two, {"superior": one}, by=admin)
    actions.change_person(three, {"superior": two}, by=admin)
    for wrong in (one, three):
        with pytest.raises(Refused, match="上级"):
            actions.change_person(again(one), {"superior": again(wrong)}, by=admin)


def test_who_leaves_is_out_at_once(hire, tree, admin, client):
    li, boss = hire("li", ("salesperson", tree.sales)), hire("boss", ("ka_manager", tree.sales))
    actions.delegate(delegation(boss, boss_of(hire, tree)), by=boss)
    client.force_login(li)
    assert Session.objects.filter(user=li).exists()
    with recording() as heard:
        actions.deactivate_person(li, by=admin, reason="离职")
    assert heard == [PersonDeactivated(li.pk)]
    assert not Session.objects.filter(user=li).exists()
    assert not access.may(again(li), "customer", "read")
    assert again(li).left_on == timezone.localdate()
    actions.deactivate_person(boss, by=admin)
    assert Delegation.objects.get().revoked_at


def boss_of(hire, tree):
    return hire("director", ("marketing_director", tree.hq))


def delegation(giver, receiver, start=0, end=5):
    today = timezone.localdate()
    return Delegation(
        giver=giver, receiver=receiver, reason="出差",
        starts_on=today + timedelta(days=start), ends_on=today + timedelta(days=end),
    )  # fmt: skip


def test_who_comes_back_starts_without_posts(hire, tree, admin, monkeypatch):
    li = hire("li", ("salesperson", tree.sales))
    actions.deactivate_person(li, by=admin, now=timezone.now() - timedelta(days=3))
    password = actions.reactivate_person(again(li), by=admin)
    li = again(li)
    assert li.is_active and li.left_on is None and li.check_password(password)
    assert not access.may(li, "customer", "read")


def test_nobody_deactivates_himself(admin):
    with pytest.raises(Refused, match="不能停用自己"):
        actions.deactivate_person(admin, by=admin)


def test_the_last_administrator_stays(hire, tree, admin, roles):
    other = hire("other", ("security_administrator", tree.hq))
    with pytest.raises(Refused, match="没有人能管理"):
        actions.deactivate_person(admin, by=other)
    with pytest.raises(Refused, match="没有人能管理"):
        actions.end_appointment(admin.appointments.get(), by=again(admin))
    role = roles["administrator"]
    role.grants = {"audit": ["read"]}
    with pytest.raises(Refused, match="没有人能管理"):
        actions.change_role(role, by=again(admin))
    assert again(admin).is_active and access.may(again(admin), "administration", "roles")


def test_an_administrator_for_some_days_is_not_enough(hire, tree, admin, roles):
    other = hire("other")
    post = Appointment(user=other, role=roles["administrator"], unit=tree.hq,
                       ends_on=timezone.localdate() + timedelta(days=9))  # fmt: skip
    actions.appoint(post, by=admin)
    with pytest.raises(Refused, match="没有人能管理"):
        actions.end_appointment(admin.appointments.get(), by=other)
    actions.end_appointment(post, by=admin)
    hire("third", ("administrator", tree.hq))
    actions.end_appointment(admin.appointments.get(), by=other)


def test_nobody_gives_himself_a_post_while_another_could(hire, tree, admin, roles):
    mine = Appointment(user=admin, role=roles["marketing_director"], unit=tree.hq)
    with pytest.raises(Refused, match="写明原因"):
        actions.appoint(mine, by=admin)
    actions.appoint(mine, by=admin, reason="老板兼任")
    hire("other", ("security_administrator", tree.hq), name="安小全")
    with pytest.raises(Refused, match="安小全"):
        actions.appoint(
            Appointment(user=admin, role=roles["auditor"], unit=tree.hq), by=admin, reason="x"
        )


def test_nobody_widens_a_role_he_holds(hire, tree, admin):
    other = hire("other", ("administrator", tree.hq))
    role = Role.objects.get(code="administrator")
    role.grants = {**role.grants, "customer": ["read"]}
    with pytest.raises(Refused, match="另一位管理员"):
        actions.change_role(role, by=admin, reason="看看")
    actions.end_appointment(other.appointments.get(), by=admin)
    actions.change_role(role, by=admin, reason="只有我一个人")
    assert access.may(again(admin), "customer", "read")
    assert entries_of(role).first().reason == "只有我一个人"


def test_managing_people_does_not_reach_administrators(hire, tree, admin, roles):
    clerk_role = Role(code="clerk", name="人事专员", grants={"administration": ["people"]})
    actions.create_role(clerk_role, by=admin)
    clerk = hire("clerk")
    actions.appoint(Appointment(user=clerk, role=clerk_role, unit=tree.hq), by=admin)
    clerk, li = again(clerk), hire("li")
    for deed in (
        lambda: actions.appoint(
            Appointment(user=li, role=roles["administrator"], unit=tree.hq), by=clerk
        ),
        lambda: actions.reset_password(admin, by=clerk),
        lambda: actions.change_person(admin, {"username": "mine"}, by=clerk),
        lambda: actions.deactivate_person(admin, by=clerk),
        lambda: actions.remove_second_factor(admin, by=clerk),
        lambda: actions.end_appointment(admin.appointments.get(), by=clerk),
    ):
        with pytest.raises(Refused, match="能管理角色的管理员"):
            deed()
    actions.reset_password(li, by=clerk)
    actions.appoint(Appointment(user=li, role=roles["salesperson"], unit=tree.hq), by=clerk)


def test_a_post_is_held_once_and_can_be_held_again(hire, tree, admin, roles):
    li = hire("li", ("salesperson", tree.sales))
    again_ = {"user": li, "role": roles["salesperson"], "unit": tree.sales}
    with pytest.raises(Refused, match="已经是"):
        actions.appoint(Appointment(**again_), by=admin)
    actions.end_appointment(li.appointments.get(), by=admin)
    assert not access.may(again(li), "customer", "read")
    actions.appoint(Appointment(**again_), by=admin)
    assert access.may(again(li), "customer", "read")
    assert li.appointments.count() == 1


@pytest.mark.parametrize(
    ("grants", "name", "code", "why"),
    [
        ({"customer": ["fly"]}, "飞行员", "pilot", "没有这样的权限"),
        ({"moon": ["read"]}, "飞行员", "pilot", "没有这样的权限"),
        ({}, "销售人员", "pilot", "已经有叫"),
        ({}, "飞行员", "salesperson", "已经有角色"),
        ({}, " ", "pilot", "填写"),
    ],
)
def test_an_impossible_role_is_refused(admin, grants, name, code, why):
    with pytest.raises(Refused, match=why):
        actions.create_role(Role(code=code, name=name, grants=grants), by=admin)


def test_roles_in_use_stay(hire, tree, admin, roles):
    with pytest.raises(Refused, match="系统预置"):
        actions.delete_role(roles["hr"], by=admin)
    own = Role(code="own", name="自定")
    actions.create_role(own, by=admin)
    li = hire("li")
    post = Appointment(user=li, role=own, unit=tree.hq)
    actions.appoint(post, by=admin)
    with pytest.raises(Refused, match="任过职"):
        actions.delete_role(own, by=admin)
    free = Role(code="free", name="空")
    actions.create_role(free, by=admin)
    actions.delete_role(free, by=admin)
    assert entries_of(free).first().verb == "delete"
