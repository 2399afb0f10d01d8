"""An investigator writes down what he found out about a customer's credit (form L-5)."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from maizi.fields.queries import parameter
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Paper, Survey
from ..terms import PaperKind

WITHOUT_CONSENT = N_(
    "向银行查询个人的信用，要先有本人的书面授权。请先在信用资料里登记“征信查询书面授权”。"
)


@transaction.atomic
def save_survey(row: Survey, verb: str, *, by) -> Survey:
    """Store an investigation; the caller records (`kit.pages.save`).

    Raises Refused for a day to come, for a bank's word on an individual without his written
    consent (D-30, N-1), for the principal's character where the company collects none.
    """
    today = timezone.localdate()
    if row.on > today:
        raise Refused(N_("调查日期不能晚于今天。"), field="on")
    if not row.conclusion.strip():
        raise Refused(N_("请写调查结论。"), field="conclusion")
    if row.principal and not parameter("rating.principal_words"):
        raise Refused(N_("公司不收集负责人的个人情况。请删去，或请管理员在参数里启用。"),
                      field="principal")  # fmt: skip
    asks_bank = row.bank_credit or row.bank_words
    if asks_bank and row.customer.party_type == "individual" and not _has_consent(row, today):
        raise Refused(WITHOUT_CONSENT, field="bank_credit")
    if row._state.adding:
        row.by = by
    row.save()
    return row


def _has_consent(row: Survey, today) -> bool:
    papers = Paper.objects.filter(customer=row.customer_id, kind=PaperKind.CONSENT)
    return papers.filter(Q(valid_until=None) | Q(valid_until__gte=today)).exists()
