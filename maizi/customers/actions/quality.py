"""Keep the quality of each record up to date; mark values as bad; say that facts were checked."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import record, update_rows
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import queries
from ..models import BadValue, Customer, CustomerQuality
from ..queries import quality as asking
from ..queries.wanted import CHECKABLE, GROUP_OF
from ..rules import collecting
from ..rules import quality as rules
from ..terms.quality import Fault, FreshGroup

NAMES = tuple(f"{group.value}_at" for group in FreshGroup)
STORED = (*NAMES, "completeness", "freshness", "validity", "missing")


@transaction.atomic
def refresh_quality(
    ids: Collection[int], *, by=None, touched: Iterable[FreshGroup] = (),
    now: datetime | None = None,
) -> int:  # fmt: skip
    """Work out the quality of some records anew; how many scores changed.

    touched  groups that somebody has just written or checked

    Nine statements whatever the rows. The history of the record does not hold it: it follows.
    """
    now = now or timezone.now()
    today, policy = timezone.localdate(now), queries.quality_policy()
    found = asking.facts_of(Customer.objects.filter(pk__in=list(ids)))
    rows, moved = [], []
    for id_, facts in found.items():
        facts.verified |= dict.fromkeys(touched, now)
        quality = asking.measured(facts, policy, today=today)
        rows.append(_stored(id_, facts, quality))
        values, band = facts.values, quality.band or ""
        if (values["quality_score"], values["quality_band"]) != (quality.score, band):
            moved.append(Customer(pk=id_, quality_score=quality.score, quality_band=band))
    CustomerQuality.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["customer"], update_fields=STORED
    )
    update_rows(Customer, ["quality_score", "quality_band"], moved)
    return len(moved)


def groups_touched(row: Customer, stored: Customer | None) -> set[FreshGroup]:
    """Which groups of facts a save has written: of a new record all, else those that differ."""
    if stored is None:
        return set(FreshGroup)
    return {
        group for name, group in GROUP_OF.items()
        if hasattr(stored, name) and name != "contacts"
        and getattr(row, name) != getattr(stored, name)
    }  # fmt: skip


@transaction.atomic
def confirm_facts(
    customer: Customer, groups: Collection[FreshGroup], *, by, now: datetime | None = None
) -> None:
    """Somebody has checked groups of facts: they are as fresh as today."""
    if not groups:
        raise Refused(N_("请选择核实了哪一部分。"))
    told = [group.chinese for group in FreshGroup if group in groups]
    record(customer, verb=N_("核实资料"), by=by, changes={N_("已核实"): [None, told]})
    refresh_quality([customer.pk], by=by, touched=groups, now=now)


@transaction.atomic
def mark_bad(customer: Customer, place: str, fault: str, *, by) -> BadValue:
    """Note that a value is no good: a dead phone, a bounced mail. Fixed by writing a new value.

    place  "mobile", or "7.mobile" for contact 7

    Raises Refused when there is nothing there, or the fault does not fit.
    """
    value = asking.facts_about(customer).places.get(place)
    name = place.rpartition(".")[2]
    if not value:
        raise Refused(N_("这里已经没有内容了，请刷新后再看。"))
    if fault not in CHECKABLE[name]:
        raise Refused(N_("请选择这项内容出了什么问题。"))
    row, _is_new = BadValue.objects.update_or_create(
        customer=customer, field=place,
        defaults={"value": value, "fault": fault, "by": by, "at": timezone.now()},
    )  # fmt: skip
    told = {N_("失效"): [None, f"{_label(name)}：{Fault(fault).chinese}"]}
    record(customer, verb=N_("标为失效"), by=by, changes=told)
    refresh_quality([customer.pk], by=by)
    return row


@transaction.atomic
def unmark_bad(bad: BadValue, *, by) -> None:
    """The value is good after all, and has been checked today."""
    customer, name = bad.customer, bad.field.rpartition(".")[2]
    record(customer, verb=N_("取消失效"), by=by, changes={N_("失效"): [_label(name), None]})
    bad.delete()
    refresh_quality([customer.pk], by=by, touched=[GROUP_OF[name]])


def refuse_incomplete_group_buy(customer: Customer, *, by=None) -> None:
    """A group-buy prospect may leave collection only when complete enough (A-11)."""
    facts = asking.facts_about(customer)
    missing = rules.emptiest(facts.wanted, facts.filled, None)
    collecting.refuse_incomplete(
        rules.completeness(facts.wanted, facts.filled), asking.least_completeness(),
        [field.label for field in missing],
    )  # fmt: skip


def next_ids(place: int, size: int) -> list[int]:
    """The next customers after an id, for going through all of them."""
    rows = Customer.objects.filter(pk__gt=place).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:size])


def _stored(id_: int, facts: asking.Facts, quality: rules.Quality) -> CustomerQuality:
    moments = {f"{group.value}_at": moment for group, moment in facts.verified.items()}
    missing = [w.code for w in rules.emptiest(facts.wanted, facts.filled, None)]
    return CustomerQuality(
        customer_id=id_, **moments, missing=missing, completeness=quality.completeness,
        freshness=quality.freshness, validity=quality.validity,
    )  # fmt: skip


def _label(name: str) -> str:
    return str(Customer._meta.get_field(name).verbose_name)
