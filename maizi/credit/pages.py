"""Plain pages of receivables: accounts, entries, statements, write-offs, imports."""

from maizi.kernel.texts import N_
from maizi.kit.imports.declare import Importer, importable
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from . import access, forms, queries
from .actions import imports
from .models import CreditAccount, Entry, Statement, WriteOff

ONLY_READ = ("new", "edit", "bulk", "undo", "cell", "reveal")


def _reads(user, verb: str, row=None) -> bool:
    """What is posted is never changed on a plain page."""
    return verb in ("view", "unmask", "export") and access.may(user, verb)


ACCOUNTS = Pages(
    model=CreditAccount,
    visible=access.visible_accounts,
    may=_reads,
    columns=(
        "customer", "receivable_yuan", "oldest_due_on", "unapplied_yuan", "reserved_yuan",
        "grade", "limit_yuan", "exposure_yuan", "available_yuan", "is_held", "terms_days",
    ),
    filters=(
        "customer", "receivable_yuan", "oldest_due_on", "unapplied_yuan", "reserved_yuan",
        "limit_yuan", "available_yuan", "exposure_yuan", "is_held", "terms_days", "grade",
        "grade_until_on",
    ),
    sections=(
        Section(N_("额度与账期"), (
            "customer", "grade", "graded_on", "grade_until_on", "limit_yuan", "terms_days",
            "grace_days", "is_held", "hold_reason", "note",
        )),
        Section(N_("余额"), (
            "receivable_yuan", "unapplied_yuan", "deposit_yuan", "reserved_yuan", "exposure_yuan",
            "available_yuan", "oldest_due_on",
        )),
    ),
    views=(
        View("owing", N_("有欠款"), ("receivable_yuan.at_least.0.01",)),
        View("over", N_("已超额度"), ("available_yuan.at_most.-0.01",)),
        View("late", N_("有逾期"), ("oldest_due_on.within.past",), sort="oldest_due_on"),
        View("held", N_("已冻结"), ("is_held.yes",)),
        View("expired", N_("等级到期"), ("grade_until_on.within.past",), sort="grade_until_on"),
        View("ahead", N_("有预收"), ("unapplied_yuan.at_least.0.01",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip

ENTRIES = Pages(
    model=Entry,
    visible=access.visible_entries,
    may=_reads,
    columns=("number", "kind", "account", "on", "amount_yuan", "due_on", "way", "by", "note"),
    filters=("kind", "account", "on", "due_on", "amount_yuan", "way", "number", "note", "by", "at"),
    sections=(
        Section(N_("往来明细"), (
            "number", "kind", "account", "on", "due_on", "amount_yuan", "way", "source_number",
            "note", "by", "at",
        )),
    ),
    views=(
        View("receipts", N_("收款"), ("kind.in.receipt",)),
        View("invoices", N_("开票"), ("kind.in.invoice,red_invoice",)),
        View("refunds", N_("退款"), ("kind.in.refund",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip

STATEMENTS = Pages(
    model=Statement,
    visible=access.visible_statements,
    may=_reads,
    columns=(
        "no", "account", "from_on", "to_on", "closing_yuan", "state", "answered_at", "by", "at",
    ),
    filters=("state", "account", "from_on", "to_on", "closing_yuan", "answered_at", "by", "at"),
    sections=(
        Section(N_("对账单"), (
            "no", "account", "from_on", "to_on", "opening_yuan", "debit_yuan", "credit_yuan",
            "closing_yuan", "state", "expires_at", "viewed_at", "answered_at", "answered_by",
            "answer", "by", "at",
        )),
    ),
    views=(
        View("open", N_("待确认"), ("state.in.draft,sent",)),
        View("disputed", N_("有异议"), ("state.in.disputed",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip

WRITE_OFFS = Pages(
    model=WriteOff,
    visible=access.visible_write_offs,
    may=_reads,
    columns=("reason", "account", "entry", "amount_yuan", "state", "by", "at", "closed_at"),
    filters=("state", "account", "amount_yuan", "by", "at", "closed_at"),
    sections=(
        Section(N_("坏账核销"), (
            "account", "entry", "amount_yuan", "reason", "state", "posted", "by", "at", "closed_at",
        )),
    ),
    views=(
        View("waiting", N_("审批中"), ("state.in.waiting",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip

IMPORTS = importable(
    Importer(
        kind="ledger",
        namespace="credit",
        label=N_("期初应收与收款"),
        may=imports.may_import,
        oversees=imports.may_import,
        targets=imports.targets,
        columns=imports.columns,
        form=forms.ImportForm,
        keys=imports.KEYS,
        lead="customer",
        prepare=imports.prepare,
        decide=imports.decide,
        store=imports.store,
        undo=imports.undo,
        written=queries.posted_by,
    )
)
