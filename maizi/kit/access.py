"""Whose saved views are whose."""

from django.db.models import Q, QuerySet

from .models import SavedView


def visible_views(user, kind: str) -> QuerySet[SavedView]:
    """A person's own views of a kind of list, and the shared ones."""
    return SavedView.objects.filter(Q(owner=user) | Q(is_shared=True), kind=kind)


def own_views(user, kind: str) -> QuerySet[SavedView]:
    """The views a person may change or remove."""
    return SavedView.objects.filter(owner=user, kind=kind)
