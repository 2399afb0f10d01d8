"""Words of the catalogue (I-1, I-2)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class ProductSort(Term):
    """What kind of thing is sold."""

    GOODS = "goods", N_("商品")
    SERVICE = "service", N_("服务")
    PART = "part", N_("备件")
    BUNDLE = "bundle", N_("组合")


class Tracking(Term):
    """Whether single pieces or batches are followed through the stock."""

    NONE = "none", N_("不跟踪")
    SERIAL = "serial", N_("按序列号")
    BATCH = "batch", N_("按批次")


class Packaging(Term):
    """How it is packed; group buyers ask for large and gift packs (B-10)."""

    PLAIN = "plain", N_("普通包装")
    LARGE = "large", N_("大包装")
    GIFT = "gift", N_("礼品包装")


class BundleSort(Term):
    """The forms of a bundle (C-20)."""

    FIXED = "fixed", N_("固定套装")
    MENU = "menu", N_("菜单自选")
    FLEXIBLE = "flexible", N_("灵活配置")


class RelationSort(Term):
    """What choosing one part of a flexible bundle means for another."""

    REQUIRES = "requires", N_("必须同时选")
    EXCLUDES = "excludes", N_("不能同时选")
