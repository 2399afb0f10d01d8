"""The schemes every company begins with (0.5, A-15); it changes them as it likes."""

from django.db import transaction

from ..models import ClassScheme
from ..queries.classes import ClassDraft
from ..terms import Nature
from ..terms.sorting import SchemeDirection, SchemeMethod
from .schemes import save_scheme

REGIONS = {
    "华东": "上海市 江苏省 浙江省 安徽省 福建省 江西省 山东省",
    "华北": "北京市 天津市 河北省 山西省 内蒙古自治区",
    "华中": "河南省 湖北省 湖南省",
    "华南": "广东省 广西壮族自治区 海南省",
    "西南": "重庆市 四川省 贵州省 云南省 西藏自治区",
    "西北": "陕西省 甘肃省 青海省 宁夏回族自治区 新疆维吾尔自治区",
    "东北": "辽宁省 吉林省 黑龙江省",
    "港澳台": "香港特别行政区 澳门特别行政区 台湾省",
}
SCHEMES = (  # code, name, direction, method, position, what it is for
    ("region", "所在地区", SchemeDirection.HORIZONTAL, SchemeMethod.RULE, 10,
        "按地址所在的省份分大区，销售力量按区配置。"),
    ("nature", "客户性质", SchemeDirection.HORIZONTAL, SchemeMethod.RULE, 20,
        "按客户在流通中的性质：批发、零售、代理、生产企业、政府机构等。"),
    ("income_class", "收入类型", SchemeDirection.HORIZONTAL, SchemeMethod.HAND, 30,
        "按收入高、中、低，由负责人判断。"),
    ("market_type", "营销角度", SchemeDirection.HORIZONTAL, SchemeMethod.HAND, 40,
        "按客户看重什么：花费、责任、个人认同、方便。只由人判断，系统不推断。"),
    ("potential", "发展潜力", SchemeDirection.VERTICAL, SchemeMethod.HAND, 50,
        "按今后可能的增长，由负责人判断。"),
    ("mgmt_type", "管理角度", SchemeDirection.VERTICAL, SchemeMethod.RULE, 60,
        "按管理的需要：关键、潜力、临时、常规，先符合的算。"),
)  # fmt: skip
BY_HAND = {
    "income_class": [("高收入", ""), ("中收入", ""), ("低收入", "")],
    "market_type": [
        ("经济型", "先看花的钱和时间值不值"),
        ("道德型", "觉得应当向负责任的、本地的企业购买"),
        ("个性化", "希望被单独认出来、照顾到"),
        ("方便型", "愿意为省事多付一点"),
    ],
    "potential": [("高潜力", ""), ("中潜力", ""), ("低潜力", "")],
}


@transaction.atomic
def seed_schemes(*, by=None) -> int:
    """Add the schemes that are missing; those that exist stay as the company has them."""
    known = set(ClassScheme.objects.exclude(code="").values_list("code", flat=True))
    added = 0
    for code, name, direction, method, position, purpose in SCHEMES:
        if code in known or ClassScheme.objects.filter(name=name).exists():
            continue
        scheme = ClassScheme(
            code=code, name=name, direction=direction, method=method, position=position,
            segment_criteria=purpose,
        )  # fmt: skip
        save_scheme(scheme, drafts=_drafts(code), by=by)
        added += 1
    return added


def _drafts(code: str) -> list[ClassDraft]:
    if code in BY_HAND:
        return [ClassDraft(name, note=note) for name, note in BY_HAND[code]]
    if code == "nature":
        return [ClassDraft(term.chinese, f"nature.in.{term.value}") for term in Nature]
    if code == "region":
        return [
            ClassDraft(name, {"any": [f"province.is.{place}" for place in places.split()]})
            for name, places in REGIONS.items()
        ]
    return _management()


def _management() -> list[ClassDraft]:
    """A-15 mgmt_type, the first that fits; value class and orders join in when they are there."""
    high = ClassScheme.objects.get(code="potential").classes.order_by("position").first()
    once = ["lifecycle.in.first_time", "first_trade_on.within.before_365"]
    return [
        ClassDraft("关键", "ka_status.in.key", "重点资源，专人负责"),
        ClassDraft("潜力", f"classes.in.{high.pk}", "投入培养"),
        ClassDraft("临时", {"all": once}, "按需服务"),
        ClassDraft("常规", None, "标准服务"),
    ]
