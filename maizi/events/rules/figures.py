"""What an event cost and brought (C-40, L-20)."""

from dataclasses import dataclass
from decimal import Decimal

from maizi.kernel.money import ratio, yuan

RESULT_DAYS = 90


@dataclass(frozen=True, slots=True)
class Figures:
    """Who was invited, answered and came; money in yuan.

    coming       who said yes, with those they bring
    ordered_yuan what those who came ordered within 90 days, net; None before it was held
    """

    invited: int
    yes: int
    no: int
    coming: int
    attended: int
    unannounced: int
    budget_yuan: Decimal
    cost_yuan: Decimal | None = None
    ordered_yuan: Decimal | None = None

    @property
    def silent(self) -> int:
        """Who has not answered."""
        return self.invited - self.yes - self.no

    @property
    def answer_rate(self) -> Decimal | None:
        """Answered ÷ invited; None of nobody."""
        return ratio(self.yes + self.no, self.invited)

    @property
    def attendance_rate(self) -> Decimal | None:
        """Of those who said yes, how many came; None of nobody."""
        return ratio(self.attended - self.unannounced, self.yes)

    @property
    def cost_each_yuan(self) -> Decimal | None:
        """Cost for each invited person who came; None of nobody."""
        if self.cost_yuan is None or not self.attended:
            return None
        return yuan(self.cost_yuan / self.attended)

    @property
    def over_budget_yuan(self) -> Decimal:
        """How much more was spent than planned; 0 within the budget."""
        return max((self.cost_yuan or Decimal(0)) - self.budget_yuan, Decimal(0))

    @property
    def return_ratio(self) -> Decimal | None:
        """Orders of those who came ÷ cost; None without either."""
        if self.ordered_yuan is None or not self.cost_yuan:
            return None
        return ratio(self.ordered_yuan, self.cost_yuan)
