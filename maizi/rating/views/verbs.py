"""Small verbs on an evaluation: the form of each, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from maizi.kernel.texts import N_

from .. import actions, forms


@dataclass(frozen=True)
class Verb:
    """One verb.

    run   (row, valid form, who) -> whatever the action gives
    done  what is said afterwards
    """

    label: str
    icon: str
    form: type
    run: Callable
    done: str
    note: str = ""


class _Nothing(forms.ReasonForm):
    """Asks nothing."""

    reason = None


def _invite(row, form, by):
    return actions.invite(row, form.cleaned_data["person"], by=by)


def _submit(row, form, by):
    return actions.submit_evaluation(row, reason=form.cleaned_data["reason"], by=by)


def _close(row, form, by):
    return actions.close_evaluation(row, reason=form.cleaned_data["reason"], by=by)


def _recheck(row, form, by):
    return actions.ask_recheck(row, form.cleaned_data["words"], by=by)


def _answer(row, form, by):
    made = get_object_or_404(row.rechecks, answered_on=None)
    given = form.cleaned_data
    return actions.answer_recheck(made, answer=given["answer"], keeps=given["keeps"] == "yes",
                                  by=by)  # fmt: skip


VERBS: dict[str, Verb] = {
    "invite": Verb(
        N_("请人评分"),
        "user-plus",
        forms.InviteForm,
        _invite,
        N_("已请他评分。"),
        N_("他独立评分，交卷以前看不到别人的评分；大家都交卷以后再商定。"),
    ),
    "refer": Verb(
        N_("撤回邀请"),
        "arrow-back-up",
        _Nothing,
        lambda row, form, by: actions.refer(row, by=by),
        N_("已撤回。"),
        N_("还没有交卷的人不再评分。"),
    ),
    "submit": Verb(
        N_("提交审批"),
        "send",
        forms.SubmitForm,
        _submit,
        N_("已提交。批准以后等级和额度才生效。"),
        N_("评价人自己不能批准。额度偏离公式 20% 以上，多一级审批。"),
    ),
    "close": Verb(N_("作废"), "ban", forms.ReasonForm, _close, N_("已作废。")),
    "recheck": Verb(
        N_("受理人工复核"),
        "user-circle",
        forms.RecheckForm,
        _recheck,
        N_("已受理，请没有参与评价和批准的同事复核。"),
        N_("个人客户有权要求解释，并要求由人重新判断（个人信息保护法第二十四条）。"),
    ),
    "answer": Verb(
        N_("答复人工复核"),
        "checks",
        forms.AnswerForm,
        _answer,
        N_("已答复，请告诉客户。"),
        N_("评价人和批准人不能复核自己的结论。"),
    ),
}
