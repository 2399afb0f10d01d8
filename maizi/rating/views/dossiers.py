"""What is known of one customer's credit: documents, statements, ratios, reviews."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from maizi.files.access import visible_attachments
from maizi.files.queries import uploads_in
from maizi.kit.forms import form_for, taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page, save

from .. import access, actions, forms, queries
from ..models import FinancialStatement, Paper
from ..pages import STATEMENT_IMPORTS, STATEMENTS
from ..rules.ratios import is_stale
from ..terms import Trigger
from .parts import asked, asked_why, customer_for, posted

MOST_SURVEYS = 6


@require_GET
def dossier(request, pk: int):
    """Documents and statements of a customer, with ratios over the periods; for a purpose (M-5)."""
    customer, today = customer_for(request, pk), timezone.localdate()
    require(access.sees_grade(request.user))
    if ask := asked_why(request, customer):
        return ask
    statements, stale = queries.statements_of(customer, today), queries.policy().stale_months
    surveys = access.visible_surveys(request.user).filter(customer=customer)
    context = {
        "customer": customer, "statements": statements, "trends": queries.trends(statements),
        "old": {s.pk for s in statements if is_stale(s.period_end, today, months=stale)},
        "may_evaluate": access.may(request.user, "evaluate"), "stale_months": stale,
        "surveys": list(surveys.select_related("by")[:MOST_SURVEYS]), "today": today,
    }  # fmt: skip
    return page(request, "rating/dossier.html", context | _papers(request.user, customer))


def _papers(user, customer) -> dict:
    """The documents in sight, and the files of each."""
    papers = list(access.visible_papers(user).filter(customer=customer))
    attached = visible_attachments(user).filter(
        kind=Paper._meta.label_lower, object_id__in=[one.pk for one in papers]
    )
    files: dict[int, list] = {}
    for one in attached.select_related("file"):
        files.setdefault(one.object_id, []).append(one)
    return {"papers": papers, "files": files}


@require_http_methods(["GET", "POST"])
def paper_new(request, pk: int):
    """Take a document in, with its files."""
    customer = customer_for(request, pk, "evaluate")
    initial = {"received_on": timezone.localdate()}
    form = forms.PaperForm(posted(request), initial=initial)
    address = Paper(customer=customer).get_absolute_url()

    def act():
        uploads = uploads_in(request).getlist("file")[:10]
        actions.add_paper(form.made(customer), uploads, by=request.user)

    return asked(
        request, form, act, title=_("登记文件"), label=_("登记"), told=_("已登记。"),
        trail=customer, back=address, has_files=True,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def statement_new(request, pk: int):
    """One more financial statement of a customer."""
    customer = customer_for(request, pk, "evaluate")
    row = FinancialStatement(customer=customer)
    form = form_for(STATEMENTS, user=request.user, row=row, names=STATEMENTS.fields,
                    given=posted(request))  # fmt: skip
    if form.is_bound and taken(
        form, lambda: save(STATEMENTS, row=form.instance, verb="create", by=request.user)
    ):
        messages.success(request, _("已保存。"))
        return go(request, Paper(customer=form.instance.customer).get_absolute_url())
    context = {"pages": STATEMENTS, "form": form, "row": None}
    return page(request, "kit/edit.html", context, status=422 if form.errors else 200)


@require_GET
def statements(request):
    """Every statement in sight, with the way to bring more in."""
    links = []
    if access.may(request.user, "evaluate"):
        links.append({"label": gettext_lazy("从表格导入"), "icon": "table-import",
                      "url": STATEMENT_IMPORTS.url("new")})  # fmt: skip
    return list_page(request, STATEMENTS, list_actions=links)


@require_http_methods(["GET", "POST"])
def review(request, pk: int):
    """One reason to rate again: rate, or say why not."""
    rows = access.visible_reviews(request.user).select_related("customer", "by", "closed_by")
    row = get_object_or_404(rows, pk=pk)
    require(request.method == "GET" or access.may(request.user, "evaluate"))
    form = forms.ReasonForm(posted(request))
    return asked(
        request, form,
        lambda: actions.close_review(row, answer=form.cleaned_data["reason"], by=request.user),
        title=row.customer, label=_("不用重新评级"), told=_("已处理。"), trail=row.customer,
        back=row.get_absolute_url(), template="rating/review.html", row=row,
        may_evaluate=access.may(request.user, "evaluate"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def review_new(request, pk: int):
    """Say what happened to a customer that his grade should be looked at for."""
    customer = customer_for(request, pk)
    form = forms.RaiseForm(posted(request))

    def act():
        given = form.cleaned_data
        actions.raise_review(customer, Trigger(given["trigger"]), given["text"], by=request.user)

    return asked(
        request, form, act, title=_("提出复评"), label=_("提出"), trail=customer,
        told=_("已提出，信用管理员会收到待办。"), back=customer.get_absolute_url(),
    )  # fmt: skip
