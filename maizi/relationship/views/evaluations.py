"""Screens of relationship: parse, may, act, answer."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from maizi.kernel.texts import N_
from maizi.kit.http import go, is_partial, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import Evaluation
from ..queries.documents import shared_words
from .parts import Verb, acted, kept_customer, posted


def _fill(row, form, by):
    given = form.cleaned_data
    return actions.fill(row, given=form.given(), problems=given["problems"],
                        strategy=given["strategy"], by=by)  # fmt: skip


def _review(row, form, by):
    given = form.cleaned_data
    return actions.review(row, is_agreed=given["answer"] == "yes", opinion=given["opinion"], by=by)


def _plain(action) -> Callable:
    return lambda row, form, by: action(row, by=by)


VERBS = {
    "fill": Verb(N_("填写"), forms.FillForm, _fill, "pencil",
                 N_("分数留空表示不知道，它的权重由其他指标分担。和系统建议不一样的要写理由。")),
    "hand_in": Verb(N_("提交复核"), forms.SureForm, _plain(actions.hand_in), "send",
                    N_("提交以后不能再改，由另一个人复核。")),
    "review": Verb(N_("复核"), forms.ReviewForm, _review, "circle-check"),
    "refresh": Verb(N_("重新取数"), forms.SureForm, _plain(actions.refresh), "refresh",
                    N_("按现在的记录重新计算系统建议；写了理由的分数不动。")),
    "discard": Verb(N_("作废"), forms.SureForm, _plain(actions.discard), "trash",
                    N_("删除这份没有提交的评估表。")),
}  # fmt: skip


@require_GET
def evaluation(request, pk: int):
    """One evaluation: the nine marks with their sources, the score, the conclusion."""
    row = _evaluation(request, pk)
    shown = queries.shown_lines(request.user, row)
    verbs = [(name, VERBS[name]) for name in queries.verbs_for(request.user, row)]
    context = {"row": row, "shown": shown, "verbs": verbs, "shared": shared_words(shown.shared)}
    part = "#drawer" if is_partial(request) else ""
    return page(request, f"relationship/evaluation.html{part}", context)


@require_http_methods(["GET", "POST"])
def evaluation_do(request, pk: int, verb: str):
    """One verb on an evaluation: its form."""
    if verb not in VERBS:
        raise Http404
    row, spec = _evaluation(request, pk), VERBS[verb]
    require(access.may(request.user, verb, row))
    form = spec.form(posted(request), row=row, user=request.user)

    def run() -> str:
        spec.run(row, form, request.user)
        messages.success(request, _("已保存。"))
        return (row.customer if verb == "discard" else row).get_absolute_url()

    return acted(
        request,
        form=form,
        spec=spec,
        run=run,
        about={"row": row, "back": row.get_absolute_url()} | HOME,
    )


@require_http_methods(["GET", "POST"])
def evaluation_new(request, pk: int):
    """Begin an evaluation of a customer; on to the one that is on its way."""
    customer = kept_customer(request, pk)
    if there := queries.open_of(customer):
        return go(request, there.get_absolute_url())
    form = forms.BeginForm(posted(request))

    def run() -> str:
        made = actions.begin(customer, **form.cleaned_data, by=request.user)
        return made.get_absolute_url()

    back = customer.get_absolute_url()
    return acted(
        request, form=form, spec=BEGIN, run=run, about={"row": customer, "back": back} | HOME
    )


BEGIN = Verb(N_("开始评估"), forms.BeginForm, actions.begin,
             note=N_("系统按这段时间的记录给九项指标打建议分，不知道的不打。"))  # fmt: skip
HOME = {"home": ("relationship:evaluation_list", gettext_lazy("客户关系评估表"))}


def _evaluation(request, pk: int) -> Evaluation:
    rows = access.visible_evaluations(request.user).select_related("customer", "by", "reviewed_by")
    return get_object_or_404(rows, pk=pk)
