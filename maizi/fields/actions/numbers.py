"""Give out document numbers, and change how they look."""

from collections.abc import Iterator
from datetime import date

from django.db import connection, transaction

from maizi.accounts.models import OrgUnit
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access
from ..models import NumberBlock, NumberRule, NumberSequence
from ..queries.numbers import shape_for
from ..rules import NumberShape, check_shape, number_text, period_text

BLOCK = 20  # numbers set apart at a time for writers who do not wait for each other


def next_number(code: str, *, on: date, unit: OrgUnit | None = None, by=None) -> str:
    """A fresh number for one document, see `next_numbers`."""
    (number,) = next_numbers(code, count=1, on=on, unit=unit)
    return number


@transaction.atomic
def next_numbers(
    code: str, *, count: int, on: date, unit: OrgUnit | None = None, by=None
) -> list[str]:
    """`count` fresh numbers, each given out once: C202611-000001 (0.6 编号).

    Taken inside the caller's transaction: a rollback gives them back. Where the rule wants no
    gaps, writers wait for each other to the end of their transactions; elsewhere each takes from
    a small block of his own, and numbers may be used out of order under load.
    """
    shape = shape_for(code, unit)
    key = {"code": shape.prefix, "period": period_text(shape.period, on)}
    sequence = NumberSequence.objects.filter(**key).first()
    if sequence is None:
        NumberSequence.objects.bulk_create([NumberSequence(**key)], ignore_conflicts=True)
        sequence = NumberSequence.objects.get(**key)
    waits = shape.is_gapless or count > BLOCK or not connection.features.has_select_for_update
    take = _take_in_order if waits else _take_from_block
    return [number_text(shape, on, number) for number in take(sequence, count)]


@transaction.atomic
def change_numbering(
    code: str, *, shape: NumberShape, by, unit: OrgUnit | None = None, reason: str = ""
) -> NumberRule:
    """Number one kind of document differently from now on. Raises Refused with the field."""
    check_shape(access.number_kind(code), shape)
    _check_prefix(code, shape.prefix, unit)
    row = NumberRule.objects.filter(code=code, unit=unit).first() or NumberRule(
        code=code, unit=unit
    )
    with recorded(row, Verb.CREATE if row._state.adding else Verb.CHANGE, by=by, reason=reason):
        row.prefix, row.period = shape.prefix, shape.period
        row.width, row.is_gapless = shape.width, shape.is_gapless
        row.save()
    return row


@transaction.atomic
def remove_numbering(rule: NumberRule, *, by, reason: str = "") -> None:
    """Let a unit be numbered like those above it, or the company as it was delivered."""
    with recorded(rule, Verb.DELETE, by=by, reason=reason):
        rule.delete()


def _take_in_order(sequence: NumberSequence, count: int) -> range:
    locked = NumberSequence.objects.select_for_update().get(pk=sequence.pk)
    first, locked.last = locked.last + 1, locked.last + count
    locked.save(update_fields=["last"])
    return range(first, locked.last + 1)


def _take_from_block(sequence: NumberSequence, count: int) -> Iterator[int]:
    """From a block that nobody holds right now; a new block when all are held."""
    free = NumberBlock.objects.select_for_update(skip_locked=True).filter(sequence=sequence)
    block = free.first() or NumberBlock(sequence=sequence, next=1, end=0)
    for _number in range(count):
        if block.next > block.end:
            fresh = _take_in_order(sequence, BLOCK)
            block.next, block.end = fresh[0], fresh[-1]
        yield block.next
        block.next += 1
    block.save()


def _check_prefix(code: str, prefix: str, unit: OrgUnit | None) -> None:
    """Every prefix belongs to one rule alone, else two kinds of document could read the same."""
    rules = NumberRule.objects.filter(prefix=prefix).exclude(code=code, unit=unit)
    ruled = set(NumberRule.objects.filter(unit=None).values_list("code", flat=True))
    kinds = [k for k in access.number_kinds() if k.code not in ruled and k.shape.prefix == prefix]
    if rules.exists() or any(k.code != code or unit is not None for k in kinds):
        raise Refused(N_("前缀“{prefix}”已被别的编号规则使用。请换一个。"), prefix=prefix,
                      field="prefix")  # fmt: skip
