"""Make a quote, have its prices agreed to, write a new version of it (I-3)."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from maizi.customers.models import Customer
from maizi.fields.actions import next_number
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.search.actions import index

from ..models import Quote, QuoteLine
from ..rules.moves import QUOTE, check_move
from ..terms import QuoteState
from .lines import retotal
from .solutions import carry_solution
from .weighing import ask_for_prices, subject, weight_of

COPIED = (
    "position", "product_id", "name", "unit", "quantity", "price_yuan", "tax_rate", "amount_yuan",
    "tax_yuan", "note", "usual_yuan", "why", "bundle_id", "promised_on",
)  # fmt: skip


def start_quote(customer: Customer, *, by, **values) -> Quote:
    """An empty quote for a customer, valid as long as the company says."""
    row = Quote(customer=customer, **values)
    with recorded(row, Verb.CREATE, by=by):
        save_quote(row, Verb.CREATE, by=by)
    return row


@transaction.atomic
def save_quote(row: Quote, verb: str, *, by) -> Quote:
    """Store a new or changed head of a quote; the caller records.

    Raises Refused when it has left the house, or would be valid until a day that is over.
    """
    if row._state.adding:
        row.no = row.no or next_number("quote", on=timezone.localdate(), unit=by.unit)
        row.owner, row.org_unit, row.created_by = by, by.unit, by
    else:
        stored = Quote.objects.select_for_update(of=("self",)).get(pk=row.pk)
        check_move(QUOTE, stored.state, "edit", no=row.no)
        _check_customer(row, stored)
    if row.valid_until < timezone.localdate():
        raise Refused(N_("有效期至少到今天。"), field="valid_until")
    row.save()
    index("quote", [row.pk])
    return row


@transaction.atomic
def submit_quote(row: Quote, *, by, reason: str = "") -> Quote:
    """Make a quote ready to send; where its prices go beyond the person's limit, ask first.

    Raises Refused when it is empty, its lines have no price, or nobody can agree to it.
    """
    row = _locked(row, "submit")
    if not row.lines.exists():
        raise Refused(N_("{no} 还没有明细，请先加入商品。"), no=row.no)
    weight = weight_of(row, by=by)
    with recorded(row, Verb.CHANGE, by=by):
        row.state = QuoteState.WAITING if weight.needs_approval else QuoteState.APPROVED
        row.save(update_fields=["state"])
    if weight.needs_approval:
        ask_for_prices(row, weight, by=by, reason=reason)
    return row


@transaction.atomic
def reopen_quote(row: Quote, *, by=None) -> None:
    """Back to a draft: its prices were not agreed to, or it was taken back."""
    row = Quote.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.state == QuoteState.WAITING:
        with recorded(row, Verb.CHANGE, by=by):
            row.state = QuoteState.DRAFT
            row.save(update_fields=["state"])


@transaction.atomic
def renew_quote(row: Quote, *, by) -> Quote:
    """The next version of a quote as a draft; the one before is out of force from now on.

    Raises Refused when it was accepted, became an order, or is a draft still.
    """
    row = _locked(row, "renew")
    _refuse_converted(row)
    last = Quote.objects.filter(root=row.first_id).aggregate(last=Max("version"))["last"] or 1
    new = Quote(
        no=f"{_bare_no(row.no)}-{last + 1}", customer=row.customer, root_id=row.first_id,
        version=last + 1, title=row.title, activity=row.activity, terms_days=row.terms_days,
        note=row.note, remark=row.remark, batch=row.batch,
    )  # fmt: skip
    with recorded(new, Verb.CREATE, by=by):
        save_quote(new, Verb.CREATE, by=by)
    copy_lines(row, new)
    carry_solution(row, new, by=by)
    retotal(new, by=by, told={N_("上一版"): [None, row.no]})
    with recorded(row, Verb.CHANGE, by=by):
        row.state = QuoteState.REPLACED
        row.save(update_fields=["state"])
    return new


def copy_lines(old: Quote, new: Quote) -> None:
    """The same lines at the same prices. Two queries."""
    lines = list(old.lines.values(*COPIED))
    QuoteLine.objects.bulk_create([QuoteLine(document=new, **one) for one in lines])


def _locked(row: Quote, verb: str) -> Quote:
    row = Quote.objects.select_for_update(of=("self",)).get(pk=row.pk)
    check_move(QUOTE, row.state, verb, no=row.no)
    return row


def _refuse_converted(row: Quote) -> None:
    order = getattr(row, "order", None)
    if order is not None:
        raise Refused(N_("{no} 已经转成订单 {order}。"), no=row.no, order=order.no)


def _check_customer(row: Quote, stored: Quote) -> None:
    if row.customer_id != stored.customer_id and stored.lines.exists():
        raise Refused(
            N_("明细已按原来的客户定价，客户不能再换。请另建一张报价单。"), field="customer"
        )


def _bare_no(no: str) -> str:
    """The number without the version behind it: Q202611-000012-2 -> Q202611-000012."""
    head, _, tail = no.rpartition("-")
    return head if head.count("-") and len(tail) < 3 else no


def _apply(row: Quote, payload: dict, *, by, case) -> None:
    check_move(QUOTE, row.state, "decide", no=row.no)
    with recorded(row, Verb.CHANGE, by=by, reason=case.title):
        row.state = QuoteState.APPROVED
        row.save(update_fields=["state"])


QUOTE_PRICES = subject("sales.discount", N_("报价折扣"), model=Quote, apply=_apply)
