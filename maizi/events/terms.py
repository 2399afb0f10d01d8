"""Words of events (C-40)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class EventSort(Term):
    """What customers are invited to."""

    SEMINAR = "seminar", N_("产品技术研讨会")
    EXCHANGE = "exchange", N_("行业发展交流会")
    APPRECIATION = "appreciation", N_("用户答谢会")
    LAUNCH = "launch", N_("产品发布会")
    DEMONSTRATION = "demonstration", N_("产品演示会")
    STAFF = "staff", N_("员工交流")
    SPORTS = "sports", N_("体育比赛")
    CLUB = "club", N_("俱乐部活动")
    SALON = "salon", N_("沙龙")
    HOMETOWN = "hometown", N_("同乡会")
    AMBASSADOR = "ambassador", N_("产品荣誉大使活动")
    SHARING = "sharing", N_("经验分享会")


class State(Term):
    """Where an event stands."""

    PLANNED = "planned", N_("筹备中")
    OPEN = "open", N_("邀请中")
    CLOSED = "closed", N_("已总结")
    CANCELLED = "cancelled", N_("已取消")


class Answer(Term):
    """What an invited person said."""

    NONE = "none", N_("未答复")
    YES = "yes", N_("参加")
    NO = "no", N_("不参加")


class Sending(Term):
    """How an invitation reached somebody."""

    NONE = "none", N_("未发送")
    QUEUED = "queued", N_("发送中")
    SENT = "sent", N_("已发送")
    FAILED = "failed", N_("发送失败")
    HANDED = "handed", N_("已转交链接")
