"""What this app declares to those below it."""

from maizi.accounts.access import Entity, declare
from maizi.clocks.access import ClockKind, Period, declare_clock
from maizi.clocks.terms import BreachAction, Counting
from maizi.fields.access import NumberKind, NumberShape, declare_number
from maizi.inbox.access import EventKind, declare_event
from maizi.kernel.texts import N_
from maizi.kit.reach import reachable

from ..models import (
    ExportRequest,
    ImpactAssessment,
    PersonRequest,
    PrivacyNotice,
    Purpose,
    RetentionCase,
)
from . import rows
from .topics import CREDIT_USE, RESTRICTED, declare_topic

PRIVACY = Entity(
    "privacy",
    N_("个人信息保护"),
    {
        "read": N_("查看登记与请求"),
        "officer": N_("办理请求、管理目的与敏感信息"),
        "retention": N_("审核到期清理"),
        "openings": N_("查看谁看过受限信息"),
        "safeguards": N_("设置水印与查看次数"),
    },
)
EXPORT = "privacy.export"
REQUEST_CLOCK = "privacy.request"
REQUEST_NUMBERS = NumberKind("privacy_request", N_("个人信息请求编号"), NumberShape("P"))
EVENTS = (
    EventKind("privacy.request", N_("收到个人信息请求"), by_mail=True, is_urgent=True),
    EventKind("privacy.late", N_("个人信息请求快到期或已超时"), by_mail=True),
    EventKind("privacy.export", N_("导出申请有了结果"), by_mail=True),
    EventKind("privacy.retention", N_("有到期清理待审核")),
    EventKind("privacy.withdrawn", N_("客户撤回同意或要求免打扰"), by_mail=True),
)


def declare_all() -> None:
    """Rights, numbers, clocks, events, and what may be referred to."""
    declare(PRIVACY)
    declare_number(REQUEST_NUMBERS)
    for event in EVENTS:
        declare_event(event)
    declare_clock(
        ClockKind(
            REQUEST_CLOCK, N_("答复个人信息请求"),
            Period(Counting.DAYS, days=15), on_breach=BreachAction.ESCALATE,
        )
    )  # fmt: skip
    for topic in (RESTRICTED, CREDIT_USE):
        declare_topic(topic)
    for model, visible in (
        (Purpose, rows.visible_purposes), (PrivacyNotice, rows.visible_notices),
        (ImpactAssessment, rows.visible_assessments), (PersonRequest, rows.visible_requests),
        (ExportRequest, rows.visible_asks), (RetentionCase, rows.visible_retention),
    ):  # fmt: skip
        reachable(model, visible)
