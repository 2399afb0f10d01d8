"""Words of classes and tags (A-15, A-16)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class SchemeDirection(Term):
    """Horizontal by nature, to organise selling; vertical by grading standards (S000§2.2)."""

    HORIZONTAL = "horizontal", N_("横向：按性质")
    VERTICAL = "vertical", N_("纵向：按等级")


class SchemeMethod(Term):
    """Who says which class a customer is in."""

    RULE = "rule", N_("按规则")
    HAND = "hand", N_("人工指定")


class TagLevel(Term):
    """Whose tag it is (A-16)."""

    SYSTEM = "system", N_("全公司")
    UNIT = "unit", N_("部门")
    PERSONAL = "personal", N_("个人")


class TagColour(Term):
    """Colours of tags, each readable on both grounds."""

    WHEAT = "wheat", N_("麦黄")
    GREEN = "green", N_("绿")
    AMBER = "amber", N_("橙")
    RED = "red", N_("红")
    BLUE = "blue", N_("蓝")
    VIOLET = "violet", N_("紫")
    GREY = "grey", N_("灰")
