"""Plain pages of key accounts, grade changes and suggestions."""

from maizi.kernel.texts import N_
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from . import access, actions
from .models import GradeChange, KeyAccount, Suggestion

ONLY_READ = ("new", "edit", "bulk", "undo", "cell", "reveal", "print")
OPEN = "state.in.candidate,region,hq,returned"


def _reads(user, verb: str, row=None) -> bool:
    """What reviews and signatures write is never changed on a plain page."""
    return verb in ("view", "unmask", "export") and access.may(user, verb)


def _suggests(user, verb: str, row=None) -> bool:
    verb = {"view": "suggest", "add": "suggest"}.get(verb, verb)
    return verb == "suggest" and access.may(user, "suggest")


LISTS = Pages(
    model=KeyAccount,
    visible=access.visible_key_accounts,
    may=_reads,
    columns=(
        "customer", "colour", "amount_yuan", "rate", "kept", "due", "band", "since_on",
        "broken_on", "asks",
    ),
    filters=(
        "customer", "colour", "band", "amount_yuan", "rate", "due", "since_on", "broken_on", "asks",
        "demoted_on",
    ),
    sections=(
        Section(N_("大客户名单"), (
            "customer", "colour", "band", "amount_yuan", "kept", "due", "rate", "broken_on",
            "since_on", "asks", "demoted_on", "judged_at",
        )),
    ),
    views=(
        View("all", N_("在名单上"), ("colour.in.green,yellow,red,black",), sort="-amount_yuan"),
        View("green", N_("绿名单"), ("colour.in.green",), sort="-amount_yuan"),
        View("yellow", N_("黄名单"), ("colour.in.yellow",), sort="-amount_yuan"),
        View("red", N_("红名单"), ("colour.in.red",), sort="-amount_yuan"),
        View("black", N_("黑名单"), ("colour.in.black",), sort="-amount_yuan"),
        View("asks", N_("待人工判断"), ("asks.yes",)),
        View("demoted", N_("已降级"), ("demoted_on.filled",), sort="-since_on"),
    ),
)  # fmt: skip

CHANGES = Pages(
    model=GradeChange,
    visible=access.visible_changes,
    may=_reads,
    columns=(
        "no", "customer", "state", "trigger", "old_grade", "grade", "old_limit_yuan", "limit_yuan",
        "raised_at", "by", "effective_at",
    ),
    filters=(
        "state", "customer", "trigger", "old_grade", "grade", "limit_yuan", "raised_at", "by",
        "effective_at",
    ),
    sections=(
        Section(N_("等级变更"), (
            "no", "customer", "state", "trigger", "why", "old_grade", "old_limit_yuan",
            "old_terms_days", "old_list", "amount_yuan", "rate", "grade", "limit_yuan",
            "terms_days", "returns_to_list", "reason", "documents", "raised_at", "filed_at", "by",
            "extended_at", "extension_reason", "signed_by", "signed_at", "effective_at",
        )),
    ),
    views=(
        View("open", N_("办理中"), (OPEN,), sort="raised_at"),
        View("candidates", N_("待提交"), ("state.in.candidate,returned",), sort="raised_at"),
        View("effective", N_("已生效"), ("state.in.effective",), sort="-effective_at"),
        View("all", N_("全部")),
    ),
)  # fmt: skip

SUGGESTIONS = Pages(
    model=Suggestion,
    visible=access.visible_suggestions,
    may=_suggests,
    save=actions.suggest,
    columns=("text", "state", "by", "at", "answer", "decided_by", "decided_at"),
    filters=("state", "by", "at", "decided_at"),
    sections=(Section(N_("优化建议"), ("text", "state", "by", "at", "answer", "decided_by")),),
    views=(View("open", N_("待答复"), ("state.in.open",)), View("all", N_("全部"))),
)
