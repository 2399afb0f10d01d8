"""查重 in the whole company, at every door, and as a look through the archive (A-12)."""

import threading

import pytest
from django.utils import timezone

from maizi.customers import actions, queries
from maizi.customers.actions import asking, sweeping
from maizi.customers.actions.matching import DuplicateFound
from maizi.customers.models import Contact, Customer, MatchKey, TwinPair, TwinQuestion
from maizi.customers.pages import CUSTOMERS
from maizi.customers.terms import Consequence, MatchDoor, MatchRule, PairState
from maizi.fields.actions import change_parameter
from maizi.jobs.actions import Run, enqueue
from maizi.jobs.models import Job
from maizi.kernel.errors import Refused
from maizi.kit.pages import save
from tests.customers.importing import lead
from tests.house import fresh


def run_of(job: Job) -> Run:
    Job.objects.filter(pk=job.pk).update(state="running")
    job.refresh_from_db()
    return Run(job, leaving=threading.Event())


def swept(by) -> dict:
    job = sweeping.start_sweep(by=fresh(by))
    result = sweeping.sweep(run_of(job))
    Job.objects.filter(pk=job.pk).update(state="done", result=result, ended_at=timezone.now())
    return result


@pytest.fixture
def twins(house):
    return [
        house.customer("南京华宁机电设备有限公司", house.chen, mobile="13800138000"),
        house.customer("华宁机电设备（南京）有限责任公司", house.meng),
        house.customer("南京华凝机电设备有限公司", house.xu),
        house.customer("郑州同创食品有限公司", house.meng),
    ]


def test_who_does_not_see_a_customer_learns_only_what_the_company_tells(house, twins):
    (mine, foreign, *_) = asking.ask_company(
        {"name": "南京华宁机电设备"}, by=fresh(house.chen), now=timezone.now()
    )
    shown = {one.id: one for one in (mine, foreign)}
    assert shown[twins[0].pk].name == twins[0].name
    masked = shown[twins[1].pk]
    assert masked.name == "华宁****公司" and not masked.is_visible
    assert masked.owner == "孟飞" and masked.contact == "还没有联系过"
    question = TwinQuestion.objects.get()
    assert question.hits == 3 and question.hidden == 2
    change_parameter("twins.tells_owner", given=["no"], by=house.admin, reason="保密")
    again = asking.ask_company({"name": "华宁机电设备"}, by=fresh(house.chen), now=timezone.now())
    assert {one.owner for one in again if not one.is_visible} == {""}


def test_so_many_questions_a_day(house, twins):
    change_parameter("twins.asks_a_day", given=["1"], by=house.admin, reason="防套取")
    asking.ask_company({"phone": "13800138000"}, by=fresh(house.meng), now=timezone.now())
    with pytest.raises(Refused, match="今天已经查了 1 次"):
        asking.ask_company({"phone": "13800138000"}, by=fresh(house.meng), now=timezone.now())
    with pytest.raises(Refused, match="至少一项"):
        asking.ask_company({"name": " "}, by=fresh(house.chen), now=timezone.now())


def test_a_number_of_a_contact_is_met_at_the_form(house, twins):
    actions.save_contact(
        Contact(customer=twins[0], name="王芳", phone="025-86001234"), by=fresh(house.chen)
    )
    new = Customer(name="别的公司", phone="025-86001234-801")
    with pytest.raises(DuplicateFound) as found:
        save(CUSTOMERS, row=new, verb="create", by=fresh(house.xu))
    assert found.value.may_confirm and found.value.duplicates[0]["reason"] == "电话相同"


def test_the_company_chooses_what_happens_and_it_is_recorded(house, twins):
    new = Customer(name="南京华宁机电设备有限公司")
    choice = {(MatchRule.NAME, MatchDoor.FORM): Consequence.BLOCK}
    with pytest.raises(Refused, match="为什么"):
        actions.choose_consequences(choice, by=house.admin, reason="")
    assert actions.choose_consequences(choice, by=house.admin, reason="更严") == 1
    with pytest.raises(DuplicateFound) as found:
        save(CUSTOMERS, row=new, verb="create", by=fresh(house.chen))
    assert not found.value.may_confirm
    off = {(rule, MatchDoor.FORM): Consequence.OFF for rule in MatchRule}
    actions.choose_consequences(off, by=house.admin, reason="试试")
    save(CUSTOMERS, row=new, verb="create", by=fresh(house.chen))
    assert not TwinPair.objects.exists()


def test_a_confirmed_twin_and_a_reported_one_are_noted_for_the_steward(house, twins):
    row = Customer(name="南京华宁机电设备有限公司")
    leave = actions.Leave(is_confirmed=True)
    actions.save_customer(row, "create", by=fresh(house.chen), leave=leave)
    pairs = TwinPair.objects.filter(second=row)
    assert {pair.first_id for pair in pairs} == {row.pk for row in twins[:3]}
    assert {pair.source for pair in pairs} == {"form"}


def test_a_change_is_judged_by_what_it_makes_new(house, twins):
    """A twin that is here already may be worked on; making another one is noted or refused."""
    row = twins[0]
    row.note = "老客户"
    save(CUSTOMERS, row=row, verb="change", by=fresh(house.chen))
    person = house.customer("王芳", house.chen, party_type="individual", mobile="13912345678")
    row.mobile = person.mobile
    with pytest.raises(DuplicateFound):
        save(CUSTOMERS, row=row, verb="change", by=fresh(house.chen))


def test_an_import_meets_what_sounds_the_same_above_and_in_the_company(house):
    """Report-only rules let it in and note it; a stricter company refuses."""
    sheet = "客户名称\n苏州华宁机电设备有限公司\n苏州华凝机电设备有限公司\n"
    led = lead(sheet, by=house.lin).bring()
    assert led.run.added == 2
    strict = {(MatchRule.SIMILAR, MatchDoor.IMPORT): Consequence.BLOCK}
    actions.choose_consequences(strict, by=house.admin, reason="更严")
    led = lead("客户名称\n苏州华宁机店设备有限公司\n", by=house.lin).bring()
    assert (led.run.added, led.run.refused) == (0, 1)


def test_a_sweep_finds_groups_them_and_forgets_no_verdict(house, twins):
    result = swept(house.lin)
    assert result["found"] == 3 and result["clusters"] == 1
    (cluster,), more = queries.clusters_for(fresh(house.boss))
    assert {row.pk for row in cluster.rows} == {row.pk for row in twins[:3]} and not more
    assert cluster.confidence >= 90 and cluster.reasons
    actions.keep_apart([twins[0].pk, twins[2].pk], by=house.boss)
    assert swept(house.lin)["found"] == 0
    assert TwinPair.objects.get(state=PairState.APART).decided_by == house.boss
    assert queries.clusters_for(fresh(house.chen)) == ([], False)


def test_a_sweep_goes_on_where_it_was(house, twins, monkeypatch):
    """Killed between two batches it begins with the next one, and finds no less."""
    monkeypatch.setattr(sweeping, "KEYS_AT_ONCE", 4)
    job = sweeping.start_sweep(by=fresh(house.lin))
    before, calls = sweeping.note_pairs, []

    def killed(found, *, source):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return before(found, source=source)

    monkeypatch.setattr(sweeping, "note_pairs", killed)
    with pytest.raises(KeyboardInterrupt):
        sweeping.sweep(run_of(job))
    job.refresh_from_db()
    assert job.checkpoint["phase"] == "pairs" and job.checkpoint["read"] >= 8
    result = sweeping.sweep(run_of(job))
    assert TwinPair.objects.count() == 3 and result["clusters"] == 1


def test_the_keys_are_made_anew_in_the_background(house, twins):
    MatchKey.objects.all().delete()
    assert sweeping.rebuild_keys(run_of(enqueue("customers.match_keys", by=None))) > 8
    assert queries.duplicates_of(queries.typed_facts({"name": "南京华宁机电设备"}))


def test_the_pages_lead_from_a_question_to_one_customer_and_back(house, twins, client):
    """What the steward clicks, without a browser."""
    one, two, *_ = twins
    client.force_login(house.boss)
    swept(house.lin)
    assert one.name in client.get("/customers/twins/").content.decode()
    address = f"/customers/merge/?pk={one.pk}&pk={two.pk}"
    assert client.post("/customers/merge/", {"pk": [one.pk, two.pk]}).url == address
    assert "改为保留这个" in client.get(address).content.decode()
    given = {"pk": [one.pk, two.pk], "survivor": one.pk, "value-name": two.pk, "reason": "同一家"}
    assert client.post("/customers/merge/", given).status_code == 302
    assert client.get(f"/customers/{two.pk}/").url == f"/customers/{one.pk}/"
    text = client.get(f"/customers/{one.pk}/panels/").content.decode()
    assert "查看或撤销" in text and two.name in text
    assert "并入的客户" in client.get(f"/customers/{one.pk}/history/").content.decode()
    (merge,) = queries.merges_of(one)
    assert client.post(f"/customers/merges/{merge.pk}/").status_code == 302
    assert client.get(f"/customers/{two.pk}/").status_code == 200
    for path in ("check/", "twins/state/", "twins/rules/"):
        assert client.get(f"/customers/{path}").status_code == 200
    eleven = "&".join(f"pk={n}" for n in range(1, 12))
    assert client.get(f"/customers/merge/?{eleven}").status_code == 422
    alone = client.get(f"/customers/merge/?pk={one.pk}").content.decode()
    assert "合并至少要两个客户" in alone
