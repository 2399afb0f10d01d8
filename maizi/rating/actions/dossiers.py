"""What is collected about a customer: documents with their files, statements (D-12)."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from maizi.files.actions import attach, store
from maizi.files.terms import Purpose
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import FinancialStatement, Paper
from ..queries.policies import policy
from ..rules import dossier
from ..terms import PaperKind


@transaction.atomic
def add_paper(row: Paper, uploads: Iterable = (), *, by) -> Paper:
    """Take a document in, with its files.

    Raises Refused for one that has expired, for a statement older than 15 months, for a day to
    come (D-12).
    """
    told = dossier.Paper(PaperKind(row.kind), row.received_on, row.valid_until, row.period_end)
    dossier.refuse_paper(told, timezone.localdate(), months=policy().stale_months)
    if row.kind not in dossier.STATEMENTS:
        row.period_end = None
    row.by = by
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    for upload in uploads:
        attach(store(upload, by=by, purpose=Purpose.ATTACHMENT), row, by=by)
    return row


@transaction.atomic
def save_statement(row: FinancialStatement, verb: str, *, by) -> FinancialStatement:
    """Store the figures of one period; the caller records (`kit.pages.save`).

    Raises Refused for a period to come, for one that is there already, and for parts that are
    more than their whole.
    """
    today = timezone.localdate()
    if row.period_end > today:
        raise Refused(N_("财务报表的截止日期不能晚于今天。"), field="period_end")
    twins = FinancialStatement.objects.filter(
        customer=row.customer_id, period_end=row.period_end, span=row.span
    ).exclude(pk=row.pk)
    if twins.exists():
        raise Refused(N_("这一期的报表已经有了。请打开它修改。"), field="period_end")
    refuse_parts(row)
    row.save()
    return row


def refuse_parts(row: FinancialStatement) -> None:
    """Raises Refused where a part is more than its whole."""
    for part, whole in PARTS:
        least, most = getattr(row, part), getattr(row, whole)
        if least is not None and most is not None and least > most:
            names = {name: row._meta.get_field(name).verbose_name for name in (part, whole)}
            raise Refused(
                N_("{part}不能大于{whole}。请核对两个数。"), part=str(names[part]),
                whole=str(names[whole]), field=part,
            )  # fmt: skip


PARTS = (
    ("inventory", "current_assets"), ("receivables", "current_assets"),
    ("current_assets", "total_assets"), ("current_liabilities", "total_liabilities"),
)  # fmt: skip
