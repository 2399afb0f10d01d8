"""Who sees meetings on experience and what they brought, who writes, who reviews (F-54)."""

from django.db.models import Q, QuerySet

from maizi.accounts.access import rights_of
from maizi.fields.access import NumberKind, NumberShape, Parameter
from maizi.fields.terms import Section, Sort
from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_

from ..models import Exchange, Experience
from ..terms import ExperienceState
from .training import CODE, may_train

EXCHANGE_NUMBERS = NumberKind("exchange", N_("经验交流会编号"), NumberShape("JY"))
EXCHANGE_SOURCE, REVIEW_SOURCE = "training.exchange", "training.review"
ONLY_HELD = N_("开过经验交流会，这条待办自己结束。")
SHARING_EVENTS = (
    EventKind("training.exchange", N_("该开经验交流会了"), by_mail=True),
    EventKind("training.review", N_("有经验待我审核")),
    EventKind("training.answered", N_("我写的经验有了结果")),
    EventKind("training.drafted", N_("有经验成了知识草稿")),
)
EXCHANGE_DAYS = Parameter(
    "training.exchange_days", N_("经验交流会最多隔多少天"), Section.SERVICE, Sort.INTEGER, 30,
    unit=N_("天"), least=1, most=366, source="S003§14.4", rule="F-54",
    note=N_("超过就提醒管理培训的人。"),
)  # fmt: skip


def visible_exchanges(user) -> QuerySet[Exchange]:
    """Every meeting, for whoever takes part in training."""
    return Exchange.objects.all() if may_train(user, "view") else Exchange.objects.none()


def visible_experiences(user) -> QuerySet[Experience]:
    """What was accepted, and one's own; everything for who reviews or keeps training."""
    rights = rights_of(user)
    if not rights.may(CODE, "read"):
        return Experience.objects.none()
    if rights.may(CODE, "review") or rights.may(CODE, "manage"):
        return Experience.objects.all()
    seen = Q(state=ExperienceState.ACCEPTED) | Q(author=user.pk)
    return Experience.objects.filter(seen)


def may_share(user, verb: str, row: Experience | None = None) -> bool:
    """Whether somebody may do `verb`: who shares adds, and changes his own until it is accepted."""
    if verb == "add":
        return rights_of(user).may(CODE, "share")
    if verb == "change":
        own = row is None or (
            row.author_id == user.pk and row.state != ExperienceState.ACCEPTED
        )  # fmt: skip
        return own and rights_of(user).may(CODE, "share")
    return may_train(user, verb, row)
