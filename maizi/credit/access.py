"""Who sees which receivables, who may do what with them (M-2, M-3, M-5)."""

from django.db.models import QuerySet

from maizi.accounts.access import Entity, group_access, rights_of
from maizi.customers.access import visible_customers
from maizi.fields.access import NumberKind, NumberShape
from maizi.inbox.access import EventKind
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kernel.texts import N_

from .models import Allocation, CreditAccount, Entry, OpenItem, Statement, WriteOff

CREDIT = Entity(
    "credit",
    N_("应收与信用"),
    {
        "read": N_("查看应收与信用"),
        "limits": N_("规定信用额度与账期"),
        "hold": N_("冻结与解冻信用"),
        "receive": N_("登记收款、退款与核销"),
        "statement": N_("编制对账单"),
        "dun": N_("发催款函"),
        "write_off": N_("申请坏账核销"),
        "adjust": N_("记期初与调整、关账"),
        "import": N_("导入"),
        "export": N_("导出"),
    },
)
RECEIPTS = NumberKind("receipt", N_("收款单号"), NumberShape("SK"))
REFUNDS = NumberKind("refund", N_("退款单号"), NumberShape("TK"))
ANSWERED = EventKind("credit.answered", N_("客户答复了对账单"), by_mail=True)
DUNNED = EventKind("credit.dunned", N_("向我的客户发出了催款函"))
STATEMENTS = NumberKind("statement", N_("对账单号"), NumberShape("DZ"))


def visible_accounts(user) -> QuerySet[CreditAccount]:
    """Accounts of the customers somebody sees, for those who may see receivables."""
    if not may(user, "view"):
        return CreditAccount.objects.none()
    return CreditAccount.objects.filter(customer__in=visible_customers(user))


def visible_entries(user) -> QuerySet[Entry]:
    """Entries of visible accounts."""
    return Entry.objects.filter(account__in=visible_accounts(user))


def visible_allocations(user) -> QuerySet[Allocation]:
    """Allocations of visible accounts."""
    return Allocation.objects.filter(account__in=visible_accounts(user))


def visible_open_items(user) -> QuerySet[OpenItem]:
    """What is open on visible accounts."""
    return OpenItem.objects.filter(account__in=visible_accounts(user))


def visible_statements(user) -> QuerySet[Statement]:
    """Statements of visible accounts."""
    return Statement.objects.filter(account__in=visible_accounts(user))


def visible_write_offs(user) -> QuerySet[WriteOff]:
    """Requests about visible accounts."""
    return WriteOff.objects.filter(account__in=visible_accounts(user))


def may(user, verb: str, row: CreditAccount | None = None) -> bool:
    """Whether a person may do `verb`; who sees an account may do with it what the right says."""
    verb = {"view": "read", "unmask": "read", "change": "limits"}.get(verb, verb)
    return rights_of(user).may("credit", verb)


def sees_limit(user) -> bool:
    """Whether a person sees limits and what is left of them (M-4, M-5)."""
    return group_access(user, FieldGroup.CREDIT) >= FieldAccess.READ
