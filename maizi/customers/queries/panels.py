"""What the customer page shows of tags, classes and quality."""

from django.utils import timezone

from maizi.kernel.texts import N_

from .. import access
from ..access import Panel
from ..models import Contact, Customer
from ..rules import quality as rules
from ..terms import PanelPlace
from ..terms.quality import FreshGroup
from .classes import choices_by_hand, classes_on
from .policies import quality_policy
from .quality import bad_values_of, facts_about, measured
from .tags import open_promises_of, tags_of, tags_offered
from .wanted import CHECKABLE


def tags_shown(user, customer: Customer) -> dict:
    """The tags of a customer, those one can put, and what they demand. At most three queries."""
    may_change = access.may(user, "change", customer)
    is_hidden = "tags" in access.hidden_for(user)(customer)
    tags = [] if is_hidden else tags_of(user, customer)
    return {
        "tags": tags,
        "here": [t.pk for t in tags],
        "offered": tags_offered(user) if may_change else [],
        "promises": open_promises_of(user, customer)[:5],
        "may_change": may_change,
        "today": timezone.localdate(),
    }


def classes_shown(user, customer: Customer) -> dict | None:
    """The class of a customer in each scheme. Three queries."""
    classes = classes_on(customer)
    if not classes:
        return None
    may_change = access.may(user, "change", customer)
    by_hand = choices_by_hand() if may_change else {}
    return {"classes": classes, "by_hand": by_hand, "may_change": may_change}


def quality_shown(user, customer: Customer) -> dict | None:
    """How good a record is and what is missing; nothing of it while it lies in a pool."""
    if not access.may(user, "unmask", customer):
        return None
    facts = facts_about(customer)
    contacts = Contact.objects.filter(customer=customer).values_list("pk", "name")
    people = dict(contacts[:50])
    labels = {place: _label(place, people) for place in facts.places}
    return {
        "quality": measured(facts, quality_policy(), today=timezone.localdate()),
        "missing": rules.emptiest(facts.wanted, facts.filled, None),
        "bad": [b for b in bad_values_of([customer.pk]) if b.field in facts.bad],
        "labels": labels,
        "groups": [(group, facts.verified[group]) for group in FreshGroup],
        "checkable": [
            (place, labels[place], CHECKABLE[place.rpartition(".")[2]])
            for place in facts.places if place not in facts.bad
        ][:20],
        "may_change": access.may(user, "change", customer),
    }  # fmt: skip


def _label(place: str, people: dict[int, str]) -> str:
    contact, _dot, name = place.rpartition(".")
    label = str(Customer._meta.get_field(name).verbose_name)
    return f"{people.get(int(contact), '')} {label}" if contact else label


TAGS_PANEL = Panel(
    code="customers.tags", label=N_("标签"), place=PanelPlace.STRIP,
    template="customers/tags_panel.html", context=tags_shown, position=10,
)  # fmt: skip
CLASSES_PANEL = Panel(
    code="customers.classes", label=N_("分类"), place=PanelPlace.RIGHT,
    template="customers/classes_panel.html", context=classes_shown, position=30,
)  # fmt: skip
QUALITY_PANEL = Panel(
    code="customers.quality", label=N_("资料质量"), place=PanelPlace.RIGHT,
    template="customers/quality_panel.html", context=quality_shown, position=20,
)  # fmt: skip
