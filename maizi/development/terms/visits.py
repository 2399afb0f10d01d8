"""Words of visits (B-30 to B-36)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class VisitState(Term):
    """Where a visit stands."""

    PLANNED = "planned", N_("已计划")
    READY = "ready", N_("已就绪")
    DONE = "done", N_("已完成")
    CANCELLED = "cancelled", N_("已取消")


class VisitMode(Term):
    """How it takes place: face to face unless there is a reason (B-34)."""

    FACE = "face", N_("面谈")
    VIDEO = "video", N_("视频")
    PHONE = "phone", N_("电话")
    ONLINE = "online", N_("微信/网络")


class MaterialGroup(Term):
    """What is collected before a key account is visited (B-33)."""

    PERSON = "person", N_("个人资料")
    ENTERPRISE = "enterprise", N_("企业资料")
    SALES = "sales", N_("销售资料")


class MaterialSort(Term):
    """The items of the checklist (B-33)."""

    HEALTH = "health", N_("健康")
    ECONOMY = "economy", N_("经济")
    WORK = "work", N_("工作")
    FAMILY = "family", N_("家庭")
    SOCIAL = "social", N_("社交")
    CULTURE = "culture", N_("文化")
    HOBBIES = "hobbies", N_("爱好")
    IDEALS = "ideals", N_("理想")
    CHARACTER = "character", N_("性格")
    MANAGEMENT = "management", N_("经营管理")
    DECIDERS = "deciders", N_("决策人")
    PRODUCTS = "products", N_("产品")
    INDUSTRY = "industry", N_("行业")
    STRUCTURE = "structure", N_("组织结构")
    STAFF = "staff", N_("人员")
    BENEFITS = "benefits", N_("效益")
    PLANS = "plans", N_("规划")
    PROBLEMS = "problems", N_("问题")
    OUR_COMPANY = "our_company", N_("公司介绍")
    OUR_PRODUCTS = "our_products", N_("产品介绍")
    DOCUMENTS = "documents", N_("文件")
    CARD = "card", N_("名片")
    CERTIFICATES = "certificates", N_("证书")
    SAMPLES = "samples", N_("样品")
    PHOTOS = "photos", N_("照片")

    @property
    def group(self) -> MaterialGroup:
        """Where it stands on the list."""
        place = list(MaterialSort).index(self)
        if place < list(MaterialSort).index(MaterialSort.MANAGEMENT):
            return MaterialGroup.PERSON
        is_sales = place >= list(MaterialSort).index(MaterialSort.OUR_COMPANY)
        return MaterialGroup.SALES if is_sales else MaterialGroup.ENTERPRISE


class MaterialState(Term):
    """Whether an item is at hand."""

    OPEN = "open", N_("未备")
    DONE = "done", N_("已备")
    NONE = "none", N_("不适用")


class DiscussionSort(Term):
    """What people met for: before a visit, or to choose the method (B-26, B-32)."""

    VISIT = "visit", N_("拜访前讨论")
    METHOD = "method", N_("开发方法会议")
