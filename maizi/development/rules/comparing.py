"""We beside our competitors, criterion by criterion (B-23)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.money import EXACT
from maizi.kernel.texts import N_

LEAST_LEAD = 1


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: its weight as a share, our score and theirs, 1 to 5."""

    name: str
    weight: Decimal
    ours: int
    theirs: Mapping[str, int]

    @property
    def is_advantage(self) -> bool:
        """We lead the best competitor by at least one."""
        return bool(self.theirs) and self.ours - max(self.theirs.values()) >= LEAST_LEAD

    @property
    def is_gap(self) -> bool:
        """The best competitor leads us by at least one."""
        return bool(self.theirs) and max(self.theirs.values()) - self.ours >= LEAST_LEAD


def check_criteria(lines: Sequence[Criterion]) -> None:
    """Weights sum to 1 and every score lies between 1 and 5. Raises Refused."""
    total = sum((line.weight for line in lines), Decimal(0))
    if total != 1:
        raise Refused(
            N_("权重合计应是 100%，现在是 {now}%。"), now=f"{(total * 100).normalize():f}"
        )
    for line in lines:
        if any(not 1 <= score <= 5 for score in (line.ours, *line.theirs.values())):
            raise Refused(N_("“{name}”的评分应在 1 到 5 之间。"), name=line.name)


def totals(lines: Sequence[Criterion], competitors: Sequence[str]) -> dict[str, Decimal]:
    """Weighted total of us ("") and of each competitor, two places."""
    found = {}
    for name in ("", *competitors):
        scores = ((line.weight, line.theirs.get(name, 0) if name else line.ours) for line in lines)
        total = sum((EXACT.multiply(w, Decimal(s)) for w, s in scores), Decimal(0))
        found[name] = total.quantize(Decimal("0.01"))
    return found
