"""Customers side by side: what each says, what would win, what hangs on each."""

from collections.abc import Mapping, Sequence

from django.db.models import Count, QuerySet

from maizi.accounts.access import Written
from maizi.approvals.models import ApprovalCase
from maizi.approvals.terms import OPEN_STATES
from maizi.kernel.texts import N_
from maizi.kit.listing.columns import Column, columns_of

from .. import access, rules
from ..models import Activity, Alias, Contact, Customer, Merge, Relation
from ..terms import KaStatus, PanelPlace, RelationType
from .links import links_to

KIND = Customer._meta.label_lower
NEVER_CHOSEN = frozenset((
    "id", "no", "party_type", "sort_name", "name_key", "owner", "org_unit", "pool", "ka_status",
    "is_restricted", "last_contact_at", "last_contact_text", "next_contact_on", "created_at",
    "created_by", "changed_at", "import_id",
))  # fmt: skip
# A field that makes sense only beside another one goes with it.
FOLLOWS = {
    "usc_reason": "usc_code", "city": "province", "district": "province", "street": "province",
    "channel_detail": "channel",
}  # fmt: skip
MOST_SHOWN = 20
MOST_LISTED = 100
ALL = "all"
JOINED = ("note",)
LEADING = ("province", "city", "district", "street")


def choosable() -> list[str]:
    """The fields of a customer whose value a merge decides, those that follow another left out."""
    columns = (f for f in Customer._meta.concrete_fields if f.editable)
    return [f.name for f in columns if f.name not in NEVER_CHOSEN and f.name not in FOLLOWS]


def sides_of(rows: Sequence[Customer], user) -> list[rules.Side]:
    """What the decision needs to know of each. Three queries and one for each right."""
    ids = [row.pk for row in rows]
    waiting = ApprovalCase.objects.filter(kind=KIND, object_id__in=ids, state__in=OPEN_STATES)
    in_case = set(waiting.values_list("object_id", flat=True))
    hanging = children_of(ids)
    columns = choosable()
    return [
        rules.Side(
            row.pk, row.name, row.party_type, row.no,
            sum(not rules.is_blank(getattr(row, name)) for name in columns),
            sum(hanging[row.pk].values()), row.changed_at, access.may(user, "change", row),
            row.ka_status == KaStatus.KEY, row.pk in in_case,
        )
        for row in rows
    ]  # fmt: skip


def children_of(ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """How many contacts and follow-ups each has. Two queries."""
    found: dict[int, dict[str, int]] = {one: {"contacts": 0, "activities": 0} for one in ids}
    for name, model in (("contacts", Contact), ("activities", Activity)):
        rows = model.objects.filter(customer__in=list(ids)).order_by().values("customer")
        for row in rows.annotate(n=Count("pk")):
            found[row["customer"]][name] = row["n"]
    return found


def usual_winners(rows: Sequence[Customer]) -> dict[str, int]:
    """Field -> place of the customer whose value wins unless somebody chooses; survivor first."""
    changed = [row.changed_at for row in rows]
    return {
        name: rules.winner(name, [_told(row, name) for row in rows], changed, 0)
        for name in choosable()
    }


def winning_values(rows: Sequence[Customer], choices: Mapping[str, int | str]) -> dict:
    """Column -> value of the survivor, who is the first of the rows."""
    place = {row.pk: n for n, row in enumerate(rows)}
    won: dict[str, object] = {}
    for name, usual in usual_winners(rows).items():
        chosen = choices.get(name)
        if chosen == ALL and name in JOINED:
            texts = dict.fromkeys(text for row in rows if (text := getattr(row, name).strip()))
            won[name] = "\n".join(texts)
            continue
        at = place.get(chosen, usual)
        for column in (name, *(f for f, leader in FOLLOWS.items() if leader == name)):
            attname = Customer._meta.get_field(column).attname
            won[attname] = getattr(rows[at], attname)
    return won | _united(rows)


def side_by_side(rows: Sequence[Customer], user) -> list[dict]:
    """A line for each field where any of them says something and the person may read it.

    Each: column, texts, place of the usual winner, whether they differ, and may be joined.
    """
    usual = usual_winners(rows)
    unmasked = [access.may(user, "unmask", row) for row in rows]
    shown = {c.name for c in columns_of(Customer, user, LEADING) if not c.is_masked}
    lines = []
    for column in columns_of(Customer, user, choosable()):
        texts = [
            _place(row, shown if free else shown - {"street"})
            if column.name == "province" else _text(column, row, unmasked=free)
            for row, free in zip(rows, unmasked, strict=True)
        ]  # fmt: skip
        values = [_told(row, column.name) for row in rows]
        if not all(rules.is_blank(value) for value in values):
            lines.append({
                "column": column, "texts": texts, "usual": usual[column.name],
                "differs": len({str(v) for v in values if not rules.is_blank(v)}) > 1,
                "joins": column.name in JOINED,
            })  # fmt: skip
    return lines


def merges_of(customer: Customer):
    """Merges into a customer or into one that became part of it, newest first. Two queries."""
    former = Alias.objects.filter(customer=customer).values_list("former", flat=True)
    rows = Merge.objects.filter(into__in=[customer.pk, *former])
    return rows.select_related("by", "undone_by").defer("kept")


def added_since(made: Merge) -> list[tuple[str, object]]:
    """(name of the link, row) of what has come to the survivor since, newest first; 100 at most.

    One query for each table.
    """
    own = {(label, pk) for label, pk in made.kept.get("created", ())}
    found = []
    for link in links_to():
        if link.model is Alias:
            continue
        rows = link.rows([made.into]).filter(pk__gt=made.pk).order_by("-pk")[:MOST_LISTED]
        label = link.model._meta.label_lower
        found += [(link.name, row) for row in rows if (label, row.pk) not in own]
    return sorted(found, key=lambda pair: -pair[1].pk)[:MOST_LISTED]


def moved_to(pk: int) -> int | None:
    """The customer that a former one became part of."""
    return next(iter(_moved.rows(pk)), None)


@Written
def _moved(pk: int) -> QuerySet:
    return Alias.objects.filter(former=pk).values_list("customer_id", flat=True)[:1]


def former_ids(pk: int) -> list[int]:
    """The ids under which a customer was known before others became part of it."""
    return list(Alias.objects.filter(customer=pk).values_list("former", flat=True)[:200])


def _told(row: Customer, name: str) -> object:
    """A field's value; of an address as much as it says, so that half an address never wins."""
    if name == "province":
        return "".join(getattr(row, part) for part in LEADING)
    return getattr(row, Customer._meta.get_field(name).attname)


def _place(row: Customer, shown: set[str]) -> str:
    """The address as one line, the parts left out that the person may not read."""
    return "".join(dict.fromkeys(getattr(row, part) for part in LEADING if part in shown))


def _text(column: Column, row: Customer, *, unmasked: bool) -> str:
    if column.sort == "ref":
        return str(getattr(row, column.name) or "")
    return column.text(row, unmasked=unmasked)


def related_among(rows: Sequence[Customer]) -> list[tuple[int, int]]:
    """(upper, lower) ids of those that the archive binds as parent and child. One query."""
    ids = {row.pk for row in rows}
    parents = Relation.objects.filter(first__in=ids, second__in=ids, type=RelationType.PARENT)
    structure = list(parents.values_list("second", "first"))
    own = [f for f in Customer._meta.concrete_fields if f.related_model is Customer]
    bound = ((getattr(row, f.attname), row.pk) for row in rows for f in own)
    return structure + [(upper, lower) for upper, lower in bound if upper in ids]


def _united(rows: Sequence[Customer]) -> dict:
    """What nobody chooses: the last contact, the next one, whether it is restricted or wants not
    to be reached."""
    met = [row for row in rows if row.last_contact_at]
    planned = [row.next_contact_on for row in rows if row.next_contact_on]
    found: dict[str, object] = {
        name: any(getattr(row, name) for row in rows) for name in ("is_restricted", "is_blocked")
    }
    if met:
        last = max(met, key=lambda row: row.last_contact_at)
        found |= {
            "last_contact_at": last.last_contact_at, "last_contact_text": last.last_contact_text,
        }  # fmt: skip
    return found | ({"next_contact_on": min(planned)} if planned else {})


def _shown_merges(user, customer: Customer) -> dict | None:
    rows = list(merges_of(customer)[:MOST_SHOWN])
    return {"merges": rows, "may_merge": access.may(user, "merge")} if rows else None


MERGES = access.Panel(
    code="customers.merges",
    label=N_("合并记录"),
    place=PanelPlace.RIGHT,
    template="customers/merges_card.html",
    context=_shown_merges,
    position=90,
)
