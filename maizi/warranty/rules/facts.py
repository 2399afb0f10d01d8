"""What a verdict is judged from and what it says: plain values."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from maizi.kernel.texts import Said

from ..terms import Assembly, Delay, Exclusion, Kind, Payer, Right, RuleCode, SafetyFault


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of one row of the catalogue (F-31).

    rate_percent  depreciation for each day; of a car n, for each 1000 km
    parts         the main parts, as the catalogue lists them
    """

    code: str
    name: str
    kind: Kind = Kind.GENERAL
    months: int = 12
    part_months: int | None = None
    rate_percent: Decimal = Decimal(0)
    source: str = ""
    km: int | None = None
    care_months: int | None = None
    care_km: int | None = None
    parts: str = ""


@dataclass(frozen=True, slots=True)
class Mended:
    """One repair of the piece.

    ready_on  None while it lasts
    hours     of a car: from handing in until ready (or now), without what is not counted
    is_called_off  it came to nothing on that day: time in a repair, but no repair
    """

    handed_in_on: date
    ready_on: date | None = None
    fault_code: str = ""
    delay: Delay = Delay.NONE
    is_authorised: bool = True
    assembly: Assembly = Assembly.OTHER
    safety: SafetyFault = SafetyFault.NONE
    part: str = ""
    is_part_replaced: bool = False
    hours: int = 0
    is_called_off: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody says that 三包 does not apply; it counts only with evidence (F-34)."""

    exclusion: Exclusion
    has_evidence: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything a verdict rests on.

    sold_on          windows of 7 and 15 days run from here
    starts_on        the warranty runs from here
    used_from        depreciation counts from here: the invoice, or the exchange (F-35)
    received_on      the customer has had it since
    is_performance   it does not work normally, rather than a small defect
    is_main_part     a main part of the catalogue failed
    is_model_there   the seller has the same model and specification
    contract_until   last day of our own promise
    is_consumer      bought for daily life: the consumer law applies (F-39)
    is_returnable    a distance purchase of a kind that may come back without reason
    current_yuan     price of an accessory sold separately today
    is_part_told     somebody said which part failed; otherwise it may be a main one
    is_model_told    somebody looked whether there is the same model; otherwise there may be none
    is_pending       the catalogue names the goods, but the company has not looked its row up yet
    """

    reported_on: date
    sold_on: date | None = None
    starts_on: date | None = None
    used_from: date | None = None
    received_on: date | None = None
    price_yuan: Decimal | None = None
    is_performance: bool = True
    is_main_part: bool = False
    fault_code: str = ""
    repairs: tuple[Mended, ...] = ()
    replacements: int = 0
    is_model_there: bool = True
    has_invoice: bool = True
    has_voucher: bool = True
    produced_on: date | None = None
    claims: tuple[Claim, ...] = ()
    contract_until: date | None = None
    is_consumer: bool = True
    is_grave: bool = False
    is_distance: bool = False
    is_returnable: bool = True
    is_fraud: bool = False
    is_bundled: bool = False
    current_yuan: Decimal | None = None
    km: int | None = None
    assembly: Assembly = Assembly.OTHER
    safety: SafetyFault = SafetyFault.NONE
    part: str = ""
    needs_assembly: bool = False
    exchange_asked_on: date | None = None
    is_part_told: bool = True
    is_model_told: bool = True
    is_pending: bool = False


@dataclass(frozen=True, slots=True)
class Money:
    """What goes back, what is kept of it; None where the price is not known."""

    refund_yuan: Decimal | None = None
    kept_yuan: Decimal | None = None


NO_MONEY = Money()


@dataclass(frozen=True, slots=True)
class Option:
    """One right the customer may choose, from the row that is best for him."""

    right: Right
    row: RuleCode
    payer: Payer
    because: Said
    article: Said
    money: Money = NO_MONEY
    needs_price: bool = False


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """Whether one row of the table holds, and why or why not."""

    row: RuleCode
    holds: bool
    because: Said


@dataclass(frozen=True, slots=True)
class Gap:
    """A fact that nobody has told, and what would follow if it were."""

    what: Said
    follows: Said


@dataclass(frozen=True, slots=True)
class Dates:
    """The days that decide; None where the row does not apply or the start is unknown."""

    seven_until: date | None = None
    fifteen_until: date | None = None
    whole_until: date | None = None
    part_until: date | None = None
    answer_by: date | None = None
    done_by: date | None = None
    excluded_days: int = 0


@dataclass(frozen=True, slots=True)
class Ruling:
    """All rights of the customer, what every row of the table said, and what is not known.

    gaps  while there are any, a right that is not listed may be there all the same
    """

    options: tuple[Option, ...]
    rows: tuple[RowAnswer, ...]
    dates: Dates = field(default_factory=Dates)
    gaps: tuple[Gap, ...] = ()

    @property
    def rights(self) -> frozenset[Right]:
        """What he may choose."""
        return frozenset(option.right for option in self.options)

    def option(self, right: Right) -> Option | None:
        """How one right is granted; None when it is not."""
        return next((one for one in self.options if one.right == right), None)
