"""Why a price is what it is, step by step."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from maizi.accounts.access import group_access
from maizi.kernel.ids import number_in
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kit.http import is_partial, require
from maizi.kit.jinja import page

from .. import access, forms, queries
from ..queries.pricing import ONE
from ..terms import DiscountVerdict


@require_GET
def why(request):
    """For a product, customer, quantity and day: every step tried, and why it held or did not."""
    require(access.may_price(request.user, "view"))
    usual = {"quantity": ONE, "on": timezone.localdate()}
    given = request.GET.copy() if request.GET.get("product") else None
    for name, value in usual.items() if given else ():
        given[name] = given.get(name) or value
    usual["customer"] = number_in(request.GET.get("customer", ""))
    form = forms.AskForm(given, user=request.user, initial=usual)
    context = {
        "form": form,
        "customer": form.fields["customer"].queryset.filter(pk=usual["customer"]).first(),
    }
    if form.is_valid():
        context |= _answer(request.user, form.cleaned_data)
    part = "#answer" if is_partial(request) else ""
    return page(request, f"catalog/why.html{part}", context)


def _answer(user, given: dict) -> dict:
    product, customer = given["product"], given["customer"]
    quantity, on = given["quantity"] or ONE, given["on"] or timezone.localdate()
    found = queries.price_for(
        product, customer=customer, quantity=quantity, on=on, activity=given["activity"]
    )
    shown = {"product": product, "customer": customer, "quantity": quantity, "on": on,
             "found": found, "steps": [_told(step) for step in found.steps]}  # fmt: skip
    if given["offered"] is not None:
        shown |= {"offered": given["offered"], **_judged(user, given, quantity, on)}
    return shown


def _told(step) -> dict:
    rows = [(row, taken, why.text(_)) for row, taken, why in step.looked_at]
    return {"kind": step.kind, "is_matched": step.is_matched, "rows": rows,
            "said": step.said.text(_) if step.said else ""}  # fmt: skip


def _judged(user, given: dict, quantity, on) -> dict:
    """What an offer needs; that it is below cost is told only to those who may see costs."""
    judged = queries.judge_offer(
        user, product=given["product"], offered_yuan=given["offered"], customer=given["customer"],
        quantity=quantity, on=on,
    )  # fmt: skip
    verdict = judged.verdict
    sees_cost = group_access(user, FieldGroup.COST) >= FieldAccess.READ
    if verdict == DiscountVerdict.SALES_LEAD and not sees_cost:
        verdict = DiscountVerdict.APPROVAL
    return {"judged": judged, "verdict": verdict, "limit": queries.discount_limit_of(user)}
