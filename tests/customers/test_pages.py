"""Pages of the archive that do more than the plain engine."""

import pytest
from django.urls import reverse

from maizi.accounts.models import Role
from maizi.customers.models import Contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(house):
    return house.customer("甲公司", house.chen)


def add_contact(client, house, row, **given):
    client.force_login(house.chen)
    return client.post(reverse("customers:new_contact", args=[row.pk]), {"name": "王伟"} | given)


def test_a_contact_is_added_with_its_number(client, house, row):
    assert add_contact(client, house, row, mobile="138 0013 8000").status_code == 302
    assert Contact.objects.get().mobile == "13800138000"


def test_m4_who_sees_numbers_masked_cannot_write_one_into_a_new_contact(client, house, row):
    role = Role.objects.get(code="salesperson")
    role.field_access |= {"contact": "masked"}
    role.save()
    assert add_contact(client, house, row, mobile="13800138000").status_code == 302
    contact = Contact.objects.get()
    assert (contact.name, contact.mobile) == ("王伟", "")


def test_a_wrong_number_stays_typed_beside_its_sentence(client, house, row):
    answer = add_contact(client, house, row, mobile="12012345678")
    assert answer.status_code == 422
    assert 'value="12012345678"' in answer.content.decode()
    assert not Contact.objects.exists()
