"""What a parameter is worth: here, and in a unit."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext

from maizi.accounts.access import Written
from maizi.accounts.models import OrgUnit
from maizi.history.models import HistoryEntry

from .. import access
from ..models import ParameterState, ParameterValue
from ..rules import Parameter, shown, typed, value_from
from ..rules.parameters import Value

HISTORY_SIZE = 50
ONLY = 1  # the one row of the state

Held = dict[tuple[str, int | None], Value]

_kept: tuple[str, Held] | None = None


@dataclass(frozen=True)
class Entry:
    """One line of the register: the declaration, what holds in the company, and where it differs.

    own    the company's own value in words, empty when the default holds
    units  how many units have a value of their own
    """

    parameter: Parameter
    default: str
    own: str
    units: int = 0
    words: str = field(default="", compare=False)  # everything a search looks through


def parameter(code: str, unit: OrgUnit | None = None) -> Value:
    """The value of a §O parameter: of the nearest unit upwards that has its own, else of the
    company, else the default.

    One query that asks whether anything has changed; a second one when it has. Raises
    LookupError for a code that no app declares.
    """
    declared, held = access.parameter_of(code), _held()
    if unit is not None and declared.is_per_unit:
        for step in reversed(unit.path.strip("/").split("/")):
            if (code, int(step)) in held:
                return held[code, int(step)]
    return held.get((code, None), declared.default)


def usual_warnings() -> tuple[int, ...]:
    """Shares of their time at which clocks warn, in percent (0.6). One query, or two."""
    return tuple(int(share * 100) for share in parameter("clocks.warn"))


def parameters(*codes: str) -> list[Value]:
    """What several parameters are worth in the company. One query, or two, for all of them."""
    held = _held()
    return [held.get((code, None), access.parameter_of(code).default) for code in codes]


def entries(user, asked: Mapping[str, str]) -> list[Entry]:
    """The register as a person reads it, narrowed to `q` and `section`. One query.

    asked  q: words of the label, code, source or rule; own=1: only what differs
    """
    held: dict[str, dict[int | None, object]] = {}
    rows = access.visible_values(user).filter(value__isnull=False)
    for code, unit_id, value in rows.values_list("code", "unit", "value"):
        held.setdefault(code, {})[unit_id] = value
    found = [_entry(p, held.get(p.code, {})) for p in access.parameters()]
    words = asked.get("q", "").lower().split()
    found = [e for e in found if all(word in e.words for word in words)]
    if asked.get("section"):
        found = [e for e in found if e.parameter.section == asked["section"]]
    return [e for e in found if e.own or e.units] if asked.get("own") else found


def told(user, declared: Parameter) -> dict:
    """Everything the page of one parameter shows. Three queries."""
    rows = access.visible_values(user).filter(code=declared.code).select_related("unit", "by")
    rows = sorted(rows, key=lambda row: (row.unit_id or 0, row.pk))
    places = {row.pk: row.unit.name if row.unit else gettext("全公司") for row in rows}
    kind = ParameterValue._meta.label_lower
    changes = HistoryEntry.objects.filter(kind=kind, object_id__in=places)[:HISTORY_SIZE]
    return {
        "parameter": declared,
        "default": shown(declared, declared.default, gettext),
        "bounds": [_bound(declared, bound) for bound in (declared.least, declared.most)],
        "own": [
            (row, places[row.pk], _words(declared, row.value)) for row in rows
            if row.value is not None
        ],
        "changes": [
            (entry, places[entry.object_id],
             [_words(declared, value) for value in entry.changes.get("value", [None, None])])
            for entry in changes
        ],
    }  # fmt: skip


def _bound(declared: Parameter, bound) -> str:
    return "" if bound is None else typed(replace(declared, parts=()), Decimal(bound))[0]


def _words(declared: Parameter, stored) -> str:
    if stored is None:
        return ""
    return shown(declared, value_from(declared, stored), gettext)


def _entry(declared: Parameter, held: dict[int | None, object]) -> Entry:
    own = value_from(declared, held[None]) if None in held else None
    texts = (declared.code, declared.label, gettext(declared.label), declared.source,
             declared.rule, declared.section.chinese, str(declared.section.label))  # fmt: skip
    return Entry(
        declared,
        default=shown(declared, declared.default, gettext),
        own="" if own is None else shown(declared, own, gettext),
        units=len(held) - (None in held),
        words=" ".join(texts).lower(),
    )


@Written
def _mark(pk: int) -> QuerySet:
    return ParameterState.objects.filter(pk=pk).values_list("mark", flat=True)


def _held() -> Held:
    global _kept
    mark = next(iter(_mark.rows(ONLY)), None) or ""
    known = _kept
    if known is None or known[0] != mark:
        known_codes = [declared.code for declared in access.parameters()]
        rows = ParameterValue.objects.filter(value__isnull=False, code__in=known_codes)
        held = {
            (code, unit): value_from(access.parameter_of(code), value)
            for code, unit, value in rows.values_list("code", "unit", "value")
        }
        known = _kept = mark, held
    return known[1]
