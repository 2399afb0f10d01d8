"""Judge key accounts by trade and fulfilment; demote those who keep too little (D-10, D-11)."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from maizi.accounts.queries import names_of
from maizi.customers.models import Customer
from maizi.customers.terms import KaList, KaStatus
from maizi.history.actions import recorded
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.events import publish
from maizi.kernel.texts import N_, Said, kept, say

from .. import access, queries
from ..events import KeyAccountDemoted
from ..models import KeyAccount, ListMove
from ..queries.facts import Facts
from ..rules.lists import Bounds, Ruling, Standing, judge
from ..terms import Trigger, Turn
from .changes import raise_candidate

SLICE = 100
JUDGED, DEMOTED = N_("大客户名单评定"), N_("自动降级")
BACK_ON = N_("恢复大客户身份")
DECIDE = "keyaccounts.decide"
FELL = N_("{customer}按时履行 {kept}/{due} 项（{rate}%），低于 {least}%，自动降为普通客户")
MOVES = N_("{customer}从{old}转到{new}")
FEW = N_("{customer}按时履行 {kept}/{due} 项，义务太少，请判断是否降级")
OFF, FROM_TO = N_("无名单"), N_("{old} → {new}")


@transaction.atomic
def review_slice(*, today: date, after: int = 0, by=None) -> int | None:
    """Judge one slice of key accounts; the last customer's id, None when all are done."""
    rows = Customer.objects.filter(ka_status=KaStatus.KEY, archived_at=None, pk__gt=after)
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:SLICE])
    review(ids, today=today, by=by)
    return ids[-1] if len(ids) == SLICE else None


@transaction.atomic
def review(customer_ids: Collection[int], *, today: date, by=None) -> int:
    """Judge these customers where they are key accounts; how many lists changed.

    Trade and fulfilment are written anew, moves told, and who keeps too little is demoted: all of
    it or nothing. Documents that exist keep their prices.
    """
    rows = Customer.objects.select_for_update(of=("self",)).filter(pk__in=customer_ids)
    rows = list(rows.filter(ka_status=KaStatus.KEY).select_related("owner", "org_unit"))
    bounds, grace = queries.bounds()
    facts = queries.facts_of([row.pk for row in rows], today, grace_days=grace)
    return sum(_judge(row, facts=facts[row.pk], bounds=bounds, today=today, by=by) for row in rows)


def _judge(customer: Customer, *, facts: Facts, bounds: Bounds, today: date, by) -> bool:
    row, _made = KeyAccount.objects.get_or_create(customer=customer)
    row.customer = customer
    done = facts.fulfilment
    standing = Standing(
        KaList(row.colour) if row.colour else None, facts.amount_yuan, done.kept, done.due,
        max((day for day in (done.broken_on, row.broken_on) if day), default=None), row.kept_on,
    )  # fmt: skip
    ruling = judge(standing, bounds, today)
    with recorded(row, JUDGED, by=by):
        _note(row, standing, ruling, today)
        row.save()
    if ruling.turn == Turn.ASK:
        _ask(row, by)
    else:
        settle(source=DECIDE, about=row, by=by)
    if ruling.turn == Turn.DEMOTE:
        demote(row, old=standing.colour, reason=_fell(row, bounds), by=by)
    elif ruling.turn == Turn.MOVE:
        _move(row, standing.colour, by)
    return ruling.turn in (Turn.DEMOTE, Turn.MOVE)


def _note(row: KeyAccount, standing: Standing, ruling: Ruling, today: date) -> None:
    if ruling.turn == Turn.MOVE or row.since_on is None:
        row.since_on = today
    row.colour, row.band = ruling.colour or "", ruling.band or ""
    row.amount_yuan, row.broken_on = standing.amount_yuan, standing.broken_on
    row.due, row.kept, row.rate = standing.due, standing.kept, standing.rate
    row.asks, row.judged_at = ruling.turn == Turn.ASK, timezone.now()


@transaction.atomic
def demote(row: KeyAccount, *, old: KaList | None, reason, by) -> ListMove:
    """Make a key account an ordinary customer: status, list, move, notice, candidate, at once.

    Key-account prices are gone for new documents, because the status is (D-11).
    """
    customer = row.customer
    with recorded(customer, DEMOTED, by=by, reason=str(reason)):
        customer.ka_status, customer.ka_list = KaStatus.DEMOTED, ""
        customer.save(update_fields=["ka_status", "ka_list"])
    with recorded(row, DEMOTED, by=by, reason=str(reason)):
        row.colour, row.asks, row.demoted_on = "", False, timezone.localdate()
        row.kept_on = None
        row.save()
    move = _moved(row, turn=Turn.DEMOTE, old=old, reason=reason, by=by)
    settle(source=DECIDE, about=row, by=by)
    raise_candidate(customer, trigger=Trigger.DEMOTED, why=reason, by=by)
    publish(KeyAccountDemoted(customer.pk, move.pk))
    return move


@transaction.atomic
def decide(row: KeyAccount, *, is_demoted: bool, reason: str, by) -> KeyAccount:
    """What a person decides of somebody with too few obligations to judge by (D-11).

    Raises Refused without a reason, or when nothing waits for a decision.
    """
    row = KeyAccount.objects.select_for_update().get(pk=row.pk)
    queries.check_decidable(row, reason)
    customers = Customer.objects.select_for_update(of=("self",)).select_related("owner", "org_unit")
    row.customer = customers.get(pk=row.customer_id)
    if is_demoted:
        old = KaList(row.colour) if row.colour else None
        demote(row, old=old, reason=reason.strip(), by=by)
        return row
    with recorded(row, N_("保留大客户"), by=by, reason=reason.strip()):
        row.asks, row.kept_on = False, timezone.localdate()
        row.save()
    settle(source=DECIDE, about=row, by=by)
    return row


@transaction.atomic
def come_back(customer: Customer, *, reason: str, by) -> None:
    """A demoted customer is a key account again, judged by what falls due from now on (D-11)."""
    customer = Customer.objects.select_for_update().get(pk=customer.pk)
    if customer.ka_status != KaStatus.DEMOTED:
        return
    with recorded(customer, BACK_ON, by=by, reason=reason):
        customer.ka_status = KaStatus.KEY
        customer.save(update_fields=["ka_status"])
    row, _made = KeyAccount.objects.get_or_create(customer=customer)
    with recorded(row, BACK_ON, by=by, reason=reason):
        row.returned_on, row.demoted_on, row.kept_on = timezone.localdate(), None, None
        row.save()
    review([customer.pk], today=timezone.localdate(), by=by)


def _move(row: KeyAccount, old: KaList | None, by) -> None:
    customer = row.customer
    with recorded(customer, JUDGED, by=by):
        customer.ka_list = row.colour
        customer.save(update_fields=["ka_list"])
    new = say(KaList(row.colour).chinese) if row.colour else say(OFF)
    was = say(old.chinese) if old else say(OFF)
    words = say(MOVES, customer=customer.name, old=was, new=new)
    _moved(row, turn=Turn.MOVE, old=old, reason=words, by=by)
    if old is not None and (not row.colour or KaList(row.colour).rank > old.rank):
        why = say(FROM_TO, old=was, new=new)
        raise_candidate(customer, trigger=Trigger.LIST, why=why, by=by)


def _moved(row: KeyAccount, *, turn: Turn, old: KaList | None, reason, by) -> ListMove:
    people = queries.concerned(row.customer)
    move = ListMove.objects.create(
        account=row, turn=turn, old=old or "", new=row.colour, amount_yuan=row.amount_yuan,
        rate=row.rate, reason=str(reason)[:200], by=by, at=timezone.now(),
        said=kept(reason) if isinstance(reason, Said) else {},
        told="、".join(names_of(people, most=12))[:300],
    )  # fmt: skip
    event = access.DEMOTED if turn == Turn.DEMOTE else access.MOVED
    notify(to=people, event=event.code, title=reason, about=row.customer, by=by)
    return move


def _ask(row: KeyAccount, by) -> None:
    title = say(FEW, customer=row.customer.name, kept=row.kept, due=row.due)
    for person in queries.district_of(row.customer):
        ask(owner=person, source=DECIDE, title=title, about=row, by=by)


def _fell(row: KeyAccount, bounds: Bounds):
    return say(
        FELL, customer=row.customer.name, kept=row.kept, due=row.due,
        rate=f"{row.rate * 100:.2f}", least=f"{bounds.fulfil_min * 100:.0f}",
    )  # fmt: skip
