"""Keep the catalogue of 三包: versions by their day, never less than the law (F-31)."""

from dataclasses import fields
from datetime import date

from django.db import transaction
from django.db.models import Q

from maizi.fields.actions import change_parameter
from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import CatalogueRow
from ..rules.catalogue import SHIPPED, Shipped, check_kept, check_row
from ..terms import Kind, StartRule

NAMES = [one.name for one in fields(Shipped)]
FIXED = ("code", "since_on", "kind", "months", "part_months", "rate_percent", "start_rule", "km",
         "care_months", "care_km")  # fmt: skip


@transaction.atomic
def save_row(row: CatalogueRow, verb: str, *, by) -> CatalogueRow:
    """Store a row; the caller records (`kit.pages.save`).

    Raises Refused for less than the law gives, an incomplete active row, a version of a day that
    has one, and a change of what somebody was judged by: that takes a new version.
    """
    given = _as_shipped(row)
    check_row(given, is_active=row.is_active)
    _check_names(row)
    others = CatalogueRow.objects.filter(code=row.code).exclude(pk=row.pk)
    if others.filter(since_on=row.since_on).exists():
        raise Refused(
            N_("“{name}”已有 {on} 生效的版本。请改用另一个生效日期，或直接修改那一版。"),
            name=row.name, on=row.since_on, field="since_on", code="version_taken",
        )  # fmt: skip
    if not row._state.adding:
        _check_unused(row, given)
    elif row.created_by is None:
        row.created_by = by
    row.save()
    return row


def _as_shipped(row: CatalogueRow) -> Shipped:
    given = {name: getattr(row, name) for name in NAMES}
    return Shipped(**given | {"kind": Kind(row.kind), "start_rule": StartRule(row.start_rule)})


def _check_names(row: CatalogueRow) -> None:
    """One name means one kind of goods; a second row would judge in the place of the first."""
    names = (row.code, row.name)
    twins = CatalogueRow.objects.exclude(code=row.code)
    twin = twins.filter(Q(name__in=names) | Q(code__in=names)).first()
    if twin is not None:
        raise Refused(
            N_("“{name}”已经是代码 {other} 的商品。请给那一类新建版本，或换一个名称。"),
            name=row.name, other=twin.code, field="name", code="name_taken",
        )  # fmt: skip


def _check_unused(row: CatalogueRow, given: Shipped) -> None:
    stored = CatalogueRow.objects.get(pk=row.pk)
    is_switched_off = stored.is_active and not row.is_active
    check_kept(_as_shipped(stored), given, is_switched_off=is_switched_off)
    is_changed = any(getattr(stored, name) != getattr(row, name) for name in FIXED)
    if is_changed and row.verdicts.exists():
        raise Refused(
            N_("已经按这一版判定过，不能改它的期限和折旧率。请新建一个从以后某日生效的版本。"),
            field="since_on", code="version_used",
        )  # fmt: skip


def next_version(row: CatalogueRow, *, since_on: date, by=None) -> CatalogueRow:
    """The same row from another day on, unsaved, for a form to begin with.

    by  nobody: nothing is written
    """
    values = {name: getattr(row, name) for name in NAMES}
    return CatalogueRow(**values | {"since_on": since_on}, is_active=row.is_active, note=row.note)


@transaction.atomic
def seed_catalogue(*, by=None) -> int:
    """Add the rows that are missing; those that exist stay as the company has them.

    What was verified is active; the rest waits for months and parts. Returns how many were added.
    """
    known = set(CatalogueRow.objects.values_list("code", flat=True))
    missing = [
        CatalogueRow(**{name: getattr(one, name) for name in NAMES}, is_active=one.is_verified)
        for one in SHIPPED if one.code not in known
    ]  # fmt: skip
    if missing:
        CatalogueRow.objects.bulk_create(missing)
        lines = [(row.pk, row.name, {"since_on": [None, row.since_on.isoformat()]})
                 for row in missing]  # fmt: skip
        record_many(CatalogueRow._meta.label_lower, lines=lines, verb=Verb.CREATE, by=by)
    return len(missing)


def confirm_catalogue(*, by, words: str) -> None:
    """Write down that counsel looked at the catalogue; the reminder goes. Raises Refused without
    saying who did."""
    if not words.strip():
        raise Refused(N_("请写明哪位律师、哪一天核对的。"), field="words")
    change_parameter("sanbao.confirmed", given=["yes"], by=by, reason=words.strip())
