"""Lists of relationship that the engine serves."""

from maizi.kernel.texts import N_
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from . import access, actions
from .models import BenefitLink, Evaluation, Promise, TrialUser

EVALUATIONS = Pages(
    model=Evaluation,
    visible=access.visible_evaluations,
    may=access.may_look,
    columns=("no", "customer", "band", "state", "starts_on", "ends_on", "lifecycle",
             "loyalty_class", "by", "reviewed_by"),
    filters=("state", "band", "customer", "by", "lifecycle", "loyalty_class", "ends_on", "no"),
    sections=(
        Section(N_("评估"), ("no", "customer", "starts_on", "ends_on", "state", "band")),
        Section(N_("结论"), ("problems", "strategy")),
        Section(N_("复核"), ("reviewed_by", "reviewed_at", "opinion")),
    ),
    views=(
        View("open", N_("没有办完"), ("state.in.draft,asked",)),
        View("weak", N_("关系等级 C、D"), ("state.in.approved", "band.in.c,d")),
        View("all", N_("全部")),
    ),
)  # fmt: skip
PROMISES = Pages(
    model=Promise,
    visible=access.visible_promises,
    may=access.may_promise,
    columns=("customer", "text", "due_on", "state", "owner", "promised_by", "promised_on",
             "ended_on"),
    filters=("state", "owner", "promised_by", "customer", "due_on", "promised_on", "ended_on"),
    sections=(
        Section(N_("承诺"), ("customer", "text", "to_whom", "promised_by", "promised_on",
                           "due_on", "owner")),
        Section(N_("结果"), ("state", "ended_on", "outcome", "agreed_by", "ended_by")),
    ),
    views=(
        View("open", N_("待兑现"), ("state.in.open",), sort="due_on"),
        View("late", N_("已过期限"), ("state.in.open", "due_on.within.past"), sort="due_on"),
        View("broken", N_("未兑现"), ("state.in.broken",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip
LINKS = Pages(
    model=BenefitLink,
    visible=access.visible_links,
    may=access.may_link,
    save=actions.save_link,
    columns=("customer", "other", "other_name", "need", "state", "value_yuan", "owner",
             "opened_on"),
    filters=("state", "customer", "other", "owner", "opened_on"),
    sections=(
        Section(N_("各方"), ("other", "other_name", "mediator", "mediator_name")),
        Section(N_("需要与服务"), ("need", "service", "value_yuan", "state")),
    ),
    views=(
        View("open", N_("没有结束"), ("state.in.found,arranging,working",)),
        View("working", N_("已经运行"), ("state.in.working",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip
TRIALS = Pages(
    model=TrialUser,
    visible=access.visible_trials,
    may=access.may_trial,
    columns=("customer", "tries", "reason", "since", "until", "heard", "by"),
    filters=("customer", "since", "until", "by"),
    sections=(Section(N_("试销"), ("customer", "tries", "reason", "since", "until", "heard")),),
    views=(
        View("now", N_("现在的"), ("until.empty",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip
UNUSED = ("bulk", "undo", "cell", "reveal", "new", "edit", "", "print")
