"""Words of quotes (I-3)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class QuoteState(Term):
    """Where a quote stands."""

    DRAFT = "draft", N_("草稿")
    WAITING = "waiting", N_("折扣审批中")
    APPROVED = "approved", N_("可以发出")
    SENT = "sent", N_("已发给客户")
    ACCEPTED = "accepted", N_("客户已接受")
    REJECTED = "rejected", N_("客户已拒绝")
    EXPIRED = "expired", N_("已过期")
    REPLACED = "replaced", N_("已有新版本")


OPEN_QUOTES = (QuoteState.DRAFT, QuoteState.WAITING, QuoteState.APPROVED, QuoteState.SENT)
