"""Steps to partnership with a customer, the company's own list, benefit links (C-30)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from maizi.kernel.texts import N_
from maizi.kit.forms import form_for
from maizi.kit.http import require
from maizi.kit.jinja import page
from maizi.kit.pages.look import detail_context

from .. import access, actions, forms, queries
from ..models import BenefitLink
from ..pages import LINKS
from ..terms import Change, Step
from .parts import Verb, acted, kept_customer, partner_page, posted

COMPANY = {"home": ("relationship:company", gettext_lazy("以客户为中心"))}
LINK_LIST = {"home": ("relationship:benefitlink_list", gettext_lazy("利益链"))}


@require_http_methods(["GET", "POST"])
def step(request, pk: int, name: str):
    """Write down what was done on a step."""
    row, which = kept_customer(request, pk), _named(Step, name)
    form = forms.StepForm(posted(request))

    def write() -> str:
        actions.note_step(form.instance, row, which, by=request.user)
        messages.success(request, _("已保存。"))
        return partner_page(row)

    spec = Verb(which.chinese, forms.StepForm, actions.note_step)
    return acted(
        request, form=form, spec=spec, run=write, about={"row": row, "back": partner_page(row)}
    )


@require_GET
def company(request):
    """What the company does to put its customers in the middle, point by point."""
    require(access.may(request.user, "read"))
    context = {"list": queries.company_list(request.user),
               "may_write": access.may(request.user, "company")}  # fmt: skip
    return page(request, "relationship/company.html", context)


@require_http_methods(["GET", "POST"])
def change(request, name: str):
    """Write down what was done on a point of the company's list."""
    require(access.may(request.user, "company"))
    which, form = _named(Change, name), forms.ChangeForm(posted(request))

    def write() -> str:
        actions.note_change(form.instance, which, by=request.user)
        messages.success(request, _("已保存。"))
        return reverse("relationship:company")

    spec = Verb(which.chinese, forms.ChangeForm, actions.note_change)
    about = {"row": which.label, "back": reverse("relationship:company")}
    return acted(request, form=form, spec=spec, run=write, about=about | COMPANY)


@require_http_methods(["GET", "POST"])
def link_new(request, pk: int):
    """Write down whom we could bring together with a customer."""
    row = kept_customer(request, pk)
    link = BenefitLink(customer=row)
    form = form_for(LINKS, user=request.user, row=link, names=LINKS.fields, given=posted(request))

    def write() -> str:
        return actions.open_link(form.instance, row, by=request.user).get_absolute_url()

    spec = Verb(N_("登记利益链"), type(form), actions.open_link, "affiliate")
    return acted(
        request,
        form=form,
        spec=spec,
        run=write,
        about={"row": row, "back": partner_page(row)} | LINK_LIST,
    )


@require_GET
def link(request, pk: int):
    """One benefit link."""
    rows = access.visible_links(request.user)
    rows = rows.select_related("customer", "other", "mediator", "owner")
    row = get_object_or_404(rows, pk=pk)
    context = detail_context(LINKS, request.user, row)
    return page(request, "relationship/link.html", context)


def _named(terms, name: str):
    if name not in [one.value for one in terms]:
        raise Http404
    return terms(name)
