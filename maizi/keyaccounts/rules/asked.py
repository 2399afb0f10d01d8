"""What an application for another grade asks for, and a proposal that waits its turn (D-20)."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from maizi.credit.terms import CreditGrade


@dataclass(frozen=True, slots=True)
class Form:
    """What the district writes into the application.

    returns_to_list       a demoted customer becomes a key account again
    grace_days, until_on  what an evaluation laid down; None takes the company's measures
    """

    grade: CreditGrade
    limit_yuan: Decimal
    terms_days: int
    reason: str
    documents: str = ""
    returns_to_list: bool = False
    is_below_known: bool = False
    grace_days: int | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What holds of a customer's credit after a signature."""

    grade: CreditGrade
    limit_yuan: Decimal
    terms_days: int
    grace_days: int
    until_on: date | None


def is_held(form: Form, held: Held, *, usual_grace_days: int) -> bool:
    """Whether everything that a proposal lays down holds already, its grace and validity too.

    usual_grace_days  the company's for its grade, where the proposal lays none down
    """
    grace = usual_grace_days if form.grace_days is None else form.grace_days
    wanted = (form.grade, form.limit_yuan, form.terms_days, grace)
    holds = (held.grade, held.limit_yuan, held.terms_days, held.grace_days)
    return wanted == holds and form.until_on in (None, held.until_on)


def kept(form: Form) -> dict:
    """A proposal as it is stored while it waits."""
    told = asdict(form)
    return told | {
        "grade": form.grade.value, "limit_yuan": str(form.limit_yuan),
        "until_on": form.until_on.isoformat() if form.until_on else None,
    }  # fmt: skip


def form_of(told: dict) -> Form | None:
    """A proposal as it was stored; None for none."""
    if not told:
        return None
    return Form(**told | {
        "grade": CreditGrade(told["grade"]), "limit_yuan": Decimal(told["limit_yuan"]),
        "until_on": date.fromisoformat(told["until_on"]) if told["until_on"] else None,
    })  # fmt: skip
