"""People and colleagues of merged customers: one of each."""

from collections.abc import Sequence

from django.db.models import Q

from ...models import Address, Collaborator, Contact, Customer, Relation
from .kept import Kept
from .moving import move_all

FILLED = ("department", "job_title", "mobile", "phone", "email", "wechat", "note")


def fold_contacts(survivor: Customer, others: Sequence[int], kept: Kept) -> None:
    """The same person at two of the customers becomes one, completed; one primary contact stays.

    The same: by mobile number, or by name unless the numbers say otherwise.
    """
    rows = Contact.objects.filter(customer__in=[survivor.pk, *others])
    people = sorted(rows, key=lambda c: (c.customer_id != survivor.pk, not c.is_primary, c.pk))
    stay: list[Contact] = []
    for person in people:
        twin = next((one for one in stay if _is_same(one, person)), None)
        if twin is None:
            stay.append(person)
            continue
        kept.change(person, is_primary=False)
        kept.change(twin, **{n: getattr(twin, n) or getattr(person, n) for n in FILLED})
        move_all(Contact, twin.pk, [person.pk], kept)
        kept.remove(Contact.objects.filter(pk=person.pk))
    for person in [one for one in stay if one.is_primary][1:]:
        kept.change(person, is_primary=False)


def fold_colleagues(survivor: Customer, others: Sequence[int], kept: Kept) -> None:
    """A colleague on two of them may do what either let him, as long as either did; the owner
    needs no share."""
    rows = Collaborator.objects.filter(customer__in=[survivor.pk, *others])
    here: dict[int, Collaborator] = {}
    for share in sorted(rows, key=lambda s: (s.customer_id != survivor.pk, s.pk)):
        first = here.setdefault(share.user_id, share)
        if first is share:
            continue
        until = max(first.until, share.until) if first.until and share.until else None
        kept.change(first, can_change=first.can_change or share.can_change, until=until)
        kept.remove(Collaborator.objects.filter(pk=share.pk))
    if survivor.owner_id in here:
        kept.remove(Collaborator.objects.filter(pk=here[survivor.owner_id].pk))


def fold_relations(survivor: Customer, others: Sequence[int], kept: Kept) -> None:
    """What two of them were to each other ends; the same relation to a third one stays once."""
    own = {survivor.pk, *others}
    rows = Relation.objects.filter(Q(first__in=own) | Q(second__in=own)).order_by("pk")
    seen, going = set(), []
    for row in sorted(rows, key=lambda r: (survivor.pk not in (r.first_id, r.second_id), r.pk)):
        first, second = (
            survivor.pk if one in own else one for one in (row.first_id, row.second_id)
        )
        told = (first, row.first_contact_id, second, row.second_contact_id, row.type)
        if first == second or told in seen:
            going.append(row.pk)
        seen.add(told)
    kept.remove(Relation.objects.filter(pk__in=going))


def keep_addresses(survivor: Customer, others: Sequence[Customer], kept: Kept) -> None:
    """The main addresses that did not win become further addresses."""
    places = {_place(survivor)} | {_place(a) for a in survivor.addresses.all()}
    for row in others:
        if row.street and _place(row) not in places:
            places.add(_place(row))
            kept.create(
                Address(
                    customer=survivor, province=row.province, city=row.city,
                    district=row.district, street=row.street,
                )
            )  # fmt: skip


def _place(row: Customer | Address) -> tuple[str, str, str]:
    return row.city, row.district, row.street


def _is_same(one: Contact, other: Contact) -> bool:
    if one.mobile and other.mobile:
        return one.mobile == other.mobile
    return one.name == other.name
