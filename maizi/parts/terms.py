"""Words of spare parts (F-60)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class PlanState(Term):
    """Where a plan of spare parts stands."""

    DRAFT = "draft", N_("草稿")
    PENDING = "pending", N_("审批中")
    APPROVED = "approved", N_("已批准，待生效")
    IN_FORCE = "in_force", N_("生效")
    ENDED = "ended", N_("已结束")


class Basis(Term):
    """What the demand of a part is reckoned from."""

    FAILURE = "failure", N_("按故障概率")
    HISTORY = "history", N_("按历史用量")


class Method(Term):
    """How a history of few and irregular pieces is carried on."""

    CROSTON = "croston", N_("Croston")
    SBA = "sba", N_("SBA")
    TSB = "tsb", N_("TSB")
    SMOOTH = "smooth", N_("指数平滑")
