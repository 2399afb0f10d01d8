"""Articles that may help, emergency plans (F-3, F-54)."""

from django.db.models import Case, Count, IntegerField, Q, Value, When

from maizi.catalog.models import Category

from .. import access
from ..models import Article, EmergencyPlan
from ..terms import ArticleState
from .people import families_of

MOST = 8
SHORTEST = 2
LONGEST_WORDS = 6


def articles_for(user, *, text: str = "", family: Category | None = None) -> list[Article]:
    """Published articles by words of the symptom and the family of products. One query.

    A word in the title weighs more than one in the symptom or the text; those of the family
    come before those for everything.
    """
    rows = access.visible_articles(user).filter(state=ArticleState.PUBLISHED)
    ids = families_of(family)
    if ids:
        rows = rows.filter(Q(family__in=ids) | Q(family=None))
    words = _words(text)
    if not words and not ids:
        return []
    weight = sum((_hit(word) for word in words), Value(0, IntegerField()))
    if words:
        rows = rows.annotate(weight=weight).filter(weight__gt=0)
    else:
        rows = rows.annotate(weight=Value(1, IntegerField()))
    rows = rows.annotate(times=Count("tickets")).order_by("-weight", "-times", "-id")
    return list(rows.select_related("family")[:MOST])


def _words(text: str) -> list[str]:
    """Words as typed; a run of Chinese without spaces is looked for by its pairs."""
    found: list[str] = []
    for part in text.replace("，", " ").replace("。", " ").replace("、", " ").split():
        if part.isascii() or len(part) <= SHORTEST:
            found.append(part)
        else:
            found += [part[at : at + SHORTEST] for at in range(len(part) - 1)]
    unique = dict.fromkeys(word for word in found if len(word) >= SHORTEST)
    return list(unique)[: LONGEST_WORDS * SHORTEST]


def _hit(word: str) -> Case:
    return Case(
        When(title__icontains=word, then=Value(3)),
        When(symptom__icontains=word, then=Value(2)),
        When(body__icontains=word, then=Value(1)),
        default=Value(0), output_field=IntegerField(),
    )  # fmt: skip


def plan_for(family: Category | None) -> EmergencyPlan | None:
    """The active emergency plan of a family, or of the nearest one above it. One query."""
    ids = families_of(family)
    if not ids:
        return None
    rows = {one.family_id: one
            for one in EmergencyPlan.objects.filter(family__in=ids, is_active=True)}  # fmt: skip
    return next((rows[id_] for id_ in reversed(ids) if id_ in rows), None)
