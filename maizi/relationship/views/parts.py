"""What several screens of relationship share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from maizi.customers.models import Customer
from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access

YEAR = timedelta(days=364)


@dataclass(frozen=True)
class Verb:
    """One verb on a record: its form, what it runs, what is said of it beforehand."""

    label: str
    form: type
    run: Callable
    icon: str = "check"
    note: str = ""


def posted(request):
    """What was sent; None while the form is only shown."""
    return request.POST if request.method == "POST" else None


def kept_customer(request, pk: int) -> Customer:
    """A customer outside the pools that the person sees, for who writes here."""
    require(access.may(request.user, "write"))
    return get_object_or_404(access.visible_kept(request.user), pk=pk)


def partner_page(customer: Customer) -> str:
    """The tab of a customer's page with promises, steps and links."""
    return reverse("customers:tab", args=[customer.pk, "relationship-partner"])


def acted(request, *, form, spec: Verb, run: Callable[[], str], about: dict):
    """Do it with a valid form and go where `run` says; else the form, nothing typed is lost."""
    done: list[str] = []
    if form.is_bound and taken(form, lambda: done.append(run())):
        return go(request, done[0])
    context = {"form": form, "spec": spec} | about
    return page(request, "relationship/act.html", context, status=422 if form.errors else 200)


def days_asked(request) -> tuple[date, date]:
    """From and to in the address; the last twelve months, up to today, unless it says otherwise."""
    until = min(_day(request, "until") or timezone.localdate(), date(2200, 1, 1))
    return min(_day(request, "since") or until - YEAR, until), until


def _day(request, name: str) -> date | None:
    try:
        return parse_date(request.GET.get(name, ""))
    except ValueError:
        return None
