"""What collected information is worth, and when it must not be kept at all (A-11 … A-14)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import Channel
from ..terms.collecting import Content, Filing, Relevance

SCALE = range(1, 6)
RELEVANT = (Relevance.DIRECT, Relevance.INDIRECT)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where on information is filed, or kept for verification (A-14).

    file    least credibility and least usefulness to be filed
    verify  greatest credibility and least usefulness to be verified
    content least completeness of complete and of partial content, 0–1
    """

    file: tuple[int, int]
    verify: tuple[int, int]
    content: tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Rating:
    """What an appraiser says of information: 1–5, 1–5, how it matters to us."""

    credibility: int
    usefulness: int
    relevance: Relevance


def content_of(completeness: Decimal | None, thresholds: Thresholds) -> Content:
    """Complete, partial or poor by completeness (A-14); nothing known is poor."""
    whole, half = thresholds.content
    if completeness is None or completeness < half:
        return Content.POOR
    return Content.COMPLETE if completeness >= whole else Content.PARTIAL


def suggested_filing(rating: Rating, thresholds: Thresholds) -> Filing:
    """File, verify or drop (A-14).

    File when credible and useful enough and relevant; verify what is hardly credible but very
    useful; drop the rest.
    """
    credible, useful = thresholds.file
    if (
        rating.credibility >= credible
        and rating.usefulness >= useful
        and rating.relevance in RELEVANT
    ):
        return Filing.FILED
    doubtful, valuable = thresholds.verify
    if rating.credibility <= doubtful and rating.usefulness >= valuable:
        return Filing.VERIFY
    return Filing.DROPPED


def settle_filing(suggestion: Filing, chosen: Filing | None, reason: str) -> Filing:
    """What holds: the rule's word, or another one with a reason (A-14)."""
    if chosen is None or chosen == suggestion:
        return suggestion
    if chosen == Filing.PENDING:
        raise Refused(N_("请选择归档、待核实或舍弃。"), field="decision")
    if not reason.strip():
        raise Refused(N_("与规则的建议不同，请写明改判的原因。"), field="reason")
    return chosen


def read_rating(credibility: str, usefulness: str, relevance: str) -> Rating:
    """A rating as it was posted. Raises Refused at the field that is missing or off the scale."""
    found = []
    for name, text in (("credibility", credibility), ("usefulness", usefulness)):
        if not (text.isascii() and text.isdigit() and len(text) == 1 and int(text) in SCALE):
            raise Refused(N_("可信度和实用价值请各选 1 到 5。"), field=name)
        found.append(int(text))
    if relevance not in set(Relevance):
        raise Refused(N_("请选择业务关联性。"), field="relevance")
    return Rating(*found, Relevance(relevance))


def refuse_without_basis(
    channel: str, *, is_personal: bool, basis: str, source_needs_basis: bool = False
) -> None:
    """Personal data from competitors or from a source that asks for it need a basis (A-13)."""
    is_suspect = channel == Channel.COMPETITOR or source_needs_basis
    if is_suspect and is_personal and not basis:
        raise Refused(
            N_("来自竞争对手等渠道的个人信息，没有合法依据不能登记。请选择合法依据，或去掉个人信息。"),
            field="lawful_basis", code="basis",
        )  # fmt: skip


def refuse_incomplete(completeness: Decimal | None, least: Decimal, missing: Sequence[str]) -> None:
    """A group-buy prospect stays in collection until it is complete enough (A-11)."""
    if completeness is not None and completeness >= least:
        return
    raise Refused(
        N_("团购客户的资料完整度是 {have}%，至少要 {least}% 才能进入下一步。还缺：{missing}。"),
        have=int((completeness or 0) * 100), least=int(least * 100), missing=list(missing)[:5],
        code="incomplete",
    )  # fmt: skip
