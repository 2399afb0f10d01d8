"""From rules of classification to questions of the database; counts, movement, who is where."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import and_, or_

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.access import rights_of
from maizi.fields.queries import parameter
from maizi.jobs.models import Job
from maizi.kernel.errors import Refused
from maizi.kernel.privacy import FieldAccess
from maizi.kernel.texts import N_
from maizi.kit.listing import Column, Condition, condition_from
from maizi.kit.listing.conditions import query_of
from maizi.kit.reach import visible_rows

from .. import access
from ..models import (
    ClassMembership,
    ClassMovement,
    ClassScheme,
    Customer,
    CustomerClass,
    Tagging,
)
from ..rules import classes as rules
from .policies import rule_limits

# What a rule may ask about: no field that rights hide from anybody, or a class would tell it.
RULE_FIELDS = (
    "party_type", "nature", "industry", "staff_size", "province", "city", "district", "channel",
    "source", "lifecycle", "ka_status", "tags", "classes", "owner", "org_unit", "pool",
    "registered_capital_yuan", "founded_on", "first_trade_on", "last_contact_at",
    "next_contact_on", "created_at", "quality_band", "name",
)  # fmt: skip
NO_CLASS = 0
ABOUT_SOMEBODY = ("me", "not_me")


@dataclass(frozen=True, slots=True)
class ClassDraft:
    """One class as somebody wants it: a known one by id, or a new one."""

    name: str
    rule: object = None
    note: str = ""
    id: int | None = None


@dataclass(frozen=True)
class Tried:
    """Counts before saving: per class and for those in none.

    checked   how many customers were looked at
    is_whole  False when there are more, and `share` is what one can go by
    """

    counts: list[int]
    left: int
    checked: int
    is_whole: bool
    shares: list[float] = field(default_factory=list)


def rule_columns() -> dict[str, Column]:
    """The columns a rule may ask about, the same for everybody."""
    fields = (Customer._meta.get_field(name) for name in RULE_FIELDS)
    return {f.name: Column(f, FieldAccess.READ) for f in fields}


def condition_of(text: str, columns: Mapping[str, Column]) -> Condition:
    """A condition of a rule. Raises Refused for what the list would not understand."""
    found = condition_from(text, columns)
    if found is None or found.operator in ABOUT_SOMEBODY:
        raise Refused(
            N_("条件“{text}”不能用在分类规则里。请重新选择字段和内容。"), text=text[:60],
            code="no_condition",
        )  # fmt: skip
    return found


def conditions_of(rule: object, limits: rules.RuleLimits) -> list[Condition]:
    """Every condition of a rule, checked."""
    columns = rule_columns()
    return [condition_of(text, columns) for text in rules.conditions_in(rule, limits)]


def rule_query(rule: object, *, today: date) -> Q:
    """A rule as a question about customers; the rule has been checked."""
    return _query(rule, rule_columns(), today)


def _query(rule: object, columns: Mapping[str, Column], today: date) -> Q:
    if isinstance(rule, str):
        return _asked(condition_of(rule, columns), today)
    ((name, value),) = rule.items()
    if name == "not":
        return ~_query(value, columns, today)
    if name == "any" and (places := _listed(value, columns)) is not None:
        return places
    return reduce(and_ if name == "all" else or_, (_query(r, columns, today) for r in value))


def _listed(value: list, columns: Mapping[str, Column]) -> Q | None:
    """Any of many words in one column as one question: thirty provinces need not be thirty."""
    if not all(isinstance(one, str) for one in value):
        return None
    found = [condition_of(one, columns) for one in value]
    names = {c.column.name for c in found}
    if len(names) != 1 or any(c.column.sort != "text" or c.operator != "is" for c in found):
        return None
    return Q(**{f"{names.pop()}__in": [c.values[0] for c in found]})


def _asked(condition: Condition, today: date) -> Q:
    """One condition; on tags and classes without a join, which would count customers twice."""
    column = condition.column
    if column.sort != "refs":
        return query_of(condition, user=None, today=today)
    model, name = (Tagging, "tag") if column.name == "tags" else (ClassMembership, "cls")
    rows = model.objects.filter(customer=OuterRef("pk"))
    rows = rows.filter(**{f"{name}__in": condition.values}) if condition.values else rows
    there = Q(Exists(rows))
    return ~there if condition.operator in ("not_in", "empty") else there


def class_expression(pairs: Iterable[tuple[int, object]], *, today: date) -> Case:
    """The number of the first rule that fits, as an expression (A-15); none is NO_CLASS."""
    whens, rest = [], NO_CLASS
    for number, rule in pairs:
        if rule is None:
            rest = number
            break
        whens.append(When(rule_query(rule, today=today), then=Value(number)))
    kind = BigIntegerField()
    return Case(*whens, default=Value(rest), output_field=kind) if whens else Value(rest, kind)


def tried(drafts: list[ClassDraft], *, today: date) -> Tried:
    """Counts of a scheme before it is saved: over all customers, or the newest ones of very many.

    Two queries, both bounded by the parameter classes.dry_run.
    """
    most = int(parameter("classes.dry_run"))
    newest = Customer.objects.filter(archived_at=None).order_by("-id").values("pk")
    checked = newest[: most + 1].count()
    rows = Customer.objects.filter(archived_at=None)
    if checked > most:
        edge = newest[most - 1 : most].values_list("pk", flat=True).get()
        rows = rows.filter(pk__gte=edge)
    expression = class_expression(
        [(place, d.rule) for place, d in enumerate(drafts, 1)], today=today
    )
    found = dict(
        rows.annotate(place=expression).values_list("place").annotate(n=Count("pk")).order_by()
    )
    counts = [found.get(place, 0) for place in range(1, len(drafts) + 1)]
    whole, seen = checked <= most, min(checked, most)
    shares = [n / seen if seen else 0.0 for n in counts]
    return Tried(counts, found.get(NO_CLASS, 0), seen, whole, shares)


def schemes_in_force(today: date) -> QuerySet[ClassScheme]:
    """Schemes whose dates include the day."""
    starts = Q(starts_on=None) | Q(starts_on__lte=today)
    return ClassScheme.objects.filter(starts, Q(ends_on=None) | Q(ends_on__gte=today))


def needs_of(scheme_rules: Mapping[int, list[object]], limits: rules.RuleLimits):
    """Scheme -> schemes whose classes its rules ask about. One query."""
    asked: dict[int, set[int]] = {}
    for scheme, found in scheme_rules.items():
        conditions = [c for rule in found if rule is not None for c in conditions_of(rule, limits)]
        values = (v for c in conditions if c.column.name == "classes" for v in c.values)
        asked[scheme] = {int(v) for v in values}
    wanted = {id_ for ids in asked.values() for id_ in ids}
    home = dict(CustomerClass.objects.filter(pk__in=wanted).values_list("pk", "scheme_id"))
    return {scheme: {home[i] for i in ids if i in home} for scheme, ids in asked.items()}


def counts_of(user, class_ids: Iterable[int]) -> dict[int, int]:
    """Class -> how many of the customers the person sees are in it. Two queries at most."""
    rows = ClassMembership.objects.filter(cls__in=list(class_ids))
    if not rights_of(user).sight("customer").everything:
        seen = access.visible_customers(user).filter(pk=OuterRef("customer"))
        return _grouped(rows.filter(Exists(seen)))
    archived = _grouped(rows.filter(customer__archived_at__isnull=False))
    return {cls: n - archived.get(cls, 0) for cls, n in _grouped(rows).items()}


def _grouped(rows: QuerySet[ClassMembership]) -> dict[int, int]:
    return dict(rows.values_list("cls").annotate(n=Count("pk")).order_by())


def movement_of(scheme: ClassScheme, version: int) -> list[tuple[int | None, int | None, int]]:
    """(from class, to class, customers) when a version came, those who stayed included."""
    rows = ClassMovement.objects.filter(scheme=scheme, version=version, is_new=True)
    found = rows.values_list("origin", "target").annotate(n=Sum("count")).order_by()
    return [(origin, target, count) for origin, target, count in found if count]


def recent_movement(scheme: ClassScheme, since: date) -> list[tuple[int | None, int | None, int]]:
    """The same of the days since, caused by the customers and not by a new version."""
    rows = ClassMovement.objects.filter(scheme=scheme, is_new=False, on__gte=since)
    found = rows.values_list("origin", "target").annotate(n=Sum("count")).order_by()
    return [(origin, target, count) for origin, target, count in found if count]


def classes_on(customer: Customer) -> list[tuple[ClassScheme, ClassMembership | None]]:
    """Every scheme in force with the customer's class in it. Two queries."""
    schemes = list(schemes_in_force(timezone.localdate()))
    rows = ClassMembership.objects.filter(customer=customer).select_related("cls")
    here = {row.scheme_id: row for row in rows}
    return [(scheme, here.get(scheme.pk)) for scheme in schemes]


def choices_by_hand() -> dict[int, list[CustomerClass]]:
    """Scheme -> its classes in use, of the schemes that are filled by hand. One query."""
    rows = CustomerClass.objects.filter(retired_at=None, scheme__method="hand")
    found: dict[int, list[CustomerClass]] = {}
    for row in rows.order_by("scheme", "position"):
        found.setdefault(row.scheme_id, []).append(row)
    return found


def work_on(scheme: ClassScheme) -> Job | None:
    """The latest background work on a scheme. One query."""
    rows = Job.objects.filter(kind="customers.classify", payload__scheme=scheme.pk)
    return rows.order_by("-pk").first()


def told(rule: object, user) -> str | None:
    """A rule in words, for those who read it; None for everybody who is left."""
    if rule is None:
        return None
    columns = rule_columns()
    texts = rules.conditions_in(rule, rules.RuleLimits(depth=20, conditions=1_000))
    conditions = {text: condition_of(text, columns) for text in texts}
    names = _names(conditions.values(), user)
    return _told(rule, {text: c.words(names) for text, c in conditions.items()})


def _told(rule: object, words: Mapping[str, str]) -> str:
    if isinstance(rule, str):
        return words[rule]
    ((name, value),) = rule.items()
    if name == "not":
        return _("不是（%s）") % _told(value, words)
    parts = [f"（{_told(r, words)}）" if isinstance(r, dict) else words[r] for r in value]
    return (_(" 且 ") if name == "all" else _(" 或 ")).join(parts)


def _names(conditions: Iterable[Condition], user) -> dict[str, str]:
    """What the ids in conditions are called. One query for each kind of record."""
    asked: dict[type, set[str]] = {}
    label: dict[type, str] = {}
    for c in conditions:
        if c.column.sort in ("ref", "refs"):
            model = c.column.field.related_model
            asked.setdefault(model, set()).update(c.values)
            label[model] = c.column.name_of_related
    found: dict[str, str] = {}
    for model, ids in asked.items():
        rows = visible_rows(model, user).filter(pk__in=ids)
        found |= {str(id_): text for id_, text in rows.values_list("pk", label[model])}
    return found


def tallied(moved: Iterable[tuple[int, int, int]]) -> Counter:
    """(old, new) -> how many, of (customer, old, new)."""
    return Counter((old, new) for _customer, old, new in moved)


def check_drafts(drafts: list[ClassDraft]) -> None:
    """Refuse classes whose rules are too large or ask what nobody understands. Two queries."""
    limits = rule_limits()
    rules.check_classes([(d.name or "…", d.rule) for d in drafts], limits)
    for draft in drafts:
        if draft.rule is not None:
            conditions_of(draft.rule, limits)
