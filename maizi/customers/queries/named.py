"""Customers by what they are called, however many there are."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from .. import rules
from ..models import Customer

KEY_LENGTH = Customer._meta.get_field("name_key").max_length


def called(rows: QuerySet[Customer], words: Collection[str]) -> QuerySet[Customer]:
    """Those of the rows whose name or number is one of the words, found by the indexes of both."""
    keys = {rules.name_key(word)[:KEY_LENGTH] for word in words}
    return rows.filter(Q(name_key__in=keys, name__in=words) | Q(no__in=words))
