"""Make several customers one (A-12)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.history.actions import record, record_many, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_
from maizi.search.actions import drop, index

from ... import queries, rules
from ...events import CustomersMerged
from ...models import Alias, Contact, Customer, Merge
from ..customers import Leave, save_customer
from ..matching import refresh_keys
from ..quality import refresh_quality
from .kept import Kept, columns_of
from .moving import left_over, move_all
from .pairs import move_pairs
from .people import fold_colleagues, fold_contacts, fold_relations, keep_addresses

KIND = Customer._meta.label_lower
MERGED, ABSORBED = N_("合并"), N_("并入")
ABSORBED_ONES, STAYED = N_("并入的客户"), N_("保留的客户")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to become one.

    survivor  id of the customer that stays
    choices   field -> id of the customer whose value wins, or "all" for notes; else the usual
    chosen    approvers picked for important information of a key account (A-32)
    """

    ids: Collection[int]
    survivor: int
    choices: Mapping[str, int | str] = field(default_factory=dict)
    reason: str = ""
    chosen: Mapping[int, list[int]] = field(default_factory=dict)


@transaction.atomic
def merge(wish: Wish, *, by, related: Collection[tuple[int, int]] = ()) -> Merge:
    """Make several customers one; everything that named one of them names the survivor.

    One transaction; announces CustomersMerged. Important information of a key account is asked
    for (A-32). Raises Refused when it may not be, or when somebody else was faster.

    related  (upper, lower) ids of customers bound as parent and child
    """
    ids = sorted(set(wish.ids))
    rows = {row.pk: row for row in _locked(ids, by)}
    if len(rows) < len(ids):
        raise Refused(_("有客户刚被合并，或您已看不到它。请刷新后再选。"))
    sides, bound = queries.sides_of(list(rows.values()), by), [*related]
    bound += queries.related_among(list(rows.values()))
    refused = rules.refusal(sides, wish.survivor, bound)
    if refused:
        raise Refused(refused)
    survivor, others = rows.pop(wish.survivor), list(rows.values())
    kept = Kept(columns_of(survivor), absorbed=[columns_of(row) for row in others])
    values = queries.winning_values([survivor, *others], wish.choices)
    made = Merge(
        into=survivor.pk, title=str(survivor)[:160], names=[[r.pk, r.no, r.name] for r in others],
        by=by, at=timezone.now(), reason=wish.reason[:200],
    )  # fmt: skip
    made.save(force_insert=True)
    _unite(survivor, others=others, values=values, kept=kept, made=made)
    _write(survivor, values, wish, by=by)
    survivor.refresh_from_db()
    kept.after = columns_of(survivor)
    made.kept = kept.written()
    made.save(update_fields=["kept"])
    _tell(survivor, others, made, by=by)
    return made


def _locked(ids: list[int], by) -> list[Customer]:
    """The customers, locked in one order for everybody, as far as the person sees them."""
    seen = queries.visible_ids(by, ids)
    rows = Customer.objects.select_for_update(of=("self",)).filter(pk__in=seen)
    return list(rows.order_by("pk"))


def _unite(
    survivor: Customer, *, others: list[Customer], values: dict, kept: Kept, made: Merge
) -> None:
    gone = [row.pk for row in others]
    fold_contacts(survivor, gone, kept)
    fold_colleagues(survivor, gone, kept)
    fold_relations(survivor, gone, kept)
    move_pairs(survivor.pk, gone, kept)
    move_all(Customer, survivor.pk, gone, kept)
    final = Customer(pk=survivor.pk, **{n: values.get(n, getattr(survivor, n)) for n in PLACE})
    former = [row for row in (survivor, *others) if row.street]
    keep_addresses(final, former, kept)
    if left := left_over(Customer, gone):
        raise RuntimeError(f"a merge would lose rows of {left}")
    Alias.objects.bulk_create(
        Alias(customer=survivor, former=row.pk, no=row.no, name=row.name, merge=made)
        for row in others
    )
    drop(gone)
    Customer.objects.filter(pk__in=gone).delete()


PLACE = ("province", "city", "district", "street")


def _write(survivor: Customer, values: dict, wish: Wish, *, by) -> None:
    """Give the survivor the values that won; what of a key account needs approval is asked."""
    leave = Leave(door=None, change_reason=wish.reason, chosen=dict(wish.chosen))
    with recorded(survivor, Verb.CHANGE, by=by, reason=wish.reason):
        for name, value in values.items():
            setattr(survivor, name, value)
        save_customer(survivor, Verb.CHANGE, by=by, leave=leave)


def _tell(survivor: Customer, others: list[Customer], made: Merge, *, by) -> None:
    told = {ABSORBED_ONES: [None, "、".join(f"{row.name} {row.no}" for row in others)]}
    record(survivor, verb=MERGED, by=by, reason=made.reason, changes=told)
    lines = [(row.pk, row.name, {STAYED: [None, survivor.no]}) for row in others]
    record_many(KIND, lines=lines, verb=ABSORBED, by=by, reason=made.reason)
    refresh_keys([survivor.pk])
    refresh_quality([survivor.pk])
    index("customer", [survivor.pk])
    index("contact", list(Contact.objects.filter(customer=survivor).values_list("pk", flat=True)))
    publish(CustomersMerged(survivor.pk, tuple(row.pk for row in others)))
