"""What drafting and issuing invoices share: lines, sums, what is left (I-9)."""

from decimal import Decimal

from maizi.fields.queries import parameter
from maizi.kernel.errors import Refused
from maizi.kernel.sources import Source
from maizi.kernel.texts import N_
from maizi.kit import show

from ..models import Invoice, InvoiceLine, OrderLine
from ..queries.credit import taken_of
from ..rules.amounts import Amounts, share, total
from ..rules.progress import Counted
from ..terms import InvoiceState

KIND = Invoice._meta.label_lower
TOO_MUCH = N_("“{name}”最多还能开 {left}，不能开 {asked}。")
NOT_DRAFT = N_("{no} 现在是“{state}”，不能再{verb}。请刷新页面。")


def source_of_invoice(row: Invoice) -> Source:
    """What the ledger knows an invoice by."""
    return Source(KIND, row.pk, row.no)


def share_now(line: OrderLine, pieces: Decimal) -> Amounts:
    """What goes with the next pieces of an order's line, by what is invoiced of it."""
    whole = Amounts(line.amount_yuan, line.tax_yuan)
    return share(whole, line.quantity, reached=line.invoiced + pieces, taken=taken_of(line))


def total_invoice(row: Invoice, lines: list[InvoiceLine]) -> None:
    """Bring the sums of an invoice up to its lines; a red one is below zero."""
    InvoiceLine.objects.bulk_update(lines, ["amount_yuan", "tax_yuan"], batch_size=200)
    sums, sign = total(lines), -1 if row.is_red else 1
    row.amount_yuan, row.tax_yuan = sign * sums.amount_yuan, sign * sums.tax_yuan
    row.net_yuan = row.amount_yuan - row.tax_yuan


def reddened(one: InvoiceLine) -> Decimal:
    """Pieces of an invoice's line that red invoices took back. One query."""
    return sum((red.quantity for red in _reds(one)), Decimal(0))


def reddened_yuan(one: InvoiceLine) -> Amounts:
    """Amounts of them. One query."""
    return total(_reds(one))


def _reds(one: InvoiceLine) -> list[InvoiceLine]:
    return list(
        InvoiceLine.objects.filter(
            document__red_of=one.document_id, document__state=InvoiceState.ISSUED,
            line=one.line_id,
        )
    )  # fmt: skip


def counted_line(line: OrderLine) -> Counted:
    """An order's line as the rules count it."""
    return Counted(line.quantity, line.delivered, line.returned, line.invoiced)


def is_ahead() -> bool:
    """Whether the company invoices before it delivers."""
    return bool(parameter("invoice.ahead"))


def check_left(line: OrderLine, pieces: Decimal, left: Decimal) -> None:
    """Raises Refused, with what is left, when more is asked."""
    if pieces <= 0 or pieces > left:
        raise Refused(
            TOO_MUCH, name=line.name, left=show.number(max(left, Decimal(0))),
            asked=show.number(pieces), code="too_much",
        )  # fmt: skip


def check_draft(row: Invoice, verb: str) -> None:
    """Raises Refused unless an invoice is still to be issued."""
    if row.state != InvoiceState.DRAFT:
        raise Refused(
            NOT_DRAFT, no=row.no, state=row.get_state_display(), verb=verb, code="moved"
        )  # fmt: skip


def locked_invoice(row: Invoice) -> Invoice:
    """The invoice as it is now, for this transaction."""
    rows = Invoice.objects.select_for_update(of=("self",))
    return rows.select_related("customer", "order", "red_of").get(pk=row.pk)
