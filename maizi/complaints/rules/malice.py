"""When a complaint is malicious: two persons, evidence, and never at once (E-3)."""

from dataclasses import dataclass

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import Nature

LEAST_EVIDENCE = 10


@dataclass(frozen=True, slots=True)
class Confirmations:
    """Ids of those concerned; None where nobody has confirmed yet."""

    raised_by: int
    supervisor: int | None = None
    counsel: int | None = None


def nature_of(found: Confirmations | None) -> Nature:
    """Well-meant unless a supervisor and legal counsel, two persons, have both confirmed (P-m)."""
    if found is None or found.supervisor is None or found.counsel is None:
        return Nature.WELL_MEANT
    if found.supervisor == found.counsel:
        return Nature.WELL_MEANT
    return Nature.MALICIOUS


def check_evidence(text: str) -> None:
    """A suspicion names what it rests on."""
    if len(text.strip()) < LEAST_EVIDENCE:
        raise Refused(
            N_("请列出证据：录音、聊天记录、检测结论、索要金额的原话等。"), field="evidence",
            code="evidence",
        )  # fmt: skip


def check_confirming(found: Confirmations, person: int, *, accused: int | None) -> None:
    """Refuse whoever raised it, whoever confirmed already, and whom the complaint is about."""
    if person == found.raised_by:
        raise Refused(
            N_("提出恶意认定的人不能自己确认，请主管和法务两位同事分别确认。"), code="own"
        )
    if person in (found.supervisor, found.counsel):
        raise Refused(N_("您已经确认过。恶意认定须由两个人分别确认。"), code="twice")
    if person == accused:
        raise Refused(N_("这件投诉与您本人有关，不能由您确认。"), code="accused")
