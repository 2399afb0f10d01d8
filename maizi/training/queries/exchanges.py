"""What the pages of experience show, and whether its meetings are regular (F-54)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from maizi.accounts.models import User
from maizi.accounts.queries import holders
from maizi.fields.queries import parameter
from maizi.service.access import visible_articles, visible_tickets

from .. import access
from ..models import Course, Exchange, Experience
from ..rules.exchanges import due_on
from ..terms import ExchangeState, ExperienceState


@dataclass(frozen=True, slots=True)
class Regularity:
    """When the last meeting was held, and by when the next one is due."""

    last: date | None
    due_on: date
    days: int
    is_late: bool

    @property
    def is_first(self) -> bool:
        return self.last is None


def regularity(today: date | None = None) -> Regularity:
    """Whether a meeting on experience is late; never before training is used. Four queries."""
    today = today or timezone.localdate()
    held = Exchange.objects.filter(state=ExchangeState.HELD)
    last, days = held.aggregate(at=Max("held_on"))["at"], int(parameter("training.exchange_days"))
    due = due_on(last, days=days, today=today)
    return Regularity(last, due, days, due < today if last else _is_used())


def _is_used() -> bool:
    """Whether the company teaches or writes down experience at all."""
    return Course.objects.exists() or Experience.objects.exists()


def keepers() -> list[User]:
    """Who keeps training: the head of it. Two queries."""
    return holders(access.TRAINING.code, "manage", today=timezone.localdate())


def reviewers() -> list[User]:
    """Who reviews experiences. Two queries."""
    return holders(access.TRAINING.code, "review", today=timezone.localdate())


def exchanges_url() -> str:
    """Where meetings are planned."""
    return reverse("training:exchanges")


def exchanges_shown(user) -> dict:
    """Meetings and experiences that wait, with how regular they are. Six queries at most."""
    meetings = access.visible_exchanges(user).select_related("host")
    seen = access.visible_experiences(user).select_related("author", "family")
    return {
        "found": regularity(), "meetings": list(meetings[:10]),
        "waiting": list(seen.filter(state=ExperienceState.ASKED)[:20]),
        "returned": list(seen.filter(state=ExperienceState.RETURNED, author=user.pk)[:20]),
        "accepted": list(seen.filter(state=ExperienceState.ACCEPTED)[:10]),
        "may_manage": access.may_train(user, "manage"),
        "may_share": access.may_share(user, "add"),
    }  # fmt: skip


def exchange_shown(user, row: Exchange) -> dict:
    """One meeting with who takes part and what was brought. Four queries, however many."""
    seen = access.visible_experiences(user).filter(exchange=row).select_related("author")
    return {
        "row": row, "people": list(row.people.order_by("sort_name", "id")),
        "experiences": list(seen), "is_planned": row.state == ExchangeState.PLANNED,
        "has_come": row.held_on <= timezone.localdate(),
        "may_manage": access.may_train(user, "manage"),
        "may_share": access.may_share(user, "add"),
    }  # fmt: skip


def experience_shown(user, row: Experience) -> dict:
    """One experience; ticket and article only where the person may open them. Four queries."""
    waits, is_own = row.state == ExperienceState.ASKED, row.author_id == user.pk
    return {
        "row": row, "is_own": is_own, "waits": waits,
        "sees_ticket": visible_tickets(user).filter(pk=row.ticket_id).exists(),
        "sees_article": visible_articles(user).filter(pk=row.article_id).exists(),
        "may_review": waits and not is_own and access.may_train(user, "review"),
        "may_change": access.may_share(user, "change", row),
    }  # fmt: skip
