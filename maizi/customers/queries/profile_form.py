"""The controls with which answers of a profile are given: one card of them, or all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from .. import access, rules
from ..models import Contact, Customer
from ..terms import (
    ArchiveQuestion,
    Attribute,
    AttributeSort,
    Channel,
    LawfulBasis,
    ProfileGroup,
)
from .profiles import answer_of, customer_of, values_by_code

MOST_CONTACTS = 200
CONTROLS = {
    AttributeSort.LONG_TEXT: "textarea",
    AttributeSort.CHOICE: "select",
    AttributeSort.CONTACT: "select",
    AttributeSort.CHOICES: "ticks",
    AttributeSort.AMOUNT: "amount",
}


@dataclass(frozen=True)
class Asked:
    """One control: what it is called, what stands in it, what was wrong with it."""

    attribute: Attribute
    value: object
    choices: Sequence[tuple[str, str]] = ()
    more: str = ""
    error: str = ""

    @property
    def control(self) -> str:
        return CONTROLS.get(self.attribute.sort, "text")

    @property
    def label(self) -> str:
        return _(self.attribute.label)

    @property
    def hint(self) -> str:
        return _(self.attribute.hint) if self.attribute.hint else ""

    @property
    def is_wide(self) -> bool:
        return self.attribute.sort in (AttributeSort.LONG_TEXT, AttributeSort.CHOICES)


def card_attributes(attributes: Sequence[Attribute], code: str) -> list[Attribute]:
    """The attributes of one card: of a question, a group, or a single one by its code."""
    if code in set(ArchiveQuestion):
        return [a for a in attributes if a.question == code]
    if code in set(ProfileGroup):
        return [a for a in attributes if a.group == code]
    return [a for a in attributes if a.code == code]


@dataclass(frozen=True)
class Typed:
    """What a form sent, and what was wrong with it, by attribute."""

    given: Mapping[str, Sequence[str]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


def controls_for(
    user, row: Customer | Contact, attributes: Sequence[Attribute], typed: Typed
) -> list[Asked]:
    """The controls of some attributes, with what was typed or what is stored. Two queries."""
    stored = values_by_code(row)
    people = _people(user, row) if any(a.sort == AttributeSort.CONTACT for a in attributes) else []
    found = []
    for attribute in attributes:
        text = answer_of(attribute, row, stored.get(attribute.code))
        asked = _asked(attribute, text, typed.given.get(attribute.code), people)
        found.append(replace(asked, error=typed.errors.get(attribute.code, "")))
    return found


def _asked(attribute: Attribute, text: str, typed: Sequence[str] | None, people: list) -> Asked:
    blank = [("", "")]
    if attribute.sort == AttributeSort.CHOICES:
        codes, more = rules.ticked_and_more(text)
        if typed is not None:
            codes = [one for one in typed if one in set(attribute.choices)]
            more = " ".join(one for one in typed if one not in set(attribute.choices))
        return Asked(attribute, codes, attribute.choices.choices(), more)
    value = " ".join(typed) if typed is not None else rules.answer_to_edit(attribute, text)
    if attribute.sort == AttributeSort.CHOICE:
        return Asked(attribute, value, blank + attribute.choices.choices())
    if attribute.sort == AttributeSort.CONTACT:
        return Asked(attribute, value, blank + people)
    return Asked(attribute, value)


def _people(user, row) -> list[tuple[str, str]]:
    rows = access.visible_contacts(user).filter(customer=customer_of(row))
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")[:MOST_CONTACTS]]


def provenance_choices() -> dict[str, list[tuple[str, str]]]:
    """What can be said of where answers come from."""
    return {
        "channels": [("", ""), *Channel.choices()],
        "bases": [("", ""), *LawfulBasis.choices()],
    }


def given_answers(posted) -> dict[str, list[str]]:
    """Code -> what a form sent, for the attributes that stood in it; unticked ones are empty."""
    return {
        code: [*posted.getlist(code), *posted.getlist(f"{code}__more")]
        for code in posted.getlist("asked")[:200]
    }
