"""A new version brings new kinds of records: seeded roles learn what they do with them."""

from collections.abc import Callable

from maizi.history.actions import recorded
from maizi.history.models import HistoryEntry
from maizi.history.terms import Verb

from ..models import Role, User


def widen(seeded: Callable[[str], Role], *, by: User | None) -> int:
    """Give the roles of an older version the grants on entities that the company never heard of.

    What a company has decided stays: an entity that a role names, or once named in the log, was
    known to it already. What an administrator took from every role does not come back by itself.

    seeded  code -> the role as this version seeds it
    Returns how many roles learned something.
    """
    roles = list(Role.objects.all())
    fresh = {role.pk: seeded(role.code).grants for role in roles if role.is_seeded}
    known = {entity for role in roles for entity in role.grants}
    unheard = {entity for grants in fresh.values() for entity in grants if entity not in known}
    unheard = {entity for entity in unheard if not _was_named(entity)}
    count = 0
    for role in roles:
        new = {e: verbs for e, verbs in fresh.get(role.pk, {}).items() if e in unheard}
        if new:
            with recorded(role, Verb.CHANGE, by=by):
                role.grants = role.grants | new
                role.save(update_fields=["grants"])
            count += 1
    return count


def _was_named(entity: str) -> bool:
    """Whether the log of roles speaks of an entity. One query."""
    log = HistoryEntry.objects.filter(kind=Role._meta.label_lower)
    return log.filter(changes_json__contains=f'"{entity}":').exists()
