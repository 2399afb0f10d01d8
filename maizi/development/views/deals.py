"""The list of opportunities, one opportunity, and what can be done with it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.customers.access import onward_from
from maizi.files.actions import attach, store
from maizi.files.queries import attachments_of, uploads_in
from maizi.files.terms import Purpose
from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.forms import taken
from maizi.kit.http import go, is_partial, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page
from maizi.kit.pages.look import detail_context

from .. import access, actions, forms, queries
from ..models import DevelopmentRecord, Opportunity
from ..pages import OPPORTUNITIES
from ..rules.stages import missing_for
from ..terms import DealState, Step
from .parts import begun, customer_of, opportunity_for, posted, said

BESIDE_THE_LIST = (
    (gettext_lazy("看板"), "layout-kanban", "development:board", "view"),
    (gettext_lazy("预测与转化"), "chart-line", "development:forecast", "view"),
    (gettext_lazy("销售流程"), "adjustments-horizontal", "development:pipeline_list", "view"),
)


@require_GET
def opportunities(request):
    """The list, with the ways to board, forecast and pipelines."""
    links = [
        {"label": label, "icon": icon, "url": reverse(url)}
        for label, icon, url, verb in BESIDE_THE_LIST
        if access.may(request.user, verb)
    ]
    return list_page(request, OPPORTUNITIES, list_actions=links)


@require_http_methods(["GET", "POST"])
def new(request):
    """The plain form, begun for the customer whose page sent here."""
    user = request.user
    require(access.may(user, "add"))
    row = Opportunity(owner=user, customer=customer_of(request))
    row.pipeline = access.visible_pipelines(user).filter(is_usual=True).first()
    return begun(request, OPPORTUNITIES, row)


@require_GET
def opportunity(request, pk: int):
    """One opportunity: where it stands, what the next stage asks, its way, files, record."""
    row = opportunity_for(request, pk)
    context = detail_context(OPPORTUNITIES, request.user, row) | _context(request.user, row)
    part = "#drawer" if is_partial(request) else ""
    return page(request, f"development/opportunity.html{part}", context)


def _context(user, row: Opportunity) -> dict:
    now, today = timezone.now(), timezone.localdate()
    stages = list(row.pipeline.stages.all())
    place = [stage.pk for stage in stages].index(row.stage_id)
    following = stages[place + 1] if place + 1 < len(stages) else None
    facts = queries.facts_about(row)
    is_open = row.state == DealState.OPEN
    missing = missing_for(Step(following.step), facts) if following and is_open else []
    records = list(row.records.select_related("by"))
    return {
        "card": queries.card_of(row, row.stage, now=now, today=today),
        "stages": stages, "place": place, "following": following, "is_open": is_open,
        "missing": [Refused(text, stage=following.name, why=facts.credit_objection).text(_)
                    for text in missing],
        "moves": row.moves.select_related("stage", "by").order_by("-at", "-id")[:50],
        "files": attachments_of(row)[:20], "records": records,
        "owes_record": row.closed_at is not None and row.state != DealState.DISQUALIFIED
        and all(record.ended_at != row.closed_at for record in records),
        "may_assign": access.may(user, "assign", row),
        "agreements": access.visible_agreements(user).filter(opportunity=row)[:20],
        "may_agree": access.may_agreement(user, "add"),
        "onward": onward_from("opportunity", user, row.customer) if is_open else [],
    }  # fmt: skip


@require_POST
def move(request, pk: int):
    """To another stage: from the board by htmx, from the page by a button."""
    row = opportunity_for(request, pk, "change")
    stage = get_object_or_404(
        access.visible_stages(request.user), pk=number_in(request.POST.get("stage", "")) or 0
    )
    row = actions.move_opportunity(
        row, stage=stage, by=request.user, note=request.POST.get("note", "")[:300]
    )
    if is_partial(request):
        return _moved(request, row)
    said(request, _("已推进到“%s”。") % row.stage.name)
    return go(request, row.get_absolute_url())


def _moved(request, row: Opportunity):
    card = queries.card_of(row, row.stage, now=timezone.now(), today=timezone.localdate())
    return page(request, "development/card.html", {"card": card, "may_change": True})


@require_http_methods(["GET", "POST"])
def close(request, pk: int):
    """Won, or why not."""
    row = opportunity_for(request, pk, "change")
    wanted = request.GET.get("state", "")
    form = forms.CloseForm(posted(request), initial={"state": wanted})

    def write():
        actions.close_opportunity(row, form.ending(), by=request.user)

    if request.method == "POST" and taken(form, write):
        said(request, _("商机已结束。请接着填写开发记录，经验才留得下来。"))
        return go(request, row.get_absolute_url())
    context = {"row": row, "form": form}
    return page(request, "development/close.html", context, status=422 if form.errors else 200)


@require_POST
def reopen(request, pk: int):
    row = opportunity_for(request, pk, "change")
    note = request.POST.get("note", "")[:300]
    actions.reopen_opportunity(row, by=request.user, note=note)
    said(request, _("商机重新打开了。"))
    return go(request, row.get_absolute_url())


@require_http_methods(["GET", "POST"])
def assign(request, pk: int):
    """Another owner."""
    row = opportunity_for(request, pk, "assign")
    form = forms.AssignForm(posted(request), user=request.user)

    def write():
        given = form.cleaned_data
        actions.assign_opportunity(row, given["owner"], by=request.user, reason=given["reason"])

    if request.method == "POST" and taken(form, write):
        said(request, _("负责人已更换。"))
        return go(request, reverse("development:opportunity_list"))
    context = {"row": row, "form": form, "title": _("换负责人")}
    return page(request, "development/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def record(request, pk: int):
    """开发记录表, after the end."""
    row = opportunity_for(request, pk, "change")
    form = forms.RecordForm(posted(request), initial={"team": row.owner.name})

    def write():
        filed = DevelopmentRecord(opportunity=row, **form.cleaned_data)
        actions.file_record(filed, by=request.user)

    if request.method == "POST" and taken(form, write):
        said(request, _("开发记录已归档。"))
        return go(request, row.get_absolute_url())
    context = {"row": row, "form": form, "title": _("大客户开发记录表")
               if row.customer.ka_status != "none" else _("开发记录表")}  # fmt: skip
    return page(request, "development/form.html", context, status=422 if form.errors else 200)


@require_POST
def add_file(request, pk: int):
    """A proposal, a quote or a signed agreement."""
    row = opportunity_for(request, pk, "change")
    upload = uploads_in(request).get("file")
    require(upload is not None)
    kept = store(upload, by=request.user, purpose=Purpose.ATTACHMENT)
    attach(kept, row, by=request.user, title=request.POST.get("title", "")[:80])
    said(request, _("文件已加入。"))
    return go(request, row.get_absolute_url())
