"""Words of group-buy plans (B-10, B-12)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class PlanState(Term):
    """Where the development of a group-buy customer stands."""

    COLLECTING = "collecting", N_("采集信息")
    ANALYSING = "analysing", N_("汇总分析")
    DEVELOPING = "developing", N_("实施开发")
    WON = "won", N_("开发成功")
    LOST = "lost", N_("开发失败")

    @property
    def is_ended(self) -> bool:
        """Whether nothing more is done by this plan."""
        return self in (PlanState.WON, PlanState.LOST)


class PlanTaskSort(Term):
    """Steps towards the decision maker, in their order, and ways to keep the relation (B-12)."""

    STRUCTURE = "structure", N_("弄清客户的组织结构")
    LEADERS = "leaders", N_("了解决策、行政和后勤负责人")
    APPROACH = "approach", N_("通过中间人、拜访、电话逐步建立关系")
    NEED = "need", N_("确认客户真有需求")
    TECHNICAL = "technical", N_("技术交流")
    STAFF = "staff", N_("员工交流")
    SPORTS = "sports", N_("员工体育活动")
    MEETINGS = "meetings", N_("定期会议")
    NEWSLETTER = "newsletter", N_("内部通讯：介绍采购部门的成绩")
    LEADERS_VISIT = "leaders_visit", N_("拜访领导")
    GATHERINGS = "gatherings", N_("定期聚会")
    SPONSORSHIP = "sponsorship", N_("赞助")

    @property
    def is_keeping(self) -> bool:
        """Whether it keeps a relation rather than begins it."""
        return list(PlanTaskSort).index(self) > list(PlanTaskSort).index(PlanTaskSort.NEED)


class Outreach(Term):
    """How people come to hear of group buying: strategies 2 and 3."""

    MEDIA = "media", N_("媒体广告")
    CLUB = "club", N_("俱乐部")
    SALON = "salon", N_("沙龙")
    HOMETOWN = "hometown", N_("同乡会")
    AMBASSADOR = "ambassador", N_("产品荣誉大使")
    INTERMEDIARY = "intermediary", N_("团购网站或中介")
