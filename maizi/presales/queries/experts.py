"""Who can help with a question: what everybody knows, and how much waits for him (F-1, F-52)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from maizi.accounts.models import User
from maizi.accounts.queries import holders
from maizi.catalog.models import Category
from maizi.service.models import Skill
from maizi.service.queries import families_of
from maizi.training.models import Certificate

from ..access import PRESALE
from ..models import ExpertReply
from ..terms import WAITING, RequestState

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Expert:
    """One colleague who answers as an expert.

    knows     names of the families he can repair or holds a certificate for, the first few
    is_known  whether one of them is the family asked about, or above it
    waiting   questions he has not answered yet
    """

    person: User
    knows: tuple[str, ...]
    is_known: bool
    waiting: int


def people_who_answer() -> list[User]:
    """Everybody whose posts let him answer as an expert. Two queries."""
    return holders(PRESALE.code, "answer", today=timezone.localdate())


def experts_for(
    family: Category | None, *, without: Iterable[int] = (), today: date | None = None
) -> list[Expert]:
    """Experts, those who know the family first, then those with least to do. Six queries."""
    today, left = today or timezone.localdate(), set(without)
    people = [one for one in people_who_answer() if one.pk not in left]
    known = _known([one.pk for one in people], today)
    waiting = dict(
        ExpertReply.objects.filter(state__in=WAITING, request__state=RequestState.OPEN)
        .values_list("expert").annotate(count=Count("pk")).order_by()
    )  # fmt: skip
    wanted = set(families_of(family))
    found = [
        Expert(
            one, tuple(sorted(known[one.pk].values())[:MOST_NAMED]),
            not wanted.isdisjoint(known[one.pk]), waiting.get(one.pk, 0),
        )
        for one in people
    ]  # fmt: skip
    return sorted(found, key=lambda e: (not e.is_known, not e.knows, e.waiting, e.person.sort_name))


def _known(people: list[int], today: date) -> dict[int, dict[int, str]]:
    """Person -> family -> its name, by skills and by certificates in force. Two queries."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    valid = Q(valid_until=None) | Q(valid_until__gte=today)
    skills = Skill.objects.filter(valid, engineer__user__in=people, engineer__is_active=True)
    papers = Certificate.objects.filter(
        person__in=people, revoked_at=None, valid_to__gte=today, families__isnull=False
    ).order_by()
    for person, id_, name in (
        *skills.values_list("engineer__user", "category", "category__name"),
        *papers.values_list("person", "families", "families__name"),
    ):
        found[person][id_] = name
    return found
