"""Take goods back or exchange them: ask, judge, agree, receive, settle (I-10)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from maizi.approvals.access import Asked, FactField, ShownLine, Subject
from maizi.approvals.actions import withdraw
from maizi.approvals.queries import open_case
from maizi.approvals.terms import CaseState, FactSort
from maizi.fields.actions import next_number
from maizi.fields.queries import parameter
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.days import deadline_on
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.money import quantity
from maizi.kernel.texts import N_
from maizi.kit import show
from maizi.stock.models import Warehouse

from .. import access
from ..events import TradeChanged
from ..models import Order, OrderLine, Return, ReturnLine
from ..rules.amounts import Amounts, share, total
from ..rules.moves import RETURN, check_move
from ..rules.returns import Terms, check_returnable, judge_return
from ..terms import Happening, ReturnReason, ReturnSort, ReturnState, ReturnVerdict
from .goods import NO_WAREHOUSE, take_back, warehouse_for
from .orders import locked_order, note_milestone, settle
from .weighing import ask

KIND = Return._meta.label_lower
OPEN = (ReturnState.DRAFT, ReturnState.WAITING, ReturnState.APPROVED)


class Wish(TypedDict, total=False):
    """Why and how goods come back."""

    sort: str
    reason: str
    told: str
    asked_on: date
    warehouse: Warehouse | None


@dataclass(frozen=True, slots=True)
class Backing:
    """What the law on 三包 says to a return: the app that judges it hands it in (F-30).

    because  the article and its reason; stands above what the contract says
    kept_yuan  what is kept of the refund for use (F-35)
    numbers  order line id -> serials that come back
    """

    because: str
    kept_yuan: Decimal = Decimal(0)
    numbers: Mapping[int, list[str]] = field(default_factory=dict)


@transaction.atomic
def ask_return(
    order: Order, *, by, pieces: Mapping[int, Decimal], law: Backing | None = None,
    **wish: Unpack[Wish],
) -> Return:  # fmt: skip
    """Take down that a customer wants to return or exchange pieces (order line id -> quantity).

    law  he has a right to it by 三包; otherwise the contract is asked
    Raises Refused for more than he received.
    """
    order = locked_order(order, "return")
    lines = {line.pk: line for line in order.lines.all()}
    wanted = {id_: quantity(count) for id_, count in pieces.items() if count}
    if not wanted:
        raise Refused(N_("请至少填写一行的退货数量。"), field="pieces")
    asked = _asked(order)
    for id_, count in wanted.items():
        line = lines[id_]
        check_returnable(
            line.name, pieces=count, delivered=line.delivered, returned=line.returned,
            asked=asked.get(id_, Decimal(0)),
        )  # fmt: skip
    wish.setdefault("asked_on", timezone.localdate())
    wish.setdefault("warehouse", warehouse_for(order))
    row = Return(
        no=next_number("return", on=timezone.localdate(), unit=by.unit), order=order,
        customer=order.customer, owner=order.owner, org_unit=order.org_unit, created_by=by, **wish,
    )  # fmt: skip
    judge(row, law)
    numbers = law.numbers if law else {}
    with recorded(row, Verb.CREATE, by=by):
        row.save()
        made = [_line(row, lines[id_], count) for id_, count in wanted.items()]
        for one in made:
            one.pieces = list(numbers.get(one.line_id, ()))
        ReturnLine.objects.bulk_create(made)
        row.amount_yuan, row.tax_yuan = total(made)
        row.net_yuan = row.amount_yuan - row.tax_yuan
        row.save(update_fields=["amount_yuan", "tax_yuan", "net_yuan"])
    note_milestone(order, kind=Happening.RETURN_ASKED, by=by, about=row.no)
    return row


def judge(row: Return, law: Backing | None = None) -> None:
    """Put down what 三包 or else the contract says. One query and the parameters."""
    if law is not None:
        row.verdict, row.because = ReturnVerdict.DUE, law.because[:200]
        row.kept_yuan = law.kept_yuan
        return
    signed = row.order.deliveries.exclude(signed_at=None).order_by("-signed_at").first()
    terms = Terms(
        int(parameter("return.fault_days")), int(parameter("return.choice_days")),
        int(parameter("return.exchange_days")),
    )  # fmt: skip
    judged = judge_return(
        ReturnSort(row.sort), reason=ReturnReason(row.reason), on=row.asked_on, terms=terms,
        signed_on=timezone.localdate(signed.signed_at) if signed else None,
    )  # fmt: skip
    row.verdict, row.because = judged.verdict, str(judged.because)


@transaction.atomic
def submit_return(row: Return, *, by, reason: str = "") -> Return:
    """Ask for a return to be agreed to."""
    row = locked_return(row, "submit")
    _set(row, ReturnState.WAITING, by=by)
    payload = {
        "sort": str(row.sort), "reason": str(row.reason), "verdict": str(row.verdict),
        "because": row.because, "amount": str(row.amount_yuan), "told": row.told,
        "lines": [[x.line.name, str(x.quantity)] for x in row.lines.select_related("line")],
    }  # fmt: skip
    ask(access.RETURN_CASE, row, Asked(payload, reason or row.told), by=by)
    return locked_return(row)


@transaction.atomic
def reject_return(row: Return, *, by=None) -> None:
    """It was not agreed to."""
    row = locked_return(row)
    if row.state == ReturnState.WAITING:
        _set(row, ReturnState.REJECTED, by=by)


@transaction.atomic
def cancel_return(row: Return, *, by, reason: str) -> None:
    """The customer keeps the goods; possible until they are in."""
    row = locked_return(row, "cancel")
    case = open_case(KIND, row.pk)
    if case is not None and case.state in (CaseState.PENDING, CaseState.RETURNED):
        withdraw(case, by=case.applicant)
    _set(row, ReturnState.CANCELLED, by=by, reason=reason)


@transaction.atomic
def receive_return(
    row: Return, *, by, warehouse: Warehouse | None = None,
    pieces: Mapping[int, list[str]] | None = None,
) -> Return:  # fmt: skip
    """The goods are in, as defective; of a return the order counts them as back.

    pieces  id of a line -> serial or batch numbers
    """
    order = locked_order(row.order)
    row = locked_return(row, "receive")
    row.warehouse = warehouse or row.warehouse
    if row.warehouse is None:
        raise Refused(NO_WAREHOUSE, no=row.no, field="warehouse")
    lines = list(row.lines.select_related("line", "line__product"))
    for one in lines:
        one.pieces = (pieces or {}).get(one.pk, one.pieces)
    ReturnLine.objects.bulk_update(lines, ["pieces"])
    is_exchange = row.sort == ReturnSort.EXCHANGE
    take_back(row, lines, is_exchange=is_exchange, by=by)
    if not is_exchange:
        for one in lines:
            check_returnable(
                one.line.name, pieces=one.quantity, delivered=one.line.delivered,
                returned=one.line.returned, asked=Decimal(0),
            )  # fmt: skip
            one.line.returned += one.quantity
        OrderLine.objects.bulk_update([one.line for one in lines], ["returned"])
    days = int(parameter("return.refund_days"))
    now = timezone.now()
    due = deadline_on(timezone.localdate(now), days)
    _set(row, ReturnState.RECEIVED, by=by, received_at=now, refund_by=due,
         warehouse=row.warehouse)  # fmt: skip
    note_milestone(order, kind=Happening.RETURN_IN, by=by, about=row.no)
    settle(order, by=by)
    return row


def locked_return(row: Return, verb: str = "") -> Return:
    """The return as it is now; Raises Refused where the verb does not fit."""
    rows = Return.objects.select_for_update(of=("self",))
    row = rows.select_related("order", "customer", "warehouse").get(pk=row.pk)
    if verb:
        check_move(RETURN, row.state, verb, no=row.no)
    return row


def _set(row: Return, state: ReturnState, *, by, reason: str = "", **values) -> None:
    with recorded(row, Verb.CHANGE, by=by, reason=reason):
        row.state = state
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=["state", *values])
    if state == ReturnState.RECEIVED:
        publish(TradeChanged((row.order_id,)))


def _asked(order: Order) -> dict[int, Decimal]:
    """Line id -> pieces of returns that are on their way. One query."""
    rows = ReturnLine.objects.filter(document__order=order, document__state__in=OPEN)
    return {
        id_: quantity(n) for id_, n in rows.values_list("line").annotate(Sum("quantity")).order_by()
    }


def _line(row: Return, line: OrderLine, pieces: Decimal) -> ReturnLine:
    whole = Amounts(line.amount_yuan, line.tax_yuan)
    before = share(whole, line.quantity, reached=line.returned)
    part = share(whole, line.quantity, reached=line.returned + pieces, taken=before)
    return ReturnLine(document=row, line=line, quantity=pieces, amount_yuan=part.amount_yuan,
                      tax_yuan=part.tax_yuan)  # fmt: skip


def _apply(row: Return, payload: dict, *, by, case) -> None:
    check_move(RETURN, row.state, "decide", no=row.no)
    _set(row, ReturnState.APPROVED, by=by, reason=case.title)


def _lines(payload: dict, replaced: dict) -> list[ShownLine]:
    told = [
        ShownLine("sort", N_("退或换"), "", str(ReturnSort(payload["sort"]).label)),
        ShownLine("reason", N_("原因"), "", str(ReturnReason(payload["reason"]).label)),
        ShownLine("verdict", N_("是否应当受理"), "",
                  f"{ReturnVerdict(payload['verdict']).label}（{payload['because']}）"),
        ShownLine("amount_yuan", N_("价税合计"), "", show.yuan(Decimal(payload["amount"]))),
    ]  # fmt: skip
    return told + [
        ShownLine("", name, "", f"× {show.number(Decimal(count))}")
        for name, count in payload["lines"]
    ]


RETURN_ASK = Subject(
    code=access.RETURN_CASE,
    label=N_("退换货"),
    model=Return,
    fields=(
        FactField("verdict", N_("是否应当受理"), FactSort.CHOICE,
                  tuple((str(v), v.chinese) for v in ReturnVerdict)),
        FactField("amount", N_("价税合计（元）"), FactSort.NUMBER),
    ),
    visible=access.visible_returns,
    facts=lambda row, payload: {
        "verdict": payload["verdict"], "amount": payload["amount"],
    },
    replaced=lambda row, payload: {},
    lines=_lines,
    apply=_apply,
    title=lambda row: f"{row.no} {row.customer.name}",
)  # fmt: skip
