"""Reads of tags: what one can put, what is demanded, who is late."""

from datetime import date

from django.db.models import Count, QuerySet

from maizi.fields.queries import parameter

from .. import access
from ..models import Customer, Tag, TagPromise

MOST_OFFERED = 200


def undo_seconds() -> int:
    """How long a click on a tag can be taken back."""
    return int(parameter("tags.undo_seconds"))


def known_tags(user) -> QuerySet[Tag]:
    """The tags a person may see, by group and name; read once for all that a page says of them."""
    if "_known_tags" not in vars(user):
        user._known_tags = access.visible_tags(user).order_by("group", "name")
    return user._known_tags


def tags_offered(user) -> list[tuple[str, list[Tag]]]:
    """The tags a person can put, by group, those without one last. One query, or none."""
    groups: dict[str, list[Tag]] = {}
    for tag in list(known_tags(user))[:MOST_OFFERED]:
        groups.setdefault(tag.group, []).append(tag)
    return sorted(groups.items(), key=lambda pair: (not pair[0], pair[0]))


def tags_of(user, customer: Customer) -> list[Tag]:
    """The tags of one customer that the person may see."""
    here = {tag.pk for tag in customer.tags.all()}
    return [tag for tag in known_tags(user) if tag.pk in here]


def late_by_owner(user, today: date) -> QuerySet:
    """(owner name, owner id, count) of contacts that tags demanded and nobody made in time."""
    late = access.visible_promises(user).filter(
        done_at=None, dropped_at=None, due_on__lt=today
    )  # fmt: skip
    return late.values_list("owner__name", "owner_id").annotate(n=Count("pk")).order_by("-n")[:20]


def open_promises_of(user, customer: Customer) -> QuerySet[TagPromise]:
    """What tags demand of one customer."""
    rows = access.visible_promises(user).filter(customer=customer, done_at=None, dropped_at=None)
    return rows.select_related("tag")
