"""Closed vocabularies of the archive (0.5, A-4, A-10, C-1, C-4)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class PartyType(Term):
    """客户主体: what a customer is."""

    ENTERPRISE = "enterprise", N_("企业")
    INDIVIDUAL = "individual", N_("个人")


class Nature(Term):
    """客户性质: its place in trade."""

    END_CUSTOMER = "end_customer", N_("最终客户")
    WHOLESALE = "wholesale", N_("批发店")
    RETAIL = "retail", N_("零售店")
    AGENT = "agent", N_("代理店")
    APPOINTED = "appointed", N_("特约店")
    CHAIN = "chain", N_("连锁店")
    FRANCHISE = "franchise", N_("专营店")
    MANUFACTURER = "manufacturer", N_("生产企业")
    GOVERNMENT = "government", N_("政府机构")
    PARTNER = "partner", N_("合作伙伴")
    OTHER = "other", N_("其他")


class Lifecycle(Term):
    """发展阶段: the ladder from suspect to advocate (C-4)."""

    SUSPECT = "suspect", N_("猜想客户")
    PROSPECT = "prospect", N_("预期客户")
    DISQUALIFIED = "disqualified", N_("不合格者")
    FIRST_TIME = "first_time", N_("首次购买")
    REPEAT = "repeat", N_("重复购买")
    CLIENT = "client", N_("长期客户")
    MEMBER = "member", N_("成员")
    ADVOCATE = "advocate", N_("拥护者")
    PARTNER = "partner", N_("合伙人")
    INACTIVE = "inactive", N_("停止购买")


class KaStatus(Term):
    """大客户身份: whether a customer is a key account (0.5, B-20)."""

    NONE = "none", N_("普通客户")
    TARGET = "target", N_("目标大客户")
    KEY = "key", N_("大客户")
    DEMOTED = "demoted", N_("已降级")


class KaList(Term):
    """大客户名单: the colour that trade and fulfilment give a key account (0.5, D-10)."""

    GREEN = "green", N_("绿名单")
    YELLOW = "yellow", N_("黄名单")
    RED = "red", N_("红名单")
    BLACK = "black", N_("黑名单")

    @property
    def rank(self) -> int:
        """0 for the best."""
        return list(KaList).index(self)


class ValueClass(Term):
    """What a customer is worth by amount; always shown by its long name (0.5, H-2)."""

    A = "a", N_("VIP客户")
    B = "b", N_("主要客户")
    C = "c", N_("普通客户")
    D = "d", N_("小客户")


class Channel(Term):
    """采集渠道: how a customer came to us (A-10)."""

    REFERRAL = "referral", N_("老客户介绍")
    EXHIBITION = "exhibition", N_("展览")
    WEBSITE = "website", N_("网页")
    INTERNET = "internet", N_("网络")
    TELEPHONE = "telephone", N_("电话")
    OUTBOUND = "outbound", N_("外呼")
    FIELD = "field", N_("考察")
    RESEARCH = "research", N_("市场调查")
    ACTIVITY = "activity", N_("产品服务活动")
    PRINT = "print", N_("书报期刊")
    COMPETITOR = "competitor", N_("竞争对手")
    AGENCY = "agency", N_("第三方机构")
    INTERMEDIARY = "intermediary", N_("中介介绍")
    GROUP_BUY = "group_buy", N_("团购登记")
    SELF_SERVICE = "self_service", N_("自助登记")
    LITERATURE = "literature", N_("文献资料")
    NETWORK = "network", N_("局域网或广域网")
    SYSTEM = "system", N_("公司客户信息系统")
    IMPORT = "import", N_("批量导入")
    OTHER = "other", N_("其他")


class Industry(Term):
    """行业类型, by the sections of GB/T 4754."""

    AGRICULTURE = "agriculture", N_("农林牧渔")
    MINING = "mining", N_("采矿")
    MANUFACTURING = "manufacturing", N_("制造")
    ENERGY = "energy", N_("电力热力燃气水")
    CONSTRUCTION = "construction", N_("建筑")
    TRADE = "trade", N_("批发零售")
    TRANSPORT = "transport", N_("交通运输仓储邮政")
    CATERING = "catering", N_("住宿餐饮")
    SOFTWARE = "software", N_("信息软件")
    FINANCE = "finance", N_("金融")
    REAL_ESTATE = "real_estate", N_("房地产")
    LEASING = "leasing", N_("租赁商务服务")
    SCIENCE = "science", N_("科研技术服务")
    ENVIRONMENT = "environment", N_("水利环境公共设施")
    RESIDENT = "resident", N_("居民服务修理")
    EDUCATION = "education", N_("教育")
    HEALTH = "health", N_("卫生社会工作")
    CULTURE = "culture", N_("文化体育娱乐")
    PUBLIC = "public", N_("公共管理社会组织")


class StaffSize(Term):
    """公司规模 by number of staff."""

    TINY = "tiny", N_("20 人以下")
    SMALL = "small", N_("20–99 人")
    MEDIUM = "medium", N_("100–499 人")
    LARGE = "large", N_("500–999 人")
    HUGE = "huge", N_("1000 人以上")


class Gender(Term):
    MALE = "male", N_("男")
    FEMALE = "female", N_("女")


class AddressType(Term):
    """What happens at an address (A-4)."""

    OFFICE = "office", N_("办公")
    DELIVERY = "delivery", N_("收货")
    INVOICE = "invoice", N_("收票")
    INSTALL = "install", N_("安装")
    HOME = "home", N_("住宅")


class ContactChannel(Term):
    """How a follow-up took place (C-1)."""

    PHONE = "phone", N_("电话")
    VISIT = "visit", N_("登门拜访")
    IM = "im", N_("微信/网络")
    MAIL = "mail", N_("邮件")
    SMS = "sms", N_("短信")
    LETTER = "letter", N_("信函")
    MEETING = "meeting", N_("会议")
    EVENT = "event", N_("活动")
    NOTE = "note", N_("备注")


class Direction(Term):
    OUTGOING = "outgoing", N_("我方联系")
    INCOMING = "incoming", N_("客户来访来电")


class RequestState(Term):
    """Where a request for access stands."""

    WAITING = "waiting", N_("待处理")
    GRANTED = "granted", N_("已同意")
    DECLINED = "declined", N_("已拒绝")


class PanelPlace(Term):
    """Where a piece of the customer page stands."""

    STRIP = "strip", N_("首行")
    LEFT = "left", N_("左栏")
    RIGHT = "right", N_("右栏")
    TAB = "tab", N_("页签")
