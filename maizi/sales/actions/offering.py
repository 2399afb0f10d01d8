"""Send a quote, take the customer's answer, let it expire, turn it into an order once (I-3)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import record_many, recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_, say

from .. import access
from ..events import QuoteAccepted
from ..models import Order, OrderLine, Quote
from ..rules.moves import QUOTE, check_move
from ..terms import Happening, QuoteState
from .orders import note_milestone, start_order
from .quotes import COPIED
from .solutions import carry_solution

OVER = N_("这份报价已过有效期（{day}）。请联系我们重新报价。")
SAID = {
    QuoteState.ACCEPTED: N_("{customer}接受了报价 {no}"),
    QuoteState.REJECTED: N_("{customer}拒绝了报价 {no}"),
}


@transaction.atomic
def send_quote(row: Quote, *, by) -> Quote:
    """The quote is with the customer from now on, its link works.

    Raises Refused if it is over, and where somebody objects to quoting this customer (B-10).
    """
    row = _locked(row, "send")
    if (objection := access.quote_objection(row.customer)) is not None:
        raise Refused(objection, code="objection")
    today = timezone.localdate()
    if row.valid_until < today:
        raise Refused(N_("{no} 的有效期已过，请出一个新版本。"), no=row.no)
    with recorded(row, Verb.CHANGE, by=by):
        row.state, row.sent_at = QuoteState.SENT, timezone.now()
        row.save(update_fields=["state", "sent_at"])
    return row


@transaction.atomic
def renew_link(row: Quote | Order, *, by) -> None:
    """Give the customer's page a new address; the one before leads nowhere."""
    row = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    with recorded(row, Verb.CHANGE, by=by, reason=N_("更换给客户的链接")):
        row.link_version = row.link_version + 1
        row.save(update_fields=["link_version"])


def note_seen(row: Quote, *, by=None) -> None:
    """The customer looked at it for the first time."""
    unseen = Quote.objects.filter(pk=row.pk, seen_at=None)
    if unseen.update(seen_at=timezone.now()):
        who = [row.owner]
        title = say(N_("{customer}打开了报价 {no}"), customer=row.customer.name, no=row.no)
        notify(to=who, event="sales.answered", title=title, about=row, by=by)


@transaction.atomic
def answer_quote(
    row: Quote, *, is_accepted: bool, by, words: str = "", now: datetime | None = None
) -> Quote:
    """Note the customer's yes or no, said through his link (by is None) or to a colleague.

    The owner hears of it. The same answer twice is the first one. Raises Refused when the quote
    is over, withdrawn or answered otherwise.
    """
    now = now or timezone.now()
    row = Quote.objects.select_for_update(of=("self",)).get(pk=row.pk)
    state = QuoteState.ACCEPTED if is_accepted else QuoteState.REJECTED
    if row.state == state:
        return row
    check_move(QUOTE, row.state, "answer", no=row.no)
    if timezone.localdate(now) > row.valid_until:
        raise Refused(OVER, day=row.valid_until.isoformat(), code="over")
    with recorded(row, Verb.CHANGE, by=by, reason=words):
        row.state, row.decided_at, row.answer = state, now, words.strip()[:300]
        row.save(update_fields=["state", "decided_at", "answer"])
    title = say(SAID[state], customer=row.customer.name, no=row.no)
    notify(to=[row.owner], event="sales.answered", title=title, text=row.answer, about=row, by=by)
    if is_accepted:
        publish(QuoteAccepted(row.pk))
    return row


@transaction.atomic
def expire_quotes(*, today: date, by=None) -> int:
    """End the quotes whose last day is over; how many."""
    rows = Quote.objects.select_for_update().filter(state=QuoteState.SENT, valid_until__lt=today)
    lines = [(q.pk, q.no, {"state": [str(q.state), str(QuoteState.EXPIRED)]}) for q in rows[:5_000]]
    Quote.objects.filter(pk__in=[id_ for id_, _, _ in lines]).update(state=QuoteState.EXPIRED)
    record_many(Quote._meta.label_lower, lines=lines, verb=Verb.CHANGE, by=by)
    return len(lines)


@transaction.atomic
def convert_quote(row: Quote, *, by) -> Order:
    """Turn a quote into an order, once: whoever comes second gets the order of the first.

    Raises Refused when the prices are not agreed to, or its day is over and nobody accepted.
    """
    row = Quote.objects.select_for_update(of=("self",)).get(pk=row.pk)
    made = Order.objects.filter(quote=row).first()
    if made is not None:
        return made
    check_move(QUOTE, row.state, "convert", no=row.no)
    today = timezone.localdate()
    if row.state != QuoteState.ACCEPTED and row.valid_until < today:
        raise Refused(OVER, day=row.valid_until.isoformat(), code="over")
    order = start_order(
        row.customer, by=by, quote=row, activity=row.activity, terms_days=row.terms_days,
        note=row.note, amount_yuan=row.amount_yuan, net_yuan=row.net_yuan, tax_yuan=row.tax_yuan,
        owner=row.owner, org_unit=row.org_unit,
    )  # fmt: skip
    lines = list(row.lines.values(*COPIED))
    OrderLine.objects.bulk_create([OrderLine(document=order, **one) for one in lines])
    if row.state != QuoteState.ACCEPTED:
        with recorded(row, Verb.CHANGE, by=by):
            row.state, row.decided_at = QuoteState.ACCEPTED, timezone.now()
            row.save(update_fields=["state", "decided_at"])
    carry_solution(row, order, by=by)
    note_milestone(order, kind=Happening.CREATED, by=by, about=row.no)
    return order


def _locked(row: Quote, verb: str) -> Quote:
    row = Quote.objects.select_for_update(of=("self",)).get(pk=row.pk)
    check_move(QUOTE, row.state, verb, no=row.no)
    return row
