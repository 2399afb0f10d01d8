"""Make a person unknown while counts, documents and the history stay right (PIPL 47).

Three nets, so that what a later app keeps is caught as well: the person's own rows, by the app
that owns them; rows that refer to them, in every table; and his numbers, wherever they stand.
"""

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from maizi.files.actions import erase_files
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_

from .. import queries
from ..access import Person, beside, person_kind
from ..events import PersonAnonymised
from ..models import PersonLink, RetentionCase, SensitiveValue
from ..rules import Traces
from .consents import block_contact
from .scrubbing import scrub_history, scrub_linked, scrub_numbers


@transaction.atomic
def anonymise(subject: Model, *, by, reason: str) -> None:
    """Empty everything by which a person is known, for good.

    Stays: that there was somebody, what was sold and done, when, by whom; and the keyed hashes of
    numbers that must not be called. Raises Refused while somebody holds the record back.
    """
    person = person_kind(subject._meta.label_lower)
    refuse_held(person.kind, subject.pk)
    traces, own = known_by(person, subject), person.own(subject)
    for one in beside(person.kind):
        own |= one.own(subject)
    keep_unreachable(subject, by=by)
    SensitiveValue.objects.filter(kind=person.kind, object_id=subject.pk).delete()
    PersonLink.objects.filter(kind=person.kind, object_id=subject.pk).delete()
    person.anonymise(subject, by=by)
    for one in beside(person.kind):
        one.empty(subject)
    publish(PersonAnonymised(person.kind, subject.pk))
    files = scrub_linked(own, traces)
    scrub_numbers(own, traces)
    if erase_files(files, by=by):
        enqueue("files.sweep", by=None)
    scrub_history(own, traces, by=by, reason=reason)
    enqueue("search.forget", by=None)
    RetentionCase.objects.filter(kind=person.kind, object_id=subject.pk).update(
        title=_("（已匿名）")
    )


def refuse_held(kind: str, object_id: int) -> None:
    """Raises Refused while a hold is in force."""
    if held := queries.holds_of(kind, object_id):
        raise Refused(
            N_("这份档案暂缓清理：{reason}。请先解除，或以限制处理答复本人。"),
            reason=held[0].reason,
        )


def known_by(person: Person, subject: Model) -> Traces:
    """Everything he is known by, sensitive numbers included."""
    traces = person.traces(subject)
    more = [text for _code, text in queries.opened_values(person.kind, subject.pk)]
    return Traces.of(traces.names, [*traces.identifiers, *more])


def keep_unreachable(subject: Model, *, by) -> None:
    """Whoever asked to be forgotten does not want to be called as a stranger: his numbers stay
    blocked by their keyed hashes, which tell nobody who he was."""
    block_contact(subject, way="", by=by, reason=_("应本人要求删除"), is_total=True)
