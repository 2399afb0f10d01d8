"""Take an answer: on the customer's own page, or typed in by a colleague on the telephone (G-9)."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from maizi.customers.access import value_class_of
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.ids import new_id
from maizi.kernel.texts import N_

from .. import queries
from ..events import ResponseTaken
from ..models import Answer, Invitation, Response
from ..rules.answers import Given, check_answers, lowest, told_by
from ..terms import Way
from .alerting import raise_alert
from .planning import locked


@transaction.atomic
def take_answer(
    one: Invitation, given: Mapping[int, Given], *, by=None, now: datetime | None = None
) -> Response:
    """Store one answer of one invitation; a low mark raises an alarm (E-11).

    given  question id -> what was answered
    by     the colleague who asked on the telephone; None when the customer answers himself

    Of an anonymous round nothing tells whose it is: neither customer, invitation nor moment, no
    history, and ids by lot. Announces ResponseTaken of the others. Raises Refused after the end,
    with enough answers, the second time, and for answers that do not fit.
    """
    now = now or timezone.now()
    row = locked(one.round)
    one = Invitation.objects.select_for_update(of=("self",)).select_related("customer") \
        .get(pk=one.pk)  # fmt: skip
    if one.is_answered:
        raise Refused(N_("这份问卷已经答过了，谢谢您。"), code="answered")
    if refusal := queries.refusal_for(row, today=timezone.localdate(now)):
        raise Refused(refusal, code="over")
    asked = queries.asked(queries.questions_of(row.questionnaire))
    check_answers(asked, given)
    told = told_by(asked, given)
    found = Response(
        round=row, way=Way.PHONE if by else row.way, index=_points(told.index), nps=told.nps,
        mood=told.mood or "",
    )  # fmt: skip
    Invitation.objects.filter(pk=one.pk).update(is_answered=True)
    if row.is_anonymous:
        _store_unnamed(found, given)
        return found
    _name(found, one, by, now)
    with recorded(found, Verb.CREATE, by=by):
        found.save()
    Answer.objects.bulk_create(_answers(found, given))
    low, low_nps = queries.low_marks()
    if worst := lowest(asked, given, low=low, low_nps=low_nps):
        raise_alert(found, worst, by=by, now=now)
    publish(ResponseTaken(found.pk, one.customer_id))
    return found


def _name(found: Response, one: Invitation, by, now: datetime) -> None:
    customer = one.customer
    found.invitation, found.customer, found.by, found.answered_at = one, customer, by, now
    found.value_class = value_class_of(customer.pk) or ""
    for name in ("nature", "province", "party_type"):
        setattr(found, name, getattr(customer, name))


def _store_unnamed(found: Response, given: Mapping[int, Given]) -> None:
    """Ids tell when they were given out: these are drawn from all that were ever possible."""
    found.pk = secrets.randbelow(new_id())
    found.save(force_insert=True)
    rows = _answers(found, given)
    for one in rows:
        one.pk = secrets.randbelow(new_id())
    Answer.objects.bulk_create(rows)


def _answers(found: Response, given: Mapping[int, Given]) -> list[Answer]:
    return [
        Answer(
            response=found, question_id=id_, value=one.value, expected=one.expected,
            chosen=list(one.chosen), text=one.text.strip(),
        )
        for id_, one in given.items() if not one.is_empty
    ]  # fmt: skip


def _points(value: float | None) -> str | None:
    return None if value is None else f"{value:.2f}"
