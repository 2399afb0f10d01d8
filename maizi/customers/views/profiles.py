"""The archive of customers and their people: read in cards, filled card by card or as a whole."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.kernel.errors import Refused
from maizi.kit.http import go, is_partial, require
from maizi.kit.jinja import page

from .. import access, actions, queries
from ..models import Contact, Customer
from ..rules import Provenance

WHOLE, CHOSEN = "all", "chosen"


@require_http_methods(["GET", "POST"])
def profile_card(request, pk: int, card: str):
    """Fill one card of a customer's archive, or all of it."""
    customer = get_object_or_404(access.visible_customers(request.user), pk=pk)
    require(access.may(request.user, "unmask", customer))
    return _card(request, customer, customer, card)


@require_http_methods(["GET", "POST"])
def contact_profile_card(request, pk: int, card: str):
    """The same for somebody at a customer."""
    contact = _contact(request, pk)
    return _card(request, contact, contact.customer, card)


@require_GET
def contact_profile(request, pk: int):
    """The archive of one person at a customer."""
    contact = _contact(request, pk)
    return page(
        request, "customers/profile_contact.html", queries.archive_context(request.user, contact)
    )


@require_POST
def profile_verify(request, pk: int, card: str):
    customer = get_object_or_404(access.visible_customers(request.user), pk=pk)
    require(access.may(request.user, "unmask", customer))
    return _verify(request, customer, customer, card)


@require_POST
def contact_profile_verify(request, pk: int, card: str):
    contact = _contact(request, pk)
    return _verify(request, contact, contact.customer, card)


def _contact(request, pk: int) -> Contact:
    rows = access.visible_contacts(request.user).select_related("customer")
    return get_object_or_404(rows, pk=pk)


def _card(request, row: Customer | Contact, customer: Customer, card: str):
    require(access.may(request.user, "change", customer))
    attributes = _attributes(request, row, card)
    given, errors, problem = queries.given_answers(request.POST), {}, ""
    if request.method == "POST":
        allowed = {a.code for a in attributes}
        try:
            actions.save_answers(
                row, {c: v for c, v in given.items() if c in allowed}, by=request.user,
                provenance=_provenance(request.POST),
            )  # fmt: skip
        except Refused as refusal:
            errors = {refusal.field: refusal.text(_)}
            problem = "" if refusal.field in allowed else refusal.text(_)
        else:
            messages.success(request, _("档案已保存。"))
            return _answer(request, row)
    controls = queries.controls_for(request.user, row, attributes, queries.Typed(given, errors))
    context = archive_links(row, customer, card) | {
        "controls": controls, "problem": problem, "given": request.POST,
        "parts": _parts(controls, card),
        **queries.provenance_choices(),
    }  # fmt: skip
    template = "customers/profile_card.html" + ("#form" if is_partial(request) else "")
    return page(request, template, context, status=422 if errors else 200)


def archive_links(row: Customer | Contact, customer: Customer, card: str) -> dict:
    """Where a card's form posts to, and where it came from."""
    name = "contact_profile_card" if isinstance(row, Contact) else "profile_card"
    return {
        "row": row,
        "customer": customer,
        "card": card,
        "address": reverse(f"customers:{name}", args=[row.pk, card]),
        "back": _home(row),
    }


def _attributes(request, row, card: str) -> list:
    """The attributes of a card that the person may write; 404 for a card nobody declared."""
    may_write = queries.writable_attributes(request.user, row)
    if card == WHOLE:
        return may_write
    if card == CHOSEN:
        asked = set(request.POST.getlist("asked"))
        return [a for a in may_write if a.code in asked]
    if not queries.card_attributes(queries.asked_about(row), card):
        raise Http404
    found = queries.card_attributes(may_write, card)
    require(bool(found))
    return found


def _parts(controls, card: str) -> list[tuple[str, list]]:
    """The controls in sections: the groups of a whole form, else one."""
    if card != WHOLE:
        return [("", controls)]
    found: dict = {}
    for control in controls:
        found.setdefault(control.attribute.group, []).append(control)
    return [(group.label, inside) for group, inside in found.items()]


def _provenance(posted) -> Provenance:
    choices = queries.provenance_choices()
    channel, basis = posted.get("from_channel", ""), posted.get("from_basis", "")
    return Provenance(
        channel=channel if channel in dict(choices["channels"]) else "",
        source_detail=posted.get("from_detail", "").strip(),
        collected_on=_day(posted.get("from_collected_on", "")),
        basis=basis if basis in dict(choices["bases"]) else "",
        is_verified=posted.get("from_verified") == "on",
    )


def _day(text: str):
    try:
        return parse_date(text.strip())
    except ValueError:
        return None


def _verify(request, row: Customer | Contact, customer: Customer, card: str):
    require(access.may(request.user, "change", customer))
    asked = queries.card_attributes(queries.asked_about(row), card)
    done = actions.verify_answers(row, [a.code for a in asked], by=request.user)
    told = ngettext("已核实 %d 项。", "已核实 %d 项。", done) % done
    messages.success(request, told)
    return go(request, _home(row))


def _answer(request, row: Customer | Contact):
    """After a save: the whole archive anew in its place, or the page it stands on."""
    if not is_partial(request):
        return go(request, request.POST.get("next_page") or _home(row))
    answer = page(request, "customers/_profile.html", queries.archive_context(request.user, row))
    answer["HX-Retarget"], answer["HX-Reswap"] = "#profile", "outerHTML"
    return answer


def _home(row: Customer | Contact) -> str:
    if isinstance(row, Contact):
        return reverse("customers:contact_profile", args=[row.pk])
    return reverse("customers:tab", args=[row.pk, "customers-profile"])
