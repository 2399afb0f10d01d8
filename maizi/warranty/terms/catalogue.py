"""Words of the catalogue of 三包 (F-31)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class Kind(Term):
    """Which family of rules a row of the catalogue belongs to."""

    GENERAL = "general", N_("一般商品")
    MOBILE = "mobile", N_("移动电话主机")
    ACCESSORY = "accessory", N_("移动电话附件")
    FIXED_PHONE = "fixed_phone", N_("固定电话机")
    CAR = "car", N_("家用汽车")

    @property
    def parts_days(self) -> int:
        """After how many days without parts the piece is exchanged (F-33 row 4)."""
        return 60 if self in (Kind.MOBILE, Kind.ACCESSORY, Kind.FIXED_PHONE) else 90


class StartRule(Term):
    """From which day a warranty runs (F-32)."""

    INVOICE = "invoice", N_("开票之日")
    ACCEPTANCE = "acceptance", N_("送货、安装、调试全部完成之日")
    DELIVERY = "delivery", N_("交付之日（与开票不同日时）")


class Accessory(Term):
    """How an accessory of a phone was sold: what its refund is worth."""

    ALONE = "alone", N_("单独购买")
    BUNDLED = "bundled", N_("随主机附带")
