"""Words of targets and commission (I-11)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class Measure(Term):
    """What a target counts."""

    AMOUNT = "amount", N_("销售额")
    PIECES = "pieces", N_("销售数量")
    FOLLOW_UPS = "follow_ups", N_("跟进次数")
    VISITS = "visits", N_("拜访次数")

    @property
    def is_activity(self) -> bool:
        """A quota of work, not of business: products do not matter to it."""
        return self in (Measure.FOLLOW_UPS, Measure.VISITS)


class Span(Term):
    """How long a target runs."""

    MONTH = "month", N_("月")
    QUARTER = "quarter", N_("季")
    YEAR = "year", N_("年")


class Basis(Term):
    """What counts as sold."""

    ORDERS = "orders", N_("已确认的订单")
    INVOICES = "invoices", N_("已开具的发票")
    RECEIPTS = "receipts", N_("收款")


class RunState(Term):
    """Where the commission of a month stands."""

    DRAFT = "draft", N_("草稿")
    PENDING = "pending", N_("审批中")
    APPROVED = "approved", N_("已批准")
