"""Words of key-account service (F-41 … F-45)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class Post(Term):
    """Who a team for a key account consists of; the manager leads it (F-41)."""

    LEADER = "leader", N_("大客户经理（组长）")
    SALES = "sales", N_("销售支持")
    TRAINING = "training", N_("培训支持")
    FINANCE = "finance", N_("财务支持")
    TECHNICAL = "technical", N_("技术支持")
    MARKETING = "marketing", N_("市场支持")


class Service(Term):
    """What a key account may be promised beyond others (F-42)."""

    TAILORING = "tailoring", N_("产品量身定制")
    WARRANTY = "warranty", N_("质量保证承诺")
    DELIVERY = "delivery", N_("时间要求与加快交货")
    SOLUTION = "solution", N_("共同质控、技术方案与培训")
    PAYMENT = "payment", N_("特殊付款条件")
    POINT = "point", N_("点对点送货（收费）")
    EXCHANGE = "exchange", N_("交流活动")
    PROMOTION = "promotion", N_("行业推广与咨询")


class Cover(Term):
    """How far a promise of quality goes (F-42)."""

    LIMITED = "limited", N_("有限保修")
    ON_SITE = "on_site", N_("上门保修")
    FULL = "full", N_("全面保修")


class PromiseState(Term):
    """How a promise stands; special payment waits for a director or a vice president."""

    WAITING = "waiting", N_("待批准")
    GIVEN = "given", N_("已承诺")
    REFUSED = "refused", N_("未批准")
    ENDED = "ended", N_("已结束")


class Activity(Term):
    """What is done for a key account on an application (F-44)."""

    SEMINAR = "seminar", N_("技术研讨会")
    EXCHANGE = "exchange", N_("行业交流会")
    APPRECIATION = "appreciation", N_("答谢会")
    OTHER = "other", N_("其他（发布会邀请、演出票等）")


class State(Term):
    """An application from the form to the approved evaluation (F-43 … F-45)."""

    ASKED = "asked", N_("待审核")
    APPROVED = "approved", N_("已批准")
    DECLINED = "declined", N_("未批准")
    HELD = "held", N_("已举办，待评估")
    EVALUATED = "evaluated", N_("评估待审")
    CLOSED = "closed", N_("已结束")
