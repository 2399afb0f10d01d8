"""Words of key-account plans (B-20 to B-27), agreements and gifts (B-41, B-44)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class PlanSection(Term):
    """The sections a plan must have (B-20)."""

    CLASSES = "classes", N_("客户分类")
    ANALYSIS = "analysis", N_("客户分析")
    FACTORS = "factors", N_("影响采购的因素")
    TRADE = "trade", N_("交易记录分析")
    COMPETITORS = "competitors", N_("竞争对手比较")
    COST = "cost", N_("费用与销售预测")
    ADVANTAGES = "advantages", N_("竞争优势")
    METHOD = "method", N_("开发方法")
    CONTACT = "contact", N_("初次接触")
    VISITS = "visits", N_("拜访")
    RECORD = "record", N_("开发记录")


class Factor(Term):
    """What a purchase hangs on (B-20.3)."""

    PRICE = "price", N_("价格")
    QUALITY = "quality", N_("质量")
    DELIVERY = "delivery", N_("交期")
    SERVICE = "service", N_("服务")
    PAYMENT = "payment", N_("付款")
    BRAND = "brand", N_("品牌")
    RELATION = "relation", N_("关系")
    POLICY = "policy", N_("政策")


class Worth(Term):
    """Whether a key account is worth developing (B-24)."""

    YES = "yes", N_("值得")
    CAREFUL = "careful", N_("谨慎")
    NO = "no", N_("不值得")


class Risk(Term):
    """How risky it is, as the scorecard says (B-24)."""

    LOW = "low", N_("低")
    MEDIUM = "medium", N_("中")
    HIGH = "high", N_("高")


class Advantage(Term):
    """The six advantages shown to a customer (B-25)."""

    PROFIT = "profit", N_("增加利润")
    EFFICIENCY = "efficiency", N_("提高效率")
    COST = "cost", N_("降低总成本")
    WASTE = "waste", N_("避免浪费")
    SOLUTION = "solution", N_("解决方案")
    VALUE = "value", N_("无形价值")


class Method(Term):
    """How a key account is approached, as the method meeting decides (B-26)."""

    MATERIAL = "material", N_("从客户利益出发寄送资料")
    PRESENTATION = "presentation", N_("邀请参加产品介绍会")
    VISIT = "visit", N_("登门拜访")


class FirstWay(Term):
    """The ways of a first contact (B-27)."""

    LETTER = "letter", N_("信函")
    PHONE = "phone", N_("电话")
    MAIL = "mail", N_("电子邮件")


class ContactState(Term):
    """Where a first contact stands."""

    DRAFT = "draft", N_("草稿")
    QUEUED = "queued", N_("等待发送")
    SENT = "sent", N_("已发出")
    FAILED = "failed", N_("没有发出")


class AgreementState(Term):
    """Where an agreement stands (B-41)."""

    DRAFT = "draft", N_("草稿")
    APPROVED = "approved", N_("已批准")
    SIGNED = "signed", N_("已签署")
    ACTIVE = "active", N_("履行中")
    EXPIRED = "expired", N_("已到期")
    TERMINATED = "terminated", N_("已终止")


class Side(Term):
    """Who owes something by an agreement."""

    US = "us", N_("我方")
    CUSTOMER = "customer", N_("客户")


class GiftSort(Term):
    """What is given to people of a customer (B-44)."""

    GIFT = "gift", N_("礼品")
    TICKET = "ticket", N_("门票")
    EVENT = "event", N_("活动招待")
    SPONSORSHIP = "sponsorship", N_("赞助")


class GiftState(Term):
    """Whether a gift may be given."""

    ASKED = "asked", N_("待批准")
    APPROVED = "approved", N_("已批准")
    DECLINED = "declined", N_("未批准")
