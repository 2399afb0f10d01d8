"""Words of the profiles: what an attribute is, and the closed answers of some (A-1 … A-5)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class Origin(Term):
    """The data type by origin; each attribute carries exactly one (A-5)."""

    PROFILE = "profile", N_("概况")
    BEHAVIOUR = "behaviour", N_("行为")
    ATTITUDE = "attitude", N_("态度")
    DERIVED = "derived", N_("衍生")


class ContentClass(Term):
    """The four classes of stored data by content (A-4)."""

    CLIENT = "client", N_("客户资料")
    ADDRESS = "address", N_("地址资料")
    FINANCE = "finance", N_("财务资料")
    BEHAVIOUR = "behaviour", N_("行为资料")


class AttributeSort(Term):
    """What an answer looks like."""

    TEXT = "text", N_("文字")
    LONG_TEXT = "long_text", N_("长文字")
    CHOICE = "choice", N_("单选")
    CHOICES = "choices", N_("多选，可补充")
    DAY = "day", N_("日期，可以不完整")
    BIRTHDAY = "birthday", N_("生日，公历或农历")
    AMOUNT = "amount", N_("金额")
    RATIO = "ratio", N_("百分比")
    CONTACT = "contact", N_("联系人")
    COMPUTED = "computed", N_("系统计算")


class ArchiveQuestion(Term):
    """The seven questions that the customer page must answer in one screen (A-1)."""

    WHO = "who", N_("是谁")
    NEEDS = "needs", N_("需要什么")
    WHY = "why", N_("为什么需要")
    CONSUMPTION = "consumption", N_("怎样消费")
    REACH = "reach", N_("在哪里、怎样联系")
    DELIVERY = "delivery", N_("怎样交付")
    PREFERENCE = "preference", N_("偏好什么产品、促销和价格")


class ProfileGroup(Term):
    """Nine groups of a person (A-2), four aspects of an enterprise (A-3), what both are asked."""

    BASIC = "basic", N_("基本资料")
    DEMAND = "demand", N_("需求与偏好")
    EDUCATION = "education", N_("教育情况")
    FAMILY = "family", N_("家庭情况")
    RELATIONS = "relations", N_("人际情况")
    CAREER = "career", N_("事业情况")
    LIFE = "life", N_("生活情况")
    PERSONALITY = "personality", N_("个性情况")
    OUTLOOK = "outlook", N_("阅历情况")
    FOUNDATION = "foundation", N_("基础资料")
    CHARACTER = "character", N_("客户特征")
    BUSINESS = "business", N_("业务状况")
    TRADE = "trade", N_("交易现状")
    OTHER = "other", N_("其他")
    CONDUCT = "conduct", N_("行为资料")


class LawfulBasis(Term):
    """On what ground personal information is kept (PIPL art. 13)."""

    CONTRACT = "contract", N_("订立或履行合同所需")
    CONSENT = "consent", N_("本人同意")
    PUBLISHED = "published", N_("本人公开或已合法公开")
    LEGAL_DUTY = "legal_duty", N_("履行法定职责或义务")
    EMERGENCY = "emergency", N_("紧急情况下保护人身财产")
    NOT_PERSONAL = "not_personal", N_("不是个人信息")


class Degree(Term):
    """学历."""

    MIDDLE = "middle", N_("初中及以下")
    HIGH = "high", N_("高中或中专")
    COLLEGE = "college", N_("大专")
    BACHELOR = "bachelor", N_("本科")
    MASTER = "master", N_("硕士")
    DOCTOR = "doctor", N_("博士")


class MaritalStatus(Term):
    """婚姻状况."""

    SINGLE = "single", N_("未婚")
    MARRIED = "married", N_("已婚")
    DIVORCED = "divorced", N_("离异")
    WIDOWED = "widowed", N_("丧偶")


class IncomeBand(Term):
    """目前收入, pre-tax a year."""

    BELOW_10 = "below_10", N_("年收入 10 万元以下")
    TO_30 = "to_30", N_("年收入 10–30 万元")
    TO_50 = "to_50", N_("年收入 30–50 万元")
    TO_100 = "to_100", N_("年收入 50–100 万元")
    ABOVE_100 = "above_100", N_("年收入 100 万元以上")


class CharacterTrait(Term):
    """性格特征."""

    OUTGOING = "outgoing", N_("外向健谈")
    RESERVED = "reserved", N_("内敛寡言")
    DECISIVE = "decisive", N_("果断")
    CAREFUL = "careful", N_("谨慎")
    RATIONAL = "rational", N_("重数据讲道理")
    WARM = "warm", N_("重感情讲人情")
    PUNCTUAL = "punctual", N_("守时严谨")
    EASYGOING = "easygoing", N_("随和")
    IMPATIENT = "impatient", N_("性急")
    OPEN = "open", N_("乐于尝新")


class OrganisationForm(Term):
    """企业组织形式."""

    LIMITED = "limited", N_("有限责任公司")
    JOINT_STOCK = "joint_stock", N_("股份有限公司")
    STATE = "state", N_("国有企业")
    FOREIGN = "foreign", N_("外商投资企业")
    PARTNERSHIP = "partnership", N_("合伙企业")
    SOLE = "sole", N_("个人独资企业")
    SELF_EMPLOYED = "self_employed", N_("个体工商户")
    COOPERATIVE = "cooperative", N_("合作社")
    INSTITUTION = "institution", N_("事业单位")
    AGENCY = "agency", N_("政府机关")
    SOCIAL = "social", N_("社会组织")
    OTHER = "other", N_("其他")


class Level(Term):
    """A rough judgement."""

    HIGH = "high", N_("高")
    MEDIUM = "medium", N_("中")
    LOW = "low", N_("低")


class SalesBand(Term):
    """年销售额."""

    BELOW_5M = "below_5m", N_("500 万元以下")
    TO_20M = "to_20m", N_("500–2000 万元")
    TO_100M = "to_100m", N_("2000 万–1 亿元")
    TO_1B = "to_1b", N_("1–10 亿元")
    ABOVE_1B = "above_1b", N_("10 亿元以上")


class PurchaseMode(Term):
    """采购方式."""

    DIRECT = "direct", N_("直接采购")
    ENQUIRY = "enquiry", N_("询价比价")
    TENDER = "tender", N_("招标采购")
    FRAMEWORK = "framework", N_("框架协议")
    PLATFORM = "platform", N_("采购平台")
    CENTRAL = "central", N_("集团集中采购")
    AGENT = "agent", N_("代理采购")


class AccountType(Term):
    """账户类型 (A-4)."""

    PREPAID = "prepaid", N_("预付款")
    CASH = "cash", N_("款到发货")
    DELIVERY = "delivery", N_("货到付款")
    MONTHLY = "monthly", N_("月结")
    CREDIT = "credit", N_("账期")
    INSTALMENTS = "instalments", N_("分期")


class Attitude(Term):
    """合作态度."""

    ACTIVE = "active", N_("积极主动")
    WILLING = "willing", N_("愿意合作")
    WAITING = "waiting", N_("观望")
    COLD = "cold", N_("冷淡")
    OPPOSED = "opposed", N_("抵触")
