"""Which rule numbers a document, and which number comes next."""

from dataclasses import dataclass
from datetime import date

from maizi.accounts.models import OrgUnit

from .. import access
from ..models import NumberBlock, NumberRule, NumberSequence
from ..rules import NumberKind, NumberShape, number_text, period_text
from ..terms import Period


@dataclass(frozen=True)
class Preview:
    """One line of the numbering screen."""

    kind: NumberKind
    rule: NumberRule | None
    shape: NumberShape
    next: str

    @property
    def period(self) -> Period:
        return Period(self.shape.period)


def shape_of(rule: NumberRule) -> NumberShape:
    """A stored rule as the rules of numbering know it."""
    return NumberShape(rule.prefix, Period(rule.period), rule.width, rule.is_gapless)


def shape_for(code: str, unit: OrgUnit | None = None) -> NumberShape:
    """The shape in force: of the nearest unit upwards that has a rule, else the company's, else
    as declared. One query."""
    kind = access.number_kind(code)
    rules = {rule.unit_id: rule for rule in NumberRule.objects.filter(code=code)}
    steps = unit.path.strip("/").split("/") if unit else []
    for step in reversed(steps):
        if int(step) in rules:
            return shape_of(rules[int(step)])
    return shape_of(rules[None]) if None in rules else kind.shape


def previews(user, *, on: date) -> list[Preview]:
    """Every kind of document with its rules and the number that would come next. Three queries."""
    rules = access.visible_rules(user).select_related("unit").order_by("unit", "pk")
    by_code: dict[str, list[NumberRule]] = {}
    for rule in rules:
        by_code.setdefault(rule.code, []).append(rule)
    positions = _positions()
    found = []
    for kind in access.number_kinds():
        own = by_code.get(kind.code, [])
        shown = own if any(rule.unit_id is None for rule in own) else [None, *own]
        found += [_preview(kind, rule, positions, on) for rule in shown]
    return found


def following(shape: NumberShape, *, on: date) -> str:
    """The number that would come next in this shape. Two queries."""
    return _next_in(shape, _positions(), on)


def _preview(kind: NumberKind, rule: NumberRule | None, positions: dict, on: date) -> Preview:
    shape = shape_of(rule) if rule else kind.shape
    return Preview(kind, rule, shape, _next_in(shape, positions, on))


def _next_in(shape: NumberShape, positions: dict, on: date) -> str:
    lead, first_free = positions.get((shape.prefix, period_text(shape.period, on)), (None, 1))
    sequence = first_free if shape.is_gapless or lead is None else lead
    return number_text(shape, on, sequence)


def _positions() -> dict[tuple[str, str], tuple[int | None, int]]:
    """(prefix, period) -> (smallest number set apart in a block, first number nobody has)."""
    sequences = {row.pk: row for row in NumberSequence.objects.all()}
    leads: dict[int, int] = {}
    for block in NumberBlock.objects.all():
        if block.next <= block.end:
            leads[block.sequence_id] = min(block.next, leads.get(block.sequence_id, block.next))
    return {(s.code, s.period): (leads.get(s.pk), s.last + 1) for s in sequences.values()}
