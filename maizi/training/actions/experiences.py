"""What people found out: written down, reviewed, handed to the knowledge base (F-54)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.texts import N_, say
from maizi.service.actions import save_article
from maizi.service.models import Article

from .. import access, queries
from ..models import Experience
from ..rules import exchanges as rules
from ..terms import ExperienceState

TO_REVIEW = N_("审核经验：{title}")
ANSWERED = N_("您的经验“{title}”：{state}")
DRAFTED = N_("经验“{title}”成了知识草稿，请审核、发布")


def save_experience(row: Experience, verb: str, *, by) -> None:
    """Store an experience, which then waits for its review; inside `recorded`.

    Raises Refused to another than its author, and once it is accepted.
    """
    if row._state.adding:
        row.author = by
    else:
        stored = _locked(row)
        rules.check_writing(
            ExperienceState(stored.state), author_id=stored.author_id, by_id=by.pk
        )  # fmt: skip
    if row.product is not None:
        row.family = row.product.category or row.family
    row.state = ExperienceState.ASKED
    row.save()
    title = say(TO_REVIEW, title=row.title)
    reviewers = [one for one in queries.reviewers() if one.pk != row.author_id]
    for one in reviewers:
        ask(owner=one, source=access.REVIEW_SOURCE, title=title, about=row, by=by)
    notify(to=reviewers, event="training.review", title=title, about=row, by=by)


@transaction.atomic
def review_experience(row: Experience, *, is_accepted: bool, opinion: str, by) -> Experience:
    """Accept an experience, or give it back with the reason; its author hears of it.

    What is accepted becomes a draft in the knowledge base, where it is reviewed and published as
    any other; who keeps training hears of the draft. Raises Refused to its author, for what does
    not wait, and for giving back without a reason.
    """
    row = _locked(row)
    opinion = rules.check_review(
        ExperienceState(row.state), author_id=row.author_id, by_id=by.pk,
        is_accepted=is_accepted, opinion=opinion,
    )  # fmt: skip
    verb = N_("采纳经验") if is_accepted else N_("退回经验")
    with recorded(row, verb, by=by, reason=opinion[:200]):
        row.state = ExperienceState.ACCEPTED if is_accepted else ExperienceState.RETURNED
        row.reviewer, row.reviewed_at, row.opinion = by, timezone.now(), opinion
        row.article = _drafted(row, by=by) if is_accepted else None
        row.save()
    settle(source=access.REVIEW_SOURCE, about=row, by=by)
    said = say(ANSWERED, title=row.title, state=say(ExperienceState(row.state).chinese))
    notify(to=[row.author], event="training.answered", title=said, text=opinion, about=row, by=by)
    if is_accepted:
        title = say(DRAFTED, title=row.title)
        notify(to=queries.keepers(), event="training.drafted", title=title, about=row, by=by)
    return row


def _drafted(row: Experience, *, by) -> Article:
    """The draft of an article, written by who found it out."""
    words = (_("原因："), _("办法："))
    article = Article(
        title=row.title, family=row.family, symptom=row.problem, author=row.author,
        body=rules.body_of(row.cause, row.solution, words=words),
    )  # fmt: skip
    with recorded(article, Verb.CREATE, by=by):
        save_article(article, Verb.CREATE, by=by)
    return article


def _locked(row: Experience) -> Experience:
    rows = Experience.objects.select_for_update(of=("self",))
    return rows.select_related("author", "family").get(pk=row.pk)
