"""What the screens of receivables show."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from maizi.accounts.access import Written
from maizi.accounts.queries import company_name
from maizi.customers.models import Customer
from maizi.fields.queries import parameter
from maizi.history.models import HistoryEntry
from maizi.history.queries import entries_of

from .. import access
from ..models import Allocation, Closing, CreditAccount, Entry, OpenItem, Statement
from ..rules.ageing import overdue_days
from ..terms import AgeBucket, EntryKind
from .ageing import Aged, ageing, days_outstanding
from .checking import overdue_of
from .dunning import letters_of

ZERO = Decimal(0)
MOST_OPEN, MOST_HISTORY = 300, 20
TONES = {
    AgeBucket.NOT_DUE: "calm", AgeBucket.D30: "a1", AgeBucket.D60: "a2", AgeBucket.D90: "a3",
    AgeBucket.D180: "a4", AgeBucket.OVER: "a5",
}  # fmt: skip
VERBS = ("limits", "hold", "receive", "statement", "write_off", "adjust", "export", "dun")


def account_of(customer: Customer) -> CreditAccount | None:
    """The account of a customer, if it has one."""
    return next(iter(_account.rows(customer.pk)), None)


@Written
def _account(customer_id: int) -> QuerySet[CreditAccount]:
    return CreditAccount.objects.filter(customer=customer_id)[:1]


def account_shown(user, account: CreditAccount, today: date) -> dict:
    """Figures, ages, open items, what orders hold, and what the person may do. Six queries."""
    only = CreditAccount.objects.filter(pk=account.pk)
    aged = ageing(only, today).get(account.pk, Aged())
    rows = open_items_of(account)
    days = int(parameter("credit.dso_days"))
    return {
        "aged": aged,
        "bars": bars(aged),
        "overdue": overdue_of(account, today),
        "debits": [row for row in rows if row.is_debit],
        "credits": [row for row in rows if not row.is_debit],
        "reservations": list(account.reservations.all()[:MOST_OPEN]),
        "dso": days_outstanding(only, today, days=days),
        "dso_days": days,
        "history": history_of(account),
        "letters": letters_of(account),
        "today": today,
        "may": {verb: access.may(user, verb, account) for verb in VERBS},
        "sees_limit": access.sees_limit(user),
    }


def open_items_of(account: CreditAccount) -> list[OpenItem]:
    """What is open on both sides, the longest due first. One query."""
    rows = account.open_items.select_related("entry").order_by("due_on", "entry")
    return list(rows[:MOST_OPEN])


def open_debits(account: CreditAccount) -> list[OpenItem]:
    """Receivables that a receipt can pay, the longest due first. One query."""
    rows = account.open_items.filter(is_debit=True).select_related("entry")
    return list(rows.order_by("due_on", "entry")[:MOST_OPEN])


def open_of(entry: Entry) -> Decimal:
    """What is open of an entry. One query."""
    rows = OpenItem.objects.filter(pk=entry.pk).values_list("open_yuan", flat=True)
    return rows.first() or ZERO


def entry_shown(user, entry: Entry) -> dict:
    """An entry, what it pays or what pays it, and what may be done with it. Five queries."""
    is_debit = entry.amount_yuan > 0
    side, other = ("debit", "credit") if is_debit else ("credit", "debit")
    pairs = Allocation.objects.filter(**{side: entry}).select_related(other, "by", "undone_by")
    lines = [(pair, getattr(pair, other), _stands(pair)) for pair in pairs]
    back = Entry.objects.filter(reverses=entry).first()
    left, may = open_of(entry), access.may(user, "receive", entry.account)
    by_document = entry.kind in (EntryKind.INVOICE, EntryKind.RED_INVOICE)
    return {
        "row": entry,
        "lines": lines,
        "left": left,
        "is_debit": is_debit,
        "back": back,
        "may": may,
        "may_allocate": may and not is_debit and left,
        "may_reverse": may and not by_document and back is None and not entry.reverses_id,
        "may_write_off": is_debit and left and access.may(user, "write_off", entry.account),
    }


def closings() -> QuerySet[Closing]:
    """The last closings, newest first."""
    return Closing.objects.select_related("by")[:20]


def history_of(account: CreditAccount) -> QuerySet[HistoryEntry]:
    """What happened to an account, newest first."""
    return entries_of(account)[:MOST_HISTORY]


def bars(aged: Aged) -> list[dict]:
    """The parts of a bar of a hundred: where each begins, how wide it is, what it means."""
    total, at, found = aged.receivable_yuan, ZERO, []
    for bucket, amount in aged.buckets.items():
        if not amount or not total:
            continue
        width = (amount * 100 / total).quantize(Decimal("0.01"))
        found.append({"at": at, "width": width, "tone": TONES[bucket], "label": bucket.label,
                      "amount": amount, "bucket": bucket})  # fmt: skip
        at += width
    return found


def statement_sheet(row: Statement) -> tuple[list, Iterable]:
    """A statement as (label, sort) columns and rows of a workbook."""
    from django.utils.translation import gettext as _

    columns = [(_("日期"), "date"), (_("种类"), ""), (_("单据号"), ""), (_("摘要"), ""),
               (_("应收"), "amount"), (_("收款"), "amount"), (_("余额"), "amount")]  # fmt: skip
    rows = [[row.from_on, _("期初余额"), "", "", None, None, row.opening_yuan]]
    rows += [
        [line["on"], line["kind"], line["number"], line["note"], line["debit"], line["credit"],
         line["balance"]] for line in lines_shown(row)
    ]  # fmt: skip
    last = [row.to_on, _("期末余额"), "", "", row.debit_yuan, row.credit_yuan, row.closing_yuan]
    return columns, [*rows, last]


def lines_shown(row: Statement) -> list[dict]:
    """The kept lines of a statement with words, days and amounts again."""
    return [
        {
            "on": date.fromisoformat(line["on"]), "kind": str(EntryKind(line["kind"]).label),
            "number": line["number"], "note": line["note"],
            "debit": amount if (amount := Decimal(line["amount"])) > 0 else None,
            "credit": -amount if amount < 0 else None, "balance": Decimal(line["balance"]),
        }
        for line in row.lines
    ]  # fmt: skip


def company() -> str:
    """Our own name, for the customer's page."""
    return company_name()


def late_days(row: OpenItem, today: date) -> int:
    """Days past due."""
    return overdue_days(row.due_on, today)


def _stands(pair: Allocation) -> bool:
    return pair.undoes_id is None and not hasattr(pair, "undone_by")
