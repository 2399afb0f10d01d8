"""Words of pieces out at customers and of their repairs."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class UnitState(Term):
    """Where a piece is in its life."""

    IN_USE = "in_use", N_("使用中")
    EXCHANGED = "exchanged", N_("已换出")
    RETURNED = "returned", N_("已退货")
    SCRAPPED = "scrapped", N_("已报废")


class StartReason(Term):
    """Why a warranty runs from its day (F-32, F-37)."""

    INVOICE = "invoice", N_("发票日期")
    ACCEPTED = "accepted", N_("安装调试验收日期")
    DELIVERED = "delivered", N_("交付日期")
    EXCHANGED = "exchanged", N_("换货日期")
    PRODUCED = "produced", N_("出厂日期后第 90 日")
    UNKNOWN = "unknown", N_("还没有依据")


class Delay(Term):
    """Whose reason it is that a repair takes long (F-33 rows 4 and 5)."""

    NONE = "none", N_("没有耽误")
    PARTS = "parts", N_("厂家未供零配件")
    REPAIRER = "repairer", N_("修理者自身原因")
    CUSTOMER = "customer", N_("客户原因")


class Assembly(Term):
    """What is faulty in a car (F-3A)."""

    OTHER = "other", N_("其他部位")
    ENGINE = "engine", N_("发动机或其主要零件")
    GEARBOX = "gearbox", N_("变速器或其主要零件")
    BATTERY = "battery", N_("动力蓄电池或其主要零件")
    MOTOR = "motor", N_("行驶驱动电机或其主要零件")
    STEERING = "steering", N_("转向系统主要零件")
    BRAKE = "brake", N_("制动系统主要零件")
    SUSPENSION = "suspension", N_("悬架系统主要零件")
    AXLE = "axle", N_("前后桥或车身主要零件")

    @property
    def is_power(self) -> bool:
        """Engine, gearbox, traction battery, drive motor."""
        return self in (Assembly.ENGINE, Assembly.GEARBOX, Assembly.BATTERY, Assembly.MOTOR)

    @property
    def is_listed(self) -> bool:
        """A system whose main part counts when it is replaced twice."""
        return self != Assembly.OTHER


class SafetyFault(Term):
    """Faults of a car that put people in danger (F-3A)."""

    NONE = "none", N_("没有")
    STEERING = "steering", N_("转向失效")
    BRAKE = "brake", N_("制动失效")
    BODY = "body", N_("车身开裂")
    FUEL = "fuel", N_("燃油泄漏")
    FIRE = "fire", N_("动力蓄电池起火")
    SERIOUS = "serious", N_("其他严重安全性能故障")


class AskedBy(Term):
    """Who asked what the rights are."""

    STAFF = "staff", N_("员工")
    CUSTOMER = "customer", N_("客户自助查询")
    TICKET = "ticket", N_("服务工单")
