"""Answers of profiles: what is kept, where, with which provenance, and who may read it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maizi.accounts.models import Appointment, Role
from maizi.customers import actions, rules
from maizi.customers.models import Contact, Customer, ProfileValue
from maizi.customers.queries import answer_of, archive_of, profile_state, values_by_code
from maizi.customers.rules import Provenance
from maizi.customers.terms import attributes_by_code
from maizi.history.models import HistoryEntry
from maizi.kernel.errors import Refused
from tests.house import fresh

TODAY = date(2026, 11, 28)
PEOPLE, FIRMS = attributes_by_code("individual"), attributes_by_code("enterprise")


def kept(code: str, *given: str) -> str:
    attribute = PEOPLE.get(code) or FIRMS[code]
    return rules.kept_answer(attribute, given, today=TODAY)


@pytest.mark.once
@pytest.mark.parametrize(("code", "given", "stored", "words"), [
    ("needs", ["  两台空压机\n要静音 "], "两台空压机\n要静音", "两台空压机\n要静音"),
    ("major", ["机械 \t 工程"], "机械 工程", "机械 工程"),
    ("degree", ["bachelor"], "bachelor", "本科"),
    ("traits", ["careful", "decisive", "爱开玩笑"], "decisive,careful;爱开玩笑",
     "果断、谨慎、爱开玩笑"),
    ("purchase_mode", ["tender", ""], "tender", "招标采购"),
    ("birthday", ["农历八月十五"], "L--08-15", "农历八月十五"),
    ("birthday", ["农历1985年闰四月初三"], None, None),
    ("birthday", ["1985-3"], "1985-03", "1985-03"),
    ("birthday", ["3月12日"], "--03-12", "3-12"),
    ("founded_on", ["2012年6月"], "2012-06", "2012-06"),
    ("monthly_purchase", ["1,200,000.5"], "1200000.50", "¥1,200,000.50"),
    ("our_share", ["35%"], "0.3500", "35.00%"),
    ("needs", ["  "], "", ""),
])  # fmt: skip
def test_an_answer_is_kept_in_one_form_and_read_in_words(code, given, stored, words):
    """A-2, A-3: and what stands in the form is read again as the same."""
    if stored is None:  # 1985 has no leap fourth month
        with pytest.raises(Refused):
            kept(code, *given)
        return
    assert kept(code, *given) == stored
    attribute = PEOPLE.get(code) or FIRMS[code]
    assert rules.answer_in_words(attribute, stored) == words
    if stored and attribute.choices is None:
        assert kept(code, rules.answer_to_edit(attribute, stored)) == stored


@pytest.mark.once
@pytest.mark.parametrize(("code", "given"), [
    ("degree", "professor"), ("birthday", "去年夏天"), ("birthday", "2030-01-01"),
    ("founded_on", "农历2012年正月初一"), ("founded_on", "3-12"), ("monthly_purchase", "很多"),
    ("monthly_purchase", "-1"), ("monthly_purchase", "NaN"), ("our_share", "120"),
    ("major", "长" * 201), ("needs", "长" * 2001), ("traits", "长" * 101),
])  # fmt: skip
def test_what_makes_no_sense_is_refused_at_its_field(code, given):
    with pytest.raises(Refused) as refused:
        kept(code, given)
    assert refused.value.field == code


@pytest.mark.once
def test_completeness_and_the_emptiest():
    """T-A1, A-34"""
    state = [(PEOPLE["needs"], 3, n < 8) for n in range(10)]
    state += [(PEOPLE["gender"], 2, n < 4) for n in range(6)]
    state += [(PEOPLE["major"], 1, n < 3) for n in range(6)]
    assert rules.completeness(state) == Decimal("0.7292")
    assert rules.completeness([]) is None
    empty = rules.emptiest([(PEOPLE[c], PEOPLE[c].need, False) for c in
                            ("major", "gender", "needs", "hobbies", "traits")], 3)  # fmt: skip
    assert [a.code for a in empty] == ["needs", "gender", "hobbies"]


@pytest.mark.once
def test_personal_information_from_a_competitor_needs_its_ground():
    """A-13"""
    rules.require_lawful("enterprise", Provenance("competitor"))
    rules.require_lawful("individual", Provenance("referral"))
    rules.require_lawful("individual", Provenance("internet", basis="published"))
    for basis in ("", "not_personal"):
        with pytest.raises(Refused):
            rules.require_lawful("individual", Provenance("competitor", basis=basis))


@pytest.mark.django_db
def test_answers_are_stored_with_their_provenance(house):
    row, chen = house.customer("南京华宁机电有限公司"), fresh(house.chen)
    given = Provenance("exhibition", "华东机电展", date(2026, 1, 5), "contract", is_verified=True)
    changed = actions.save_answers(
        row, {"needs": ["空压机"], "delivery": [""]}, by=chen, provenance=given
    )
    assert changed == ["needs"]
    value = ProfileValue.objects.get(customer=row)
    assert (value.text, value.channel, value.source_detail) == (
        "空压机",
        "exhibition",
        "华东机电展",
    )
    assert (value.collected_on, value.collector, value.basis) == (
        date(2026, 1, 5), house.chen, "contract",
    )  # fmt: skip
    assert value.verified_by == house.chen
    entry = HistoryEntry.objects.filter(object_id=row.pk).latest("id")
    assert entry.changes == {"profile.needs": [None, "空压机"]}
    # the same again changes nothing, a new answer gets the writer and today
    assert actions.save_answers(row, {"needs": ["空压机"]}, by=fresh(house.lin)) == []
    actions.save_answers(row, {"needs": ["两台空压机"]}, by=fresh(house.lin))
    value.refresh_from_db()
    assert (value.collector, value.collected_on) == (house.lin, timezone.localdate())
    assert value.verified_at is None and value.channel == ""


@pytest.mark.django_db
def test_columns_of_the_record_stay_the_one_place_of_their_answer(house):
    row, chen = house.customer("陈大文", party_type="individual"), fresh(house.chen)
    actions.save_answers(
        row, {"mobile": ["13812345678"], "birthday": ["1985-03-12"], "hobbies": ["钓鱼"]}, by=chen
    )
    row.refresh_from_db()
    assert (row.mobile, row.birthday) == ("13812345678", date(1985, 3, 12))
    assert {v.attribute: v.text for v in row.profile_values.all()} == {
        "mobile": "", "birthday": "", "hobbies": "钓鱼",
    }  # fmt: skip
    # a lunar or partial date leaves the column empty, and comes back to it when it is whole
    actions.save_answers(row, {"birthday": ["农历正月廿一"]}, by=chen)
    row.refresh_from_db()
    assert row.birthday is None
    assert answer_of(PEOPLE["birthday"], row, values_by_code(row)["birthday"]) == "L--01-21"
    assert ("birthday", True) in [(a.code, f) for a, _, f in profile_state(row)]
    with pytest.raises(Refused) as refused:
        actions.save_answers(row, {"mobile": ["12345"]}, by=chen)
    assert refused.value.field == "mobile"


@pytest.mark.django_db
def test_refusals_of_a_save(house):
    row, chen = house.customer("南京华宁机电有限公司"), fresh(house.chen)
    other = Contact.objects.create(customer=house.customer("无锡恒泰"), name="李建国")
    with pytest.raises(Refused) as refused:
        actions.save_answers(row, {"chief": [str(other.pk)]}, by=chen)
    assert refused.value.field == "chief"
    tomorrow = Provenance(collected_on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(Refused):
        actions.save_answers(row, {"needs": ["空压机"]}, by=chen, provenance=tomorrow)
    for act in (
        lambda: actions.save_answers(row, {"needs": ["空压机"]}, by=fresh(house.meng)),
        lambda: actions.verify_answers(row, ["needs"], by=fresh(house.meng)),
    ):
        with pytest.raises(Refused):
            act()
    with pytest.raises(Refused):
        actions.save_answers(row, {"name": [""]}, by=chen)
    assert not ProfileValue.objects.exists()


@pytest.mark.django_db
def test_verifying_notes_who_and_when_also_for_columns(house):
    row = house.customer("南京华宁机电有限公司", industry="trade")
    assert actions.verify_answers(row, ["industry", "needs"], by=fresh(house.chen)) == 1
    value = ProfileValue.objects.get(customer=row)
    assert (value.attribute, value.text, value.verified_by) == ("industry", "", house.chen)


@pytest.mark.django_db
def test_the_seven_questions_and_what_is_missing(house, django_assert_max_num_queries):
    """A-1"""
    row, chen = house.customer("南京华宁机电有限公司", industry="trade"), fresh(house.chen)
    actions.save_answers(row, {"needs": ["空压机"]}, by=chen)
    chen.is_active  # noqa: B018 rights are asked once
    archive_of(chen, row)
    with django_assert_max_num_queries(3):
        found = archive_of(chen, row)
    by_code = {card.code: card for card in found["questions"]}
    assert len(by_code) == 7 and found["answered"] == 2  # who, needs
    assert by_code["needs"].is_answered and not by_code["why"].is_answered
    assert [f.attribute.code for f in by_code["why"].missing][0] == "need_reasons"


@pytest.mark.django_db
def test_groups_of_fields_decide_who_reads_what(house):
    """M-4: hidden is not there, masked is masked, in cards, forms and history."""
    row, chen = house.customer("陈大文", party_type="individual"), fresh(house.chen)
    actions.save_answers(row, {"hobbies": ["江边夜钓"], "needs": ["净水器"]}, by=chen)
    role = Role.objects.create(
        code="looker", name="looker", scope="all", grants={"customer": ["read", "change"]},
        field_access={"basic": "write", "contact": "masked", "family": "none"},
    )  # fmt: skip
    looker = house.person("looker", "看客", house.hq, "salesperson")
    Appointment.objects.filter(user=looker).update(role=role)
    client = Client()
    client.force_login(looker)
    tab = reverse("customers:tab", args=[row.pk, "customers-profile"])
    history = reverse("customers:customer_history", args=[row.pk])
    card = reverse("customers:profile_card", args=[row.pk, "all"])
    for address in (tab, history, card):
        text = client.get(address).content.decode()
        assert "净水器" in text and "江边夜钓" not in text, address
    assert client.get(card.replace("/all/", "/hobbies/")).status_code == 403
    assert client.get(card.replace("/all/", "/nothing/")).status_code == 404
    client.post(card, {"asked": ["hobbies", "needs"], "hobbies": "看书", "needs": "软水机"})
    assert ProfileValue.objects.get(customer=row, attribute="hobbies").text == "江边夜钓"
    assert ProfileValue.objects.get(customer=row, attribute="needs").text == "软水机"
    chens = Client()
    chens.force_login(house.chen)
    assert all("江边夜钓" in chens.get(a).content.decode() for a in (tab, history, card))


@pytest.mark.django_db
def test_a_card_is_filled_in_its_place(house):
    row = house.customer("南京华宁机电有限公司")
    client = Client()
    client.force_login(house.chen)
    address = reverse("customers:profile_card", args=[row.pk, "needs"])
    htmx = {"HX-Request": "true"}
    assert b"<html" not in client.get(address, headers=htmx).content
    wrong = client.post(address, {"asked": "needs", "needs": "长" * 3000}, headers=htmx)
    assert wrong.status_code == 422 and "长长" in wrong.content.decode()
    answer = client.post(address, {"asked": "needs", "needs": "空压机"}, headers=htmx)
    assert answer["HX-Retarget"] == "#profile" and "空压机" in answer.content.decode()
    plain = client.post(address, {"asked": "needs", "needs": "两台"})
    assert plain.status_code == 302 and "customers-profile" in plain["Location"]


@pytest.mark.django_db
def test_a_person_at_a_customer_has_an_archive_too(house):
    row = house.customer("南京华宁机电有限公司")
    contact = Contact.objects.create(customer=row, name="王海燕")
    client = Client()
    client.force_login(house.chen)
    card = reverse("customers:contact_profile_card", args=[contact.pk, "personality"])
    client.post(card, {"asked": ["hobbies"], "hobbies": "羽毛球"})
    page = client.get(reverse("customers:contact_profile", args=[contact.pk]))
    assert "羽毛球" in page.content.decode()
    value = ProfileValue.objects.get(contact=contact)
    assert value.customer == row
    verify = reverse("customers:contact_profile_verify", args=[contact.pk, "personality"])
    assert client.post(verify).status_code == 302
    value.refresh_from_db()
    assert value.verified_by == house.chen
    assert Customer.objects.get(pk=row.pk).profile_values.filter(contact=None).count() == 0
