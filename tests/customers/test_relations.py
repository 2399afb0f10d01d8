"""Who decides, what customers and people are to each other, and ways to people (B-22)."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as some

from maizi.customers import actions, rules
from maizi.customers.models import Activity, Contact, Customer, Relation, Standing
from maizi.customers.queries import way_to
from maizi.customers.queries.decisions import decision_map
from maizi.customers.queries.relations import group_of, neighbourhood
from maizi.kernel.errors import Refused
from tests.house import fresh

forests = some.integers(1, 30).flatmap(
    lambda count: some.tuples(
        *(some.one_of(some.none(), some.integers(0, n)) for n in range(count))
    )
)


@pytest.mark.once
@settings(deadline=None)
@given(forests)
def test_every_box_of_a_forest_has_a_place_of_its_own_below_its_parent(choices):
    parents = {n: None if p is None or p >= n else p for n, p in enumerate(choices)}
    places = rules.tree_places(parents, step_x=10, step_y=7)
    assert set(places) == set(parents)
    assert len({(p.x, p.y) for p in places.values()}) == len(places)
    assert all(places[n].y == places[p].y + 7 for n, p in parents.items() if p is not None)


@pytest.mark.once
def test_circles_are_found_and_trees_are_not_too_deep():
    assert rules.would_circle("a", "a", {}, most=9)
    assert rules.would_circle("a", "c", {"c": "b", "b": "a"}, most=9)
    assert not rules.would_circle("d", "c", {"c": "b", "b": "a"}, most=9)
    assert rules.would_circle("z", 0, {n: n + 1 for n in range(50)}, most=9)


@pytest.mark.once
def test_the_shortest_way_is_found_within_its_bounds():
    graph = {1: [(2, "a"), (3, "b")], 2: [(4, "c")], 3: [(5, "d")], 4: [(6, "e")], 5: [(6, "f")]}

    def around(ring):
        return {node: graph.get(node, []) for node in ring}

    def way(goal, **bounds):
        within = rules.Bounds(**{"depth": 5, "nodes": 99} | bounds)
        found = rules.shortest_way(1, around, lambda n: n == goal, within)
        return [node for node, _by in found]

    assert way(1) == [1] and way(6) == [1, 2, 4, 6] and way(5) == [1, 3, 5]
    assert way(6, depth=2) == [] and way(6, nodes=3) == [] and way(9) == []


@pytest.mark.once
def test_ring_places_lie_inside_the_picture():
    for count in range(1, 25):
        for place in rules.ring_places(count, width=920, height=520):
            assert 0 < place.x < 920 and 0 < place.y < 520


def person(row: Customer, name: str) -> Contact:
    return Contact.objects.create(customer=row, name=name)


def related(first, second, by, type_="friend", **ends) -> Relation:
    return actions.save_relation(
        Relation(first=first, second=second, type=type_, **ends), by=fresh(by)
    )


@pytest.mark.django_db
def test_a_decision_map_is_a_tree_with_roles(house, django_assert_num_queries):
    row, chen = house.customer("南京华宁机电有限公司"), fresh(house.chen)
    boss, buyer = person(row, "王海燕"), person(row, "李建国")
    row_of = Standing(contact=boss, roles="finance,decision,nonsense", influence=5, leaning="2")
    actions.save_standing(row_of, by=chen, is_decider=True)
    actions.save_standing(Standing(contact=buyer, reports_to=boss, roles="buyer"), by=chen)
    decision_map(chen, row)
    with django_assert_num_queries(2):
        drawn = decision_map(chen, row)
    found = {p.contact.name: p for p in drawn.people}
    assert found["王海燕"].roles == ["决策者", "财务"] and found["王海燕"].leaning == "champion"
    assert found["李建国"].boss == boss and len(drawn.lines) == 1
    assert not drawn.without_decider
    # nobody reports to himself or to somebody below him, or to a stranger
    top = Standing.objects.get(contact=boss)
    stranger = person(house.customer("无锡恒泰"), "赵六")
    for wrong in (boss, buyer, stranger):
        top.reports_to = wrong
        with pytest.raises(Refused):
            actions.save_standing(top, by=chen)
    with pytest.raises(Refused):
        actions.save_standing(Standing(contact=buyer), by=fresh(house.meng))


@pytest.mark.django_db
def test_groups_are_trees(house):
    chen = house.chen
    head, firm, branch = (house.customer(name) for name in ("集团", "公司", "分厂"))
    related(firm, head, chen, "parent")
    related(branch, firm, chen, "parent")
    for first, second in ((head, branch), (firm, branch), (head, head)):
        with pytest.raises(Refused):
            related(first, second, chen, "parent")
    other = house.customer("别家")
    with pytest.raises(Refused):
        related(firm, other, chen, "parent")
    found = group_of(fresh(chen), firm)
    assert found["parent"].name == "集团" and [c.name for c in found["children"]] == ["分厂"]


@pytest.mark.django_db
def test_relations_are_refused_where_they_make_no_sense(house):
    row, other = house.customer("南京华宁"), house.customer("无锡恒泰")
    foreign = house.customer("郑州嵩岳", house.meng)
    related(row, other, house.chen, "supplier")
    with pytest.raises(Refused):  # twice
        related(row, other, house.chen, "supplier")
    with pytest.raises(Refused):  # not seen
        related(row, foreign, house.chen)
    with pytest.raises(Refused):  # a contact of somebody else
        related(row, other, house.chen, second_contact=person(row, "王海燕"))
    with pytest.raises(Refused):  # not his to change
        related(row, other, house.meng)
    assert Relation.objects.count() == 1


@pytest.mark.django_db
def test_what_one_may_not_see_is_hidden_at_the_other_end(house, django_assert_max_num_queries):
    row, foreign = house.customer("南京华宁"), house.customer("郑州嵩岳", house.meng)
    related(row, foreign, house.boss, "supplier", second_contact=person(foreign, "孙秘密"))
    chen = fresh(house.chen)
    neighbourhood(chen, row)
    with django_assert_max_num_queries(3):
        (one,) = neighbourhood(chen, row)["around"]
    assert one.end.is_hidden and one.end.href == "" and one.label == "供应商"
    client = Client()
    client.force_login(house.chen)
    address = reverse("customers:tab", args=[row.pk, "customers-relations"])
    text = client.get(address).content.decode()
    assert "不可见的客户" in text and "嵩岳" not in text and "孙秘密" not in text
    client.force_login(house.boss)
    assert "孙秘密" in client.get(address).content.decode()
    (back,) = neighbourhood(fresh(house.meng), foreign)["around"]
    assert back.label == "采购方"
    remove = reverse("customers:remove_relation", args=[row.pk, one.relation.pk])
    client.force_login(house.chen)
    assert client.post(remove).status_code == 302 and not Relation.objects.exists()


@pytest.mark.django_db
def test_how_we_get_to_a_person(house):
    """From the person asked about, through what is visible, to a colleague who knows."""
    target = house.customer("目标公司", house.xu)
    Customer.objects.filter(pk=target.pk).update(owner=None, pool=house.pool)
    target.refresh_from_db()
    boss = fresh(house.boss)
    middle, known = house.customer("中间公司", house.boss), house.customer("熟悉的公司", house.xu)
    director, friend = person(target, "赵总"), person(known, "钱经理")
    related(target, known, house.boss, "classmate", first_contact=director, second_contact=friend)
    activity = Activity(customer=known, contact=friend, content="聊得好", at=timezone.now())
    actions.log_activity(activity, by=fresh(house.xu))
    way = way_to(boss, target, director)
    assert [end.name for _how, end in way] == ["赵总", "钱经理", "许晴"]
    assert [how for how, _end in way] == ["", "同学", "联系过"]
    assert [end.name for _how, end in way_to(boss, target, None)][-1] == "许晴"
    assert [end.name for _how, end in way_to(boss, middle, None)] == ["中间公司", "方致远"]
    lonely = house.customer("孤立公司", house.xu)
    Customer.objects.filter(pk=lonely.pk).update(owner=None, pool=house.pool)
    assert way_to(boss, Customer.objects.get(pk=lonely.pk), None) == []
    # chen sees neither company on the way
    assert way_to(fresh(house.meng), target, None) == []


@pytest.mark.django_db
def test_the_pages_of_structure(house):
    row, other, client = house.customer("南京华宁"), house.customer("无锡恒泰"), Client()
    contact = person(row, "王海燕")
    client.force_login(house.chen)
    standing = reverse("customers:contact_standing", args=[contact.pk])
    assert client.get(standing).status_code == 200
    assert client.post(standing, {"influence": "9"}).status_code == 422
    client.post(standing, {"role_codes": ["decision", "user"], "influence": "4", "leaning": "-1"})
    row_of = Standing.objects.get()
    assert (row_of.roles, row_of.influence, row_of.leaning) == ("user", 4, "-1")
    assert row_of.contact.is_decision_maker
    # of a key account it needs approval, and nothing of it is kept
    Customer.objects.filter(pk=row.pk).update(ka_status="key")
    answer = client.post(standing, {"role_codes": ["buyer"], "influence": "1"})
    assert answer.status_code == 422 and "须经审核" in answer.content.decode()
    row_of.refresh_from_db()
    assert row_of.roles == "user" and Contact.objects.get().is_decision_maker
    Customer.objects.filter(pk=row.pk).update(ka_status="none")
    related(row, house.customer("集团总部"), house.chen, "parent")
    new = reverse("customers:new_relation", args=[row.pk])
    assert client.get(new).status_code == 200
    assert client.post(new, {"type": "supplier", "second": row.pk}).status_code == 422
    client.post(new, {"type": "supplier", "second": other.pk, "strength": "5"})
    tab = client.get(reverse("customers:tab", args=[row.pk, "customers-relations"]))
    text = tab.content.decode()
    assert "集团总部" in text and "无锡恒泰" in text and "决策者 · 使用者" in text and "w5" in text
    way = client.get(reverse("customers:way", args=[row.pk]), {"contact": contact.pk})
    assert "陈默" in way.content.decode()
