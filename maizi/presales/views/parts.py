"""What several screens share."""

from collections.abc import Callable
from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from maizi.customers.models import Customer
from maizi.development.access import visible_opportunities
from maizi.development.models import Opportunity
from maizi.kernel.ids import number_in
from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access


@dataclass(frozen=True)
class Verb:
    """One verb: its form, what it runs, what is said beforehand."""

    label: str
    form: type
    run: Callable
    icon: str = "check"
    note: str = ""


def posted(request):
    """What was sent; None while the form is only shown."""
    return request.POST if request.method == "POST" else None


def kept_customer(request, pk: int, right: str) -> Customer:
    """A customer outside the pools that the person sees, for who may do this."""
    require(access.may(request.user, right))
    return get_object_or_404(access.visible_kept(request.user), pk=pk)


def deal_of(request, customer: Customer | None) -> Opportunity | None:
    """The opportunity the address names, if it is this customer's and the person sees it."""
    asked = number_in(request.GET.get("opportunity", "")) or 0
    rows = visible_opportunities(request.user).filter(customer=customer, pk=asked)
    return rows.first() if customer is not None else None


def acted(request, *, form, spec: Verb, run: Callable[[], str], about: dict):
    """Do it with a valid form and go where `run` says; else the form, nothing typed is lost."""
    done: list[str] = []
    if form.is_bound and taken(form, lambda: done.append(run())):
        return go(request, done[0])
    context = {"form": form, "spec": spec} | about
    return page(request, "presales/act.html", context, status=422 if form.errors else 200)
