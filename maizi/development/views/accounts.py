"""A key-account plan and its parts."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page
from maizi.kit.pages.look import detail_context

from .. import access, actions, forms, queries
from ..models import AdvantageClaim, FirstContact, KeyPlan
from ..pages import KEY_PLANS
from ..terms.accounts import Method
from .parts import posted, said


@require_GET
def key_plans(request):
    """The list of plans."""
    return list_page(request, KEY_PLANS)


def _plan(request, pk: int, verb: str = "view") -> KeyPlan:
    rows = access.visible_key_plans(request.user)
    rows = rows.select_related("customer", "opportunity", "owner", "meeting")
    row = get_object_or_404(rows, pk=pk)
    require(access.may_plan(request.user, verb, row))
    return row


@require_GET
def key_plan(request, pk: int):
    """One plan with all its sections."""
    return _shown(request, _plan(request, pk))


def _shown(request, row: KeyPlan, **given):
    user = request.user
    parts = queries.parts_of(row)
    context = detail_context(KEY_PLANS, user, row) | {
        "parts": parts, "done": sum(part.is_done for _code, part in parts),
        "comparison": queries.comparison_of(row), "trade": queries.trade_of(row),
        "claims": row.claims.all(), "assessments": row.assessments.select_related("by")[:5],
        "letters": row.contacts.select_related("contact", "reply")[:20],
        "may_decide": access.may_plan(user, "decide", row),
        "factors_form": forms.FactorsForm(rows=row.factors.all()),
        "worth_form": forms.WorthForm(), "claim_form": forms.ClaimForm(),
        "trade_form": forms.TradeForm(), "method_form": forms.MethodForm(user=user),
        "people": user and forms.PartForm(user=user).fields["owner"].choices,
    } | given  # fmt: skip
    status = 422 if given else 200
    return page(request, "development/keyplan.html", context, status=status)


def _saved(request, *, row: KeyPlan, form, act, name: str):
    """What every small form of a plan does: act and come back, or show what was typed."""
    if taken(form, act):
        said(request, _("已保存：%s") % row.name)
        return go(request, row.get_absolute_url())
    return _shown(request, row, **{name: form})


@require_http_methods(["GET", "POST"])
def part(request, pk: int):
    """One section of a plan."""
    row = get_object_or_404(access.visible_parts(request.user), pk=pk)
    require(access.may_plan(request.user, "change", row.plan))
    initial = {"text": row.text, "is_done": row.is_done, "owner": row.owner_id}
    form = forms.PartForm(posted(request), user=request.user, initial=initial)
    if request.method == "POST" and taken(
        form, lambda: actions.write_part(row, **form.cleaned_data, by=request.user)
    ):
        said(request, _("章节已保存。"))
        return go(request, row.plan.get_absolute_url())
    context = {"row": row.plan, "form": form, "title": str(row)}
    return page(request, "development/form.html", context, status=422 if form.errors else 200)


@require_POST
def factors(request, pk: int):
    row = _plan(request, pk, "change")
    form = forms.FactorsForm(request.POST, rows=row.factors.all())
    return _saved(
        request, row=row, form=form, name="factors_form",
        act=lambda: actions.weigh_factors(row, form.weights(), by=request.user),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def compare(request, pk: int):
    """The matrix of us and our competitors."""
    row = _plan(request, pk, "change")
    names = queries.competitors_of(row)
    form = forms.CompareForm(posted(request), rows=list(row.comparison.all()), names=names)
    if request.method == "POST" and form.is_valid():
        wanted = list(queries.words_in(form.cleaned_data["competitors"]))
        criteria = form.criteria(wanted)
        if not form.errors and taken(
            form, lambda: actions.compare(row, wanted, criteria, by=request.user)
        ):
            said(request, _("比较已保存。"))
            return go(request, row.get_absolute_url())
    context = {"row": row, "form": form}
    return page(request, "development/compare.html", context, status=422 if form.errors else 200)


@require_POST
def worth(request, pk: int):
    """Is it worth developing?"""
    row = _plan(request, pk, "change")
    form = forms.WorthForm(request.POST)

    def write():
        given, risk = form.estimate()
        actions.assess_worth(row, given, by=request.user, risk_sort=risk)

    return _saved(request, row=row, form=form, act=write, name="worth_form")


@require_POST
def claim(request, pk: int):
    row = _plan(request, pk, "change")
    form = forms.ClaimForm(request.POST)

    def write():
        actions.claim_advantage(AdvantageClaim(plan=row, **form.cleaned_data), by=request.user)

    return _saved(request, row=row, form=form, act=write, name="claim_form")


@require_POST
def trade(request, pk: int):
    row = _plan(request, pk, "change")
    form = forms.TradeForm(request.POST)

    def write():
        given = form.cleaned_data
        actions.note_trade(row, **given, by=request.user)

    return _saved(request, row=row, form=form, act=write, name="trade_form")


@require_POST
def method(request, pk: int):
    """The method meeting and its decision."""
    row = _plan(request, pk, "decide")
    form = forms.MethodForm(request.POST, user=request.user)

    def write():
        given = form.cleaned_data | {"method": Method(form.cleaned_data["method"])}
        actions.choose_method(row, actions.MethodChosen(**given), by=request.user)

    return _saved(request, row=row, form=form, act=write, name="method_form")


@require_http_methods(["GET", "POST"])
def letter_new(request, pk: int):
    """A first contact: choose the way, write it, have it checked."""
    plan = _plan(request, pk, "change")
    return _letter_form(request, plan, FirstContact(plan=plan))


def _letter(request, pk: int) -> FirstContact:
    rows = access.visible_first_contacts(request.user)
    row = get_object_or_404(rows.select_related("plan", "plan__customer", "contact", "by"), pk=pk)
    require(access.may_plan(request.user, "change", row.plan))
    return row


@require_http_methods(["GET", "POST"])
def letter_edit(request, pk: int):
    row = _letter(request, pk)
    return _letter_form(request, row.plan, row)


def _letter_form(request, plan: KeyPlan, row: FirstContact):
    way = request.GET.get("way", row.way or "mail")
    initial = {
        "contact": row.contact_id, "way": way, "is_marketing": row.is_marketing,
        "subject": row.subject, "text": row.text or actions.STARTS.get(way, ""),
    }  # fmt: skip
    form = forms.LetterForm(
        posted(request), user=request.user, customer=plan.customer, initial=initial
    )

    def write():
        for name, value in form.cleaned_data.items():
            setattr(row, name, value)
        actions.write_first_contact(row, by=request.user)

    if request.method == "POST" and taken(form, write):
        return go(request, row.get_absolute_url())
    context = {"row": plan, "form": form, "title": _("初次接触"), "hint": _(
        "正文里可以写 {{customer.name}}、{{contact.name}}、{{contact.title}}、{{my.name}}、"
        "{{my.mobile}}，发送时换成真实内容；缺内容的不能发。")}  # fmt: skip
    return page(request, "development/form.html", context, status=422 if form.errors else 200)


@require_GET
def letter(request, pk: int):
    """A first contact as it will go, with what stops it and what should be looked at."""
    row = _letter(request, pk)
    findings, missing = queries.findings_for(row, now=timezone.now())
    subject, text = queries.filled(row)
    context = {"row": row, "findings": findings, "missing": missing, "subject": subject,
               "text": text, "stops": [_(one) for one in findings.stops],
               "warns": [_(one) for one in findings.warns]}  # fmt: skip
    return page(request, "development/letter.html", context)


@require_POST
def letter_send(request, pk: int):
    row = _letter(request, pk)
    result = request.POST.get("result", "")[:200]
    row = actions.send_first_contact(row, by=request.user, result=result)
    said(request, _("邮件已交付发送。") if row.state == "queued" else _("已记下发出。"))
    return go(request, row.get_absolute_url())
