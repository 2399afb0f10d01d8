"""Every verb on a complaint: its form, and what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maizi.kernel.texts import N_
from maizi.kit.forms import taken
from maizi.kit.http import go
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..forms import VerbForm
from ..models import Complaint
from ..rules.shares import Proposal
from ..terms import Answer, PauseReason, Topic, Validity, Way
from .parts import complaint_for

Run = Callable[[Complaint, forms.VerbForm, object], object]


@dataclass(frozen=True)
class Verb:
    """One verb.

    right  what somebody needs to do it (access.may)
    run    (row, valid form, who) -> whatever the action gives
    fill   (row) -> what the form begins with
    done   what is said afterwards
    """

    label: str
    icon: str
    form: type[VerbForm]
    run: Run
    right: str = "handle"
    fill: Callable[[Complaint], Mapping] = field(default=lambda row: {})
    done: str = N_("已保存。")
    note: str = ""


def _contact(row, form, by):
    given = form.cleaned_data
    contact = actions.Contact(
        topic=Topic(given["topic"]), way=Way(given["way"]), text=given["text"],
        is_reached=given["is_reached"], is_public=given["is_public"],
        script=tuple(given["script"]), is_confirmed=given["confirmed"],
    )  # fmt: skip
    return actions.log_contact(row, contact, by=by)


def _propose(row, form, by):
    given = form.cleaned_data
    names = ("plan", "basis", "promised_on")
    proposal = Proposal(tuple(form.remedies()), **{name: given[name] for name in names})
    return actions.propose(row, proposal, by=by)


def _fix(row, form, by):
    recourse = form.cleaned_data["has_recourse"]
    return actions.fix_responsibility(row, shares=form.shares(), has_recourse=recourse, by=by)


def _wait(row, form, by):
    given = form.cleaned_data
    return actions.wait_for_customer(row, PauseReason(given["reason"]), text=given["text"], by=by)


def _agree(row, form, by):
    given = form.cleaned_data
    is_agreed = given["is_agreed"] == "yes"
    return actions.note_agreement(row, is_agreed=is_agreed, text=given["text"], by=by)


def _confirm(row, form, by):
    given = form.cleaned_data
    answer, way = Answer(given["answer"]), Way(given["way"])
    return actions.confirm(row, answer=answer, way=way, text=given["text"], by=by)


def _appraise(row, form, by):
    given = form.cleaned_data | {"validity": Validity(form.cleaned_data["validity"])}
    return actions.appraise(row, **given, by=by)


def _calling(action) -> Run:
    """A verb whose form asks exactly what its action takes."""
    return lambda row, form, by: action(row, **form.cleaned_data, by=by)


VERBS: dict[str, Verb] = {
    "contact": Verb(N_("联系客户"), "phone-call", forms.ContactForm, _contact),
    "appraise": Verb(
        N_("鉴定"), "gauge", forms.AppraiseForm, _appraise,
        fill=lambda row: {"validity": row.validity, "text": row.appraisal, "facts": row.facts},
    ),
    "investigate": Verb(
        N_("登记调查"), "search", forms.InvestigateForm, _calling(actions.investigate),
        fill=lambda row: {"findings": row.findings, "needs_field": row.needs_field},
    ),
    "fix": Verb(N_("定责"), "users-group", forms.FixForm, _fix,
                note=N_("比例合计必须正好 100%。")),
    "propose": Verb(N_("提出方案"), "bulb", forms.ProposeForm, _propose),
    "submit": Verb(
        N_("提交审批"), "send", forms.SubmitForm, _calling(actions.submit_plan),
        done=N_("已提交，按责任部门、客服主管的次序发表意见。"),
    ),
    "agree": Verb(N_("记客户意见"), "checks", forms.AgreeForm, _agree),
    "promise": Verb(N_("记承诺"), "flag", forms.PromiseForm, _calling(actions.promise)),
    "finish": Verb(
        N_("完成执行"), "circle-check", forms.FinishForm, _calling(actions.finish),
        done=N_("已执行完毕，三天内请回访客户。"),
    ),
    "confirm": Verb(N_("回访确认"), "heart", forms.ConfirmForm, _confirm),
    "close": Verb(N_("结案"), "lock", forms.CloseForm, _calling(actions.close)),
    "analyse": Verb(N_("写分析"), "report-analytics", forms.AnalyseForm,
                    _calling(actions.analyse), right="view"),
    "lesson": Verb(N_("发布案例"), "speakerphone", forms.LessonForm,
                   _calling(actions.publish_lesson), right="analyse"),
    "dismiss": Verb(
        N_("认定不成立"), "circle-x", forms.DismissForm, _calling(actions.dismiss),
        fill=lambda row: {"routes": _(actions.ROUTES)},
        note=N_("先联系客户说明理由，再在这里认定。客户会在查询页面看到理由和其他途径。"),
    ),
    "withdraw": Verb(N_("客户撤诉"), "arrow-back-up", forms.ReasonForm,
                     _calling(actions.withdraw)),
    "reopen": Verb(N_("重开"), "rotate-2", forms.ReasonForm, _calling(actions.reopen)),
    "hand_off": Verb(
        N_("转办"), "share", forms.HandOffForm, _calling(actions.hand_off),
        done=N_("已请对方接收。对方接收以前，这件投诉仍由您负责。"),
    ),
    "take_over": Verb(N_("改派"), "transfer", forms.TakeOverForm, _calling(actions.take_over),
                      right="supervise"),
    "wait": Verb(
        N_("等客户提供"), "player-pause", forms.WaitForm, _wait,
        note=N_("鉴定、方案和结案的时限暂停；首次答复和法定期限不暂停。"),
    ),
    "note": Verb(N_("内部记录"), "note", forms.NoteForm,
                 lambda row, form, by: actions.note(row, form.cleaned_data["text"], by=by)),
    "suspect": Verb(
        N_("提出恶意认定"), "shield", forms.SuspectForm, _calling(actions.suspect),
        done=N_("已请主管和法务分别确认。"),
    ),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def act(request, pk: int, verb: str):
    """One verb: its form, with the customer's words beside it."""
    spec = VERBS.get(verb)
    if spec is None:
        raise Http404
    row = complaint_for(request, pk, spec.right)
    given = request.POST if request.method == "POST" else None
    form = spec.form(given, row=row, user=request.user, initial=dict(spec.fill(row)))
    if form.is_bound and taken(form, lambda: spec.run(row, form, request.user)):
        messages.success(request, _(spec.done))
        return go(request, _next(request, row))
    context = {"row": row, "form": form, "spec": spec, "verb": verb} | _beside(verb)
    return page(request, "complaints/act.html", context, status=422 if form.errors else 200)


def _beside(verb: str) -> dict:
    return {"templates": queries.templates()} if verb == "contact" else {}


def _next(request, row: Complaint) -> str:
    """The complaint again, or the board when it is out of sight now."""
    seen = access.visible_complaints(request.user).filter(pk=row.pk).exists()
    return row.get_absolute_url() if seen else reverse("complaints:board")
