"""The catalogue of profile attributes: complete, consistent, and what a customer has of it."""

import pytest

from maizi.customers.models import Contact, ProfileValue
from maizi.customers.queries import profile_state, profile_states
from maizi.customers.terms import (
    ArchiveQuestion,
    AttributeSort,
    PartyType,
    ProfileGroup,
    attributes_for,
    groups_for,
)
from maizi.kernel.privacy import FieldGroup

PEOPLE, FIRMS = attributes_for(PartyType.INDIVIDUAL), attributes_for(PartyType.ENTERPRISE)
NINE = ["basic", "education", "family", "relations", "career", "life", "personality", "outlook",
        "other"]  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize("attributes", [PEOPLE, FIRMS])
def test_each_attribute_is_declared_once_and_fully(attributes):
    assert len({a.code for a in attributes}) == len(attributes)
    for a in attributes:
        assert a.need in range(4) and (a.need > 0) == a.is_written, a.code
        is_closed = a.sort in (AttributeSort.CHOICE, AttributeSort.CHOICES)
        assert (a.choices is not None) == is_closed, a.code


@pytest.mark.once
def test_a_person_has_the_nine_groups_and_an_enterprise_the_four_aspects():
    """A-2, A-3"""
    people = [group for group, _ in groups_for(PartyType.INDIVIDUAL)]
    assert [g for g in people if g in NINE] == NINE
    firms = [group for group, _ in groups_for(PartyType.ENTERPRISE)]
    aspects = ["foundation", "character", "business", "trade"]
    assert [g for g in firms if g in aspects] == aspects


@pytest.mark.once
@pytest.mark.parametrize("attributes", [PEOPLE, FIRMS])
def test_every_archive_question_has_something_to_fill(attributes):
    """A-1"""
    asked = {a.question for a in attributes if a.need >= 2}
    assert asked >= set(ArchiveQuestion)


@pytest.mark.once
def test_nothing_sensitive_is_asked_here_and_private_groups_are_for_those_who_may():
    """A-21: sensitive information is not in the catalogue."""
    private = set(NINE) - {"basic", "other"}
    for a in PEOPLE:
        assert not {"religion", "health", "medical", "id_number", "children"} & {a.code}
        if a.group in private:
            assert a.field_group in (FieldGroup.FAMILY, FieldGroup.SENSITIVE), a.code
    assert ProfileGroup.FAMILY in {a.group for a in PEOPLE}


@pytest.mark.django_db
def test_state_counts_columns_and_answers(house, django_assert_num_queries):
    """A-40"""
    row = house.customer("南京华宁机电有限公司", phone="025-86001234", industry="trade")
    ProfileValue.objects.create(
        customer=row, attribute="needs", text="空压机", collected_on="2026-01-05",
        changed_at="2026-01-05T10:00Z",
    )  # fmt: skip
    ProfileValue.objects.create(  # an origin alone is no answer
        customer=row, attribute="delivery", collected_on="2026-01-05",
        changed_at="2026-01-05T10:00Z",
    )  # fmt: skip
    with django_assert_num_queries(1):
        state = profile_state(row)
    filled = {attribute.code for attribute, _, is_filled in state if is_filled}
    assert filled == {"name", "mobile", "phone", "industry", "needs"}
    assert sum(need for _, need, _ in state) == sum(a.need for a in FIRMS)
    other = house.customer("无锡恒泰", mobile="13812345678")
    with django_assert_num_queries(1):
        both = profile_states([row, other])
    assert both[row.pk] == state
    assert {a.code for a, _, f in both[other.pk] if f} == {"name", "mobile"}


@pytest.mark.django_db
def test_a_contact_is_asked_what_a_person_is(house):
    row = house.customer("南京华宁机电有限公司")
    contact = Contact.objects.create(customer=row, name="王海燕", job_title="总经理")
    ProfileValue.objects.create(
        customer=row, contact=contact, attribute="gender", text="female",
        collected_on="2026-01-05", changed_at="2026-01-05T10:00Z",
    )  # fmt: skip
    filled = {a.code for a, _, is_filled in profile_state(contact) if is_filled}
    assert filled == {"name", "job_title", "gender"}
    assert "gender" not in {a.code for a, _, f in profile_state(row) if f}
