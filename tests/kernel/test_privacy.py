"""Every field has a data class and a group of rights (A-5, M-4)."""

from types import SimpleNamespace

import pytest

from maizi.kernel.privacy import (
    DataClass,
    FieldAccess,
    FieldGroup,
    classed,
    data_class_of,
    group_of,
)

pytestmark = pytest.mark.once


class Open:
    """A model with a default."""

    data_class_default = DataClass.INTERNAL


class Bare:
    """A model that forgot."""


@pytest.fixture
def field():
    return SimpleNamespace(name="mobile")


def test_a_classed_field_is_the_same_field(field):
    assert classed(field, DataClass.PERSONAL, group=FieldGroup.CONTACT, mask="phone") is field
    assert (field.data_class, field.field_group, field.mask) == ("personal", "contact", "phone")


def test_a_field_is_basic_and_masked_as_text_unless_said_otherwise(field):
    classed(field, DataClass.PERSONAL)
    assert (field.field_group, field.mask) == (FieldGroup.BASIC, "text")


def test_an_unknown_mask_is_a_mistake(field):
    with pytest.raises(ValueError, match="'fone' is no mask"):
        classed(field, DataClass.PERSONAL, mask="fone")


def test_a_field_keeps_its_own_class_before_the_models(field):
    classed(field, DataClass.SENSITIVE, group=FieldGroup.SENSITIVE)
    assert data_class_of(Open, field) is DataClass.SENSITIVE
    assert group_of(Open, field) is FieldGroup.SENSITIVE


def test_an_unclassed_field_falls_back_to_its_model(field):
    assert data_class_of(Open, field) is DataClass.INTERNAL
    assert group_of(Open, field) is FieldGroup.BASIC


@pytest.mark.parametrize("ask", [data_class_of, group_of])
def test_a_field_without_any_class_is_a_mistake(field, ask):
    with pytest.raises(LookupError, match="mobile of .*Bare.* has no data class"):
        ask(Bare, field)


def test_access_is_ordered():
    """M-4: none < masked < read < write."""
    shuffled = [FieldAccess.WRITE, FieldAccess.NONE, FieldAccess.READ, FieldAccess.MASKED]
    assert sorted(shuffled) == list(FieldAccess) == ["none", "masked", "read", "write"]
    assert max(FieldAccess.READ, FieldAccess.MASKED) is FieldAccess.READ
    assert FieldAccess.NONE < FieldAccess.MASKED <= FieldAccess.MASKED
    assert FieldAccess.WRITE > "read" and FieldAccess.WRITE >= "write"
    assert not FieldAccess.READ < "masked"
