"""Answers of the profile as filters of the list of customers (A-2, A-3)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.db.models import Case, DecimalField, Q, When
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from maizi.accounts.access import rights_of
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kit.listing import Beside

from ..models import ProfileValue
from ..terms import Attribute, AttributeSort, PartyType, groups_for

SORTS = {
    AttributeSort.TEXT: "text",
    AttributeSort.LONG_TEXT: "text",
    AttributeSort.CHOICE: "choice",
    AttributeSort.CHOICES: "choice",
    AttributeSort.DAY: "fact",
    AttributeSort.BIRTHDAY: "fact",
    AttributeSort.AMOUNT: "number",
    AttributeSort.RATIO: "number",
}
LONGEST = 64  # of what is kept to look answers up by
PERCENT = Decimal(100)


def profile_filters(user) -> list[Beside]:
    """What the catalogue asks and no column holds, under its headings, as far as one may read it.

    Sensitive answers narrow no list: they are sealed. No query.
    """
    rights, found = rights_of(user), {}
    for title, one in _asked():
        if rights.field_access(one.field_group) >= FieldAccess.READ:
            found.setdefault(one.code, _filter_of(one, title))
    return list(found.values())


def _asked() -> Iterator[tuple[str, Attribute]]:
    for party in PartyType:
        whose = _("企业") if party == PartyType.ENTERPRISE else _("个人")
        for group, attributes in groups_for(party):
            title = _("%(whose)s：%(group)s") % {"whose": whose, "group": group.label}
            yield from ((title, one) for one in attributes if _is_kept(one))


def _is_kept(attribute: Attribute) -> bool:
    is_open = attribute.field_group != FieldGroup.SENSITIVE
    return is_open and attribute.sort in SORTS and not attribute.columns


def _filter_of(attribute: Attribute, title: str) -> Beside:
    labels = {term.value: _(str(term.label)) for term in attribute.choices or ()}
    return Beside(
        name=f"profile-{attribute.code}", label=_(attribute.label), sort=SORTS[attribute.sort],
        title=title, labels=labels, group=attribute.field_group,
        query=lambda operator, values: _query(attribute, operator, values),
    )  # fmt: skip


def _query(attribute: Attribute, operator: str, values: Sequence[str]) -> Q:
    answered = ProfileValue.objects.filter(attribute=attribute.code, contact=None).exclude(key="")
    positive = {"empty": "filled", "lacks": "has", "not_in": "in"}.get(operator, operator)
    if positive != "filled":
        answered = answered.filter(_answer(attribute, positive, values))
    found = Q(pk__in=answered.order_by().values("customer"))
    return found if positive == operator else ~found


def _answer(attribute: Attribute, operator: str, values: Sequence[str]) -> Q:
    """The condition on one stored answer."""
    if attribute.sort in (AttributeSort.AMOUNT, AttributeSort.RATIO):
        return _number(attribute, operator, Decimal(values[0]))
    text = values[0][:LONGEST].casefold()
    if attribute.sort == AttributeSort.CHOICE:
        return Q(key__in=values)
    if attribute.sort == AttributeSort.CHOICES:
        known = [term.value for term in attribute.choices if term.value in values]
        found = Q(pk__in=[])
        for code in known:  # codes stand between commas, further words behind a semicolon
            found |= Q(key__regex=rf"^([^;]*,)?{code}([,;]|$)")
        return found
    if operator == "is":
        return Q(key=text)
    return Q(key__startswith=text) if operator == "starts" else Q(text__icontains=values[0])


def _number(attribute: Attribute, operator: str, value: Decimal) -> Q:
    """Only answers to this question are read as numbers, whatever the database looks at first."""
    value = value / PERCENT if attribute.sort == AttributeSort.RATIO else value
    kind = DecimalField(max_digits=20, decimal_places=4)
    number = Case(When(attribute=attribute.code, then=Cast("key", kind)), output_field=kind)
    same = ProfileValue.objects.alias(number=number)
    look = {"at_least": "gte", "at_most": "lte", "is": "exact"}[operator]
    return Q(
        pk__in=same.filter(attribute=attribute.code, **{f"number__{look}": value}).values("pk")
    )
