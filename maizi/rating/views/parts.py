"""What several screens of rating share."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import get_object_or_404

from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, queries
from ..models import Evaluation


def evaluation_for(request, pk: int, verb: str = "") -> Evaluation:
    """An evaluation the person sees, and to which he may do the verb."""
    rows = access.visible_evaluations(request.user)
    rows = rows.select_related("customer__owner", "card", "by", "approved_by")
    row = get_object_or_404(rows, pk=pk)
    require(not verb or access.may(request.user, verb, row))
    return row


def customer_for(request, pk: int, verb: str = "view") -> Customer:
    """A customer the person sees, and whose rating he may do this to."""
    row = get_object_or_404(visible_customers(request.user), pk=pk)
    require(access.may(request.user, verb))
    return row


def asked_why(request, customer: Customer):
    """The way to the question for what credit information is used (M-5), and back to this page.

    None when it was answered lately, and for whoever is at work on an evaluation.
    """
    session = request.session.session_key or ""
    ask = queries.question(request.user, customer, session=session, onward=request.path)
    return go(request, ask) if ask else None


def posted(request):
    """What was sent; None while the form is only shown."""
    return request.POST if request.method == "POST" else None


def asked(request, form, act: Callable[[], object], **context):
    """A page that asks for one thing: done and on, or asked again.

    context  title, back (an address), label of the button, told (a message), note
    """
    if form.is_bound and taken(form, act):
        messages.success(request, context["told"])
        back = context["back"]
        return go(request, back() if callable(back) else back)
    if callable(context["back"]):
        context["back"] = context.get("from") or "/"
    template = context.pop("template", "rating/form.html")
    return page(request, template, context | {"form": form}, status=422 if form.errors else 200)
