"""Words of collecting and appraising data (A-10 … A-14)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class BatchKind(Term):
    """How the records of a batch come in."""

    TYPED = "typed", N_("手工录入")
    PHOTOS = "photos", N_("名片照片")
    SHEET = "sheet", N_("表格导入")


class Content(Term):
    """How complete the information is (A-14)."""

    COMPLETE = "complete", N_("完整")
    PARTIAL = "partial", N_("部分完整")
    POOR = "poor", N_("欠缺")


class Relevance(Term):
    """What the information has to do with our business (A-14)."""

    DIRECT = "direct", N_("直接相关")
    INDIRECT = "indirect", N_("间接相关")
    NONE = "none", N_("无关")


class Filing(Term):
    """What became of collected information (A-14)."""

    PENDING = "pending", N_("待鉴定")
    FILED = "filed", N_("归档")
    VERIFY = "verify", N_("待核实")
    DROPPED = "dropped", N_("舍弃")


class CardState(Term):
    """How far the picture of a card is."""

    WAITING = "waiting", N_("待录入")
    TYPED = "typed", N_("已录入")
    SKIPPED = "skipped", N_("跳过")
