"""Every verb of the desk on a ticket: its form, and what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maizi.files.actions import store
from maizi.files.queries import uploads_in
from maizi.files.terms import Purpose
from maizi.kernel.texts import N_
from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..forms import VerbForm
from ..models import Ticket
from ..rules.triage import advise
from ..terms import IncidentKind, Mode, PauseReason, Severity
from .parts import still, ticket_for

Run = Callable[[Ticket, VerbForm, object], object]


@dataclass(frozen=True)
class Verb:
    """One verb.

    rights  one of these is needed to do it (access.may)
    run     (row, valid form, who) -> whatever the action gives
    fill    (row) -> what the form begins with
    fits    (row) -> whether a ticket of this kind has the verb at all
    """

    label: str
    icon: str
    form: type[VerbForm]
    run: Run
    rights: tuple[str, ...] = ("handle",)
    fill: Callable[[Ticket], Mapping] = field(default=lambda row: {})
    fits: Callable[[Ticket], bool] = field(default=lambda row: True)
    done: str = N_("已保存。")
    note: str = ""


def _calling(action) -> Run:
    """A verb whose form asks exactly what its action takes."""
    return lambda row, form, by: action(row, **form.cleaned_data, by=by)


def _triage(row, form, by):
    given = form.cleaned_data
    found = actions.Triage(**given | {
        "severity": Severity(given["severity"]), "mode": Mode(given["mode"]),
    })  # fmt: skip
    return actions.triage(row, found, by=by)


def _wait(row, form, by):
    given = form.cleaned_data
    return actions.wait_for_customer(row, PauseReason(given["reason"]), text=given["text"], by=by)


def _confirm(row, form, by):
    given = form.cleaned_data
    image = given["image"] and store(given["image"], by=by, purpose=Purpose.PHOTO)
    return actions.confirm(row, **given | {"image": image or None}, by=by)


def _slot(form) -> actions.Slot:
    given = form.cleaned_data
    return actions.Slot(given["since"], given["until"], given["deadline"])


def _move_slot(row, form, by):
    return actions.move_slot(row, _slot(form), reason=form.cleaned_data["reason"], by=by)


def _incident(row, form, by):
    given = form.cleaned_data | {"kind": IncidentKind(form.cleaned_data["kind"])}
    return actions.raise_incident(row, **given, by=by)


EITHER = ("handle", "work")
VERBS: dict[str, Verb] = {
    "triage": Verb(
        N_("分诊"), "stethoscope", forms.TriageForm, _triage,
        fill=lambda row: {
            "severity": row.severity, "mode": row.mode or Mode.REMOTE, "signs": row.signs,
            "script": row.script, "note": row.triage_note,
        },
    ),
    "assign": Verb(
        N_("派工"), "send", forms.AssignForm, _calling(actions.assign), rights=("dispatch",),
        done=N_("已派工。工程师超时不接，系统自动派给下一位。"),
    ),
    "contact": Verb(N_("联系客户"), "phone-call", forms.ContactForm,
                    _calling(actions.log_contact)),
    "wait": Verb(N_("等客户"), "player-pause", forms.WaitForm, _wait, rights=EITHER),
    "slot": Verb(
        N_("约定时间段"), "calendar", forms.SlotForm,
        lambda row, form, by: actions.agree_slot(row, _slot(form), by=by),
    ),
    "move_slot": Verb(
        N_("改期"), "calendar-event", forms.MoveSlotForm, _move_slot, rights=EITHER,
        done=N_("已改期。请把工单里的通知告诉客户。"),
    ),
    "commit": Verb(N_("承诺修复时间"), "flag", forms.CommitForm, _calling(actions.commit),
                   rights=EITHER),
    "confirm": Verb(N_("客户确认"), "circle-check", forms.ConfirmForm, _confirm, rights=EITHER),
    "cancel": Verb(N_("取消工单"), "ban", forms.ReasonForm, _calling(actions.cancel)),
    "reopen": Verb(N_("重开"), "rotate-2", forms.ReasonForm, _calling(actions.reopen)),
    "complain": Verb(N_("转投诉"), "message-report", forms.ComplainForm,
                     _calling(actions.to_complaint), done=N_("已登记投诉，工单照常办理。")),
    "incident": Verb(
        N_("登记质量事故"), "alert-triangle", forms.IncidentForm, _incident,
        rights=("supervise",), note=N_("由另一位主管决定处理；必须写明违反的规定。"),
    ),
    "upkeep": Verb(
        N_("巡检结果"), "clipboard-check", forms.UpkeepForm, _calling(actions.note_upkeep),
        rights=EITHER, fits=queries.has_upkeep,
        fill=lambda row: {
            name: getattr(row.upkeep, name) for name in ("findings", "needs", "advice")
        },
    ),
    "note": Verb(N_("内部记录"), "note", forms.NoteForm,
                 lambda row, form, by: actions.note(row, form.cleaned_data["text"], by=by)),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def act(request, pk: int, verb: str):
    """One verb: its form, with the customer's words beside it."""
    spec = VERBS.get(verb)
    if spec is None:
        raise Http404
    row = ticket_for(request, pk)
    if not spec.fits(row):
        raise Http404
    require(any(access.may(request.user, right, row) for right in spec.rights))
    given = (request.POST, uploads_in(request)) if request.method == "POST" else ()
    form = spec.form(*given, row=row, user=request.user, initial=dict(spec.fill(row)))
    if form.is_bound and taken(form, lambda: spec.run(row, form, request.user)):
        messages.success(request, _(spec.done))
        return go(request, still(request, row))
    context = {"row": row, "form": form, "spec": spec, "verb": verb} | _beside(request, row, verb)
    return page(request, "service/act.html", context, status=422 if form.errors else 200)


def _beside(request, row: Ticket, verb: str) -> dict:
    """What helps to decide: for triage articles and advice, for the rest nothing."""
    if verb != "triage":
        return {}
    text = f"{row.title} {row.symptom}"
    articles = queries.articles_for(request.user, text=text, family=row.family)
    signs = request.POST.getlist("signs") or row.signs
    advice = advise(signs, can_self_help=True, has_article=bool(articles)) if signs else None
    return {"articles": articles, "advice": advice, "plan": queries.plan_for(row.family)}
