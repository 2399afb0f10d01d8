"""The settings' screens: who gets in, what they do, how many queries they take."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maizi.accounts import access, actions, queries
from maizi.accounts.models import Appointment, Delegation, OrgUnit, Role, User
from maizi.accounts.terms import PolicyPreset
from maizi.history.models import HistoryEntry
from tests.accounts.conftest import again

PAGES = ["units", "unit_new", "people", "person_new", "roles", "role_new", "policy", "sign_ins"]
FOR_ALL = ["home", "delegations", "jobs"]


@pytest.mark.parametrize("page", PAGES + FOR_ALL)
def test_the_administrator_sees_every_page(desk, page):
    assert desk.get(reverse(f"setup:{page}")).status_code == 200


@pytest.mark.parametrize("page", [*PAGES, "history"])
def test_a_salesman_sees_none_of_them(client, hire, tree, page):
    client.force_login(hire("li", ("salesperson", tree.sales)))
    assert client.get(reverse(f"setup:{page}")).status_code == 403


@pytest.mark.parametrize("page", FOR_ALL)
def test_what_is_everybodys_is_open(client, hire, page):
    client.force_login(hire("li"))
    assert client.get(reverse(f"setup:{page}")).status_code == 200


def test_the_auditor_reads_and_nothing_else(client, hire, tree):
    client.force_login(hire("zhou", ("auditor", tree.hq)))
    seen = {p for p in [*PAGES, "history"] if client.get(reverse(f"setup:{p}")).status_code == 200}
    assert seen == {"history", "sign_ins"}


def test_the_security_administrator_manages_roles_but_no_people(client, hire, tree):
    client.force_login(hire("an", ("security_administrator", tree.hq)))
    seen = {p for p in PAGES if client.get(reverse(f"setup:{p}")).status_code == 200}
    assert seen == {"roles", "role_new", "policy", "sign_ins"}


def count(client, address):
    with CaptureQueriesContext(connection) as queries_:
        assert client.get(address).status_code == 200
    return len(queries_)


@pytest.mark.parametrize("page", ["units", "people", "roles", "delegations", "sign_ins", "history"])
def test_lists_take_the_same_queries_for_one_row_and_for_many(desk, hire, tree, roles, page):
    actions.appoint(
        Appointment(user=User.objects.get(username="admin"), role=roles["auditor"], unit=tree.hq),
        by=None,
    )
    address = reverse(f"setup:{page}")
    boss = hire("boss", ("marketing_director", tree.hq))
    first = hire("first", ("salesperson", tree.sales))
    delegate(first, boss)
    desk.get(address)
    few = count(desk, address)
    for number in range(6):
        more = hire(f"more{number}", ("salesperson", tree.sales), ("technician", tree.team))
        delegate(more, boss)
        actions.create_unit(f"{number}组", by=None, parent=tree.team, level="team")
    assert count(desk, address) == few


def delegate(giver, receiver):
    from django.utils import timezone

    today = timezone.localdate()
    actions.delegate(
        Delegation(giver=giver, receiver=receiver, starts_on=today, ends_on=today, reason="x"),
        by=giver,
    )


def test_the_tree_is_built_changed_and_moved(desk, tree):
    new = {"name": "二组", "level": "team", "position": "3", "parent": tree.sales.pk}
    assert desk.post(reverse("setup:unit_new"), new).status_code == 302
    unit = OrgUnit.objects.get(name="二组")
    assert (unit.parent_id, unit.position) == (tree.sales.pk, 3)
    page = reverse("setup:unit", args=[unit.pk])
    assert desk.get(page).status_code == 200
    assert desk.post(page, {**new, "name": "三组", "parent": tree.finance.pk}).status_code == 302
    unit.refresh_from_db()
    assert (unit.name, unit.parent_id) == ("三组", tree.finance.pk)
    assert unit.path == f"{tree.finance.path}{unit.pk}/"
    desk.post(reverse("setup:unit_close", args=[unit.pk]))
    assert not OrgUnit.objects.get(pk=unit.pk).is_active
    desk.post(reverse("setup:unit_open", args=[unit.pk]))
    assert OrgUnit.objects.get(pk=unit.pk).is_active


def test_a_refused_move_changes_nothing_and_says_why(desk, tree):
    page = reverse("setup:unit", args=[tree.shanghai.pk])
    wrong = {"name": "新名", "level": "region", "position": 0, "parent": tree.finance.pk}
    answer = desk.post(page, wrong)
    assert answer.status_code == 422
    assert "不能放在" in answer.content.decode()
    stored = OrgUnit.objects.get(pk=tree.shanghai.pk)
    assert (stored.name, stored.parent_id) == ("上海区域", tree.east.pk)


def test_somebody_is_taken_in_and_his_password_shown_once(desk, tree):
    new = {"name": "王芳", "username": "wangfang", "unit": tree.sales.pk, "mobile": "13812345678"}
    answer = desk.post(reverse("setup:person_new"), new)
    person = User.objects.get(username="wangfang")
    words = re.findall(r">(\w{4}-\w{4}-\w{4})<", answer.content.decode())
    assert person.check_password(words[0])
    assert person.sort_name == "wangfang"
    assert "13812345678" in desk.get(reverse("setup:person", args=[person.pk])).content.decode()


def test_a_taken_user_name_is_said_in_the_form(desk, tree):
    new = {"name": "王芳", "username": "ADMIN", "unit": tree.sales.pk}
    answer = desk.post(reverse("setup:person_new"), new)
    assert answer.status_code == 422 and "已经有人用了" in answer.content.decode()


def test_people_are_found_by_name_login_and_unit(desk, hire, tree):
    hire("lilei", unit=tree.team, name="李雷")
    hire("hanmei", unit=tree.finance, name="韩梅梅")
    page = reverse("setup:people")

    def found(**asked):
        text = desk.get(page, asked).content.decode()
        return {name for name in ("李雷", "韩梅梅") if f">{name}<" in text}

    assert found() == {"李雷", "韩梅梅"}
    assert found(q="梅") == {"韩梅梅"}
    assert found(q="LILEI") == {"李雷"}
    assert found(unit=tree.east.pk) == {"李雷"}
    assert found(state="left") == set()


def test_many_people_come_in_pages(desk, tree):
    people = [User(username=f"p{n:03}", sort_name=f"p{n:03}", name=f"员工{n:03}", unit=tree.team)
              for n in range(120)]  # fmt: skip
    User.objects.bulk_create(people)
    seen, after, page = [], "", reverse("setup:people")
    for _ in range(3):
        text = desk.get(page, {"q": "员工", "after": after}).content.decode()
        seen += [n for n in range(120) if f">员工{n:03}<" in text]
        after = next(iter(re.findall(r'href="[^"]*after=([^"&]+)"', text)), "")
    assert seen == list(range(120)) and not after


def test_contacts_are_masked_for_who_may_only_see_masked(client, hire, tree, admin):
    role = Role(code="clerk", name="人事", grants={"administration": ["people"]},
                field_access={"contact": "masked"})  # fmt: skip
    actions.create_role(role, by=admin)
    clerk = hire("clerk")
    actions.appoint(Appointment(user=clerk, role=role, unit=tree.hq), by=admin)
    actions.change_person(hire("li"), {"mobile": "13812345678"}, by=admin)
    client.force_login(clerk)
    li = User.objects.get(username="li")
    text = client.get(reverse("setup:person", args=[li.pk])).content.decode()
    assert "138****5678" in text and "13812345678" not in text
    assert ">li<" not in client.get(reverse("setup:people"), {"q": "13812"}).content.decode()
    form = client.get(reverse("setup:person_edit", args=[li.pk])).content.decode()
    assert "13812345678" not in form
    client.post(reverse("setup:person_edit", args=[li.pk]),
                {"name": "李雷", "username": "li", "unit": tree.hq.pk, "mobile": "1"})  # fmt: skip
    assert again(li).mobile == "13812345678" and again(li).name == "李雷"


def test_posts_are_given_and_taken(desk, hire, tree, roles):
    li = hire("li")
    given = {"role": roles["salesperson"].pk, "unit": tree.sales.pk, "scope": "subtree"}
    desk.post(reverse("setup:appoint", args=[li.pk]), given)
    post = li.appointments.get()
    assert post.scope == "subtree"
    desk.post(reverse("setup:post_end", args=[post.pk]))
    assert not access.may(again(li), "customer", "read")


def test_leaving_and_coming_back(desk, hire, tree):
    li = hire("li", ("salesperson", tree.sales))
    page = reverse("setup:person", args=[li.pk])
    desk.post(reverse("setup:person_deactivate", args=[li.pk]), {"reason": "离职"})
    assert not again(li).is_active
    assert "恢复在职" in desk.get(page).content.decode()
    desk.post(reverse("setup:person_reactivate", args=[li.pk]))
    assert again(li).is_active
    assert HistoryEntry.objects.get(verb="停用").reason == "离职"


def test_the_matrix_of_a_role_is_saved(desk, roles):
    role = roles["technician"]
    page = reverse("setup:role", args=[role.pk])
    assert "customer.read" in desk.get(page).content.decode()
    fields = {"field_basic": "read", "field_contact": "masked", "field_bank": "none"}
    given = {
        "name": "技术员",
        "scope": "unit",
        "grant": ["customer.read", "customer.change"],
        **fields,
    }
    assert desk.post(page, given).status_code == 302
    role.refresh_from_db()
    assert role.grants == {"customer": ["read", "change"]}
    assert role.field_access == {"basic": "read", "contact": "masked"}
    bad = desk.post(page, {**given, "grant": ["customer.fly"]})
    assert bad.status_code == 422


def test_a_role_of_ones_own_comes_and_goes(desk):
    given = {"name": "访客", "code": "guest", "scope": "self", "grant": ["customer.read"]}
    assert desk.post(reverse("setup:role_new"), given).status_code == 302
    role = Role.objects.get(code="guest")
    desk.post(reverse("setup:role_delete", args=[role.pk]))
    assert not Role.objects.filter(code="guest").exists()


def test_people_managers_read_roles_but_do_not_change_them(client, hire, tree, admin, roles):
    role = Role(code="clerk", name="人事", grants={"administration": ["people"]})
    actions.create_role(role, by=admin)
    clerk = hire("clerk")
    actions.appoint(Appointment(user=clerk, role=role, unit=tree.hq), by=admin)
    client.force_login(clerk)
    assert client.get(reverse("setup:roles")).status_code == 200
    assert client.get(reverse("setup:role", args=[roles["hr"].pk])).status_code == 403


def test_delegations_are_made_by_oneself_and_revoked(client, hire, tree):
    li, boss = hire("li", ("ka_manager", tree.sales)), hire("boss", ("marketing_director", tree.hq))
    client.force_login(li)
    page = reverse("setup:delegations")
    given = {"giver": li.pk, "receiver": boss.pk, "starts_on": "2099-01-01",
             "ends_on": "2099-01-05", "reason": "休假"}  # fmt: skip
    assert client.post(page, {**given, "giver": boss.pk}).status_code == 422
    assert client.post(page, given).status_code == 302
    row = Delegation.objects.get()
    client.force_login(boss)
    assert client.post(reverse("setup:delegation_revoke", args=[row.pk])).status_code == 403
    client.force_login(li)
    client.post(reverse("setup:delegation_revoke", args=[row.pk]))
    row.refresh_from_db()
    assert row.revoked_at


def test_a_preset_is_chosen_and_a_number_changed(desk):
    desk.post(reverse("setup:policy_preset", args=["dengbao3"]))
    assert queries.policy().preset == PolicyPreset.DENGBAO_3
    page = reverse("setup:policy")
    numbers = {name: getattr(queries.policy(), name) for name in queries.presets()["asvs"]}
    assert desk.post(page, {**numbers, "idle_minutes": 20}).status_code == 302
    assert queries.policy().preset == PolicyPreset.CUSTOM
    assert desk.post(page, {**numbers, "failures": 1000}).status_code == 422
    assert queries.policy().failures == 5
    assert desk.post(reverse("setup:policy_preset", args=["custom"])).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "unit", "unit_close", "unit_open", "person", "person_edit", "person_deactivate",
        "person_reset", "person_unlock", "person_factor_off", "appoint", "post_end", "role",
        "role_delete", "delegation_revoke", "job",
    ],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(desk, address):
    page = reverse(f"setup:{address}", args=[1])
    codes = {desk.get(page).status_code, desk.post(page).status_code}
    assert codes <= {404, 405} and 404 in codes


def test_a_salesman_writes_nothing(client, hire, tree, roles, admin):
    li = hire("li", ("salesperson", tree.sales))
    client.force_login(li)
    before = HistoryEntry.objects.count()
    for name, args in [
        ("unit_close", [tree.team.pk]), ("unit_open", [tree.team.pk]),
        ("person_deactivate", [admin.pk]),
        ("person_reset", [admin.pk]), ("person_unlock", [admin.pk]), ("appoint", [li.pk]),
        ("person_reactivate", [admin.pk]), ("person_factor_off", [admin.pk]),
        ("post_end", [admin.appointments.get().pk]), ("role_delete", [roles["hr"].pk]),
        ("policy_preset", ["dengbao2"]), ("history_export", []), ("unit_new", []),
        ("person_new", []), ("role_new", []), ("policy", []),
    ]:  # fmt: skip
        assert client.post(reverse(f"setup:{name}", args=args)).status_code == 403, name
    assert HistoryEntry.objects.count() == before
