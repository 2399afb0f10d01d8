"""Questions to experts: the list, one question, what experts and askers do."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.customers.access import visible_activities
from maizi.customers.models import Activity, Customer
from maizi.fields.queries import parameter
from maizi.kernel.ids import number_in
from maizi.kernel.texts import N_
from maizi.kit.forms import form_for
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page
from maizi.training.models import Experience

from .. import access, actions, forms, queries
from ..models import ExpertReply, ExpertRequest
from ..pages import REQUESTS
from ..queries.support import may_share_answer
from .parts import Verb, acted, deal_of, kept_customer, posted

ASK = Verb(N_("请专家支持"), forms.InviteForm, actions.ask_experts, "send")
INVITE = Verb(N_("再请专家"), forms.InviteForm, actions.invite, "user-plus")
CLOSE = Verb(N_("办结"), forms.CloseForm, actions.close_request, "check",
             N_("办结以后，还没有答复的专家不用再答。"))  # fmt: skip
REPLIES = {
    "answer": Verb(N_("答复"), forms.AnswerForm, actions.answer, "send"),
    "decline": Verb(N_("婉拒"), forms.DeclineForm, actions.decline, "x"),
}  # fmt: skip
SHARE = Verb(N_("写成经验"), forms.ShareForm, actions.share_answer, "bulb",
             N_("审核采纳以后成为知识草稿，再由知识库审核、发布。"))  # fmt: skip
HOME = {"home": ("presales:expertrequest_list", gettext_lazy("专家支持"))}


@require_GET
def expert_requests(request):
    """The list."""
    return list_page(request, REQUESTS)


@require_http_methods(["GET", "POST"])
def request_of(request, pk: int):
    """Ask experts for a customer; begun from a follow-up or an opportunity if the address says."""
    customer = kept_customer(request, pk, "ask")
    source, deal = _source(request, customer), deal_of(request, customer)
    row = ExpertRequest(customer=customer, opportunity=deal, activity=source, due_at=_usual_end())
    row.question = source.content[:2000] if source else deal.need if deal else ""
    experts = queries.experts_for(None, without=[request.user.pk])
    form = form_for(
        REQUESTS, user=request.user, row=row, names=REQUESTS.fields, given=posted(request)
    )  # fmt: skip
    form.fields["experts"] = forms.expert_field(experts)

    def run() -> str:
        people = forms.people_of(form.cleaned_data["experts"], experts)
        made = actions.ask_experts(form.instance, experts=people, by=request.user)
        messages.success(request, _("已请专家，他们的待办里会有。"))
        return made.get_absolute_url()

    about = {"row": customer, "back": customer.get_absolute_url()}
    return acted(request, form=form, spec=ASK, run=run, about=about | HOME)


@require_GET
def request_page(request, pk: int):
    """One question with its replies."""
    context = queries.request_shown(request.user, _request(request, pk))
    return page(request, "presales/request.html", context | {"verbs": REPLIES})


@require_http_methods(["GET", "POST"])
def request_invite(request, pk: int):
    """Ask more experts."""
    row = _request(request, pk)
    require(access.may_request(request.user, "invite", row))
    known = [request.user.pk, *row.replies.values_list("expert", flat=True)]
    experts = queries.experts_for(row.family, without=known)
    form = forms.InviteForm(posted(request), experts=experts)

    def run() -> str:
        people = forms.people_of(form.cleaned_data["experts"], experts)
        return actions.invite(row, experts=people, by=request.user).get_absolute_url()

    return acted(request, form=form, spec=INVITE, run=run, about=_about(row))


@require_http_methods(["GET", "POST"])
def request_close(request, pk: int):
    """It is over."""
    row = _request(request, pk)
    require(access.may_request(request.user, "close", row))
    form = forms.CloseForm(posted(request))

    def run() -> str:
        done = actions.close_request(row, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("已办结。"))
        return done.get_absolute_url()

    return acted(request, form=form, spec=CLOSE, run=run, about=_about(row))


@require_http_methods(["GET", "POST"])
def reply_do(request, pk: int, verb: str):
    """One's own reply: answer, decline; accept needs no words."""
    reply = _reply(request, pk)
    if verb != "accept" and verb not in REPLIES:
        raise Http404
    require(access.may_reply(request.user, verb, reply))
    if verb == "accept":
        return _accepted(request, reply)
    spec = REPLIES[verb]
    form = spec.form(posted(request))

    def run() -> str:
        done = spec.run(reply, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("已保存。"))
        return done.request.get_absolute_url()

    return acted(request, form=form, spec=spec, run=run, about=_about(reply.request))


@require_POST
def _accepted(request, reply: ExpertReply):
    actions.accept(reply, by=request.user)
    messages.success(request, _("已接受，同事已收到消息。"))
    return go(request, reply.request.get_absolute_url())


@require_http_methods(["GET", "POST"])
def reply_share(request, pk: int):
    """Hand one's answer in as an experience (F-54)."""
    reply = _reply(request, pk)
    require(may_share_answer(request.user, reply))
    about = reply.request
    start = Experience(title=about.title, problem=about.question[:300], solution=reply.text)
    form = forms.ShareForm(posted(request), instance=start)

    def run() -> str:
        made = actions.share_answer(reply, form.instance, by=request.user)
        messages.success(request, _("已提交审核。"))
        return made.get_absolute_url()

    return acted(request, form=form, spec=SHARE, run=run, about=_about(about))


def _about(row: ExpertRequest) -> dict:
    return {"row": row, "back": row.get_absolute_url()} | HOME


def _usual_end():
    hours = timedelta(hours=int(parameter("presales.answer_hours")))
    return (timezone.localtime() + hours).replace(second=0, microsecond=0)


def _request(request, pk: int) -> ExpertRequest:
    rows = access.visible_requests(request.user).select_related(
        "customer", "opportunity", "activity", "product", "family", "owner"
    )
    return get_object_or_404(rows, pk=pk)


def _reply(request, pk: int) -> ExpertReply:
    rows = access.visible_replies(request.user).select_related("request__customer")
    return get_object_or_404(rows, pk=pk)


def _source(request, customer: Customer) -> Activity | None:
    asked = number_in(request.GET.get("activity", "")) or 0
    return visible_activities(request.user).filter(customer=customer, pk=asked).first()
