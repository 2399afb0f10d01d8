"""Former answers of profiles, when an import is taken back."""

from collections.abc import Sequence

from django.utils import timezone

from maizi.history.actions import update_rows
from maizi.history.models import HistoryEntry

from ...models import ProfileValue
from ...queries.profile_sheets import PREFIX
from ..profiles import KEY_LENGTH
from ..quality import refresh_quality
from .answers import WRITTEN


def put_back_answers(entries: Sequence[HistoryEntry], *, by) -> set[int]:
    """Restore what the entries changed; the customers where every new answer still stood.

    An answer that somebody has verified since stays. Of a former answer the history knows the
    words, not where they came from. As many statements for any number of entries.
    """
    told = {e.object_id: {c.removeprefix(PREFIX): p for c, p in e.changes.items()} for e in entries}
    codes = {code for changes in told.values() for code in changes}
    rows = ProfileValue.objects.select_for_update(of=("self",))
    rows = rows.filter(customer__in=told, contact=None, attribute__in=codes) if told else ()
    stored = {(row.customer_id, row.attribute): row for row in rows}
    restored, gone, done = [], [], set()
    for customer_id, changes in told.items():
        pairs = [(stored.get((customer_id, code)), *pair) for code, pair in changes.items()]
        if not all(_stands(value, new) for value, _old, new in pairs):
            continue
        done.add(customer_id)
        for value, old, _new in pairs:
            if value is not None and old:
                restored.append(_formerly(value, old))
            elif value is not None:
                gone.append(value.pk)
    ProfileValue.objects.filter(pk__in=gone).delete()
    if restored:
        update_rows(ProfileValue, WRITTEN, restored)
    if done:
        refresh_quality(done, by=by)
    return done


def _stands(value: ProfileValue | None, new: str | None) -> bool:
    if value is None:
        return not new
    return value.text == (new or "") and value.verified_at is None


def _formerly(value: ProfileValue, text: str) -> ProfileValue:
    value.text, value.key, value.changed_at = text, text[:KEY_LENGTH].casefold(), timezone.now()
    value.channel = value.source_detail = value.basis = ""
    value.collector = None
    return value
