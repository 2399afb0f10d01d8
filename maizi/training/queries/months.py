"""A month of many people, a month of one (F-51)."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from maizi.accounts.models import User
from maizi.service.access import visible_tickets

from .. import access
from ..models import SignedMonth
from ..rules.index import Figures, figures_of
from ..rules.jobs import Job
from .facts import jobs_of, policy

PAGE = 50
FIGURES = tuple(Figures.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One person's month: as signed off, else as it stands now.

    signed     None while it is open
    sees_pay   whether whoever looks may see base and pay
    weights    type of ticket -> how many usual jobs it counts as: those of the day of signing
    """

    person: User
    figures: Figures
    jobs: list[Job]
    signed: SignedMonth | None
    sees_pay: bool
    weights: Mapping[str, Decimal]

    @property
    def basic_yuan(self) -> Decimal | None:
        return self.signed.basic_yuan if self.signed and self.sees_pay else None

    @property
    def pay_yuan(self) -> Decimal | None:
        return self.signed.pay_yuan if self.signed and self.sees_pay else None


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """A page of people with their month."""

    month: date
    rows: list[MonthRow]
    total: int
    before: int
    after: int

    @property
    def shows_pay(self) -> bool:
        return any(row.sees_pay for row in self.rows)


def sheet_of(user, month: date, *, page: int = 1, most: int = PAGE) -> MonthSheet:
    """A month of visible people, fifty a page. Fourteen queries at most, however many people."""
    people = access.visible_staff(user).order_by("sort_name", "id")
    total = people.count()
    last = max(1, -(-total // most))
    at = min(max(page, 1), last)
    shown = list(people.select_related("unit")[(at - 1) * most : at * most])
    rows = _rows(user, shown, month)
    return MonthSheet(month, rows, total, at - 1, at + 1 if at < last else 0)


def month_of(user, person: User, month: date) -> MonthRow:
    """A month of one person."""
    return _rows(user, [person], month)[0]


def basic_before(person: User, month: date) -> Decimal | None:
    """The base of the month signed off last: what the next one begins with. One query."""
    rows = SignedMonth.objects.filter(person=person, month__lt=month).order_by("-month")
    return rows.values_list("basic_yuan", flat=True).first()


def readable_tickets(user, jobs: Iterable[Job]) -> set[int]:
    """Which tickets of jobs somebody may open. One query."""
    ids = [job.ticket_id for job in jobs]
    return set(visible_tickets(user).filter(pk__in=ids).values_list("pk", flat=True))


def kept_jobs(row: MonthRow) -> list[dict]:
    """Jobs as they are stored with a month that is signed off, with what each counted as."""
    return [
        asdict(job) | {
            "finished_at": job.finished_at.isoformat(),
            "rating": None if job.rating is None else str(job.rating),
            "weight": str(row.weights[job.type]),
        }
        for job in row.jobs
    ]  # fmt: skip


def _rows(user, people: list[User], month: date) -> list[MonthRow]:
    ids = [one.pk for one in people]
    signed = {
        row.person_id: row
        for row in SignedMonth.objects.filter(person__in=ids, month=month)
        .select_related("signed_by", "person")
    }  # fmt: skip
    live = jobs_of([pk for pk in ids if pk not in signed], month)
    decided = policy()

    def month_row(one: User) -> MonthRow:
        row, sees_pay = signed.get(one.pk), access.may(user, "pay", one)
        if row is not None:
            return _as_signed(one, row, sees_pay=sees_pay)
        jobs = live.get(one.pk, [])
        figures = figures_of(jobs, decided)
        return MonthRow(one, figures, jobs, None, sees_pay, decided.job_weights)

    return [month_row(one) for one in people]


def _as_signed(person: User, row: SignedMonth, *, sees_pay: bool) -> MonthRow:
    figures = Figures(*(getattr(row, name) for name in FIGURES))
    weights = {one["type"]: Decimal(one["weight"]) for one in row.kept}
    return MonthRow(person, figures, [_job(one) for one in row.kept], row, sees_pay, weights)


def _job(stored: dict) -> Job:
    told = {name: value for name, value in stored.items() if name != "weight"}
    rating = stored["rating"]
    return Job(**told | {
        "finished_at": datetime.fromisoformat(stored["finished_at"]),
        "rating": None if rating is None else Decimal(rating),
    })  # fmt: skip
