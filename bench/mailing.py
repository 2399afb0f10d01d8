"""Fifty thousand newsletter mails listed: time for each piece, and memory that does not grow."""

import tracemalloc

from .measure import Row, timed

READERS = 50_000


def run(size: int) -> list[Row]:
    """Listing the last pieces against listing the first ones, in the same run."""
    from django.utils import timezone

    from maizi.mail import actions, queries
    from maizi.mail.actions.news import SLICE
    from maizi.mail.models import Mailing

    issue, now = _issue(), timezone.now()
    places, place = [], queries.START
    while place is not None:
        places.append(place)
        _people, place = queries.audience_slice(
            issue, user=issue.sent_by, place=place, size=SLICE, now=now
        )
    peaks = []

    def listed(start: int):
        def work(number: int):
            actions.list_slice(issue, places[start + number], by=None, now=now)

        return work

    first = timed("收件人的前 20 段（各 500 位）", work=listed(0), times=20, warm=0)
    tracemalloc.start()
    for number in range(20, len(places) - 20):
        tracemalloc.reset_peak()
        listed(0)(number)
        peaks.append(tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()
    last = timed("收件人的最后 20 段（各 500 位）", work=listed(len(places) - 20), times=20, warm=0)
    total, grown = Mailing.objects.filter(issue=issue).count(), peaks[-1] / peaks[1]
    print(f"{total:,} mails in {len(places)} pieces; memory, last to first: {grown:.2f}")
    return [(last, first, 1.5)]


def _issue():
    """An issue for fifty thousand people who agreed, at the customers of the bench."""
    from django.utils import timezone

    from maizi.accounts.models import User
    from maizi.customers.models import Contact, Customer
    from maizi.mail.models import Issue, Mailbox
    from maizi.privacy.actions import seed_purposes
    from maizi.privacy.models import Consent, Purpose
    from maizi.privacy.terms import Answer, Obtained

    now, boss = timezone.now(), User.objects.filter(username="boss").first() or User.objects.first()
    seed_purposes()
    purpose = Purpose.objects.get(code="marketing")
    customers = list(Customer.objects.filter(pool=None).values_list("pk", flat=True)[:10_000])
    rows = [
        Contact(
            customer_id=customers[n % len(customers)], name=f"读者{n}", email=f"r{n}@news.example"
        )
        for n in range(READERS)
    ]
    Contact.objects.bulk_create(rows, batch_size=1_000)
    Consent.objects.bulk_create(
        [
            Consent(
                kind="customers.contact", object_id=row.pk, purpose=purpose, given_at=now,
                consent_kind=purpose.consent_kind, answer=Answer.GIVEN, obtained=Obtained.PAPER,
            )
            for row in rows
        ],
        batch_size=1_000,
    )  # fmt: skip
    mailbox = Mailbox.objects.create(name="bench", address=f"{now:%H%M%S}@news.example", owner=boss)
    return Issue.objects.create(
        title="bench", mailbox=mailbox, author=boss, sent_by=boss, state="sending", due_at=now
    )
