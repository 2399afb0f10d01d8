"""Write a scheme of classification, put customers into classes by hand, seed the usual schemes."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import record_many, recorded
from maizi.history.terms import Verb
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import queries
from ..models import ClassMembership, ClassScheme, Customer, CustomerClass, SchemeVersion
from ..queries import classes as asking
from ..queries.classes import ClassDraft
from ..rules import classes as rules
from ..terms.sorting import SchemeMethod
from .classify import in_use

KIND = Customer._meta.label_lower


@transaction.atomic
def save_scheme(
    scheme: ClassScheme, *, drafts: list[ClassDraft], by, reason: str = "",
    now: datetime | None = None,
) -> ClassScheme:  # fmt: skip
    """Store a scheme with its classes; other classes than before make a new version.

    A scheme by rule is worked out at once by a background job. Raises Refused for rules that
    are too large, ask what nobody understands, or go round in a circle.
    """
    now = now or timezone.now()
    drafts = _checked(scheme, drafts)
    is_new = scheme._state.adding
    scheme.name = " ".join(scheme.name.split())
    if not scheme.name:
        raise Refused(N_("请给方案起个名字。"), field="name")
    if ClassScheme.objects.filter(name=scheme.name).exclude(pk=scheme.pk).exists():
        raise Refused(N_("已有同名的方案。"), field="name")
    if scheme.starts_on and scheme.ends_on and scheme.ends_on < scheme.starts_on:
        raise Refused(N_("截止日期不能早于生效日期。"), field="ends_on")
    is_changed = is_new or _differs(scheme, drafts)
    with recorded(scheme, Verb.CREATE if is_new else Verb.CHANGE, by=by, reason=reason):
        scheme.version += is_changed
        scheme.save()
    if is_changed:
        _keep_classes(scheme, drafts, now)
        _refuse_circles()
        _keep_version(scheme, by=by, reason=reason, now=now)
        if scheme.method == SchemeMethod.RULE:
            enqueue("customers.classify", by=by, payload={"scheme": scheme.pk})
    return scheme


@transaction.atomic
def put_into_class(
    customers: Iterable[Customer], scheme: ClassScheme, cls: CustomerClass | None, *, by
) -> int:
    """Put customers into a class by hand, or out of all of the scheme; how many changed.

    Raises Refused for a scheme that rules fill.
    """
    if scheme.method != SchemeMethod.HAND:
        raise Refused(
            N_("“{scheme}”由规则计算，不能手工指定。请修改客户资料或方案的规则。"),
            scheme=scheme.name,
        )
    if cls is not None and (cls.scheme_id != scheme.pk or cls.retired_at):
        raise Refused(N_("这个类别已停用，请刷新后再选。"))
    rows = {c.pk: c for c in customers}
    list(Customer.objects.select_for_update().filter(pk__in=rows).order_by("pk").values_list("pk"))
    here = ClassMembership.objects.filter(scheme=scheme, customer__in=rows)
    old = dict(here.values_list("customer_id", "cls_id"))
    new = cls.pk if cls else None
    moved = [pk for pk in rows if old.get(pk) != new]
    here.filter(customer__in=moved).delete()
    if cls:
        today = timezone.localdate()
        ClassMembership.objects.bulk_create(
            ClassMembership(scheme=scheme, customer=rows[pk], cls=cls, since=today, by=by)
            for pk in moved
        )
    names = {c.pk: c.name for c in scheme.classes.all()}
    lines = [
        (pk, str(rows[pk]), {scheme.name: [names.get(old.get(pk)), names.get(new)]})
        for pk in moved
    ]  # fmt: skip
    record_many(KIND, lines=lines, verb=N_("分类"), by=by)
    return len(moved)


def _checked(scheme: ClassScheme, drafts: list[ClassDraft]) -> list[ClassDraft]:
    limits = queries.rule_limits()
    drafts = [ClassDraft(" ".join(d.name.split()), d.rule, d.note.strip(), d.id) for d in drafts]
    if scheme.method == SchemeMethod.HAND:
        pairs = [(d.name, "by.hand") for d in drafts]
    else:
        pairs = [(d.name, d.rule) for d in drafts]
    rules.check_classes(pairs, limits)
    for draft in drafts:
        if scheme.method == SchemeMethod.RULE and draft.rule is not None:
            asking.conditions_of(draft.rule, limits)
    return drafts


def _differs(scheme: ClassScheme, drafts: list[ClassDraft]) -> bool:
    before = ClassScheme.objects.get(pk=scheme.pk)
    if before.method != scheme.method or before.name != scheme.name:
        return True
    stored = [(c.pk, c.name, c.rule, c.note) for c in in_use(scheme)]
    return stored != [(d.id, d.name, d.rule, d.note) for d in drafts]


def _keep_classes(scheme: ClassScheme, drafts: list[ClassDraft], now: datetime) -> None:
    known = {c.pk: c for c in in_use(scheme)}
    kept = {d.id for d in drafts if d.id in known}
    for gone in known.keys() - kept:
        CustomerClass.objects.filter(pk=gone).update(retired_at=now)
    ClassMembership.objects.filter(scheme=scheme, cls__retired_at=now).filter(
        scheme__method=SchemeMethod.HAND
    ).delete()
    for row in (known[pk] for pk in kept):  # free the names before any is taken again
        CustomerClass.objects.filter(pk=row.pk).update(name=f"#{row.pk}"[:20])
    for position, draft in enumerate(drafts):
        row = known.get(draft.id) or CustomerClass(scheme=scheme)
        row.name, row.note, row.position = draft.name, draft.note[:200], position
        row.rule = draft.rule if scheme.method == SchemeMethod.RULE else None
        row.title = f"{scheme.name}：{draft.name}"
        row.save()


def _refuse_circles() -> None:
    """Every scheme by rule must come to an end, whatever schemes its rules ask about."""
    by_rule = ClassScheme.objects.filter(method=SchemeMethod.RULE).prefetch_related("classes")
    found = {s.pk: [c.rule for c in in_use(s)] for s in by_rule}
    rules.in_order(asking.needs_of(found, queries.rule_limits()))


def _keep_version(scheme: ClassScheme, *, by, reason: str, now: datetime) -> None:
    rows = CustomerClass.objects.filter(scheme=scheme, retired_at=None)
    SchemeVersion.objects.create(
        scheme=scheme, number=scheme.version, reason=reason[:200], by=by, at=now,
        classes=[{"id": c.pk, "name": c.name, "rule": c.rule} for c in rows],
    )  # fmt: skip
