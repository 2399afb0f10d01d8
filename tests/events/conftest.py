"""An event of lin's, with chen's customers invited."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.customers.models import Contact
from maizi.events import actions
from maizi.events.models import Event, Invitation
from maizi.events.pages import EVENTS
from maizi.kit.pages import save
from maizi.privacy.actions import Given, record_consent, seed_purposes
from maizi.privacy.models import Purpose
from maizi.privacy.terms import Obtained
from tests.house import fresh


class Salon:
    """Lin plans, chen invites, customers answer."""

    def __init__(self, house):
        self.house = house
        seed_purposes()
        self.lin, self.chen, self.meng = (fresh(p) for p in (house.lin, house.chen, house.meng))
        self.customer = house.customer("华宁科技有限公司", house.chen, email="info@example.com")
        self.contact = Contact.objects.create(
            customer=self.customer, name="王方", email="wang@example.com"
        )

    def agreed(self, person) -> None:
        """The person agreed to marketing."""
        given = Given(obtained=Obtained.PAPER, at=timezone.now())
        purpose = Purpose.objects.get(code="marketing")
        record_consent(person, purpose=purpose, given=given, by=self.chen)

    def planned(self, **values) -> Event:
        values = {
            "name": "秋季技术沙龙", "sort": "salon", "goal": "介绍新机型", "place": "南京",
            "words": "诚邀光临", "starts_at": timezone.now() + timedelta(days=3),
        } | values  # fmt: skip
        row = Event(**values)
        save(EVENTS, row=row, verb="create", by=self.lin)
        return row

    def open(self, **values) -> Event:
        return actions.open_event(self.planned(**values), by=self.lin)

    def invite(self, event: Event, customer=None, contact=None) -> Invitation:
        pairs = [(customer or self.customer, contact)]
        return actions.invite(event, pairs, by=self.chen)[0]

    def closed(self, event: Event) -> Event:
        """The same event, as if answers had been asked for until a minute ago."""
        moment = timezone.now() - timedelta(minutes=1)
        Event.objects.filter(pk=event.pk).update(answer_until=moment)
        event.refresh_from_db()
        return event

    def begun(self, event: Event, minutes: int = 5) -> Event:
        """The same event, as if it had begun so many minutes ago."""
        moment = timezone.now() - timedelta(minutes=minutes)
        Event.objects.filter(pk=event.pk).update(starts_at=moment)
        event.refresh_from_db()
        return event


@pytest.fixture
def salon(house) -> Salon:
    return Salon(house)
