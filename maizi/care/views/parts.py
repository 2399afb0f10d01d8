"""What several screens of care share."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access


def customer_for(request, pk: int, verb: str) -> Customer:
    """A customer the person sees and may do this to."""
    row = get_object_or_404(visible_customers(request.user).select_related("owner"), pk=pk)
    require(access.may_care(request.user, verb, row))
    return row


def care_page(customer: Customer) -> str:
    """The tab of a customer's page on which it is kept."""
    return reverse("customers:tab", args=[customer.pk, "care-care"])


def filled(request, *, form, act, back: str, about: dict):
    """Do it with a valid form and go back; else the form again, nothing typed is lost."""
    if request.method == "POST" and taken(form, act):
        return go(request, back)
    status = 422 if form.errors else 200
    return page(request, "care/form.html", {"form": form, "back": back} | about, status=status)


def posted(request):
    """What was sent; None while the form is only shown."""
    return request.POST if request.method == "POST" else None


def number(request, name: str, most: int = 10**6) -> int:
    """A number in the address; 0 for anything else."""
    text = request.GET.get(name, "")
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 8 else 0
