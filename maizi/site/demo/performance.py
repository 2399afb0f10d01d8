"""Performance of the demo company: last month's visits, one month signed off (F-51)."""

from datetime import datetime, time, timedelta
from decimal import Decimal

from django.db.models import F
from django.utils import timezone

from maizi.accounts.models import User
from maizi.clocks.models import Clock
from maizi.service import actions as service
from maizi.service.models import Engineer, Skill, Ticket, TicketEntry, WorkOrder
from maizi.service.queries import families_of
from maizi.service.terms import Mode, Severity
from maizi.training import actions
from maizi.warranty.models import Unit

from . import repairs as told

# engineer, day of last month, what it was, what the customer gave
JOBS = (
    ("zhaoqiang", 4, "压力上不去", 5), ("zhaoqiang", 9, "皮带打滑", 4),
    ("zhaoqiang", 15, "排气温度高", 5), ("zhaoqiang", 22, "自动停机", 5),
    ("mali", 6, "漏气", 4), ("mali", 18, "不加载", 3),
)  # fmt: skip
STEPS = ("depart", "arrive", "work")


def build_performance(people: dict[str, User]) -> None:
    """Repairs of last month; the month of the first engineer is signed off, the other waits."""
    people = {name: User.objects.get(pk=row.pk) for name, row in people.items()}
    month = (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)
    pieces = {name: _pieces(people[name]) for name in {job[0] for job in JOBS}}
    for at, (name, day, title, score) in enumerate(JOBS):
        piece = pieces[name][at % len(pieces[name])]
        row = _mended(piece, people=people, name=name, title=title, score=score)
        _move(row, datetime.combine(month.replace(day=day), time(15)))
    zhao = people["zhaoqiang"]
    actions.sign_month(zhao, month=month, basic_yuan=Decimal(4200), by=people["boss"])


def _pieces(person: User) -> list[Unit]:
    """Pieces at customers that somebody can mend."""
    rows = Unit.objects.filter(customer__isnull=False).select_related("product__category")
    skills = set(Skill.objects.filter(engineer__user=person).values_list("category", flat=True))
    return [one for one in rows.order_by("pk")
            if skills & set(families_of(one.product.category))]  # fmt: skip


def _mended(piece: Unit, *, people: dict[str, User], name: str, title: str, score: int) -> Ticket:
    desk, by = people["wuhan"], people[name]
    row = Ticket(unit=piece, title=title, symptom=f"{title}，影响生产。")
    row = service.open_ticket(row, by=desk)
    agreed = timezone.now() + timedelta(hours=26) if row.band == "beyond" else None
    found = service.Triage(
        severity=Severity.GENERAL, mode=Mode.ON_SITE, note="需要上门", agreed_at=agreed
    )
    row = service.triage(row, found, by=desk)
    order = service.assign(row, engineer=Engineer.objects.get(user=by), by=desk)
    service.accept(order, by=by)
    for verb in STEPS:
        service.step(row, verb=verb, by=by)
    service.mark_conduct(row, dict.fromkeys(told.CONDUCT, (True, score)), by=by)
    result = service.Result(text="查清原因，处理后试机正常", fault_code=title)
    service.restore(row, result, by=by)
    service.confirm(row, who="设备科", score=score, by=by)
    return service.close(row, by=desk)


def _move(row: Ticket, to: datetime) -> None:
    """The demo company begins today; what happened last month is moved there afterwards."""
    back = timezone.now() - timezone.make_aware(to)
    moments = ("received_at", "answered_at", "triaged_at", "arrived_at", "restored_at", "ended_at")
    Ticket.objects.filter(pk=row.pk).update(**{name: F(name) - back for name in moments})
    TicketEntry.objects.filter(ticket=row).update(at=F("at") - back)
    WorkOrder.objects.filter(ticket=row).update(asked_at=F("asked_at") - back)
    Clock.objects.filter(kind=Ticket._meta.label_lower, object_id=row.pk).update(
        started_at=F("started_at") - back, due_at=F("due_at") - back, ended_at=F("ended_at") - back
    )
