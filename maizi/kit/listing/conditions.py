"""Conditions of a list: from the address `f=level.in.A,B`, to a query, to words on a chip.

Field names and operators are looked up, never passed on; values are only ever parameters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from maizi.kernel.texts import COMMA, N_, listed
from maizi.search.terms import facet

from .beside import Beside
from .columns import Column

NO_VALUE = {"empty", "filled", "yes", "no", "me", "not_me"}
OPERATORS = {
    "text": ["has", "lacks", "is", "starts", "empty", "filled"],
    "choice": ["in", "not_in", "empty", "filled"],
    "ref": ["in", "me", "not_me", "not_in", "empty", "filled"],
    "refs": ["in", "me", "not_in", "empty", "filled"],
    "yes_no": ["yes", "no"],
    "date": ["within", "from", "to", "on", "empty", "filled"],
    "number": ["at_least", "at_most", "is", "empty", "filled"],
    "fact": ["empty", "filled"],
}
OPERATORS |= {
    "long_text": OPERATORS["text"],
    "phone": OPERATORS["text"],
    "email": OPERATORS["text"],
    "link": OPERATORS["text"],
    "moment": OPERATORS["date"],
    "amount": OPERATORS["number"],
}
WORDS = {
    "has": N_("包含"),
    "lacks": N_("不包含"),
    "is": N_("等于"),
    "starts": N_("开头是"),
    "empty": N_("为空"),
    "filled": N_("不为空"),
    "in": pgettext_lazy("关系", "是"),
    "not_in": N_("不是"),
    "me": N_("是我"),
    "not_me": N_("不是我"),
    "yes": N_("是"),
    "no": N_("否"),
    "within": N_("在"),
    "from": N_("不早于"),
    "to": N_("不晚于"),
    "on": N_("在"),
    "at_least": N_("≥"),
    "at_most": N_("≤"),
}
PERIODS = {
    "today": N_("今天"),
    "yesterday": N_("昨天"),
    "tomorrow": N_("明天"),
    "this_week": N_("本周"),
    "last_week": N_("上周"),
    "next_week": N_("下周"),
    "this_month": N_("本月"),
    "last_month": N_("上月"),
    "this_quarter": N_("本季度"),
    "this_year": N_("今年"),
    "last_year": N_("去年"),
    "past": N_("今天以前"),
    "due": N_("到今天为止"),
    "last_7": N_("最近 7 天"),
    "last_30": N_("最近 30 天"),
    "last_90": N_("最近 90 天"),
    "last_365": N_("最近 365 天"),
    "before_90": N_("90 天以前"),
    "before_180": N_("180 天以前"),
    "before_365": N_("365 天以前"),
    "next_7": N_("未来 7 天"),
    "next_30": N_("未来 30 天"),
}
MOST_VALUES = 200


@dataclass(frozen=True)
class Condition:
    """One chip: a column, an operator and its values."""

    column: Column | Beside
    operator: str
    values: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """How it stands in the address."""
        return ".".join([self.column.name, self.operator, ",".join(self.values)]).rstrip(".")

    def words(self, names: Mapping[str, str]) -> str:
        """The chip's text; `names` gives what referenced ids are called."""
        shown = [self._value_words(v, names) for v in self.values]
        return " ".join(
            [
                self.column.label,
                _(WORDS[self.operator]),
                *([listed(shown, _(COMMA))] if shown else []),
            ]
        )

    def _value_words(self, value: str, names: Mapping[str, str]) -> str:
        if self.operator == "within":
            return _(PERIODS[value])
        if self.column.sort == "choice":
            return self.column.labels.get(value, value)
        return names.get(value, value)


def offers_of(column: Column | Beside) -> list[tuple[str, str, str]]:
    """(operator, its words, what it asks: nothing, a period, a day or the usual) of a filter."""
    asked = {"within": "period", "from": "day", "to": "day", "on": "day"}
    kinds = dict.fromkeys(NO_VALUE, "nothing") | asked
    fitting = [o for o in OPERATORS[column.sort] if "me" not in o.split("_") or column.is_person]
    return [(o, _(WORDS[o]), kinds.get(o, "usual")) for o in fitting]


def condition_from(text: str, columns: Mapping[str, Column | Beside]) -> Condition | None:
    """The condition written as `field.operator.values`, or None when it makes no sense."""
    name, _dot, rest = text.partition(".")
    operator, _dot, given = rest.partition(".")
    column = columns.get(name)
    if not column or not column.can_filter or operator not in OPERATORS[column.sort]:
        return None
    whole = column.sort in ("text", "long_text", "phone", "email", "link")
    values = (given,) if whole else tuple(v for v in given.split(",")[:MOST_VALUES] if v)
    if operator in NO_VALUE:
        values = ()
    elif not any(values) or not all(_is_sound(column, operator, v) for v in values):
        return None
    return Condition(column, operator, values)


def facets_of(condition: Condition, facets: Mapping[str, str], user) -> set[str] | None:
    """The index's facets of which a row must have one; None when the index cannot tell.

    facets  column name -> what its facet is called
    """
    name = facets.get(condition.column.name)
    is_choice = condition.operator in ("in", "me") or (
        condition.operator == "is" and condition.column.sort == "text"
    )
    if not name or not is_choice:
        return None
    return {facet(name, v) for v in ([user.pk] if condition.operator == "me" else condition.values)}


def query_of(condition: Condition, *, user, today: date) -> Q:
    """The condition as a query."""
    column, values = condition.column, condition.values
    if isinstance(column, Beside):
        return column.query(condition.operator, values)
    match condition.operator:
        case "empty" | "filled":
            empty = _emptiness(column)
            return empty if condition.operator == "empty" else ~empty
        case "in":
            return Q(**{f"{column.field.name}__in": values})
        case "not_in":
            return ~Q(**{f"{column.field.name}__in": values})
        case "me" | "not_me":
            mine = Q(**{column.field.name: user.pk})
            return mine if condition.operator == "me" else ~mine
        case "yes" | "no":
            return Q(**{column.field.name: condition.operator == "yes"})
        case "within":
            return _between(column, *period(values[0], today))
        case "from" | "to" | "on":
            day = parse_date(values[0])
            first = None if condition.operator == "to" else day
            return _between(column, first, None if condition.operator == "from" else day)
        case "at_least" | "at_most":
            suffix = "gte" if condition.operator == "at_least" else "lte"
            return Q(**{f"{column.field.name}__{suffix}": Decimal(values[0])})
    return _text_query(condition)


def period(name: str, today: date) -> tuple[date | None, date | None]:
    """First and last day of a named period; None is open."""
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    quarter = date(today.year, today.month - (today.month - 1) % 3, 1)
    kind, _under, days = name.partition("_")
    if days.isdigit():
        span = timedelta(days=int(days))
        if kind == "before":
            return None, today - span
        return (
            (today - span + timedelta(days=1), today) if kind == "last" else (today, today + span)
        )
    fixed = {
        "today": (today, today),
        "yesterday": (today - timedelta(days=1),) * 2,
        "tomorrow": (today + timedelta(days=1),) * 2,
        "this_week": (monday, monday + timedelta(days=6)),
        "last_week": (monday - timedelta(days=7), monday - timedelta(days=1)),
        "next_week": (monday + timedelta(days=7), monday + timedelta(days=13)),
        "this_month": (first, _month_end(first)),
        "last_month": ((first - timedelta(days=1)).replace(day=1), first - timedelta(days=1)),
        "this_quarter": (quarter, _month_end((quarter + timedelta(days=70)).replace(day=1))),
        "this_year": (date(today.year, 1, 1), date(today.year, 12, 31)),
        "last_year": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        "past": (None, today - timedelta(days=1)),
        "due": (None, today),
    }  # fmt: skip
    return fixed[name]


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _between(column: Column, first: date | None, last: date | None) -> Q:
    name, found = column.field.name, Q()
    if column.sort == "date":
        found &= Q(**{f"{name}__gte": first}) if first else Q()
        return found & (Q(**{f"{name}__lte": last}) if last else Q())
    found &= Q(**{f"{name}__gte": _midnight(first)}) if first else Q()
    return found & (Q(**{f"{name}__lt": _midnight(last + timedelta(days=1))}) if last else Q())


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone())


def _emptiness(column: Column) -> Q:
    if column.sort == "refs" or column.field.null:
        empty = Q(**{f"{column.field.name}__isnull": True})
    else:
        empty = Q(pk__in=[])
    if column.field.empty_strings_allowed and not column.field.is_relation:
        empty |= Q(**{column.field.name: ""})
    return empty


def _text_query(condition: Condition) -> Q:
    name, text = condition.column.field.name, condition.values[0]
    if condition.operator == "is":
        return Q(**{name: Decimal(text) if condition.column.sort in ("number", "amount") else text})
    if condition.operator == "starts":
        return Q(**{f"{name}__startswith": text})
    has = Q(**{f"{name}__icontains": text})
    return ~has if condition.operator == "lacks" else has


def _is_sound(column: Column, operator: str, value: str) -> bool:
    if operator == "within":
        return value in PERIODS
    if operator in ("from", "to", "on"):
        return _is_date(value)
    if column.sort in ("number", "amount"):
        return _is_number(value)
    if column.sort in ("ref", "refs"):
        return value.isascii() and value.isdigit() and len(value) < 20
    return len(value) <= 200 and "\0" not in value


def _is_date(value: str) -> bool:
    try:
        return parse_date(value) is not None
    except ValueError:
        return False


def _is_number(value: str) -> bool:
    try:
        return Decimal(value).is_finite() and len(value) < 20
    except InvalidOperation:
        return False
