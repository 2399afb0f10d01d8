"""Take a merge back: both sides as they were; what came since stays, unless chosen."""

import json
from collections.abc import Iterable, Mapping

from django.apps import apps
from django.db import transaction
from django.db.models import F, Field, JSONField, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.history.actions import insert_rows, record, record_many, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_
from maizi.privacy.actions import carry_back
from maizi.search.actions import index

from ...events import CustomersParted
from ...models import Alias, Contact, Customer, Merge, TwinPair
from ...queries.links import Link, links_to
from ...terms import PairState
from ..matching import refresh_keys, regroup
from ..quality import refresh_quality
from .kept import in_slices
from .merge import ABSORBED_ONES, STAYED

KIND = Customer._meta.label_lower
PARTED = N_("撤销合并")
ITSELF = ("changed_at",)


@transaction.atomic
def unmerge(
    made: Merge, *, by, reason: str = "", take: Mapping[tuple[str, int], int] | None = None
) -> list[Customer]:
    """Take a merge back; gives the restored customers. Announces CustomersParted.

    take  (name of a link, id of a row that came since) -> id of the customer it goes to

    Values somebody changed since stay as he left them. Raises Refused when the merge is undone
    already, or a later one has to be taken back first.
    """
    made = Merge.objects.select_for_update().get(pk=made.pk)
    survivor = _survivor_of(made)
    kept = made.kept
    _take_away(kept["created"])
    ids = [int(values["id"]) for values in kept["absorbed"]]
    _insert(Customer, kept["absorbed"])
    Alias.objects.filter(merge=made).delete()
    _put_in_again(kept["removed"])
    _move_back(kept["moved"], survivor.pk)
    for kind, former, sealed in kept.get("sealed", ()):
        carry_back(kind, sealed, to=int(former))
    _change_back(kept["changed"])
    _hand_over(take or {}, made, survivor.pk, ids)
    _restore(survivor, kept, by=by, reason=reason)
    made.undone_by, made.undone_at = by, timezone.now()
    made.save(update_fields=["undone_by", "undone_at"])
    return _tell(survivor, ids, by=by, reason=reason)


def _survivor_of(made: Merge) -> Customer:
    if made.undone_at:
        raise Refused(_("这次合并已经撤销过了。"))
    if not made.kept:
        raise Refused(_("这个客户已应本人要求匿名，合并前的内容不再保留，不能撤销。"))
    later = Merge.objects.filter(into=made.into, undone_at=None, pk__gt=made.pk)
    survivor = Customer.objects.select_for_update(of=("self",)).filter(pk=made.into).first()
    if survivor is None or later.exists():
        raise Refused(_("这次合并之后又合并过。请先撤销后来的合并，从最近的一次开始。"))
    return survivor


def _take_away(created: Iterable) -> None:
    """Rows that came with the merge; a pair somebody has judged since stays."""
    for label, pk in created:
        rows = apps.get_model(label)._base_manager.filter(pk=pk)
        if rows.model is TwinPair:
            rows = rows.exclude(state=PairState.APART, decided_at__gt=F("found_at"))
        rows.delete()


def _insert(model: type[Model], rows: list[dict]) -> None:
    """Rows as they were, under their old ids; those whose place is taken by now stay away."""
    fields = model._meta.concrete_fields
    for values in rows:
        told = [_for_column(one, values[one.attname]) for one in fields]
        if not model._base_manager.filter(pk=values[model._meta.pk.attname]).exists():
            insert_rows(model, [one.name for one in fields], [told])


def _for_column(column: Field, value):
    return json.dumps(value) if isinstance(column, JSONField) else column.to_python(value)


def _put_in_again(removed: list) -> None:
    for label, values in reversed(removed):
        model = apps.get_model(label)
        if _is_whole(model, values) and _has_room(model, values):
            _insert(model, [values])


def _is_whole(model: type[Model], values: dict) -> bool:
    """Whether everything the row points to is still there."""
    return all(
        values[one.attname] is None
        or one.related_model._base_manager.filter(pk=values[one.attname]).exists()
        for one in model._meta.concrete_fields
        if one.is_relation
    )


def _has_room(model: type[Model], values: dict) -> bool:
    """A pair of twins is kept once; another judgement of the same two may have come since."""
    if model is not TwinPair:
        return True
    same = {name: values[name] for name in ("first_id", "second_id")}
    return not TwinPair.objects.filter(**same).exists()


def _move_back(moved: list, survivor: int) -> None:
    links = _links()
    for name, former, ids in reversed(moved):
        link, former = links[name], int(former)
        at = survivor if link.target is Customer else None
        for some in in_slices(ids):
            rows = link.model._base_manager.filter(pk__in=some)
            rows = rows.filter(**{link.column: at}) if at else rows
            rows.update(**{link.column: former})


def _change_back(changed: list) -> None:
    """Give changed rows their old values back where the new ones still stand."""
    for label, pk, values in reversed(changed):
        model = apps.get_model(label)
        for name, (old, new) in values.items():
            column = next(f for f in model._meta.concrete_fields if f.attname == name)
            rows = model._base_manager.filter(pk=pk, **_is(name, column.to_python(new)))
            rows.update(**{name: column.to_python(old)})


def _is(name: str, value) -> dict:
    return {f"{name}__isnull": True} if value is None else {name: value}


def _hand_over(take: Mapping, made: Merge, survivor: int, ids: list[int]) -> None:
    links = _links()
    for (name, pk), former in take.items():
        link = links.get(name)
        if link is None or former not in ids or pk < made.pk:
            raise Refused(_("有一条记录不能移给恢复的客户。请刷新后再选。"))
        link.rows([survivor]).filter(pk=pk).update(**{link.column: former})


def _restore(survivor: Customer, kept: dict, *, by, reason: str) -> None:
    """The survivor's values of before, where nobody has changed them since."""
    with recorded(survivor, Verb.CHANGE, by=by, reason=reason):
        changed = []
        for column in Customer._meta.concrete_fields:
            name = column.attname
            old, new = (column.to_python(kept[k].get(name)) for k in ("before", "after"))
            if name not in ITSELF and old != new and getattr(survivor, name) == new:
                setattr(survivor, name, old)
                changed.append(column.name)
        if changed:
            survivor.save(update_fields=changed)


def _links() -> dict[str, Link]:
    return {link.name: link for target in (Customer, Contact) for link in links_to(target)}


def _tell(survivor: Customer, ids: list[int], *, by, reason: str) -> list[Customer]:
    restored = list(Customer.objects.filter(pk__in=ids).order_by("pk"))
    told = {ABSORBED_ONES: ["、".join(f"{row.name} {row.no}" for row in restored), None]}
    record(survivor, verb=PARTED, by=by, reason=reason, changes=told)
    lines = [(row.pk, row.name, {STAYED: [survivor.no, None]}) for row in restored]
    record_many(KIND, lines=lines, verb=PARTED, by=by, reason=reason)
    every = [survivor.pk, *ids]
    refresh_keys(every)
    refresh_quality(every)
    regroup(every)
    index("customer", every)
    people = Contact.objects.filter(customer__in=every)
    index("contact", list(people.values_list("pk", flat=True)))
    publish(CustomersParted(survivor.pk, tuple(ids)))
    return restored
