"""Registers that the engine serves as plain pages (N-1)."""

from maizi.kernel.texts import N_
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from . import access
from .models import Breach, Consent, ImpactAssessment, Opening, Processor, Purpose

UNUSED = ("bulk", "undo", "cell", "reveal")
READ_ONLY = (*UNUSED, "new", "edit")


def _reads(user, verb: str, row=None) -> bool:
    return verb not in ("add", "change") and access.may(user, verb, row)


def _openings(user, verb: str, row=None) -> bool:
    if verb in ("view", "unmask"):
        return user.is_active
    return verb == "export" and access.may(user, "openings")


def _purposes(user, verb: str, row=None) -> bool:
    return user.is_active if verb == "view" else access.may(user, verb, row)


PURPOSES = Pages(
    model=Purpose,
    visible=access.visible_purposes,
    may=_purposes,
    columns=("name", "basis", "consent_kind", "groups", "retention_text", "is_active"),
    filters=("basis", "consent_kind", "is_active"),
    sections=(Section(N_("处理目的"), (
        "code", "name", "basis", "consent_kind", "text", "groups", "retention_text", "is_active",
    )),),
)  # fmt: skip
ASSESSMENTS = Pages(
    model=ImpactAssessment,
    visible=access.visible_assessments,
    may=access.may,
    columns=("title", "outcome", "assessed_on", "assessor", "review_on"),
    filters=("outcome", "assessed_on", "review_on", "assessor"),
    sections=(
        Section(N_("评估的活动"), ("title", "activity")),
        Section(N_("评估内容"), ("necessity", "impact", "measures")),
        Section(N_("结论"), ("outcome", "assessed_on", "assessor", "review_on")),
    ),
)
PROCESSORS = Pages(
    model=Processor,
    visible=access.visible_processors,
    may=access.may,
    columns=("name", "processor_kind", "kinds_text", "contract_no", "starts_on", "ends_on",
             "is_abroad"),
    filters=("processor_kind", "is_abroad", "ends_on"),
    sections=(
        Section(N_("公司"), ("name", "processor_kind", "is_abroad", "contact_text")),
        Section(N_("处理"), ("purpose_text", "kinds_text", "measures")),
        Section(N_("合同"), ("contract_no", "starts_on", "ends_on", "reviewed_on")),
    ),
)  # fmt: skip
BREACHES = Pages(
    model=Breach,
    visible=access.visible_breaches,
    may=access.may,
    columns=("title", "level", "found_at", "people_count", "authority_told_at", "people_told_at",
             "closed_on"),
    filters=("level", "found_at", "closed_on"),
    sections=(
        Section(N_("事件"), ("title", "level", "found_at", "happened_at", "kinds_text", "cause",
                           "people_count")),
        Section(N_("危害与补救"), ("harm", "measures", "advice")),
        Section(N_("通知"), ("authority", "authority_told_at", "people_told_at",
                           "untold_reason")),
        Section(N_("结案"), ("officer", "closed_on")),
    ),
)  # fmt: skip
CONSENTS = Pages(
    model=Consent,
    visible=access.visible_consents,
    may=_reads,
    columns=("purpose", "consent_kind", "answer", "obtained", "notice", "given_at",
             "withdrawn_at", "entered_by"),
    filters=("purpose", "consent_kind", "answer", "obtained", "given_at", "withdrawn_at"),
    sections=(Section(N_("同意"), (
        "purpose", "consent_kind", "answer", "ways", "obtained", "notice", "given_at", "guardian",
        "note", "entered_by", "withdrawn_at", "withdrawn_by",
    )),),
    views=(
        View("all", N_("全部")),
        View("gone", N_("已撤回"), ("withdrawn_at.filled",)),
        View("refused", N_("拒绝"), ("answer.is.refused",)),
    ),
)  # fmt: skip
OPENINGS = Pages(
    model=Opening,
    visible=access.visible_openings,
    may=_openings,
    columns=("at", "user", "title", "topic", "purpose", "note"),
    filters=("user", "purpose", "at"),
    sections=(Section(N_("查看"), ("at", "user", "title", "topic", "purpose", "note", "until")),),
    views=(View("all", N_("全部")), View("mine", N_("我的"), ("user.me",))),
)
REGISTERS = (PURPOSES, ASSESSMENTS, PROCESSORS, BREACHES)
LEDGERS = (CONSENTS, OPENINGS)
