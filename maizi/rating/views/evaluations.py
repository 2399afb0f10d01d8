"""Evaluations: the list, one of them, the paragraphs, the marks."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.approvals.queries import open_case
from maizi.files.actions import attach, store
from maizi.files.queries import attachments_of, uploads_in
from maizi.files.terms import Purpose
from maizi.kernel.errors import Refused
from maizi.kernel.texts import retold
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page

from .. import access, actions, forms, queries
from ..actions.evaluating import Given
from ..models import Evaluation
from ..pages import EVALUATIONS
from ..terms import EvaluationState, Measure
from .parts import asked, asked_why, customer_for, evaluation_for, posted
from .verbs import VERBS


@require_GET
def evaluations(request):
    """The list, with the ways to what lies beside it."""
    links = [{"label": gettext_lazy("复评事项"), "icon": "refresh",
              "url": reverse("rating:review_list")}]  # fmt: skip
    return list_page(request, EVALUATIONS, list_actions=links)


@require_GET
def evaluation(request, pk: int):
    """What it comes to and why; read for a purpose (M-5)."""
    row = evaluation_for(request, pk)
    if ask := asked_why(request, row.customer):
        return ask
    seats = list(row.evaluators.select_related("person"))
    context = _shown(request.user, row) | {
        "row": row, "seats": seats, "labels": VERBS,
        "waiting": row.state == EvaluationState.OPEN and any(not s.done_at for s in seats),
        "files": attachments_of(row)[:20], "verbs": _offered(request.user, row),
        "case": open_case(row._meta.label_lower, row.pk, subject=access.SUBJECT),
        "rechecks": list(row.rechecks.select_related("taken_by", "answered_by")),
    }  # fmt: skip
    return page(request, "rating/evaluation.html", context)


def _shown(user, row: Evaluation) -> dict:
    """What it comes to, for whoever may read it; whoever only scores sees nothing of it."""
    sees = access.sees_grade(user) and access.may(user, "view")
    is_open = row.state == EvaluationState.OPEN
    found = queries.assess(row) if is_open and sees else None
    told = retold(queries.told_of(row, found) if found else row.told if sees else {}, _)
    return {
        "found": found, "told": told, "groups": _groups(told), "sees": sees, "is_open": is_open,
        "lacking": [one.text(_) for one in found.lacking] if found else [],
        "below": told.get("below", ""), "plain": told.get("plain", ""), "changes": _changes(found),
        "paragraphs": list(row.paragraphs.all()) if sees else [],
    }  # fmt: skip


def _groups(told: dict) -> list[tuple[str, list[dict]]]:
    """The traits by criterion, in the order of the card."""
    found: dict[str, list[dict]] = {}
    for one in told.get("traits", ()):
        found.setdefault(one["criterion"], []).append(one)
    return list(found.items())


def _changes(found) -> list[dict]:
    """What would change the grade, in words."""
    if found is None:
        return []
    return [
        {"name": one.trait.name, "step": queries.step_words(one.trait, one.step),
         "score": one.score, "before": one.before, "after": one.step.score, "grade": one.grade,
         "up": one.is_better}
        for one in found.changes
    ]  # fmt: skip


def _offered(user, row: Evaluation) -> set[str]:
    """The verbs that make sense now, for this person."""
    found = set()
    if access.may(user, "score", row):
        found.add("marks")
    if not access.may(user, "evaluate", row):
        return found
    if row.state == EvaluationState.OPEN:
        return found | {"paragraphs", "invite", "refer", "submit", "close", "edit", "agree", "file"}
    is_person = row.customer.party_type == "individual"
    if row.state == EvaluationState.APPROVED and is_person:
        waiting = row.rechecks.filter(answered_on=None).exists()
        found.add("answer" if waiting else "recheck")
    return found


@require_http_methods(["GET", "POST"])
def begin(request, pk: int):
    """Evaluate a customer: by which card; or on to the evaluation that is on its way."""
    customer = customer_for(request, pk, "evaluate")
    there = queries.evaluation_of(customer)
    if there is not None:
        return go(request, there.get_absolute_url())
    form = forms.BeginForm(posted(request), user=request.user, party_type=customer.party_type)
    made = []

    def act():
        made.append(actions.open_evaluation(customer, form.cleaned_data["card"], by=request.user))

    return asked(
        request, form, act, title=_("评价 %s 的信用") % customer, label=_("开始评价"),
        told=_("已开始。先补齐资料，再评分、写评述。"), trail=customer,
        back=lambda: made[0].get_absolute_url(), **{"from": customer.get_absolute_url()},
        note=_("没有付款记录的新客户，付款两项记为“无法评分”；超过 20 分无法评分的卡无效。"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def paragraphs(request, pk: int):
    row = evaluation_for(request, pk, "evaluate")
    form = forms.ParagraphsForm(posted(request), row=row)
    return asked(
        request, form, lambda: actions.save_paragraphs(row, form.told(), by=request.user),
        title=_("五项影响因素"), label=_("保存"), told=_("已保存。"), trail=row,
        back=row.get_absolute_url(), template="rating/paragraphs.html",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def marks(request, pk: int):
    """One's own marks; nobody sees the others' before he has handed in."""
    row = evaluation_for(request, pk, "score")
    seat = row.evaluators.get(person=request.user)
    begun = {m.trait_id: Given(m.score, m.note) for m in seat.marks.all()}
    form = forms.MarksForm(posted(request), traits=_manual(row), begun=begun)
    return asked(
        request, form, lambda: actions.hand_in(row, form.given(), by=request.user),
        title=_("评分"), label=_("交卷"), told=_("已交卷。"), trail=row,
        back=row.get_absolute_url(), template="rating/marks.html", row=row,
        note=_("各人独立评分，交卷以前看不到别人的。最高分、最低分和无法评分要写依据。"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def agree(request, pk: int):
    """What the evaluators agree upon, with what each gave beside it."""
    row = evaluation_for(request, pk, "evaluate")
    begun = {m.trait_id: Given(m.score, m.note) for m in row.marks.filter(evaluator=None)}
    form = forms.MarksForm(posted(request), traits=_manual(row), begun=begun)
    given: dict[int, list] = {}
    is_over = not row.evaluators.filter(done_at=None).exists()
    others = row.marks.exclude(evaluator=None).select_related("evaluator__person")
    for one in others if is_over else ():
        given.setdefault(one.trait_id, []).append(one)
    return asked(
        request, form, lambda: actions.agree_marks(row, form.given(), by=request.user),
        title=_("商定评分"), label=_("保存商定的评分"), told=_("已保存。"), trail=row,
        back=row.get_absolute_url(), template="rating/marks.html", row=row, given=given,
        note=_("大家都交卷以后再商定；取的分数和谁评的都不一样时，要写为什么。"),
    )  # fmt: skip


def _manual(row: Evaluation) -> list:
    return [trait for trait in queries.traits_of(row.card) if trait.measure == Measure.MANUAL]


@require_GET
def paid(request, pk: int):
    """The rows of the ledger behind the payment traits."""
    row = evaluation_for(request, pk, "view")
    require(access.sees_grade(request.user))
    if ask := asked_why(request, row.customer):
        return ask
    today = timezone.localdate()
    context = {"row": row, "rows": queries.paid_rows(row.customer, today), "today": today}
    return page(request, "rating/paid.html", context)


@require_POST
def add_file(request, pk: int):
    """Put evidence to an evaluation."""
    row = evaluation_for(request, pk, "evaluate")
    uploads = uploads_in(request).getlist("file")
    if not uploads:
        raise Refused(_("请选择文件。"))
    for upload in uploads[:10]:
        attach(store(upload, by=request.user, purpose=Purpose.ATTACHMENT), row, by=request.user)
    return go(request, row.get_absolute_url())


@require_http_methods(["GET", "POST"])
def act(request, pk: int, verb: str):
    """One small verb on an evaluation: its form."""
    spec = VERBS.get(verb)
    if spec is None:
        raise Http404
    row = evaluation_for(request, pk, "evaluate")
    form = spec.form(posted(request), row=row, user=request.user)
    return asked(
        request, form, lambda: spec.run(row, form, request.user), title=_(spec.label),
        label=_(spec.label), told=_(spec.done), trail=row, back=row.get_absolute_url(),
        note=_(spec.note) if spec.note else "",
    )  # fmt: skip
