"""Engineers with jobs in the month before, as if they had been done then."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.db.models import F
from django.utils import timezone

from maizi.clocks.models import Clock
from maizi.service import actions
from maizi.service.models import Appointment, Ticket, TicketEntry, WorkOrder
from tests.house import fresh
from tests.service.conftest import Service, now
from tests.training.classes import School


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), timezone.get_current_timezone())


class Staff(Service):
    """zhao and qian go out for he; whatever they did is moved into the month before."""

    def __init__(self, house):
        super().__init__(house)
        self.today = timezone.localdate()
        self.month = (self.today.replace(day=1) - timedelta(1)).replace(day=1)

    def moved(self, row: Ticket, *, day: int = 10) -> Ticket:
        """The whole course of a ticket, shifted to end on a day of the month before."""
        by = timezone.now() - noon(self.month.replace(day=day))
        Ticket.objects.filter(pk=row.pk).update(received_at=F("received_at") - by)
        TicketEntry.objects.filter(ticket=row).update(at=F("at") - by)
        WorkOrder.objects.filter(ticket=row).update(asked_at=F("asked_at") - by)
        Appointment.objects.filter(ticket=row).update(made_at=F("made_at") - by)
        Clock.objects.filter(object_id=row.pk, ended_at__isnull=False).update(
            ended_at=F("ended_at") - by
        )
        return now(row)

    def done(self, *, day: int = 10, score: int | None = 5, **values) -> Ticket:
        """A repair of zhao's, confirmed by the customer."""
        row = self.restored(self.triaged(self.taken(**values)))
        actions.confirm(row, who="王芳", score=score, by=fresh(self.wu))
        return self.moved(now(row), day=day)

    def signing(self, **values) -> dict:
        return {"basic_yuan": Decimal(3000), "by": fresh(self.he)} | values


@pytest.fixture
def staff(house) -> Staff:
    return Staff(house)


@pytest.fixture
def school(house) -> School:
    return School(house)
