"""Words of causes and improvements (E-6, E-9)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class CauseSort(Term):
    """Where a cause lies (人机料法环测)."""

    MAN = "man", N_("人")
    MACHINE = "machine", N_("机")
    MATERIAL = "material", N_("料")
    METHOD = "method", N_("法")
    ENVIRONMENT = "environment", N_("环")
    MEASUREMENT = "measurement", N_("测")


class ImprovementState(Term):
    """Where an improvement stands."""

    OPEN = "open", N_("进行中")
    DONE = "done", N_("已完成，观察效果")
    CHECKED = "checked", N_("效果已评估")
    DROPPED = "dropped", N_("已放弃")


class EffectVerdict(Term):
    """What an improvement brought, by the numbers before and after."""

    BETTER = "better", N_("有效")
    SAME = "same", N_("没有变化")
    WORSE = "worse", N_("反而增加")
    UNKNOWN = "unknown", N_("无法判断")
