"""Work out who is in which class: in slices, set by set, counting who moved (A-15)."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import (
    Count,
    Expression,
    F,
    FilteredRelation,
    Max,
    Q,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from maizi.history.actions import insert_rows
from maizi.kernel.ids import new_ids

from .. import queries
from ..models import ClassMembership, ClassMovement, ClassScheme, Customer, CustomerClass
from ..queries import classes as asking
from ..rules import classes as rules
from ..terms.sorting import SchemeMethod

SLICE = 20_000
COLUMNS = ("id", "scheme", "customer", "cls", "since", "by")


@dataclass(frozen=True)
class Prepared:
    """One scheme by rule, ready to be asked; `asks_others` when its rules use other schemes."""

    scheme: ClassScheme
    expression: Expression
    asks_others: bool


_kept: tuple[tuple, list[Prepared]] | None = None


def schemes_by_rule(today: date) -> list[ClassScheme]:
    """Schemes in force that rules fill, in the order in which they need each other."""
    found = asking.schemes_in_force(today).filter(method=SchemeMethod.RULE)
    schemes = {s.pk: s for s in found.prefetch_related("classes")}
    needs = asking.needs_of(
        {pk: [c.rule for c in in_use(s)] for pk, s in schemes.items()}, queries.rule_limits()
    )
    return [schemes[pk] for pk in rules.in_order(needs)]


def in_use(scheme: ClassScheme) -> list[CustomerClass]:
    """The classes of a scheme in the order in which they are tried."""
    found = [c for c in scheme.classes.all() if c.retired_at is None]
    return sorted(found, key=lambda c: (c.position, c.pk))


def slice_after(place: int, size: int = SLICE) -> int | None:
    """The last id of the next `size` customers; None when there are none left."""
    ids = Customer.objects.filter(pk__gt=place).order_by("pk").values_list("pk", flat=True)
    last = ids[size - 1 : size].first()
    return last if last is not None else ids.last()


def classify(scheme: ClassScheme, among: dict, *, today: date) -> Counter:
    """Bring the memberships of some customers up to date; gives (old, new) -> how many moved.

    One query finds those whose class is another one; what they are written with does not grow
    by the row.

    among  which customers, as lookups of their number: {"gt": 1, "lte": 9}; said of both tables,
           or PostgreSQL reads every membership of the scheme for each slice
    """
    pairs = [(c.pk, c.rule) for c in in_use(scheme)]
    own = Q(class_memberships__scheme=scheme.pk)
    own &= Q(**{f"class_memberships__customer__{how}": what for how, what in among.items()})
    rows = Customer.objects.filter(**{f"pk__{how}": what for how, what in among.items()})
    found = (
        rows.annotate(mine=FilteredRelation("class_memberships", condition=own))
        .annotate(
            old=Coalesce("mine__cls_id", Value(asking.NO_CLASS)),
            new=asking.class_expression(pairs, today=today),
        )
        .exclude(old=F("new"))
        .order_by()
        .values_list("pk", "old", "new")
    )
    moved = list(found)
    _write(scheme, moved, today)
    return asking.tallied(moved)


def reclassify(ids: Collection[int], *, by=None, today: date | None = None) -> None:
    """The classes of some customers that have changed, at once. Three queries when none moves."""
    today, ids = today or timezone.localdate(), list(ids)
    prepared = _prepared(today)
    free = [p for p in prepared if not p.asks_others]
    if free:
        names = {f"class_{n}": p.expression for n, p in enumerate(free)}
        rows = Customer.objects.filter(pk__in=ids).annotate(**names).values_list("pk", *names)
        here = ClassMembership.objects.filter(customer__in=ids)
        old = {(c, s): cls for c, s, cls in here.values_list("customer_id", "scheme_id", "cls_id")}
        found = list(rows)
        for n, one in enumerate(free):
            pairs = [(row[0], old.get((row[0], one.scheme.pk), 0), row[n + 1]) for row in found]
            _settle(one.scheme, [p for p in pairs if p[1] != p[2]], today)
    for one in prepared:
        if one.asks_others:
            moved = classify(one.scheme, {"in": ids}, today=today)
            note_movement(one.scheme, moved, is_new=False, on=today)


def _settle(scheme: ClassScheme, moved: list[tuple[int, int, int]], today: date) -> None:
    if moved:
        _write(scheme, moved, today)
        note_movement(scheme, asking.tallied(moved), is_new=False, on=today)


def _prepared(today: date) -> list[Prepared]:
    """The schemes by rule with their expressions, kept until one of them changes. One query."""
    global _kept
    state = ClassScheme.objects.aggregate(count=Count("pk"), last=Max("changed_at"))
    mark = (state["count"], state["last"], today)
    if _kept is None or _kept[0] != mark:
        schemes = schemes_by_rule(today)
        needs = asking.needs_of(
            {s.pk: [c.rule for c in in_use(s)] for s in schemes}, queries.rule_limits()
        )
        known = {s.pk for s in schemes}
        made = [
            Prepared(
                s, asking.class_expression([(c.pk, c.rule) for c in in_use(s)], today=today),
                bool(needs[s.pk] & known),
            )
            for s in schemes
        ]  # fmt: skip
        _kept = mark, made
    return _kept[1]


def note_movement(scheme: ClassScheme, moved: Counter, *, is_new: bool, on: date) -> None:
    """Add to the day's movement between classes."""
    for (old, new), count in moved.items():
        known = ClassMovement.objects.filter(
            scheme=scheme, version=scheme.version, is_new=is_new, on=on,
            origin=old or None, target=new or None,
        )  # fmt: skip
        if not known.update(count=F("count") + count):
            ClassMovement.objects.create(
                scheme=scheme, version=scheme.version, is_new=is_new, on=on,
                origin_id=old or None, target_id=new or None, count=count,
            )  # fmt: skip


def reclassify_all(scheme: ClassScheme, *, by=None, now: datetime | None = None) -> int:
    """A whole scheme at one go, as the background job does it slice by slice; how many moved."""
    now = now or timezone.now()
    scheme = ClassScheme.objects.prefetch_related("classes").get(pk=scheme.pk)
    place, moved, today = 0, 0, timezone.localdate(now)
    is_new = scheme.computed_version < scheme.version
    while (last := slice_after(place)) is not None:
        with transaction.atomic():
            found = classify(scheme, {"gt": place, "lte": last}, today=today)
            note_movement(scheme, found, is_new=is_new, on=today)
        place, moved = last, moved + found.total()
    if is_new:
        close_version(scheme, now=now)
    return moved


def close_version(scheme: ClassScheme, *, now: datetime) -> None:
    """A version has been worked out: note who stayed, and that it is so."""
    stays = dict(
        ClassMembership.objects.filter(scheme=scheme).values_list("cls").annotate(n=Count("pk"))
    )
    came = dict(
        ClassMovement.objects.filter(scheme=scheme, version=scheme.version, is_new=True)
        .exclude(target=None).values_list("target").annotate(n=Sum("count"))
    )  # fmt: skip
    rest = Counter({(c, c): n - came.get(c, 0) for c, n in stays.items() if n > came.get(c, 0)})
    note_movement(scheme, rest, is_new=True, on=timezone.localdate(now))
    ClassScheme.objects.filter(pk=scheme.pk).update(
        computed_version=scheme.version, computed_at=now
    )


def touch(scheme: ClassScheme, *, now: datetime) -> None:
    """Note when a scheme was last gone through."""
    ClassScheme.objects.filter(pk=scheme.pk).update(computed_at=now)


def is_overtaken(scheme: ClassScheme) -> bool:
    """Whether the rules have changed since they were read."""
    return not ClassScheme.objects.filter(pk=scheme.pk, version=scheme.version).exists()


def _write(scheme: ClassScheme, moved: list[tuple[int, int, int]], today: date) -> None:
    if not moved:
        return
    leaving = [customer for customer, old, _ in moved if old]
    if leaving:
        gone = ClassMembership.objects.filter(scheme=scheme, customer__in=leaving)
        gone.delete()
    coming = [(customer, new) for customer, _, new in moved if new]
    insert_rows(
        ClassMembership, COLUMNS,
        (
            (id_, scheme.pk, customer, new, today, None)
            for id_, (customer, new) in zip(new_ids(len(coming)), coming, strict=True)
        ),
    )  # fmt: skip
