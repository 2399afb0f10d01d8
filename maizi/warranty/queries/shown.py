"""Verdicts and covers as pages say them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from ..models import Unit, Verdict
from ..rules.facts import Ruling
from ..terms import Cover, Payer, Right, RuleCode
from .asking import Judged, contract_until
from .keeping import option_kept, restored, row_kept

ORDER = ("return", "exchange", "repair", "parts", "compensation", "loan", "paid_repair")


@dataclass(frozen=True, slots=True)
class Shown:
    """One right as it stands on a page."""

    right: Right
    row: RuleCode
    payer: Payer
    because: str
    article: str
    refund_yuan: Decimal | None
    kept_yuan: Decimal | None
    needs_price: bool


def options_of(verdict: Verdict) -> list[Shown]:
    """The rights of a stored verdict, in the reader's language. No query."""
    return [_option(one) for one in verdict.options]


def gaps_of(verdict: Verdict) -> list[tuple[str, str]]:
    """The facts nobody has told, each with what would follow, in the reader's language."""
    return [(restored(one["what"]).text(_), restored(one["follows"]).text(_))
            for one in verdict.gaps]  # fmt: skip


def rows_of(verdict: Verdict) -> list[tuple[RuleCode, bool, str]]:
    """Every row of the table: which, whether it holds, why."""
    return [
        (RuleCode(one["row"]), one["holds"], restored(one["because"]).text(_))
        for one in verdict.rows
    ]


def shown(judged: Judged | Ruling) -> list[Shown]:
    """The rights of a verdict that is not stored."""
    ruling = judged.ruling if isinstance(judged, Judged) else judged
    return [_option(option_kept(one)) for one in ruling.options]


def answers(ruling: Ruling) -> list[tuple[RuleCode, bool, str]]:
    """Every row of a verdict that is not stored."""
    told = [row_kept(one) for one in ruling.rows]
    return [(RuleCode(one["row"]), one["holds"], restored(one["because"]).text(_)) for one in told]


def cover_of(unit: Unit, today: date) -> Cover:
    """What still covers a piece today, by its stored days. One query at most, for the product."""
    if unit.starts_on is None:
        return Cover.UNKNOWN
    if unit.covered_until is None or unit.covered_until < today:
        return Cover.OVER
    until = contract_until(unit)
    return Cover.CONTRACT if until and until >= today else Cover.WHOLE


def _option(one: dict) -> Shown:
    return Shown(
        Right(one["right"]), RuleCode(one["row"]), Payer(one["payer"]),
        restored(one["because"]).text(_), restored(one["article"]).text(_),
        _money(one["refund"]), _money(one["kept"]), one["needs_price"],
    )  # fmt: skip


def _money(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
