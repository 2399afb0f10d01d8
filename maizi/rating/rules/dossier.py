"""What has to lie there before an evaluation is submitted (D-1, D-12)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, Said, say

from ..terms import Factor, PaperKind
from .ratios import is_stale

NEEDED = {
    "enterprise": (PaperKind.IDENTITY, PaperKind.LICENCE, PaperKind.ANNUAL, PaperKind.QUARTER),
    "individual": (PaperKind.IDENTITY,),
}
STATEMENTS = (PaperKind.ANNUAL, PaperKind.QUARTER)


@dataclass(frozen=True, slots=True)
class Paper:
    """One document that was received."""

    kind: PaperKind
    received_on: date
    valid_until: date | None = None
    period_end: date | None = None


def refuse_paper(paper: Paper, today: date, *, months: int) -> None:
    """Raises Refused for a document that cannot count (D-12): too old, expired, of tomorrow."""
    if paper.received_on > today:
        raise Refused(N_("收到日期不能晚于今天。"), field="received_on")
    if paper.valid_until and paper.valid_until < today:
        raise Refused(
            N_("这份文件已于 {day} 到期。请向客户要新的。"), day=paper.valid_until.isoformat(),
            field="valid_until",
        )  # fmt: skip
    if paper.kind not in STATEMENTS:
        return
    if paper.period_end is None:
        raise Refused(N_("财务报表请填截止日期。"), field="period_end")
    if paper.period_end > today:
        raise Refused(N_("财务报表的截止日期不能晚于今天。"), field="period_end")
    refuse_stale(paper.period_end, today, months=months)


def refuse_stale(period_end: date, today: date, *, months: int) -> None:
    """Raises Refused for a statement older than so many months (D-12)."""
    if is_stale(period_end, today, months=months):
        raise Refused(
            N_("截止 {day} 的财务报表已超过 {months} 个月，不能用来评级。请向客户要新的报表。"),
            day=period_end.isoformat(), months=months, field="period_end",
        )  # fmt: skip


def lacking_papers(
    papers: list[Paper], *, party_type: str, today: date, months: int, quarter_end: date
) -> Iterator[Said]:
    """Which documents are missing, expired or too old (D-12 a)."""
    for kind in NEEDED.get(party_type, NEEDED["enterprise"]):
        mine = [one for one in papers if one.kind == kind]
        good = [one for one in mine if not one.valid_until or one.valid_until >= today]
        if kind in STATEMENTS:
            fresh = [o for o in good if o.period_end and
                     not is_stale(o.period_end, today, months=months)]  # fmt: skip
            if kind == PaperKind.QUARTER:
                fresh = [one for one in fresh if one.period_end >= quarter_end]
            if not fresh:
                yield _stale(kind, bool(mine), quarter_end, months)
        elif not good:
            words = N_("{what}已过期") if mine else N_("缺{what}")
            yield say(words, what=say(kind.chinese))


def _stale(kind: PaperKind, has_old: bool, quarter_end: date, months: int) -> Said:
    if not has_old:
        return say(N_("缺{what}"), what=say(kind.chinese))
    if kind == PaperKind.QUARTER:
        return say(N_("{what}要截止 {day} 或更晚的"), what=say(kind.chinese),
                   day=quarter_end.isoformat())  # fmt: skip
    return say(N_("{what}超过 {months} 个月"), what=say(kind.chinese), months=months)


def lacking_basics(basics: Mapping[str, object]) -> Iterator[Said]:
    """Which fields of the basic form are empty (D-12 b); label -> value."""
    for label, value in basics.items():
        if value in (None, ""):
            yield say(N_("客户基本信息缺{what}"), what=say(label))


def lacking_paragraphs(told: Mapping[Factor, tuple[str, int | None]]) -> Iterator[Said]:
    """Which influence factors have no rated paragraph yet (D-1)."""
    for factor in Factor:
        text, mark = told.get(factor, ("", None))
        if not text.strip() or mark is None:
            yield say(N_("“{what}”还没有评述和评分"), what=say(factor.chinese))


def refuse_incomplete(lacking: list[Said]) -> None:
    """Raises Refused with everything that is missing in one sentence (D-12)."""
    if lacking:
        raise Refused(N_("还不能提交：{what}。请补齐后再提交。"), what=[*lacking])
