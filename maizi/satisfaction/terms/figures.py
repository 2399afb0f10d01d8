"""Words of results (G-3, G-6, G-7)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class Fitness(Term):
    """How fit data are for factor analysis, by KMO (X54)."""

    VERY_GOOD = "very_good", N_("非常适合")
    GOOD = "good", N_("适合")
    FAIR = "fair", N_("一般")
    POOR = "poor", N_("勉强")
    DOUBTFUL = "doubtful", N_("不太适合")
    UNFIT = "unfit", N_("不适合")


class GapType(Term):
    """What somebody felt beside what he expected (G-6)."""

    VERY_BAD = "very_bad", N_("很不满意")
    BAD = "bad", N_("不满意")
    MET = "met", N_("满意")
    HIGH = "high", N_("高度满意")
    DELIGHT = "delight", N_("惊喜")


class Mood(Term):
    """How satisfied somebody is on the whole (G-7)."""

    NOT = "not", N_("不满意")
    FAIR = "fair", N_("基本满意")
    VERY = "very", N_("高度满意")


class Segment(Term):
    """By what answers are told apart (A-15)."""

    VALUE = "value_class", N_("价值等级")
    NATURE = "nature", N_("客户性质")
    PROVINCE = "province", N_("省份")
    PARTY = "party_type", N_("客户主体")
