"""What a grade change is about, in words and as it was when it began (D-20)."""

from decimal import Decimal

from maizi.credit.models import CreditAccount
from maizi.credit.terms import CreditGrade
from maizi.customers.terms import KaList
from maizi.kernel.errors import Refused
from maizi.kernel.money import show_yuan
from maizi.kernel.texts import N_

from ..models import GradeChange, KeyAccount
from ..terms import Trigger

ASKED_FOR = (
    ("grade", N_("信用等级")), ("limit_yuan", N_("信用额度")), ("terms_days", N_("账期（天）")),
)  # fmt: skip
KNOWN = (
    ("trigger", N_("起因")), ("amount_yuan", N_("近 12 个月交易额")), ("rate", N_("履约率")),
    ("list", N_("大客户名单")), ("documents", N_("所附资料")), ("until_on", N_("有效期至")),
    ("grace_days", N_("逾期宽限（天）")),
)  # fmt: skip


def as_it_stands(account: CreditAccount | None, key: KeyAccount | None) -> dict:
    """What the form keeps of the day on which it was begun."""
    given: dict = {}
    if account is not None:
        given |= {"old_grade": account.grade, "old_limit_yuan": account.limit_yuan,
                  "old_terms_days": account.terms_days}  # fmt: skip
    if key is not None:
        given |= {"old_list": key.colour, "amount_yuan": key.amount_yuan, "rate": key.rate}
    return given


def payload_of(row: GradeChange) -> dict:
    """What is asked for and what is known, as approvers read it."""
    rate = "—" if row.rate is None else f"{Decimal(row.rate) * 100:.2f}%"
    return {
        "grade": CreditGrade(row.grade).chinese, "limit_yuan": show_yuan(row.limit_yuan),
        "terms_days": row.terms_days, "amount_yuan": show_yuan(row.amount_yuan), "rate": rate,
        "trigger": f"{Trigger(row.trigger).chinese} {row.why}".strip(),
        "list": KaList(row.old_list).chinese if row.old_list else "—",
        "documents": row.documents or "—",
        "until_on": row.until_on.isoformat() if row.until_on else "—",
        "grace_days": "—" if row.grace_days is None else row.grace_days,
    }  # fmt: skip


def before_of(row: GradeChange) -> dict:
    """What the change would replace."""
    return {
        "grade": CreditGrade(row.old_grade).chinese if row.old_grade else "—",
        "limit_yuan": show_yuan(row.old_limit_yuan), "terms_days": row.old_terms_days,
    }  # fmt: skip


def check_decidable(row: KeyAccount, reason: str) -> None:
    """Refuse a decision nobody asks for, or without a reason."""
    if not row.asks:
        raise Refused(N_("这个大客户没有待人工判断的事项。"))
    if not reason.strip():
        raise Refused(N_("请写明判断的理由。"), field="reason")
