"""Words of knowledge, conduct, quality and prevention (F-14, F-15, F-20, F-54)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class ArticleState(Term):
    """How far a knowledge article has come (F-54)."""

    DRAFT = "draft", N_("草稿")
    REVIEWED = "reviewed", N_("已审核")
    PUBLISHED = "published", N_("已发布")
    RETIRED = "retired", N_("已停用")


class Conduct(Term):
    """How an engineer behaves at a customer's place (F-14)."""

    POLITE = "polite", N_("友好礼貌，耐心回答问题")
    HANDS_OFF = "hands_off", N_("不必要时不动客户的物品")
    CLEAN = "clean", N_("保持室内清洁")
    NO_DAMAGE = "no_damage", N_("没有损坏客户财物")
    CARE = "care", N_("爱护客户物品")
    WASTE = "waste", N_("清走包装和废料")


class IncidentKind(Term):
    """What went wrong with the quality of a work (F-15)."""

    CARELESS = "careless", N_("安装马虎")
    BELOW_STANDARD = "below_standard", N_("不合安装标准")
    CORNERS = "corners", N_("偷工减料")
    DAMAGE = "damage", N_("损坏客户财物")


class PlanScope(Term):
    """Whose pieces a preventive plan looks after (F-20)."""

    ALL = "all", N_("全部客户")
    KEY = "key", N_("大客户")
    COVERED = "covered", N_("保修期内的")
