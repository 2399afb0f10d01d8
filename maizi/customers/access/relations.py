"""Who sees relations: whoever sees one of their ends; the other end may stay hidden from him."""

from django.db.models import Q, QuerySet

from ..models import Relation, Standing
from .sight import visible_contacts, visible_customers


def visible_standings(user) -> QuerySet[Standing]:
    """Decision roles of contacts that the person sees."""
    return Standing.objects.filter(contact__in=visible_contacts(user))


def visible_relations(user) -> QuerySet[Relation]:
    """Relations of which the person sees one end."""
    seen = visible_customers(user).values("pk")
    return Relation.objects.filter(Q(first__in=seen) | Q(second__in=seen))
