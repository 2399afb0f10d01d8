"""Answers of profiles as the history names them: they are no columns, but have label and rights."""

from functools import partial

from django.db import models
from django.utils.translation import gettext_lazy

from maizi.kernel.privacy import DataClass, classed

from ..rules.profiles import answer_in_words
from ..terms import Attribute, PartyType, attributes_for


def _field(attribute: Attribute) -> models.Field:
    field = models.TextField(gettext_lazy(attribute.label))
    field.told = partial(answer_in_words, attribute)
    return classed(field, DataClass.PERSONAL, attribute.field_group)


ANSWERS = {
    f"profile.{attribute.code}": _field(attribute)
    for party_type in PartyType
    for attribute in attributes_for(party_type)
}
